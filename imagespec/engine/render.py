"""Findings said in full, with every fix that is called safe tried out on the request."""

from __future__ import annotations

from imagespec.report.fix import apply_edits
from imagespec.report.frozen import evolve
from imagespec.values.plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from imagespec.kinds.row import Row
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix
    from imagespec.report.report import Report
    from imagespec.report.source import Source

    Finding = tuple[Any, ...]
    Again = Callable[[Any], list[Finding]]

UNHURRIED = 100
"""How many findings of a report are worth a search for near names."""

TRIED_ALONE = 32
"""How many fixes of a report are tried one by one; any others are tried together, so that the work grows with the request only."""


def render(report: Report, rows: Mapping[str, Row], sources: dict[str, Source], again: Again) -> tuple[Diagnostic, ...]:
    """The diagnostics of a report. ``again`` checks a repaired request by the same contract, or raises."""
    diagnostics = tuple(
        rows[finding[0]].diagnose(report.operation, report.model, finding, sources, hurried=index >= UNHURRIED)
        for index, finding in enumerate(report.findings)
    )
    claimed = [fix for diagnostic in diagnostics for fix in diagnostic.fixes if fix.safe]
    if not claimed:
        return diagnostics
    harmful = _harmful(claimed, plain(report.request), {(finding[0], *finding[3:]) for finding in report.findings}, again)
    return tuple(
        evolve(diagnostic, fixes=tuple(evolve(fix, safe=fix.safe and id(fix) not in harmful) for fix in diagnostic.fixes))
        if diagnostic.fixes
        else diagnostic
        for diagnostic in diagnostics
    )


def _harmful(fixes: Sequence[Fix], request: Any, known: set[Finding], again: Again) -> set[int]:
    """The ids of the fixes after which the request has a finding that it did not have."""

    def keeps(some: Iterable[Fix]) -> bool:
        try:
            found = again(apply_edits(request, [edit for fix in some for edit in fix.edits]))
        except Exception:  # another contract applies, or the request was changed since its check
            return False
        return all((finding[0], *finding[3:]) in known for finding in found)

    alone, together = fixes[:TRIED_ALONE], fixes[TRIED_ALONE:]
    harmful = {id(fix) for fix in alone if not keeps([fix])}
    return harmful if not together or keeps(together) else harmful | {id(fix) for fix in together}
