"""The package of other tables and revisions says what Python says."""

from __future__ import annotations

from pathlib import Path

import pytest

import imagespec
from imagespec.compile.npm.package import npm_package
from tests.conftest import Depth
from tests.javascript.comparing import differences, questions
from tests.support.node import Node
from tests.support.requests import generated, systematic

TESTS = Path(__file__).parent.parent
TABLES = (str(TESTS / "table" / "minimal.yaml"), pytest.param("openai@2026-05-07", marks=pytest.mark.exhaustive))
"""A table with every kind of limit, and an older revision."""

MOST = 150
"""Requests with one change each that a quick run asks of a table."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: Path(table).name)
def test_findings_are_those_of_python(table: str, node: Node, tmp_path: Path, depth: Depth) -> None:
    handle = imagespec.load(table)
    for name, text in npm_package(handle.spec).items():
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    every = [*systematic(handle.spec)]
    asked = questions([*every[:: max(1, len(every) // depth(MOST, 2_000))], *generated(handle.spec, depth(MOST, 2_000))])
    assert len(asked) > MOST
    assert differences(handle, tmp_path / "package" / "index.js", node, tmp_path, asked) == []
