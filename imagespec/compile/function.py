"""One function being written: where the value stands that is being checked, and what a violated kind writes."""

from __future__ import annotations

from imagespec.compile.rows import Rows
from imagespec.compile.writer import CodeWriter
from imagespec.kinds.kind import Constraint
from imagespec.kinds.row import Row
from imagespec.report.frozen import field, frozen
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

    def __init__(self, body: Body, kind: Constraint, rule: str, path: Path, value: str, of: Parameter | None) -> None:
        self.verdict = body.verdict
        self._body, self._kind, self._rule, self._path, self._value, self._of = body, kind, rule, path, value, of
        self._doubt = next((other for other in of.constraints if other.leaves_out), None) if of else None

    def wants(self, problem: str) -> bool:
        return not self.verdict or self._kind.severity_of(problem) == "error"

    def fail(self, problem: str) -> None:
        if self._of and self._of.fields and self._kind is not self._of.type:  # what an object has too many or too few of
            self._body.writer.line(f"all_sent({self._value})")
        if self.verdict:
            self._body.writer.line("return False")
            return
        severity = self._kind.severity_of(problem)
        key = self._body.key(Row(f"{self._rule}.{problem}", severity, self._path.tokens, problem, self._kind, self._doubt))
        parts = (repr(key), repr(severity == "error"), self._value, *self._path.fillers)
        self._body.writer.line(f"add(({', '.join(parts)}))")


@frozen
class Body:
    """One function being written."""

    writer: CodeWriter
    verdict: bool
    rows: Rows
    model: str
    shared: dict[str, str] = field(factory=dict)
    """Locals that keep parameters for the interactions, by parameter."""

    def key(self, row: Row) -> str:
        return self.rows.key(row, self.model)

    def outcome(self, kind: Constraint, rule: str, path: Path, value: str, of: Parameter | None = None) -> Outcome:
        """What a violation writes; ``of`` is the parameter whose value is judged."""
        return Outcome(self, kind, rule, path, value, of)
