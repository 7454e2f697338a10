"""What moving a request to another model gives."""

from __future__ import annotations

from typing import Any

from imagespec.report.fix import Fix
from imagespec.report.frozen import frozen
from imagespec.report.report import Report


@frozen
class Migrated:
    """A request for another model.

    Attributes:
        request: the request, a new dict; the same as before where it was refused or had nowhere to move.
        operation: what it is now; a variation becomes an edit.
        source, to: the models it was for and is for now, by their names in the table; the same where it stays.
        applied: the fixes that led to it, in order.
        changes: the same in one sentence for each edit, such as ``quality: "hd" becomes "high"``.
        warnings: what is different from now on, or should be looked at, in sentences.
        refused: why the request was left as it is, empty where it was not.
        report: what a check finds in ``request``.
    """

    request: Any
    operation: str
    source: str
    to: str
    applied: tuple[Fix, ...]
    changes: tuple[str, ...]
    warnings: tuple[str, ...]
    refused: str
    report: Report

    @property
    def ok(self) -> bool:
        """Whether nothing was refused and the request has no errors."""
        return not self.refused and self.report.ok

    def to_dict(self) -> dict[str, Any]:
        """All but the request, as plain JSON."""
        return {
            "operation": self.operation,
            "from": self.source,
            "to": self.to,
            "changes": list(self.changes),
            "warnings": list(self.warnings),
            "refused": self.refused,
            "applied": [fix.to_dict() for fix in self.applied],
            "report": self.report.to_dict(),
        }
