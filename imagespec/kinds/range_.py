"""``range``: inclusive bounds of an integer."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate, replace
from imagespec.report.frozen import evolve, frozen
from imagespec.values.text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Constraint, Flaw, Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer
    from imagespec.report.fix import Fix

FEW = 128
"""The most integers that are spelled out one by one."""


@frozen(kw_only=True)
class Range(Predicate):
    """Inclusive bounds of an integer; one that is not given claims nothing.

    Attributes:
        min: the least
        max: the most
    """

    KEY: ClassVar[str] = "range"
    TYPES: ClassVar[frozenset[str]] = frozenset({"integer"})
    JAVASCRIPT: ClassVar[str] = """
    problem: "range",
    find: (l, value) => value < l.min || value > l.max,
    limits: bounds,
    meant: (l, value) => [l.max !== undefined && value > l.max ? l.max : l.min],
    message: (l, problem, s, value, meant) => `${s.parameter} is ${quoted(value)}, but ${s.model} takes ${between(l)}; use ${meant}.`,
    """

    min: int | None = None
    max: int | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        return ("range",)

    def check(self, value: Any) -> Iterator[str]:
        if (self.min is not None and value < self.min) or (self.max is not None and value > self.max):
            yield "range"

    def common(self, others: Sequence[Any]) -> Constraint | None:
        low, high = widest([(kind.min, kind.max) for kind in (self, *others)])
        return None if low is None and high is None else evolve(self.softest(others), min=low, max=high)

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return outside(variable, self.min, self.max, writer)

    def limits(self, problem: str) -> dict[str, Any]:
        return bounds(self.min, self.max)

    def allowed(self, problem: str) -> str:
        return between(self.min, self.max)

    def json_schema(self) -> Fragment:
        bound = {"minimum": self.min, "maximum": self.max} if self.refuses("range") else {}
        return {keyword: number for keyword, number in bound.items() if number is not None}

    def typescript(self) -> tuple[str, ...] | None:
        if not self.refuses("range") or self.min is None or self.max is None or self.max - self.min >= FEW:
            return None
        return tuple(map(str, range(self.min, self.max + 1)))

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        return f"{subject.parameter} is {quoted(value)}, but {subject.model} takes {self.allowed(problem)}; use {self._clamped(value)}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        return (replace(subject, self._clamped(value)),)

    def _clamped(self, value: Any) -> int | None:
        return self.max if self.max is not None and value > self.max else self.min

    def flaws(self) -> Iterator[Flaw]:
        return bound_flaws(self.min, self.max)

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for bound in (self.min, self.max):
            for step in (-1, 0, 1):
                if bound is not None:
                    yield bound + step, tuple(self.check(bound + step))
        for far in (-(10**30), 10**30):
            yield far, tuple(self.check(far))


def outside(expression: str, low: int | None, high: int | None, writer: Writer | None = None) -> str:
    """The Python expression that is true outside inclusive bounds; with a ``writer``, bounds that may change have names there."""
    least, most = (bound if writer is None or bound in (None, 0, 1) else writer.constant(bound) for bound in (low, high))
    if low is not None and high is not None:
        return f"{expression} != {least}" if low == high else f"not {least} <= {expression} <= {most}"
    return f"{expression} < {least}" if low is not None else f"{expression} > {most}"


def bounds(low: int | None, high: int | None) -> dict[str, Any]:
    """Bounds as JSON; one that claims nothing is left out."""
    return {name: bound for name, bound in (("min", low), ("max", high)) if bound is not None}


def widest(bounds_: Iterable[tuple[int | None, int | None]]) -> tuple[int | None, int | None]:
    """The bounds that every number within any of several pairs of bounds keeps."""
    lows, highs = zip(*bounds_, strict=True)
    low, high = (None if None in lows else min(lows)), (None if None in highs else max(highs))
    return low, high


def between(low: int | None, high: int | None) -> str:
    """Bounds in words."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"at least {low:,}" if low is not None else f"at most {high:,}"


def bound_flaws(low: int | None, high: int | None, floor: int | None = None) -> Iterator[Flaw]:
    """What is wrong with bounds of a quantity that is ``floor`` at least by nature."""
    if low is None and high is None:
        yield (), "no bound, so the rule can never fire", "give min, max or both"
    elif low is not None and high is not None and low > high:
        yield (), f"min {low} is above max {high}", "swap or correct them"
    elif floor is not None and any(bound is not None and bound < floor for bound in (low, high)):
        yield (), "a negative count", "use 0 or more"
    elif floor is not None and not low and high is None:
        yield (), "min 0 without max, so the rule can never fire", "give max, or a min of 1 or more"
