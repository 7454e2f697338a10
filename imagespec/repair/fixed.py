"""What repairing a request gives."""

from __future__ import annotations

from typing import Any

from imagespec.report.fix import Fix
from imagespec.report.frozen import frozen
from imagespec.report.report import Report


@frozen
class Fixed:
    """A repaired request.

    Attributes:
        request: the request after its fixes, a new dict; what no fix touches is shared with the request that was given.
        applied: the fixes in the order they were made; one after the other, their edits lead from one request to the other.
        report: what a check finds in ``request``.
    """

    request: Any
    applied: tuple[Fix, ...]
    report: Report

    @property
    def ok(self) -> bool:
        """Whether the repaired request has no errors."""
        return self.report.ok

    def to_dict(self) -> dict[str, Any]:
        """The fixes and what is left, as plain JSON."""
        return {"applied": [fix.to_dict() for fix in self.applied], "report": self.report.to_dict()}
