"""The examples of docs/javascript.md are run: each prints what its comments say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.node import Node

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "javascript.md"
EXAMPLES = dict(re.findall(r"^```js title=(\S+)\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL))
BARE = ("check.mjs", "sizes.mjs")
"""The examples that need no library."""


def run(node: Node, folder: Path, title: str) -> None:
    """Run an example in a project."""
    (folder / title).write_text(EXAMPLES[title], "utf-8")
    said = [line.partition("// ")[2] for line in EXAMPLES[title].splitlines() if "// " in line]
    assert node(title).splitlines() == said
    assert said or title == "express.mjs"


def test_the_document_has_the_examples() -> None:
    assert set(BARE) < set(EXAMPLES)
    assert {"zod.mjs", "hook.mjs", "hono.mjs", "express.mjs", "openai.mjs"} < set(EXAMPLES)


@pytest.mark.parametrize("title", BARE)
def test_examples_without_libraries(title: str, near: Node, near_desk: Path) -> None:
    run(near, near_desk, title)


@pytest.mark.exhaustive
@pytest.mark.parametrize("title", sorted(set(EXAMPLES) - set(BARE)))
def test_examples_with_libraries(title: str, node: Node, project: Path) -> None:
    run(node, project, title)
