"""JSON Lines: one value per line, read as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs.json_oddities import odd
from imagespec.cli.inputs.json_places import Part
from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.parsed import ABSENT, Parsed, Problem, Worth, nothing_found, unreadable
from imagespec.cli.inputs.strict_json import SPACE, Decoder, Malformed, skip_space
from imagespec.cli.inputs.text import LARGEST, WIDE_MARKS, decoded, without_mark

_SPACE = SPACE.encode()


def read(lines: Iterable[bytes], worth: Worth | None = None) -> Iterator[Parsed]:
    """Read the values of lines, each with its line break; a line that is no JSON does not stop the others.

    With ``worth``, lines of which it says that they are not worth it are stepped over.
    """
    reader = Reader()
    for raw in lines:
        if worth and not worth(raw):
            reader.skip(1, len(raw))
        else:
            yield from reader.read((raw,))
    yield from reader.end()


class Reader:
    """Reads the lines of one file, some at a time.

    Attributes:
        number: how many lines were read.
        bytes: how many bytes they have.
        found: whether any of them holds something.
        empty: the first empty line, 0 for none.
        warned: whether it was told, which it is when something follows it.
    """

    def __init__(self) -> None:
        self.number = self.bytes = self.empty = 0
        self.found = self.warned = self._stopped = False
        self._decoder = Decoder()
        self._pending: list[Problem] = []

    def read(self, lines: Iterable[bytes]) -> Iterator[Parsed]:
        """Read the values of the next lines."""
        for raw in lines:
            if self._stopped:
                return
            yield from self._line(raw)

    def _line(self, raw: bytes) -> Iterator[Parsed]:
        self.number += 1
        self.bytes += len(raw)
        if self.number == 1:
            if raw.startswith(WIDE_MARKS):
                self._stopped = self.found = True
                yield unreadable("UTF-16 text; save the file as UTF-8.", 1, 1)
                return
            raw, self._pending = without_mark(raw)
        if not raw.strip(_SPACE):
            self.empty = self.empty or self.number
            return
        if self.empty and not self.warned:
            self.warned = True
            self._pending.append(_empty_line(self.empty))
        self.found = True
        problems, self._pending = self._pending, []
        yield parsed(self._decoder, raw, self.number, self.bytes, problems)

    def skip(self, lines: int, size: int) -> None:
        """Take lines that were read elsewhere, not the first ones, and none of them empty unless that was told."""
        self.number += lines
        self.bytes += size
        self.found = True

    def end(self) -> Iterator[Parsed]:
        """What a file without any value gives."""
        if not self.found:
            yield nothing_found(self._pending)._replace(end=self.bytes)


def _empty_line(number: int) -> Problem:
    return Problem(finding("line.format", "the line is empty: most readers skip it, some refuse it; remove it."), (number, None))


def parsed(decoder: Decoder, raw: bytes, number: int, end: int, problems: list[Problem]) -> Parsed:
    """The value of a line, which is not empty. ``end`` is the number of bytes up to its end; ``problems`` are those met before it."""
    if len(raw) > LARGEST:
        long = unreadable(f"the line has more than {LARGEST:,} bytes, too long to be a request; split it.", number, end=end)
        return long._replace(problems=problems + long.problems)
    text, problem = decoded(raw.rstrip(b"\r\n"), number)
    if problem:
        return Parsed(ABSENT, number, [*problems, problem], None, end)
    offset = skip_space(text, 0)
    lines = Lines(text, number)
    try:
        value, after = decoder.value(text, offset)
    except Malformed as error:
        broken = unreadable(error.message, number, error.offset + 1, end=end, lines=lines)
        return broken._replace(problems=problems + broken.problems)
    other = None
    part = Part(text, offset, number, lines)
    if decoder.is_odd:
        more, other = odd(part, decoder)
        problems = problems + more
    after = skip_space(text, after)
    if after < len(text):
        message = "more text follows the JSON value of the line; put each value on a line of its own, without commas between."
        problems = [*problems, Problem(finding("request.format", message), (number, after + 1), True)]
    return Parsed(value, number, problems, part.locate, end, other, lines)
