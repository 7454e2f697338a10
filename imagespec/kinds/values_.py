"""``refused``, ``preview``: members of a set that the documents name, but that a model does not (yet) take."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate, remove
from imagespec.kinds.schema import none_of
from imagespec.report.frozen import evolve, frozen
from imagespec.values.text import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Constraint, Flaw, Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer
    from imagespec.report.fix import Fix
    from imagespec.report.weight import Severity


@frozen(kw_only=True)
class Refused(Predicate):
    """Known values that are not supported: an error ``<parameter>.unsupported``.

    Attributes:
        values: the values
    """

    KEY: ClassVar[str] = "refused"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string"})
    PROBLEM: ClassVar[str] = "unsupported"
    SAYS: ClassVar[str] = "does not support {value} as {parameter}"
    JAVASCRIPT: ClassVar[str] = """
    problem: "unsupported",
    find: (l, value) => l.values.includes(value),
    limits: ({ values }) => ({ refused: values }),
    says: (value, parameter) => `does not support ${value} as ${parameter}`,
    message(l, problem, s, value) {
      const remedy = `leave ${s.parameter} out, or ignore ${s.parameter}.${problem} if your account is served`;
      return `${s.model} ${this.says(quoted(value), s.parameter)}${because(l)}; ${remedy}.`;
    },
    fixes: (l, problem, s) => [remove(s, `remove ${s.parameter}`)],
    """

    values: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return (self.PROBLEM,)

    def check(self, value: Any) -> Iterator[str]:
        if any(value == member for member in self.values):
            yield self.PROBLEM

    def common(self, others: Sequence[Any]) -> Constraint | None:
        values = tuple(value for value in self.values if all(value in kind.values for kind in others))
        return evolve(self.softest(others), values=values) if values else None

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        if len(self.values) == 1:
            return f"{variable} == {self.values[0]!r}"
        return f"{variable} in {writer.constant(frozenset(self.values))}"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"refused": list(self.values)}

    def allowed(self, problem: str) -> str:
        return f"other than {', '.join(self.values)}"

    def json_schema(self) -> Fragment:
        return none_of({"enum": list(self.values)}) if self.refuses(self.PROBLEM) else {}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        why = f": {self.provenance.reason}" if self.provenance.reason else ""
        remedy = f"leave {subject.parameter} out, or ignore {subject.parameter}.{problem} if your account is served"
        says = self.SAYS.format(value=quoted(value), parameter=subject.parameter)
        return f"{subject.model} {says}{why}; {remedy}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        return (remove(subject, f"remove {subject.parameter}", safe=False),)

    def flaws(self) -> Iterator[Flaw]:
        if not self.values:
            yield (), "no values", "name at least one value"

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for member in self.values:
            yield member, (self.PROBLEM,)
        yield "", ()


@frozen(kw_only=True)
class Preview(Refused):
    """Values that are documented, but gated by access: a warning unless the row says otherwise."""

    KEY: ClassVar[str] = "preview"
    PROBLEM: ClassVar[str] = "preview"
    SAYS: ClassVar[str] = "has {value} as {parameter} in preview only"
    JAVASCRIPT: ClassVar[str] = """
    problem: "preview",
    says: (value, parameter) => `has ${value} as ${parameter} in preview only`,
    """

    def severity_of(self, problem: str) -> Severity:
        return self.provenance.implied("warning")
