"""Where a limit comes from."""

from __future__ import annotations

from imagespec.report.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from imagespec.report.weight import Basis


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
