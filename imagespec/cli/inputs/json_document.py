"""JSON documents: one request, an array of requests, or several values one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.cli.inputs.json_oddities import odd
from imagespec.cli.inputs.json_places import Part
from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.parsed import ABSENT, Parsed, nothing_found, unreadable
from imagespec.cli.inputs.strict_json import Decoder, Malformed, skip_space
from imagespec.cli.inputs.text import LARGEST, MARK, whole_text


def read(data: bytes) -> Iterator[Parsed]:
    """Read the requests of a document; a place where it is no JSON ends it."""
    if len(data) > LARGEST:
        yield unreadable(f"the document has more than {LARGEST:,} bytes; use JSON Lines for so many requests.", 1)
        return
    text, problems, readable = whole_text(data)
    if not readable:
        yield Parsed(ABSENT, 1, problems)
        return
    found = False
    for parsed in _values(text, len(MARK) if problems else 0):
        found = True
        yield parsed._replace(problems=problems + parsed.problems)
        problems = []
    if not found:
        yield nothing_found(problems)


def _values(text: str, bytes_before: int) -> Iterator[Parsed]:
    """The values of a text. Where it holds one after the other, as lines do, bytes are counted."""
    decoder = Decoder()
    cursor = _Cursor(text, bytes_before)
    several = False
    try:
        while cursor.peek():
            if cursor.peek() == "[":
                yield from _elements(decoder, cursor)
                continue
            parsed = _next(decoder, cursor)
            several = several or bool(cursor.peek())
            yield parsed._replace(end=cursor.end_in_bytes()) if several else parsed
    except Malformed as error:
        line, column = cursor.lines.place(error.offset)
        yield unreadable(error.message, line, column, lines=cursor.lines)


def _elements(decoder: Decoder, cursor: _Cursor) -> Iterator[Parsed]:
    cursor.advance(1)
    if cursor.peek() == "]":
        cursor.advance(1)
        return
    while True:
        cursor.peek()
        yield _next(decoder, cursor)._replace(listed=True)
        mark = cursor.peek()
        if mark not in (",", "]"):
            reason = "the text ends too early; complete it" if not mark else "expecting ',' or ']' after a request; correct it"
            raise Malformed(f"not JSON: {reason}.", cursor.offset)
        cursor.advance(1)
        if mark == "]":
            return


def _next(decoder: Decoder, cursor: _Cursor) -> Parsed:
    value, end = decoder.value(cursor.text, cursor.offset)
    part = Part(cursor.text, cursor.offset, cursor.line, cursor.lines)
    problems, other = odd(part, decoder) if decoder.is_odd else ([], None)
    parsed = Parsed(value, cursor.line, problems, part.locate, other=other, lines=cursor.lines)
    cursor.advance(end - cursor.offset)
    return parsed


class _Cursor:
    """A place in a text that moves forward, and its line."""

    def __init__(self, text: str, bytes_before: int) -> None:
        self.text, self.offset, self.line, self.lines = text, 0, 1, Lines(text)
        self._bytes, self._counted = bytes_before, 0

    def advance(self, count: int) -> None:
        end = self.offset + count
        self.line += self.text.count("\n", self.offset, end)
        self.offset = end

    def peek(self) -> str:
        """The next character that is no white space, empty at the end."""
        self.advance(skip_space(self.text, self.offset) - self.offset)
        return self.text[self.offset : self.offset + 1]

    def end_in_bytes(self) -> int:
        """How many bytes of the file end here."""
        self._bytes += len(self.text[self._counted : self.offset].encode())
        self._counted = self.offset
        return self._bytes
