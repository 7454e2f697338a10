"""Reads a file of lines by its pieces: those whose lines stand for themselves as a whole, the others line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from imagespec.cli.bulk import pieces
from imagespec.cli.bulk.progress import Progress
from imagespec.cli.bulk.scan import Scanner
from imagespec.cli.bulk.scanned import Scanned, Stretch
from imagespec.cli.bulk.workers import Workers
from imagespec.cli.inputs import json_lines
from imagespec.cli.inputs.records import Record, Recorder
from imagespec.cli.inputs.text import LARGEST, MARK
from imagespec.cli.requests import name_of
from imagespec.cli.terminal import is_terminal

if TYPE_CHECKING:
    from imagespec.cli.bulk.pieces import Piece
    from imagespec.cli.bulk.reader import Wanted
    from imagespec.cli.bulk.split import Split
    from imagespec.cli.inputs.files import Opened
    from imagespec.cli.settings import AllSettings, Asked

SMALL = 1 << 14
"""Bytes of a piece that is read line by line where its lines do not stand for themselves; a larger one is halved."""

_SPACE = b" \t\r\n"


class LinesFiles:
    """Reads files of many lines, several processes at a time, and splits them where that is wanted."""

    def __init__(self, settings: AllSettings, asked: Asked, jobs: int, wanted: Wanted, split: Split | None) -> None:
        self._settings, self._wanted, self._split = settings, wanted, split
        self._progress = Progress()
        self._workers = Workers(jobs, asked, wanted)
        self._shares_terminal = is_terminal()

    def close(self) -> None:
        """Let go of the terminal and the processes."""
        self._progress.end()
        self._workers.close()

    def read(self, path: str, found: Opened, *, is_regular: bool) -> Iterator[Record | Stretch]:
        """What a file holds."""
        file, settings = name_of(path), self._settings.of(path)
        reading = settings.reading
        scanner = Scanner(file, settings, self._wanted)
        walk = _Walk(Recorder(file, reading.operation, reading.operations, reading.batch), scanner, self._split)
        of_file = pieces.of_file(path, found.raw) if is_regular else pieces.of_stream(found.stream, found.told.look.data)
        self._progress.begin(file, found.raw)
        for piece, scanned in self._workers.scanned(path, file, scanner, of_file):
            for told in walk.take(file, piece, scanned):
                if self._shares_terminal:
                    self._progress.hide()
                yield told
            self._progress.at(piece.stop if piece.path else None)
        yield from walk.end()
        self._progress.end()


class _Walk:
    """The way through one file."""

    def __init__(self, recorder: Recorder, scanner: Scanner, split: Split | None) -> None:
        self._recorder, self._scanner, self._split = recorder, scanner, split
        self._reader = json_lines.Reader()

    def take(self, file: str, piece: Piece, scanned: Scanned) -> Iterator[Record | Stretch]:
        reader, recorder = self._reader, self._recorder
        before = reader.number
        fits = self._fits(piece, scanned)
        if not fits and SMALL < piece.size <= LARGEST and len(halves := [*piece.halves()]) > 1:
            for half in halves:
                yield from self.take(file, half, self._scanner.scan(half))
            return
        if self._split:
            self._split.begin(piece, before)
        if not fits:
            yield from map(recorder.record, reader.read(self._noting_blanks(piece, before)))
            return
        yield Stretch(file, scanned, before, recorder.number)
        reader.skip(scanned.lines, piece.size)
        recorder.number += scanned.records

    def end(self) -> Iterator[Record]:
        yield from map(self._recorder.record, self._reader.end())
        if self._split:
            self._split.end_file()

    def _noting_blanks(self, piece: Piece, before: int) -> Iterator[bytes]:
        for number, raw in enumerate(piece.lines(), before + 1):
            if self._split and not raw.strip(_SPACE):
                self._split.bad(number)
            yield raw

    def _fits(self, piece: Piece, scanned: Scanned) -> bool:
        """Whether the lines of a piece are the same by themselves as after those before them. If so, they are taken."""
        reader, recorder = self._reader, self._recorder
        if not scanned.alone or (not reader.number and _is_marked(piece)):
            return False
        if (scanned.blank or reader.empty) and not reader.warned:
            return False
        if scanned.enveloped and not recorder.batch:
            if scanned.bare:
                return False
            recorder.begin_batch()
        if not recorder.batch:
            return True
        end = reader.bytes + piece.size
        return not scanned.bare and recorder.batch.takes(scanned.enveloped, end, scanned.named, scanned.urls, scanned.models, reader.number)


def _is_marked(piece: Piece) -> bool:
    return next(piece.parts(), b"").startswith(MARK)
