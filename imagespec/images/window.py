"""Bytes of a file by their place, of which only so many are ever read."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 65_536
"""Most bytes that are read of one file."""

_AHEAD = 4_096
"""Bytes that are read at once in the beginning; most headers end before."""

_LEAST = 64
"""What a short read further on counts for, so that the number of reads is bounded, too."""


class Window:
    """The beginning of a file and whatever else is looked at; ``size`` are its bytes in all.

    ``spent`` says that more would have been read than may be.
    """

    def __init__(self, read: Callable[[int, int], bytes], size: int) -> None:
        self._read = read
        self.size = size
        self.head = read(0, min(_AHEAD, size))
        self._left = MOST - len(self.head)
        self.spent = False

    def at(self, start: int, count: int) -> bytes:
        """The bytes at a place; fewer where the file ends before, none where too much was read already."""
        if start + count <= len(self.head):
            return self.head[start : start + count]
        if start >= self.size:
            return b""
        count = min(count, self.size - start)
        cost = max(count, _LEAST)
        if cost > self._left:
            self.spent = True
            return b""
        self._left -= cost
        return self._read(start, count)

    def whole(self, start: int, count: int) -> bytes:
        """The bytes at a place, all of them.

        Raises:
            Cut: the file ends before, or too much was read already.
        """
        found = self.at(start, count)
        if len(found) < count:
            raise Cut
        return found


class Cut(Exception):
    """A header that ends before it says what is asked."""
