"""One finding about one request."""

from __future__ import annotations

from imagespec.report.fix import Fix
from imagespec.report.frozen import evolve, field, frozen
from imagespec.report.source import Source
from imagespec.values.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from imagespec.report.weight import Severity


@frozen
class Diagnostic:
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
