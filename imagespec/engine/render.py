"""Findings said in full. What is made is made when it is read, and what is said of equal findings is said once."""

from __future__ import annotations

from imagespec.report.diagnostic import diagnostic
from imagespec.report.fix import apply_edits, each_once, tried
from imagespec.values.plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from imagespec.engine.engine import Engine
    from imagespec.kinds.row import Said
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Edit, Fix
    from imagespec.report.report import Report

    Finding = tuple[Any, ...]
    Again = Callable[[Any], list[Finding]]

UNHURRIED = 100
"""How many findings of a report are worth a search for near names."""

TRIED_ALONE = 32
"""How many fixes of a report are tried one by one; any others are tried together, so that the work grows with the request only."""

MOST_SAID = 1024
"""How many sayings are kept for findings that come again."""

_SHORT = 128
"""Longer texts in findings are not expected to come again."""

_SCALARS = frozenset({str, int, bool, type(None)})


class Voice:
    """Says the findings of the reports of one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._said: dict[tuple[Any, ...], Said] = {}
        self._kept = self._said.get

    def render(self, report: Report, again: Again | None = None) -> tuple[Diagnostic, ...]:
        """The diagnostics of a report. ``again`` checks a repaired request, where that is not done by its contract alone."""
        operation, model = report.operation, report.model
        repairs = _Repairs(self._engine, report, again)
        said, told = repairs.said, []
        for index, finding in enumerate(report.findings):
            value = finding[2]
            kind = type(value)
            tokens = finding[3:]
            if index >= UNHURRIED or (tokens and not _plain_tokens(tokens)):
                saying = self._engine.say(operation, model, finding, hurried=index >= UNHURRIED)
            elif kind in _SCALARS and (kind is not str or len(value) <= _SHORT):
                key = (operation, model, kind, finding)
                saying = self._kept(key) or self._keep(key, self._engine.say(operation, model, finding, hurried=False))
            else:  # large, or an object that may change
                place = (operation, model, finding[0], tokens)
                saying = (self._kept(place) or self._keep(place, self._at(operation, model, finding))).of(value)
            said.append(saying)
            told.append(diagnostic(saying, repairs, index, finding[1], operation, model))
        return tuple(told)

    def _at(self, operation: str, model: str, finding: Finding) -> Said:
        """What is said of any finding in the same place, whatever the value, which may be large."""
        return self._engine.say(operation, model, (finding[0], finding[1], None, *finding[3:]), hurried=False)

    def _keep(self, key: tuple[Any, ...], said: Said) -> Said:
        if len(self._said) >= MOST_SAID:
            self._said.clear()
        self._said[key] = said
        return said


def _plain_tokens(tokens: Finding) -> bool:
    return all(type(token) is int or (type(token) is str and len(token) <= _SHORT) for token in tokens)


class _Repairs:
    """The fixes of the findings of one report. Those that are said to be safe are tried on the request when that is read."""

    _every: list[tuple[Fix, ...]] | None = None
    _own: list[tuple[Fix, ...]] | None = None

    def __init__(self, engine: Engine, report: Report, again: Again | None) -> None:
        self.said: list[Said] = []
        # not the report, which holds this; let go once the fixes are made, as the request may be large
        self._pending: Any = engine, again, report.operation, report.model, report.findings, report.request

    def every(self, index: int) -> tuple[Fix, ...]:
        """Every fix of a finding."""
        return self._made()[index]

    def own(self, index: int) -> tuple[Fix, ...]:
        """The fixes of a finding that no earlier one has."""
        if self._own is None:
            self._own = each_once(self._made())
        return self._own[index]

    def _made(self) -> list[tuple[Fix, ...]]:
        pending = self._pending
        if pending is not None:
            engine, again, operation, model, findings, request = pending
            claimed = [said.fixes() for said in self.said]
            edits = [fix.edits for fixes in claimed for fix in fixes if fix.safe]
            trial = _Trial(edits, request, findings, again or (lambda repaired: engine.once_more(operation, model, request, repaired)))
            number = iter(range(len(edits)))
            made = [tuple([tried(fix, trial, next(number)) if fix.safe else fix for fix in fixes]) for fixes in claimed]
            self._every, self._pending = made, None
        return self._every or []


class _Trial:
    """Tells which fixes bring no finding that a request did not have."""

    def __init__(self, edits: Sequence[tuple[Edit, ...]], request: Any, findings: Sequence[Finding], again: Again) -> None:
        self._pending: Any = edits, request, findings, again
        self._holds: list[bool] = []

    def holds(self, index: int) -> bool:
        """Whether the fix at a place is safe."""
        pending = self._pending
        if pending is not None:
            self._holds = _tried(*pending)
            self._pending = None
        return self._holds[index]


def _tried(claimed: Sequence[tuple[Edit, ...]], request: Any, findings: Sequence[Finding], again: Again) -> list[bool]:
    """Of the edits of each fix, whether they bring no finding that the request did not have."""
    copy, known = plain(request), {(finding[0], *finding[3:]) for finding in findings}

    def keeps(some: Sequence[tuple[Edit, ...]]) -> bool:
        try:
            found = again(apply_edits(copy, [edit for edits in some for edit in edits]))
        except Exception:  # another contract applies, or the request was changed since its check
            return False
        return all((finding[0], *finding[3:]) in known for finding in found)

    alone, together = claimed[:TRIED_ALONE], claimed[TRIED_ALONE:]
    return [keeps([edits]) for edits in alone] + [bool(together) and keeps(together)] * len(together)
