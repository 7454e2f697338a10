"""Files of lines in pieces, each of whole lines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from imagespec.cli.inputs import content
from imagespec.cli.inputs.files import NotRead
from imagespec.cli.inputs.text import LARGEST

if TYPE_CHECKING:
    from imagespec.cli.inputs.content import Stream

LEAST = 1 << 20
"""Bytes after which a piece ends with the line."""

_LOOK = 1 << 16


class Piece(NamedTuple):
    """Whole lines of a file: a range of its bytes, or those bytes themselves."""

    start: int
    stop: int
    path: str = ""
    data: bytes = b""

    @property
    def size(self) -> int:
        """The number of bytes."""
        return self.stop - self.start

    def read(self) -> bytes:
        """All bytes."""
        if not self.path:
            return self.data
        with self._opened() as file:
            return file.read(self.size)

    def lines(self) -> Iterator[bytes]:
        """The lines; the rest of one that is too long to be a request is dropped."""
        if self.size <= LARGEST:
            return iter(BytesIO(self.read()))
        return self._long()

    def _long(self) -> Iterator[bytes]:
        with self._opened() as file:
            yield from content.lines(_Range(file, self.size))

    def halves(self) -> Iterator[Piece]:
        """The lines up to the middle, and the others."""
        data = self.read()
        middle = data.rfind(b"\n", 0, len(data) // 2) + 1 or data.find(b"\n") + 1 or len(data)
        for start, stop in ((0, middle), (middle, len(data))):
            if start < stop:
                yield Piece(self.start + start, self.start + stop, self.path, b"" if self.path else data[start:stop])

    def parts(self) -> Iterator[bytes]:
        """The lines in parts of up to a megabyte."""
        if not self.path:
            yield from BytesIO(self.data)
            return
        with self._opened() as file:
            stream = _Range(file, self.size)
            while part := stream.readline(LEAST):
                yield part

    def _opened(self) -> BinaryIO:
        file = open(self.path, "rb")  # noqa: SIM115  # whoever asked for it closes it
        file.seek(self.start)
        return file


class _Range:
    """So many next bytes of a stream."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._left = stream, size

    def read(self, size: int) -> bytes:
        return self._counted(self._stream.read(min(size, self._left)))

    def readline(self, size: int) -> bytes:
        return self._counted(self._stream.readline(min(size, self._left)))

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        return data


def of_file(path: str, file: BinaryIO) -> Iterator[Piece]:
    """The pieces of a file that can be read at any place. It may grow meanwhile: it is read up to its end of now."""
    end = os.fstat(file.fileno()).st_size
    start = 0
    while start < end:
        stop = _line_end(file, min(start + LEAST, end), end)
        yield Piece(start, stop, path)
        start = stop


def _line_end(file: BinaryIO, at: int, end: int) -> int:
    """The end of the line that holds the byte before a place."""
    at -= 1
    file.seek(at)
    while data := file.read(min(_LOOK, end - at)):
        found = data.find(b"\n")
        if found >= 0:
            return at + found + 1
        at += len(data)
    return end


def of_stream(stream: Stream, head: bytes) -> Iterator[Piece]:
    """The pieces of a stream after its head.

    Raises:
        NotRead: a line is too long to be held.
    """
    start = 0
    while True:
        data = head or stream.read(LEAST)
        head = b""
        if data and not data.endswith(b"\n"):
            data += stream.readline(LARGEST + 1)
        if not data:
            return
        if len(data) > LARGEST:
            raise NotRead(f"a line has more than {LARGEST:,} bytes, and was not read, nor what follows it")
        yield Piece(start, start + len(data), data=data)
        start += len(data)
