"""What the reader of YAML hands on: the data of a text, the line of every entry, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imagespec.spec.faults import Fault, Path_


class Unreadable:
    """What stands in the data for a value that could not be read; the mistake is told already."""


UNREADABLE = Unreadable()


class Lines:
    """The line (from 1) of every entry, as a tree beside the data: of a collection, with those of its entries.

    ``first`` is the line of the data as a whole.
    """

    __slots__ = ("first", "root")

    def __init__(self) -> None:
        self.first = 0
        self.root: Branch = {}

    def get(self, path: Path_) -> int | None:
        """The line of an entry, ``None`` where there is no such entry."""
        line, inner = self.first, self.root
        for step in path:
            if step not in inner:
                return None
            entry = inner[step]
            line, inner = entry if isinstance(entry, tuple) else (entry, {})
        return line


Branch = dict[str | int, Any]
"""Lines of entries by their keys or indices; of a collection, with those of its own."""


class Parsed:
    """What a text holds, and what is wrong with it as YAML.

    Attributes:
        root: the data, with ``UNREADABLE`` where a value could not be read.
        lines: where each entry stands.
        faults: the mistakes.
        stopped: whether the rest of the text was left unread, so that the data says nothing.
    """

    def __init__(self) -> None:
        self.root: Any = None
        self.lines = Lines()
        self.faults: list[Fault] = []
        self.stopped = False
