"""Applies fixes as long as each takes its finding away and brings no other.

A wrong type or an unknown model hides what else is wrong with a value or a request. Where a fix uncovers that, the fixes of
what was uncovered belong to it; it is kept only with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.repair.fixed import Fixed
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import Edit, Fix, apply_edits
from imagespec.report.pointer import parse_pointer
from imagespec.report.report import Report

if TYPE_CHECKING:
    from imagespec.api import Handle

ONE_BY_ONE = 32
"""How many findings are repaired one by one; of more, as many at once as go together, so that the work stays in step with the request."""

MOST_TRIES = 400
"""How often a request with more findings than that is checked again."""

DEEPEST = 4
"""How many fixes deep one fix may uncover the next."""

Key = tuple[str, str, str]
"""Rule, pointer and severity of a finding."""

Keys = Counter[Key]

Fixes = tuple[Fix, ...]
Keep = Callable[[Diagnostic], bool]
"""Whether a finding is to be repaired."""


def fixing(handle: Handle, operation: str | None, keep: Keep, options: Mapping[str, Any], *, unsafe: bool) -> Fixing:
    """The repair of requests of an operation by a spec; ``options`` are those of ``check``."""
    return Fixing(lambda request: handle.check(request, operation, **options), handle.engine.outline, keep, unsafe=unsafe)


class State(NamedTuple):
    """A request on its way, what a check finds in it, and the fixes that led to it."""

    request: Any
    report: Report
    found: Keys
    applied: tuple[Fix, ...] = ()


class Fixing:
    """Repairs requests of one operation.

    ``check`` reports every finding of a request, ``outline`` says rule, pointer and severity of each; ``keep`` tells which
    findings are repaired; ``unsafe`` says that fixes count that change what the request asks for.
    """

    def __init__(self, check: Callable[[Any], Report], outline: Callable[[Report], Iterable[Key]], keep: Keep, *, unsafe: bool) -> None:
        self._check, self._outline, self._keep, self._unsafe = check, outline, keep, unsafe

    def fixed(self, request: Any) -> Fixed:
        """The request after its fixes. Never raises for a request, and never changes it."""
        try:
            state = self.repaired(self.state(request))
            return Fixed(fresh(state.request), state.applied, state.report)
        except Exception:  # a value with code of its own got in the way
            return Fixed(fresh(request), (), self._check(request))

    def state(self, request: Any, applied: tuple[Fix, ...] = ()) -> State:
        """Where the work on a request begins."""
        report = self._check(request)
        return State(request, report, Counter(self._outline(report)), applied)

    def repaired(self, state: State, wanted: Callable[[Diagnostic], bool] = lambda _: True) -> State:
        """The state after every fix of wanted findings that takes its finding away and brings no other."""
        if len(state.report) > ONE_BY_ONE:
            state = self._together(state, wanted)
        while len(state.report) <= ONE_BY_ONE:
            # Warnings come last: a move to another model may take the fix of an error away.
            order = sorted(state.report.with_repairs(), key=lambda pair: pair[0].severity != "error")
            steps = (self._step(state, *pair, DEEPEST) for pair in order if self._wants(*pair, wanted))
            following = next((step for step in steps if step), None)
            if following is None:
                break
            state = following
        return state

    def _wants(self, diagnostic: Diagnostic, fixes: Fixes, wanted: Callable[[Diagnostic], bool]) -> bool:
        return bool(fixes) and self._keep(diagnostic) and wanted(diagnostic)

    def _allowed(self, fixes: Fixes, request: Any) -> Iterator[Fix]:
        """The fixes that may be made, best first."""
        return (fix for fix in fixes if (fix.safe or self._unsafe) and not _overwrites(request, fix.edits[:1]))

    def _step(self, state: State, diagnostic: Diagnostic, fixes: Fixes, depth: int) -> State | None:
        """The state after the first fix of a finding that takes it away and, with the fixes of what it uncovers, brings no other."""
        for fix in self._allowed(fixes, state.request):
            after = self._after(state, (fix,))
            if after is None or after.found[_key(diagnostic)] >= state.found[_key(diagnostic)]:
                continue
            if after.found <= state.found:
                return after
            if self._unsafe and depth and (completed := self._completed(state, after, diagnostic, depth - 1)):
                return completed
        return None

    def _after(self, state: State, fixes: Sequence[Fix]) -> State | None:
        try:
            request = apply_edits(state.request, [edit for fix in fixes for edit in fix.edits])
        except ValueError:  # another fix took away what this one is about
            return None
        return self.state(request, (*state.applied, *fixes))

    def _completed(self, before: State, state: State, diagnostic: Diagnostic, depth: int) -> State | None:
        """The state after the fixes of what a fix uncovered; ``None`` where that is not enough.

        An error may leave warnings behind that it hid, such as that the model it misspelt will end.
        """
        while uncovered := state.found - before.found:
            steps = (self._step(state, found, fixes, depth) for found, fixes in state.report.with_repairs() if _key(found) in uncovered)
            following = next((step for step in steps if step), None)
            if following is None:
                hidden = diagnostic.severity == "error" and all(severity == "warning" for _, _, severity in uncovered)
                return state if hidden else None
            state = following
        return state

    def _together(self, state: State, wanted: Callable[[Diagnostic], bool]) -> State:
        """The state after as many fixes as go together: all, else what is left of either half."""
        found = (list(self._allowed(fixes, state.request))[:1] for d, fixes in state.report.with_repairs() if self._wants(d, fixes, wanted))
        fixes = list({repr(fix.edits): fix for some in found for fix in some}.values())
        pending, tries = [fixes], MOST_TRIES
        while pending and tries:
            some, tries = pending.pop(), tries - 1
            after = self._after(state, some) if some else None
            if after is not None and after.found < state.found:
                state = after
            elif len(some) > 1:
                pending += [some[len(some) // 2 :], some[: len(some) // 2]]
        return state


def _key(diagnostic: Diagnostic) -> Key:
    return diagnostic.rule, diagnostic.pointer, diagnostic.severity


def fresh(request: Any) -> Any:
    """A request as a new dict; itself where it is none."""
    try:
        return dict(request) if isinstance(request, Mapping) else request
    except Exception:  # it only claims to be one
        return request


def _overwrites(request: Any, edits: Iterable[Edit]) -> bool:
    """Whether a move would put one value of a request over another."""
    for edit in edits:
        if edit.op != "move" or (edit.from_ or "").startswith(f"{edit.path}/"):
            continue
        owner: Any = request
        *path, name = parse_pointer(edit.path) or ("",)
        for token in path:
            owner = owner.get(token) if isinstance(owner, Mapping) else None
        if isinstance(owner, Mapping) and name in owner:
            return True
    return False
