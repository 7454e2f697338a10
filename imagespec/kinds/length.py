"""``length``: how long a text may be, in Unicode code points."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate
from imagespec.kinds.range_ import between, bound_flaws, bounds, outside, widest
from imagespec.report.frozen import evolve, frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Constraint, Flaw, Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer


@frozen(kw_only=True)
class Length(Predicate):
    """How many Unicode code points a text may have, both bounds allowed themselves.

    Attributes:
        min: the least
        max: the most
    """

    KEY: ClassVar[str] = "length"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string"})
    JAVASCRIPT: ClassVar[str] = """
    problem: "length",
    find: (l, text) => (text.length > l.max || text.length < 2 * l.min - 1) && !within(l, points(text)),
    limits: (l) => ({ ...bounds(l), unit: "code points" }),
    message(l, problem, s, value) {
      const length = points(value);
      const takes = `${s.model} takes ${between(l)} characters`;
      if (!length) return `${s.parameter} is empty, but ${takes}; write one.`;
      const remedy = length > l.max ? `shorten it by ${commas(length - l.max)}` : "make it longer";
      return `${s.parameter} has ${commas(length)} characters, but ${takes}; ${remedy}.`;
    },
    """

    min: int | None = None
    max: int | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        return ("length",)

    def check(self, value: Any) -> Iterator[str]:
        if (self.min is not None and len(value) < self.min) or (self.max is not None and len(value) > self.max):
            yield "length"

    def common(self, others: Sequence[Any]) -> Constraint | None:
        low, high = widest([(kind.min, kind.max) for kind in (self, *others)])
        return None if low is None and high is None else evolve(self.softest(others), min=low, max=high)

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return outside(f"len({variable})", self.min, self.max, writer)

    def limits(self, problem: str) -> dict[str, Any]:
        return bounds(self.min, self.max) | {"unit": "code points"}

    def allowed(self, problem: str) -> str:
        return f"{between(self.min, self.max)} characters long"

    def json_schema(self) -> Fragment:
        bound = {"minLength": self.min, "maxLength": self.max} if self.refuses("length") else {}
        return {keyword: number for keyword, number in bound.items() if number is not None}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        takes = f"{subject.model} takes {between(self.min, self.max)} characters"
        if not value:
            return f"{subject.parameter} is empty, but {takes}; write one."
        remedy = f"shorten it by {len(value) - self.max:,}" if self.max is not None and len(value) > self.max else "make it longer"
        return f"{subject.parameter} has {len(value):,} characters, but {takes}; {remedy}."

    def flaws(self) -> Iterator[Flaw]:
        return bound_flaws(self.min, self.max, floor=0)

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for bound in (self.min, self.max):
            for step in (-1, 0, 1):
                if bound is not None and bound + step >= 0:
                    text = ("\U0001f600" if step else "a") * (bound + step)
                    yield text, tuple(self.check(text))
