"""Lines from the pieces of a body, whichever way it was cut."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from typing import TypeAlias

Piece: TypeAlias = "bytes | bytearray | memoryview | str"
PIECE = (bytes, bytearray, memoryview, str)

_NAMED = re.compile(r"(event:[^{}\"]*?)(?=data:)")
_AFTER_JSON = ("data:", "event:", "id:", "retry:")


class Lines:
    """Lines from pieces: chunks cut anywhere, or lines, with their ends or without.

    Until a piece shows which of the two they are, both are possible. ``is_whole`` says whether lines make up a whole event.
    """

    def __init__(self, is_whole: Callable[[list[str]], bool]) -> None:
        self._is_whole = is_whole
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._kind = ""
        self._held: list[str] = []
        self._block: list[str] = []  # what came since the last empty piece
        self._carriage = False

    def take(self, piece: Piece) -> list[str]:
        """The lines that a piece completes."""
        text = piece if isinstance(piece, str) else self._decoder.decode(bytes(piece))
        if "\n" in text or "\r" in text:
            if self._kind == "lines":  # every line so far was whole; what follows may be cut anywhere
                self._held = []
            self._kind = "chunks"
            self._block = []
        if self._kind == "chunks":
            return self._cut(text)
        if self._kind == "lines":
            return [text]
        return self._undecided(text, is_empty=not piece)

    def _undecided(self, text: str, *, is_empty: bool) -> list[str]:
        self._held.append(text)
        if not is_empty:
            self._block.append(text)
            return []
        block, self._block = self._block, []
        if not self._is_whole(block):
            return []
        self._kind = "lines"
        held, self._held = self._held, []
        return held

    def readings(self) -> Iterator[list[str]]:
        """What is left at the end, in each way it can be read; the likelier first.

        That is an unfinished last line. Where no line had an end, the pieces may be chunks of one line, chunks of lines
        whose ends are lost, or lines.
        """
        held, self._held = self._held, []
        joined = "".join(held)
        if joined:
            yield [joined]
        if joined and not self._kind:
            yield _lines_without_ends(joined)
            yield held

    def _cut(self, text: str) -> list[str]:
        """Split at CRLF, LF and CR, which may itself be split between two chunks."""
        if self._carriage and text:
            text = text.removeprefix("\n")
            self._carriage = False
        if "\r" in text:
            self._carriage = text.endswith("\r")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "\n" not in text:
            self._held.append(text)
            return []
        first, *others = text.split("\n")
        self._held.append(first)
        whole = "".join(self._held)
        self._held = [others.pop()]
        return [whole, *others]


def _lines_without_ends(text: str) -> list[str]:
    for name in _AFTER_JSON:
        text = text.replace(f"}}{name}", f"}}\n{name}")
    return _NAMED.sub(r"\1\n", text).split("\n")
