"""Every fix repairs what it says, and a safe one breaks nothing."""

from __future__ import annotations

from copy import deepcopy

from imagespec.api import Handle
from imagespec.report.fix import apply_edits
from tests.conftest import FOUNDING, Depth
from tests.support.requests import generated, systematic
from tests.support.verdicts import verdict_row


def check_fixes(handle: Handle, operation: str, request: dict[str, object]) -> int:
    """Apply each fix of each diagnostic on its own; answers how many there were."""
    before = handle.check(request, operation, today="2026-05-11")
    known, count = verdict_row(before), 0
    for diagnostic in before.diagnostics:
        for fix in diagnostic.fixes:
            count += 1
            untouched = deepcopy(request)
            after = handle.check(apply_edits(request, fix.edits), operation, today="2026-05-11")
            assert request == untouched
            left = verdict_row(after)
            said = f"{operation} {str(request)[:300]}\n{diagnostic}\n{fix}\nafter: {left}"
            assert (diagnostic.rule, diagnostic.pointer, diagnostic.severity) not in left, said
            if fix.safe:
                assert left <= known, said
    return count


def test_fixes_of_generated_requests(revision: Handle, depth: Depth) -> None:
    count = depth(600, 10_000) if revision.name == FOUNDING else depth(100, 400)
    fixes = sum(check_fixes(revision, operation, request) for operation, request in generated(revision.spec, count, seed=5))
    assert fixes > count // 4


def test_fixes_of_single_changes(revision: Handle, depth: Depth) -> None:
    stride = depth(151, 11) if revision.name == FOUNDING else depth(5_001, 500)
    every = list(systematic(revision.spec, stride))
    assert sum(check_fixes(revision, operation, request) for operation, request in every) > len(every) // 4
