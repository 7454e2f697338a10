"""Tables of somebody's own compile to JavaScript that works, whatever their names and texts hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.compile.javascript.files import javascript_files, operation_files
from imagespec.spec.load import shipped
from tests.conftest import Depth
from tests.generated import tables
from tests.javascript.comparing import differences, questions
from tests.support.node import Node
from tests.support.requests import generated, systematic

OWN = Path(__file__).parent.parent / "forms" / "own.yaml"
NEWEST_OF_OTHERS = [name for name in shipped() if not name.startswith("openai@")][-1:]


def written(handle: Handle, folder: Path) -> Path:
    """The package of a table in a folder; answers its module of every operation."""
    for path, text in javascript_files(handle.spec).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return folder / "index.js"


def asked(handle: Handle, count: int, every: int) -> Iterator[tuple[str, object]]:
    yield from systematic(handle.spec, every)
    yield from generated(handle.spec, count)


@pytest.mark.parametrize("table", [OWN, *NEWEST_OF_OTHERS], ids=str)
def test_other_tables(table: Path | str, node: Node, tmp_path: Path, depth: Depth) -> None:
    handle = imagespec.load(table)
    index = written(handle, tmp_path / "js")
    found = questions(asked(handle, depth(100, 3000), depth(211, 5)))
    assert differences(handle, index, node, tmp_path, found) == []
