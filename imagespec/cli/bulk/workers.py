"""Scans pieces in several processes, and hands on what they find in the order of the file."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from imagespec.cli.bulk.pieces import Piece
from imagespec.cli.bulk.scan import Scanner, Wanted
from imagespec.cli.bulk.scanned import Scanned
from imagespec.cli.failure import Failure
from imagespec.cli.settings import AllSettings, Asked


class Workers:
    """Up to ``jobs`` processes, which are started when a file has more than one piece."""

    def __init__(self, jobs: int, asked: Asked, wanted: Wanted) -> None:
        self._jobs, self._asked, self._wanted = jobs, asked, wanted
        self._pool: ProcessPoolExecutor | None = None

    def scanned(self, path: str, file: str, scanner: Scanner, pieces: Iterator[Piece]) -> Iterator[tuple[Piece, Scanned]]:
        """Each piece of a file with what is known of it. ``scanner`` is for what is done in this process.

        Raises:
            Failure: a process ended.
        """
        for piece in pieces:
            yield piece, scanner.scan(piece)
            if self._jobs > 1:
                break
        try:
            yield from self._elsewhere(path, file, pieces)
        except BrokenProcessPool:
            raise Failure("a process of --jobs was ended from outside, perhaps for want of memory; use fewer") from None

    def _elsewhere(self, path: str, file: str, pieces: Iterator[Piece]) -> Iterator[tuple[Piece, Scanned]]:
        waiting: deque[tuple[Piece, Future[Scanned]]] = deque()
        for piece in pieces:
            waiting.append((piece, self._started().submit(_scan, path, file, piece)))
            if len(waiting) > 2 * self._jobs:
                ahead, future = waiting.popleft()
                yield ahead, future.result()
        for ahead, future in waiting:
            yield ahead, future.result()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Where processes can be forked, what is loaded is there already; only one thread runs here.
            method = "fork" if sys.platform == "linux" else "spawn"
            context = multiprocessing.get_context(method)
            self._pool = ProcessPoolExecutor(self._jobs, context, _begin, (self._asked, self._wanted))
        return self._pool

    def close(self) -> None:
        """End the processes; what they have not begun is dropped."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


class _Here:
    """What a process of the pool keeps: the scanner of the file at hand."""

    def __init__(self, asked: Asked, wanted: Wanted) -> None:
        self._settings, self._wanted = AllSettings(asked), wanted
        self._path = ""
        self._scanner: Scanner | None = None

    def scan(self, path: str, file: str, piece: Piece) -> Scanned:
        if self._scanner is None or self._path != path:
            self._path, self._scanner = path, Scanner(file, self._settings.of(path), self._wanted)
        return self._scanner.scan(piece)


_HERE: list[_Here] = []


def _begin(asked: Asked, wanted: Wanted) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is interrupted, and ends the others
    _HERE[:] = [_Here(asked, wanted)]


def _scan(path: str, file: str, piece: Piece) -> Scanned:
    return _HERE[0].scan(path, file, piece)
