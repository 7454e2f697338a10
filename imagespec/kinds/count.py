"""``count``: how many entries an array may have. One file outside an array counts as one entry."""

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
class Count(Predicate):
    """How many entries an array may have, both bounds allowed themselves.

    Attributes:
        min: the least
        max: the most
    """

    KEY: ClassVar[str] = "count"
    TYPES: ClassVar[frozenset[str]] = frozenset({"array", "files"})
    OF_ARRAYS: ClassVar[bool] = True
    of_presence: ClassVar[bool] = True
    JAVASCRIPT: ClassVar[str] = """
    problem: "count",
    ofArrays: true,
    find: (l, { length }) => length < l.min || length > l.max,
    limits: bounds,
    message(l, problem, s, { length }) {
      const remedy = length > l.max ? `remove ${length - l.max}` : "add one";
      return `${s.listed} has ${commas(length)} entries, but ${s.model} takes ${between(l)}; ${remedy}.`;
    },
    """

    min: int | None = None
    max: int | None = None

    @property
    def problems(self) -> tuple[str, ...]:
        return ("count",)

    def check(self, value: Any) -> Iterator[str]:
        if (self.min is not None and len(value) < self.min) or (self.max is not None and len(value) > self.max):
            yield "count"

    def common(self, others: Sequence[Any]) -> Constraint | None:
        low, high = widest([(kind.min, kind.max) for kind in (self, *others)])
        return None if low is None and high is None else evolve(self.softest(others), min=low, max=high)

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return outside(f"len({variable})", self.min, self.max, writer)

    def limits(self, problem: str) -> dict[str, Any]:
        return bounds(self.min, self.max)

    def allowed(self, problem: str) -> str:
        return f"{between(self.min, self.max)} entries"

    def json_schema(self) -> Fragment:
        bound = {"minItems": self.min, "maxItems": self.max} if self.refuses("count") else {}
        return {keyword: number for keyword, number in bound.items() if number is not None}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        remedy = f"remove {len(value) - self.max}" if self.max is not None and len(value) > self.max else "add one"
        return f"{subject.listed} has {len(value):,} entries, but {subject.model} takes {between(self.min, self.max)}; {remedy}."

    def flaws(self) -> Iterator[Flaw]:
        return bound_flaws(self.min, self.max, floor=0)

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for bound in (self.min, self.max):
            for step in (-1, 0, 1):
                if bound is not None and bound + step >= 0:
                    yield [None] * (bound + step), tuple(self.check([None] * (bound + step)))
