"""Where a limit comes from."""

from __future__ import annotations

from typing import Any, Literal

from imagespec.report.frozen import frozen

Basis = Literal["documented", "observed", "inferred"]
Severity = Literal["error", "warning"]


@frozen
class Source:
    """A document a limit rests on: its key in the table, title, address, and ISO date of the state that was read."""

    key: str
    title: str
    url: str
    date: str
    basis: Basis = "documented"

    def to_dict(self) -> dict[str, Any]:
        """The source as plain JSON."""
        return {"key": self.key, "title": self.title, "url": self.url, "date": self.date, "basis": self.basis}
