"""The lines of a text: where an offset stands, and what stands around a place. Breaks are looked for when first asked for."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import NamedTuple

Place = tuple[int, int | None]
"""Line and column, both from 1; the column counts code points and is ``None`` where only the line is known."""

LINE_FEED = re.compile("\n")
YAML_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Line breaks as YAML 1.1 has them, and its parser."""


class Excerpt(NamedTuple):
    """A part of a line as it stands, before a place and from it on. ``begun`` and ``ended`` say that the line goes on there."""

    before: str
    after: str
    begun: bool
    ended: bool


class Lines:
    """A text that begins on the line ``first``, counted from 1."""

    __slots__ = ("_breaks", "_ends", "_first", "_starts", "_text")

    def __init__(self, text: str, first: int = 1, breaks: re.Pattern[str] = LINE_FEED) -> None:
        self._text, self._first, self._breaks = text, first, breaks
        self._ends: array[int] | None = None
        self._starts: array[int] = array("q")

    @property
    def text(self) -> str:
        """All of it."""
        return self._text

    def place(self, offset: int) -> Place:
        """Line and column of an offset."""
        ends = self._indexed()
        above = bisect_left(ends, offset)
        return self._first + above, offset - self._starts[above] + 1

    def offset(self, place: Place) -> int:
        """The offset of a place, of its line where the column is not known; -1 where no such line is."""
        line, column = place
        self._indexed()
        above = line - self._first
        return self._starts[above] + (column or 1) - 1 if 0 <= above < len(self._starts) else -1

    def excerpt(self, place: Place, most: int) -> Excerpt | None:
        """Up to ``most`` characters of the line before a place, and as many from it on; ``None`` where no such place is."""
        line, column = place
        ends = self._indexed()
        above = line - self._first
        if column is None or not 0 <= above < len(self._starts):
            return None
        start = self._starts[above]
        end = ends[above] if above < len(ends) else len(self._text)
        offset = start + column - 1
        if offset > end:
            return None
        left, right = max(start, offset - most), min(end, offset + most)
        return Excerpt(self._text[left:offset], self._text[offset:right], left > start, right < end)

    def _indexed(self) -> array[int]:
        """The offsets where lines end; ``_starts`` has those where they begin."""
        if self._ends is None:
            self._ends, self._starts = array("q"), array("q", [0])
            for match in self._breaks.finditer(self._text):
                self._ends.append(match.start())
                self._starts.append(match.end())
        return self._ends
