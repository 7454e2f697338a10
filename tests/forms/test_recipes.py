"""The examples of schemas/README.md that a browser or an editor runs, as they stand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from imagespec.api import Handle
from tests.forms.browser import executable
from tests.forms.conftest import SCRIPTS
from tests.forms.recipes import SCHEMAS, recipes
from tests.support.node import Node, desk, installed, runner

pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def beside(pytestconfig: pytest.Config) -> Iterator[Path]:
    """A folder with the schemas and the examples, whose programs find the packages."""
    with desk(installed(pytestconfig, SCRIPTS)) as folder:
        shutil.copytree(SCHEMAS, folder / "recipes")
        for title, text in recipes().items():
            (folder / "recipes" / title).write_text(text, "utf-8")
        yield folder


@pytest.fixture(scope="module")
def node(beside: Path) -> Node:
    return runner(beside, SCRIPTS)


def test_forms_are_sent_and_say_what_is_wrong(newest: Handle, node: Node, beside: Path) -> None:
    shown: dict[str, Any] = json.loads(node("recipes.mjs", executable(), beside / "recipes"))
    wrong = newest.check({"model": "gpt-image-2", "prompt": "A fox", "size": "1920x1080"})
    assert shown["form"] == [error.message for error in wrong.errors]
    assert shown["headings"] == ["Create images from a prompt", "Main", "Format", "Advanced"]
    wrong = newest.check({"model": "dall-e-3", "prompt": "A fox", "size": "16x16"})
    assert shown["hook"] == [error.message for error in wrong.errors]
    assert shown["sent"] == [
        {"model": "gpt-image-2", "prompt": "A fox", "size": "2048x1152", "output_format": "webp"},
        {"model": "dall-e-3", "prompt": "A fox", "size": "1792x1024"},
    ]
    assert all(newest.is_valid(request) for request in shown["sent"])


def test_what_was_picked_is_uploaded(newest: Handle, node: Node, beside: Path) -> None:
    parts = json.loads(node("recipes.mjs", executable(), beside / "recipes"))["parts"]
    file = ["a b.png", "image/png", 8]
    assert parts == [["model", "gpt-image-2"], ["image[]", *file], ["image[]", *file], ["n", "2"], ["mask", *file], ["svg[model]", "m"]]


def test_yaml_is_completed_by_its_first_line(node: Node, beside: Path, tmp_path: Path) -> None:
    first = recipes()["prompt.yaml"].splitlines()[0]
    texts = [f"{first}\nmodel: dall-e-3\nprompt: x\nstyle: |\n", f"{first}\nmodel: dall-e-3\nprompt: x\n|"]
    (tmp_path / "texts.json").write_text(json.dumps(texts), "utf-8")
    values, keys = json.loads(node("yaml.mjs", beside / "recipes", tmp_path / "texts.json"))
    assert values["offered"] == ["vivid", "natural", "null"]
    assert {*keys["offered"]} == {"n", "size", "quality", "response_format", "style", "user"}
