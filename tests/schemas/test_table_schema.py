"""The schema of the tables takes every table of the package, and refuses what loading refuses by its form."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from imagespec.compile.table_schema import table_schema
from imagespec.spec.document import read_document
from imagespec.spec.load import shipped

VALIDATOR = jsonschema.Draft7Validator(table_schema())
FOUNDING = "openai@2026-05-07"


def test_the_schema_is_right_by_its_draft() -> None:
    jsonschema.Draft7Validator.check_schema(table_schema())


@pytest.mark.parametrize("name", list(shipped()))
def test_every_table_is_taken_and_names_the_schema(name: str) -> None:
    path = shipped()[name]
    assert list(VALIDATOR.iter_errors(read_document(path).data)) == []
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    target = (path.parent / first.partition("=")[2]).resolve()
    assert json.loads(Path(target).read_text("utf-8")) == table_schema()


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        *parents, last, value = path
        for key in parents:
            data = data[key]
        data[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("modles", {}),
        _set("models", "gpt-image-2", "famly", "gpt-image"),
        _set("operations", "generate", "encoding", "xml"),
        _set("operations", "generate", "parameters", "n", "type", "number"),
        _set("operations", "generate", "parameters", "n", "range", "min", "1"),
        _set("operations", "generate", "parameters", "n", "range", "most", 10),
        _set("models", "gpt-image-2", "parameters", "size", "resolution", "step", {"off": 16}),
        _set("models", "gpt-image-2", "parameters", "size", "resolution", "step", {}),
        _set("families", "gpt-image", "interactions", 0, "basis", "guessed"),
        _set("sources", "openapi", {"title": "no address"}),
        _set("title", 5),
    ],
)
def test_what_a_table_may_not_hold_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    data = copy.deepcopy(read_document(shipped()[FOUNDING]).data)
    assert VALIDATOR.is_valid(data)
    change(data)
    assert not VALIDATOR.is_valid(data)


def test_only_a_table_that_extends_another_may_leave_out_and_edit() -> None:
    change = {"table": "openai", "revision": "2026-12-01", "title": "x", "families": {"f": {"interactions": {"add": []}}}}
    assert not VALIDATOR.is_valid(change)
    assert VALIDATOR.is_valid(change | {"extends": "openai@2026-11-12", "removes": ["/models/m"]})
