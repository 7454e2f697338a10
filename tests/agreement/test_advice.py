"""What a report advises can be followed as a whole: nothing is said twice, and no two findings pull one value two ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, product
from random import Random
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import Fix
from tests.conftest import FOUNDING
from tests.support.requests import generated, spaces

NEWEST = ["openai", *(pytest.param(name, marks=pytest.mark.exhaustive) for name in (FOUNDING, "azure"))]
LEAVES = ("leave it out", "remove it", "should be left out")
KEEPS = ("use ", "write ", "the nearest allowed size", "shorten it", "make it longer", "change its type", "add one", "convert it")


def broken(handle: Handle, count: int, every: int = 1) -> Iterator[tuple[str, dict[str, Any]]]:
    """Requests with every pair of mistakes that single values make, ``count`` for each contract (for one in ``every``), and random ones."""
    random = Random(41)
    for operation, space in spaces(handle.spec)[::every]:
        base = space.baseline()
        single: dict[str, tuple[str, Any]] = {}
        for name, edge in space.edge.items():
            for value in edge:
                found = handle.check({**base, name: value}, operation)
                for rule, *_ in handle.engine.outline(found) if len(found) < 4 else ():
                    single.setdefault(f"{rule} {name}", (name, value))
        single |= {name: (name, "x") for name in space.foreign[:4]}
        pairs = [pair for pair in combinations(single.values(), 2) if pair[0][0] != pair[1][0]]
        for one, other in random.sample(pairs, min(count, len(pairs))):
            yield operation, {**base, one[0]: one[1], other[0]: other[1]}
        for pair in random.sample(space.pairs, min(count * 40, len(space.pairs))):
            yield operation, {**base, **{name: value for name, value in pair.items() if value is not None}}
    yield from generated(handle.spec, count * 20, seed=43)


def clash(one: Fix, other: Fix) -> bool:
    """Whether two fixes leave different things at one place."""
    left = {edit.path: (edit.op == "remove", edit.value) for edit in one.edits if edit.op != "move"}
    right = {edit.path: (edit.op == "remove", edit.value) for edit in other.edits if edit.op != "move"}
    return any(left[path] != right[path] for path in left.keys() & right.keys())


def contradiction(one: Diagnostic, other: Diagnostic, gone: Callable[[Fix, Diagnostic], bool]) -> str:
    """Why two findings cannot both be followed, empty where they can. ``gone`` says that a fix repairs a finding as well."""
    both = one.fixes and other.fixes and all(clash(a, b) for a, b in product(one.fixes, other.fixes))
    if both and not any(gone(fix, other) for fix in one.fixes) and not any(gone(fix, one) for fix in other.fixes):
        return "no fix of the one stands beside one of the other"
    remedies = [d.message.rpartition("; ")[2] for d in (one, other)]
    if one.pointer == other.pointer and any(a.startswith(LEAVES) and b.startswith(KEEPS) for a, b in (remedies, remedies[::-1])):
        return f"{remedies[0]} / {remedies[1]}"
    return ""


@pytest.mark.parametrize("name", NEWEST)
def test_no_two_findings_contradict_each_other(name: str, depth: Callable[[int, int], int]) -> None:
    handle = imagespec.load(name)
    pairs = 0
    for operation, request in broken(handle, depth(1, 100), every=depth(3, 1)):
        report = handle.check(request, operation, today="2026-11-26")
        every = report._rendered()  # with the fixes that an earlier finding has as well

        def gone(fix: Fix, finding: Diagnostic, request: Any = request, operation: str = operation) -> bool:
            return finding not in handle.check(fix.apply(request), operation, today="2026-11-26").diagnostics

        for one, other in combinations(every, 2):
            pairs += 1
            why = contradiction(one, other, gone)
            assert not why, f"{operation} {request!s:.300}\n{one}\n{other}\n{why}"
        edits = [repr(fix.edits) for d in report for fix in d.fixes]
        assert len(edits) == len(set(edits)), (operation, request)
    assert pairs > 500


def test_a_fix_is_said_once() -> None:
    report = imagespec.check({"model": "gpt-image-2", "prompt": "a cat", "size": "4096x4096"})
    assert [(d.rule, [fix.title for fix in d.fixes]) for d in report] == [("size.edge", ['use "2880x2880"']), ("size.pixels", [])]
    assert str(report).count("fix:") == 1
    (alone,) = imagespec.check({"model": "gpt-image-2", "prompt": "a cat", "size": "4096x4096"}, select=["size.pixels"])
    assert [fix.title for fix in alone.fixes] == ['use "2880x2880"'], "the finding that is left keeps it"


def test_a_doubtful_parameter_is_left_out_whatever_else_is_wrong_with_it() -> None:
    report = imagespec.check({"model": "dall-e-2", "prompt": "a cat", "quality": "hd"}, spec=FOUNDING, ignore=["model"])
    assert [d.rule for d in report] == ["quality.value", "quality.unsupported"]
    assert [d.message.rpartition("; ")[2] for d in report] == ["leave it out."] * 2
    assert [fix.title for d in report for fix in d.fixes] == ["remove quality"]
    assert "takes standard, auto" in report.diagnostics[0].message
    (wrong_type,) = imagespec.check({"model": "dall-e-2", "prompt": "a cat", "quality": 5}, spec=FOUNDING, ignore=["model"])
    assert (wrong_type.rule, wrong_type.message.rpartition("; ")[2]) == ("quality.type", "leave it out.")
