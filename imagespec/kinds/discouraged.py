"""``discouraged``, ``deprecated``: a parameter that a model takes, but that is doubtful there or on its way out."""

from __future__ import annotations

from imagespec.kinds.kind import Predicate, remove
from imagespec.kinds.schema import NOTHING
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Subject
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.writing import Writer
    from imagespec.report.weight import Severity


@frozen(kw_only=True)
class Discouraged(Predicate):
    """Sent at all, the parameter draws a warning ``<parameter>.unsupported``; its other limits apply as well."""

    KEY: ClassVar[str] = "discouraged"
    PROBLEM: ClassVar[str] = "unsupported"
    TYPES: ClassVar[frozenset[str]] = frozenset({"string", "integer", "boolean", "object", "array", "file", "files"})
    JAVASCRIPT: ClassVar[str] = """
    problem: "unsupported",
    leavesOut: (l) => !l.instead,
    find: () => true,
    message: (l, problem, s) => `${s.parameter} is doubtful for ${s.model} in ${s.operation}${because(l)}; leave it out.`,
    fixes: (l, problem, s) => [remove(s, `remove ${s.parameter}`, true)],
    """

    @property
    def problems(self) -> tuple[str, ...]:
        return (self.PROBLEM,)

    def severity_of(self, problem: str) -> Severity:
        return self.provenance.implied("warning")

    def check(self, value: Any) -> Iterator[str]:
        yield self.PROBLEM

    def violated(self, problem: str, variable: str, writer: Writer) -> str:
        return "True"

    @property
    def leaves_out(self) -> bool:
        return True

    def allowed(self, problem: str) -> str:
        return "better left out"

    def json_schema(self) -> Fragment:
        return NOTHING if self.refuses("unsupported") else {"deprecated": True}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        why = f": {self.provenance.reason}" if self.provenance.reason else ""
        return f"{subject.parameter} is doubtful for {subject.model} in {subject.operation}{why}; leave it out."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        return (remove(subject, f"remove {subject.parameter}", safe=True),)

    def samples(self) -> Iterator[tuple[Any, tuple[str, ...]]]:
        yield "", (self.PROBLEM,)


@frozen(kw_only=True)
class Deprecated(Discouraged):
    """A parameter that is on its way out: a warning ``<parameter>.deprecated``.

    Attributes:
        instead: the parameter that takes its place
    """

    KEY: ClassVar[str] = "deprecated"
    PROBLEM: ClassVar[str] = "deprecated"
    JAVASCRIPT: ClassVar[str] = """
    problem: "deprecated",
    limits: { instead: "" },
    message(l, problem, s) {
      const remedy = l.instead ? `use ${l.instead} instead` : "leave it out";
      return `${s.parameter} is deprecated for ${s.model} in ${s.operation}; ${remedy}.`;
    },
    fixes(l, problem, s) {
      if (!l.instead) return [remove(s, `remove ${s.parameter}`, true)];
      return [repair(`rename it to ${l.instead}`, [move(s.pointer, `${ownerOf(s.pointer)}/${l.instead}`)])];
    },
    """

    instead: str = ""

    @property
    def leaves_out(self) -> bool:
        return not self.instead

    def allowed(self, problem: str) -> str:
        return f"deprecated: use {self.instead}" if self.instead else "deprecated: leave it out"

    def in_words(self, problems: Collection[str]) -> str:
        return f"use {self.instead}" if self.instead else "leave it out"

    def limits(self, problem: str) -> dict[str, Any]:
        return {"instead": self.instead}

    def message(self, problem: str, subject: Subject, value: Any) -> str:
        remedy = f"use {self.instead} instead" if self.instead else "leave it out"
        return f"{subject.parameter} is deprecated for {subject.model} in {subject.operation}; {remedy}."

    def fixes(self, problem: str, subject: Subject, value: Any) -> tuple[Fix, ...]:
        if not self.instead:
            return super().fixes(problem, subject, value)
        base = subject.pointer.rpartition("/")[0]
        return (Fix(f"rename it to {self.instead}", (Edit("move", f"{base}/{self.instead}", from_=subject.pointer),)),)
