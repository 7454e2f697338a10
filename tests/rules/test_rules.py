"""Every rule of every shipped revision on requests as people write them.

A folder holds ``good.json``, ``bad.json`` and, where the first fix repairs the bad request, ``fixed.json``: an
``operation``, a ``request``, the day it is checked on and, where it is not the founding one, the ``revision``.
``expected.json`` lists everything found in the bad request. ``{"$text": "ab", "$times": 3}`` stands for a long text.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest

import imagespec
from imagespec.compile.checks import compile_operation
from imagespec.report.fix import apply_edits
from imagespec.spec.load import load_shipped, shipped
from tests.conftest import FOUNDING

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")


def read(path):
    return expanded(json.loads(path.read_text("utf-8")))


def expanded(value):
    if isinstance(value, dict):
        if set(value) == {"$text", "$times"}:
            return value["$text"] * value["$times"]
        return {key: expanded(entry) for key, entry in value.items()}
    return [expanded(entry) for entry in value] if isinstance(value, list) else value


def handle(case):
    return imagespec.load(case.get("spec", FOUNDING))


def checked(case):
    return handle(case).check(case["request"], case["operation"], today=case["today"])


def said(report):
    return [{"rule": d.rule, "pointer": d.pointer, "severity": d.severity, "params": d.params} for d in report.diagnostics]


@pytest.fixture(params=FOLDERS, ids=lambda path: path.name)
def folder(request):
    return request.param


def test_good(folder):
    case = read(folder / "good.json")
    report = checked(case)
    assert [d.rule for d in report.errors] == []
    assert folder.name not in [d.rule for d in report.diagnostics]
    assert handle(case).is_valid(case["request"], case["operation"])


def test_bad(folder):
    case = read(folder / "bad.json")
    before = deepcopy(case)
    expected = read(folder / "expected.json")
    report = checked(case)
    assert said(report) == expected
    assert folder.name in [entry["rule"] for entry in expected]
    assert report.ok == (not any(entry["severity"] == "error" for entry in expected))
    assert handle(case).is_valid(case["request"], case["operation"]) == report.ok
    assert case == before
    for diagnostic in report.diagnostics:
        assert diagnostic.message.endswith((".", "?"))
        assert diagnostic.source.url.startswith("https://")


def test_fixed(folder):
    case = read(folder / "bad.json")
    diagnostic = next(d for d in checked(case).diagnostics if d.rule == folder.name)
    path = folder / "fixed.json"
    assert path.exists() == bool(diagnostic.fixes), "fixed.json is there when the first fix is"
    if diagnostic.fixes:
        fixed = read(path)
        assert apply_edits(case["request"], diagnostic.fixes[0].edits) == fixed["request"]
        assert fixed["operation"] == case["operation"]
        assert folder.name not in [d.rule for d in checked(fixed).diagnostics]


def rules(name):
    """The rules that the compiled checks of a revision report."""
    spec = load_shipped(name)
    return {row.rule for operation in spec.operations.values() for row in compile_operation(spec, operation).rows.values()}


def test_every_rule_has_a_folder_and_every_folder_a_rule():
    assert {path.name for path in FOLDERS} == {rule for name in shipped() for rule in rules(name)}


def test_a_folder_is_about_the_first_revision_with_its_rule():
    own = [name for name in shipped() if name.startswith("openai@")]
    known = {name: rules(name) for name in own}
    for path in FOLDERS:
        specs = {read(file).get("spec", FOUNDING) for file in path.glob("*.json") if file.name != "expected.json"}
        assert len(specs) == 1, path.name
        first = next(name for name in own if path.name in known[name])
        assert specs == {first}, path.name


def test_folders_hold_nothing_else():
    for path in FOLDERS:
        assert {file.name for file in path.iterdir()} - {"fixed.json"} == {"good.json", "bad.json", "expected.json"}, path.name
