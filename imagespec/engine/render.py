"""Findings said in full, with every fix that is called safe tried out on the request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from imagespec.kinds.row import Row
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import Fix, apply_edits
from imagespec.report.report import Report
from imagespec.report.source import Source
from imagespec.values.plain import plain

Finding = tuple[Any, ...]
Again = Callable[[Any], list[Finding]]


def render(report: Report, rows: Mapping[str, Row], sources: dict[str, Source], again: Again) -> tuple[Diagnostic, ...]:
    """The diagnostics of a report. ``again`` checks a repaired request by the same contract, or raises."""
    findings = report.findings
    diagnostics = tuple(rows[finding[0]].diagnose(report.operation, report.model, finding, sources) for finding in findings)
    if not any(fix.safe for diagnostic in diagnostics for fix in diagnostic.fixes):
        return diagnostics
    known = {(finding[0], *finding[3:]) for finding in findings}
    request = plain(report.request)
    return tuple(
        evolve(diagnostic, fixes=tuple(_tried(fix, request, known, again) for fix in diagnostic.fixes)) if diagnostic.fixes else diagnostic
        for diagnostic in diagnostics
    )


def _tried(fix: Fix, request: Any, known: set[tuple[Any, ...]], again: Again) -> Fix:
    """The fix, no longer safe when the repaired request has a finding that the request did not have."""
    if not fix.safe:
        return fix
    try:
        found = again(apply_edits(request, fix.edits))
        safe = all((finding[0], *finding[3:]) in known for finding in found)
    except Exception:  # another contract applies, or the request was changed since its check
        safe = False
    return fix if safe else evolve(fix, safe=False)
