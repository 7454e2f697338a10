"""``one_of``: a closed set of values."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate, replace
from imagespec.kinds.schema import literals
from imagespec.report.frozen import evolve, field, frozen
from imagespec.values import names
from imagespec.values.text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Constraint, Flaw, Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer
    from imagespec.report.fix import Fix


@frozen(kw_only=True)
class OneOf(Predicate):
    """A closed set of texts.

    Attributes:
        values: the members
        instead: values of other models, each with the member that means the same
    """

    KEY: ClassVar[str] = "one_of"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string"})
    JAVASCRIPT: ClassVar[str] = """
    problem: "value",
    find: (l, value) => !l.values.includes(value),
    limits: { values: [] },
    message(l, problem, s, value, meant) {
      const remedy = meant ? `use ${quoted(meant)}` : "use one of them";
      return `${s.parameter} is ${quoted(value)}, but ${s.model} takes ${l.values.join(", ")}; ${remedy}.`;
    },
    meant(l, value) {
      const text = strip(cut(value, 64)).toLowerCase();
      return spelledOtherwise(l, text) ?? [sameStart(text, l.values) || nearest(text, l.values) || undefined, false];
    },
    """

    values: tuple[str, ...]
    instead: dict[str, str] = field(factory=dict, hash=False)

    @property
    def problems(self) -> tuple[str, ...]:
        return ("value",)

    def check(self, value: Any) -> Iterator[str]:
        if not any(value == member for member in self.values):
            yield "value"

    def common(self, others: Sequence[Any]) -> Constraint | None:
        every = (self, *others)
        values = tuple(dict.fromkeys(value for kind in every for value in kind.values))
        instead = {wrong: right for kind in every for wrong, right in kind.instead.items() if wrong not in values}
        return evolve(self.softest(others), values=values, instead=instead)

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return f"{variable} not in {writer.constant(frozenset(self.values))}"

    @property
    def usual(self) -> tuple[str, ...]:
        return self.values

    def limits(self, problem: str) -> dict[str, Any]:
        return {"values": list(self.values)}

    def allowed(self, problem: str) -> str:
        return self.values[0] if len(self.values) == 1 else f"one of {', '.join(self.values)}"

    def json_schema(self) -> Fragment:
        return {"enum": list(self.values)} if self.refuses("value") else {}

    def typescript(self) -> tuple[str, ...] | None:
        return literals(self.values) if self.refuses("value") else None

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        nearest, _ = self.nearest(value)
        remedy = f"use {quoted(nearest)}" if nearest else "use one of them"
        return f"{subject.parameter} is {quoted(value)}, but {subject.model} takes {', '.join(self.values)}; {remedy}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        nearest, safe = self.nearest(value)
        return (replace(subject, nearest, safe=safe),) if nearest else ()

    def nearest(self, value: Any) -> tuple[str, bool]:
        """The member that was meant, ``""`` when none can be told, and whether it is the same but for its spelling."""
        text = str(value)[:64].strip().lower()
        if text in self.values:
            return text, True
        if text in self.instead:
            return self.instead[text], False
        return _same_start(text, self.values) or names.nearest(text, self.values), False

    def flaws(self) -> Iterator[Flaw]:
        if not self.values:
            yield (), "an empty set", "name at least one value"
        for wrong, right in self.instead.items():
            if right not in self.values or wrong in self.values:
                yield ("instead",), f"{wrong}: {right} does not lead from outside the set into it", "map a foreign value to a member"

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for member in self.values:
            yield member, ()
            for other in (member.upper(), f" {member}", f"{member}\n", member[:-1], member + member[-1:]):
                yield other, () if other in self.values else ("value",)
        yield "", ("value",)


def _same_start(text: str, values: tuple[str, ...]) -> str:
    """The one member that a text is a longer or shorter form of, such as ``max`` of ``maximum``; ``""`` where there is none."""
    found = [value for value in values if min(len(text), len(value)) > 2 and (text.startswith(value) or value.startswith(text))]
    return found[0] if len(found) == 1 else ""
