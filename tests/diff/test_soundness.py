"""What ``diff`` reports is what happens: every change has a witness, and no verdict changes in silence."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.cli.diff import HandleJudge
from imagespec.spec.load import shipped
from tests.conftest import Depth
from tests.diff.judging import TODAY, Said, changes, requests, shows, unexplained
from tests.diff.tables import HEAD, TABLES

NAMES = [name for name in shipped() if name.startswith("openai@")]
PAIRS = list(pairwise(NAMES))
EACH = -(-60_000 // len(PAIRS))
"""Requests per pair of neighbours, together at least 60,000."""


COSTLY = ("sizes", "interactions", "severity")
"""Own tables of which every change takes long to show."""


@pytest.fixture(scope="module", params=[pytest.param(name, marks=pytest.mark.exhaustive) if name in COSTLY else name for name in TABLES])
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Handle:
    path: Path = tmp_path_factory.mktemp("tables") / f"{request.param}.yaml"
    path.write_text(HEAD + TABLES[request.param], "utf-8")
    return imagespec.load(path)


def assert_sound(old: Handle, new: Handle, count: int) -> int:
    """Both halves of soundness for a pair; how many generated requests changed their verdict."""
    found = changes(old, new)
    assert [change for change in found if not shows(change, old, new)] == []
    said, changed = Said(found), 0
    for operation, request in requests(old, new, count):
        assert not unexplained(said, old, new, operation, request)
        served = operation in old.engine.operations and operation in new.engine.operations
        changed += served and old.is_valid(request, operation) is not new.is_valid(request, operation)
    return changed


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=[new for _, new in PAIRS])
def test_neighbours(old: str, new: str, depth: Depth) -> None:
    changed = assert_sound(imagespec.load(old), imagespec.load(new), depth(EACH // 8, EACH // 2))
    quiet = {"openai@2026-08-20", "openai@2026-10-23", "openai@2026-11-26"}
    assert bool(changed) is (new not in quiet), "the requests reach what changed, and only warnings changed elsewhere"


@pytest.mark.parametrize(
    ("old", "new"), [(NAMES[0], NAMES[-1]), pytest.param(NAMES[-1], NAMES[0], marks=pytest.mark.exhaustive), ("openai@2026-10-31", "azure")]
)
def test_far_apart(old: str, new: str, depth: Depth) -> None:
    assert assert_sound(imagespec.load(old), imagespec.load(new), depth(500, 1_500)) > 15


def test_own_table_forwards_and_back(own: Handle, depth: Depth) -> None:
    base, count = imagespec.load("openai@2026-11-12"), depth(250, 1_000)
    assert assert_sound(base, own, count) + assert_sound(own, base, count) > count // 500


@pytest.mark.parametrize("name", [*NAMES, "azure"])
def test_nothing_changes_from_a_revision_to_itself(name: str) -> None:
    handle = imagespec.load(name)
    assert changes(handle, handle) == []


def test_a_missing_change_is_noticed() -> None:
    """The judge can fail: with the changes of one parameter withheld, a generated request gives it away."""
    old, new = imagespec.load("openai@2026-10-23"), imagespec.load("openai@2026-10-31")
    kept = Said(change for change in changes(old, new) if change.parameter != "markup")
    assert any(unexplained(kept, old, new, operation, request) for operation, request in requests(old, new, 4_000))


def test_a_wrong_witness_is_noticed() -> None:
    old, new = imagespec.load("openai@2026-10-23"), imagespec.load("openai@2026-10-31")
    found = [change for change in changes(old, new) if change.parameter != "model"]  # both warn where it is left out, of different things
    assert found
    assert not any(shows(change, new, old) for change in found)


def test_all_that_is_found_is_what_a_check_reports() -> None:
    handle = imagespec.load("openai@2026-11-12")
    judge = HandleJudge(handle, TODAY)
    for operation, request in requests(handle, handle, 500):
        told = judge.told(operation, judge.finding(operation, "model")(request))
        report = handle.check(request, operation, today="2026-11-21")
        assert told == [(d.rule, d.pointer, d.severity) for d in report.diagnostics]


@pytest.mark.parametrize("pair", [("openai@2026-05-07", "openai"), ("openai", "azure")])
def test_what_is_found_of_a_parameter_is_all_but_what_is_about_the_model(pair: tuple[str, str], depth: Depth) -> None:
    """The way by the contract alone finds the same, and refuses the same requests."""
    old, new = map(imagespec.load, pair)
    judges = [HandleJudge(handle, TODAY) for handle in (old, new)]
    for operation, request in requests(old, new, depth(300, 20_000), seed=11):
        for judge in judges:
            found = judge.told(operation, judge.finding(operation, "size")(request))
            whole = judge.told(operation, judge.finding(operation, "model")(request))
            assert any(weight == "error" for *_, weight in found) == any(weight == "error" for *_, weight in whole), (operation, request)
            assert [entry for entry in found if entry[1] != "/model"] == [entry for entry in whole if entry[1] != "/model"]
