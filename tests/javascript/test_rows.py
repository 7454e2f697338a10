"""Contracts name the rows of their tables by one character each, however many there are."""

from __future__ import annotations

from pathlib import Path

from imagespec.compile.javascript.pool import Rows
from tests.generated.tables import base, model, operation
from tests.javascript.comparing import differences, questions
from tests.javascript.test_own_tables import own, written
from tests.support.node import Node


def test_equal_rows_are_there_once() -> None:
    rows = Rows()
    assert rows.spelled([["a"], ["b"], ["a"]]) == "010"
    assert rows.spelled([["c"], ["b"]]) == "21"
    assert rows.values == [["a"], ["b"], ["c"]]


def test_a_contract_with_many_parameters(node: Node, tmp_path: Path) -> None:
    names = [f"name{number}" for number in range(120)]
    handle = own(base(operations={"draw": operation("text", *names)}, models={"pencil": model({"draw": {}}, ["text", *names])}), tmp_path)
    index = written(handle, tmp_path / "js")
    bodies = [{"text": "a", name: value} for name in names for value in ("x", 1)]
    asked = questions([("draw", {"model": "pencil", **body}) for body in bodies])
    assert sum(not handle.is_valid(request, "draw") for _, request in asked) == len(names)
    assert differences(handle, index, node, tmp_path, asked) == []
