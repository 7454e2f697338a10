"""One finding about one request."""

from __future__ import annotations

from imagespec.report.fix import Fix
from imagespec.report.frozen import evolve, field, frozen
from imagespec.report.later import Later, twin
from imagespec.report.source import Source
from imagespec.values.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    from imagespec.report.weight import Severity

    class Said(Protocol):
        """What a finding says, whatever the request around it."""

        rule: str
        pointer: str
        source: Source
        told: str | None
        """The sentence, where it was made before."""

        @property
        def message(self) -> str: ...

        def params(self) -> dict[str, Any]: ...

    class Repairs(Protocol):
        """The fixes of the findings of one report, by the places of these."""

        def own(self, index: int) -> tuple[Fix, ...]:
            """Those that no earlier finding has."""
            ...

        def every(self, index: int) -> tuple[Fix, ...]: ...


@frozen
class Diagnostic(Later):
    """One finding. Two are equal when rule, severity, pointer and params are.

    Attributes:
        rule: stable name, ``<parameter>.<problem>``.
        severity: ``error`` (the API refuses the request) or ``warning`` (accepted, but not to be relied on).
        pointer: RFC 6901 pointer into the request.
        params: JSON values: ``actual`` (shortened to 80 code points) and the limits that were missed.
        message: one plain sentence with value, limit and remedy.
        operation, model: what the request was checked as; ``model`` is empty when the request names none that is known.
        fixes: repairs, best first.
        source: the document the limit comes from.
    """

    rule: str
    severity: Severity
    pointer: str
    params: dict[str, Any]
    message: str = field(eq=False)
    operation: str = field(eq=False)
    model: str = field(eq=False)
    fixes: tuple[Fix, ...] = field(eq=False)
    source: Source = field(eq=False)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Message, params and fixes of a diagnostic that was read from a report are made when they are first read."""
            if name not in ("message", "params", "fixes"):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            said, repairs, index = self._later
            value = said.message if name == "message" else said.params() if name == "params" else repairs.own(index)
            object.__setattr__(self, name, value)
            return value

    def __hash__(self) -> int:
        return hash((self.rule, self.severity, self.pointer))

    def with_severity(self, severity: Severity) -> Diagnostic:
        """The same finding with another severity."""
        return evolve(self, severity=severity)

    def as_error(self) -> Diagnostic:
        """The same finding with the severity of an error."""
        return self.with_severity("error")

    def to_dict(self) -> dict[str, Any]:
        """The diagnostic as plain JSON."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "pointer": self.pointer,
            "message": self.message,
            "operation": self.operation,
            "model": self.model,
            "params": self.params,
            "fixes": [fix.to_dict() for fix in self.fixes],
            "source": self.source.to_dict(),
        }

    def __str__(self) -> str:
        return f"{visible(self.pointer) or '/'}: {self.severity}: {self.message} [{self.rule}]"


_Open: Any = twin(Diagnostic)


def diagnostic(said: Said, repairs: Repairs, index: int, is_error: bool, operation: str, model: str) -> Diagnostic:
    """The diagnostic of the finding at a place of a report."""
    made: Any = _Open()
    made.rule = said.rule
    made.severity = "error" if is_error else "warning"
    made.pointer = said.pointer
    made.operation = operation
    made.model = model
    made.source = said.source
    if said.told is not None:
        made.message = said.told
    made._later = said, repairs, index
    made.__class__ = Diagnostic
    found: Diagnostic = made
    return found


def every_fix(diagnostic: Diagnostic) -> tuple[Fix, ...] | None:
    """Every fix of a diagnostic that was read from a report and has its own only, ``None`` of any other."""
    later = getattr(diagnostic, "_later", None)
    return later[1].every(later[2]) if later else None
