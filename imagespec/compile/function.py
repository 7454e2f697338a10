"""One function being written: where the value stands that is being checked, and what a violated kind writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from imagespec.compile.rows import Rows
from imagespec.compile.writer import CodeWriter
from imagespec.kinds.interaction import Condition
from imagespec.kinds.kind import Constraint
from imagespec.kinds.row import Row
from imagespec.report.frozen import frozen
from imagespec.spec.model import Parameter


@frozen
class Path:
    """Where the value being checked stands: pointer tokens, and the locals that fill the open ones."""

    tokens: tuple[str | None, ...] = ()
    fillers: tuple[str, ...] = ()

    def key(self, name: str) -> Path:
        return Path((*self.tokens, name), self.fillers)

    def open(self, local: str) -> Path:
        return Path((*self.tokens, None), (*self.fillers, local))


class Outcome:
    """What a violated kind writes: a refusal in a verdict, a finding otherwise."""

    def __init__(self, body: Body, kind: Constraint, rule: str, path: Path, value: str, of: Parameter | None, settled: bool) -> None:
        self.verdict = body.verdict
        self._body, self._kind, self._rule, self._path, self._of = body, kind, rule, path, of
        self._value, self._settled = value, settled
        self._doubt = next((other for other in of.constraints if other.leaves_out), None) if of else None

    def wants(self, problem: str) -> bool:
        return not self.verdict or self._kind.severity_of(problem) == "error"

    def fail(self, problem: str) -> None:
        of_object = self._of and self._of.fields and self._kind is not self._of.type  # what it has too many or too few of
        if self.verdict:
            if of_object:
                self._body.writer.line(f"all_certain({self._value})")
            if self._body.other:
                self._body.writer.line(f"certain({self._body.other})")
            self._body.writer.line("return False")
            return
        if of_object:
            self._body.writer.line(f"all_sent({self._value})")
        key, is_error = self.row(problem)
        value = self._value if self._settled else f"plain({self._value})"
        self._body.writer.line(f"found.append(({', '.join((repr(key), repr(is_error), value, *self._path.fillers))}))")

    def row(self, problem: str) -> tuple[str, bool]:
        """The key of the row of the problem here, and whether it is an error."""
        severity = self._kind.severity_of(problem)
        key = self._body.key(Row(f"{self._rule}.{problem}", severity, self._path.tokens, problem, self._kind, self._doubt))
        return key, severity == "error"


class Body:
    """One function being written.

    Attributes:
        shared: locals that keep parameters for the interactions, by parameter.
        triggers: by parameter, what its value must be for an interaction to apply, and an expression of what must hold beside it.
        other: an expression of the parameter on whose value the limits depend that are being written, which may not have been
            read yet.
    """

    def __init__(self, writer: CodeWriter, verdict: bool, rows: Rows, model: str) -> None:
        self.writer, self.verdict, self.rows, self.model = writer, verdict, rows, model
        self.shared: dict[str, str] = {}
        self.triggers: dict[str, dict[tuple[Condition, str], None]] = {}
        self.other = ""

    def key(self, row: Row) -> str:
        return self.rows.key(row, self.model)

    @contextmanager
    def depending(self, other: str) -> Iterator[None]:
        """Write limits that depend on another parameter: a refusal by them stands only where that is what it seems."""
        self.other = other
        yield
        self.other = ""

    def share(self, parameter: Parameter, shared: str, value: str, first: str = "") -> None:
        """Keep a value for the interactions, and tell whether one of them may apply. ``first`` tests that it is the first of a list."""
        if shared != value:
            self.writer.line(f"{shared} = {value}" + (f" if {first} else {shared}" if first else ""))
        tests = []
        for condition, beside in self.triggers.get(parameter.name, ()):
            own = "" if condition.of_presence else condition.expression(value, there=True)
            tests.append(" and ".join(f"({test})" for test in (own, beside) if test))
        if tests:
            self.writer.line(f"if {' or '.join(tests)}: late = True" if all(tests) else "late = True")

    def outcome(self, kind: Constraint, rule: str, path: Path, value: str, of: Parameter | None = None, settled: bool = False) -> Outcome:
        """What a violation writes.

        Args:
            kind: what is violated.
            rule: the parameter in the name of its rule.
            path: where the value stands.
            value: an expression of the value that a finding tells.
            of: the parameter whose value is judged.
            settled: whether the value is a plain one that cannot change.
        """
        return Outcome(self, kind, rule, path, value, of, settled)
