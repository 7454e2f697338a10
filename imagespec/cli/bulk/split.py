"""Splits files of lines into those that are right and those that are not, byte for byte."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from imagespec.cli.failure import Failure
from imagespec.cli.inputs import compressed
from imagespec.cli.inputs.text import MARK
from imagespec.cli.terminal import shown_path
from imagespec.cli.writing import reported, same_access

if TYPE_CHECKING:
    from imagespec.cli.bulk.pieces import Piece


class Split:
    """Copies each line into one of two files, which are put in their places when all is read.

    Attributes:
        has_read: whether there was a file of lines to be split, if an empty one.
    """

    def __init__(self, good: str | None, bad: str | None) -> None:
        """Either file may be ``None``, and its lines are dropped then.

        Raises:
            Failure: a file cannot be written.
        """
        self._good, self._bad = _Target(good), _Target(bad)
        self._piece: Piece | None = None
        self._before = 0
        self._bad_lines: set[int] = set()
        self.has_read = False

    def begin(self, piece: Piece, before: int) -> None:
        """Go on to the next piece, which comes after so many lines of its file."""
        self._copy()
        self._piece, self._before, self.has_read = piece, before, True

    def bad(self, line: int) -> None:
        """Take a line of the file for bad. It is one of the last piece."""
        self._bad_lines.add(line)

    def end_file(self) -> None:
        """Nothing of this file follows."""
        self._copy()
        self.has_read = True

    def finish(self) -> None:
        """Put the files in their places.

        Raises:
            Failure: that cannot be done.
        """
        self._copy()
        for target in (self._good, self._bad):
            target.finish()

    def drop(self) -> None:
        """Leave the files as they were."""
        for target in (self._good, self._bad):
            target.drop()

    def _copy(self) -> None:
        piece, self._piece = self._piece, None
        bad, self._bad_lines = self._bad_lines, set()
        if piece is None:
            return
        if not bad and piece.start and not piece.path:
            self._good.write(piece.data, True)
            return
        line, starts = self._before + 1, True
        for part in piece.parts():
            if starts and not piece.start and line == 1:
                part = self._joined(part, line in bad)  # noqa: PLW2901  # the same bytes but for a mark that would stand inside a file
            (self._bad if line in bad else self._good).write(part, starts)
            starts = part.endswith(b"\n")
            line += starts

    def _joined(self, part: bytes, is_bad: bool) -> bytes:
        """The first line of a file without the byte order mark where it will not be the first of a file."""
        return part.removeprefix(MARK) if (self._bad if is_bad else self._good).is_begun else part


@contextmanager
def splitting(good: str | None, bad: str | None) -> Iterator[Split]:
    """A split into files that are written when all went well and something was read; either may be ``None``.

    Raises:
        click.UsageError: both are the same file.
    """
    if good and bad and os.path.realpath(good) == os.path.realpath(bad) and not _is_special(good):
        raise click.UsageError("--good and --bad name the same file; name two")
    split = Split(good, bad)
    try:
        yield split
        (split.finish if split.has_read else split.drop)()
    except BaseException:
        split.drop()
        raise


def _is_special(path: str) -> bool:
    """Whether a path is something else than a regular file, such as a device or a pipe."""
    return os.path.exists(path) and not os.path.isfile(path)


class _Target:
    """A file that is written beside its place first."""

    def __init__(self, path: str | None) -> None:
        self._path = path or ""
        self._file: IO[bytes] | None = None
        self._stream: IO[bytes] | None = None
        self._draft = ""
        self._ends_line = True
        self.is_begun = False
        if path is not None:
            with reported(path):
                self._open(path)

    def _open(self, path: str) -> None:
        if _is_special(path):
            self._file = open(path, "wb")  # noqa: SIM115  # closed when all is written
        else:
            folder = os.path.dirname(os.path.realpath(path))
            number, self._draft = tempfile.mkstemp(prefix=f".{os.path.basename(path)[:50]}-", dir=folder)
            self._file = os.fdopen(number, "wb")
        try:
            self._stream = compressed.written(self._file, path)
        except compressed.NoReader as error:
            self.drop()
            raise Failure(f"{shown_path(path)}: a {compressed.compression(path)} file {error}") from None

    def write(self, data: bytes, starts: bool) -> None:
        """Write a part of a line, or where it ``starts`` one, perhaps a whole. The line before is ended where its file did not."""
        if self._stream is None:
            return
        with reported(self._path):
            if starts and not self._ends_line:
                self._stream.write(b"\n")
            self._stream.write(data)
        self.is_begun, self._ends_line = True, data.endswith(b"\n")

    def finish(self) -> None:
        if self._file is None or self._stream is None:
            return
        with reported(self._path):
            if self._stream is not self._file:
                self._stream.close()
            self._file.close()
            if self._draft:
                place = Path(self._path).resolve()
                if place.exists():
                    same_access(place, Path(self._draft))
                else:
                    os.chmod(self._draft, 0o666 & ~_umask())
                os.replace(self._draft, place)
        self._file = self._stream = None

    def drop(self) -> None:
        if self._file is not None:
            with suppress(OSError, ValueError):
                self._file.close()
            if self._draft:
                with suppress(OSError):
                    os.unlink(self._draft)
        self._file = self._stream = None


def _umask() -> int:
    """The mask of new files of this process."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
