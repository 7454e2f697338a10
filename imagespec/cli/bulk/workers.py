"""Scans pieces in several processes, this one among them, and hands on what they find in the order of the file."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from imagespec.cli.bulk.reader import Wanted
from imagespec.cli.bulk.scan import Scanner
from imagespec.cli.failure import Failure
from imagespec.cli.settings import AllSettings, Asked

if TYPE_CHECKING:
    from imagespec.cli.bulk.pieces import Piece
    from imagespec.cli.bulk.scanned import Scanned

_AHEAD = 2
"""Pieces that a helper is given before it answers, so that it need not wait for the next one."""

_HELD = 4
"""Most pieces for each process that are known before one that comes before them."""

_MANY = 1_000
"""Lines with findings that are held before it is waited until they can be told."""

_SCRATCH = 16 << 20
"""Bytes that a process takes and gives back at once: glibc then keeps what smaller pieces need, instead of asking the system for each."""


class _Helper:
    """Another process, and how many pieces it was given whose answers were not taken."""

    def __init__(self, asked: Asked, wanted: Wanted) -> None:
        # Where processes can be forked, what is loaded is there already; no other thread runs here.
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self.connection, theirs = context.Pipe()
        self.given = 0
        self.process = context.Process(target=_help, args=(theirs, self.connection, asked, wanted), daemon=True)
        with _interrupts_held():
            self.process.start()
        theirs.close()

    def has_room(self, piece: Piece) -> bool:
        """Whether a piece can be given now. One with its bytes fills the pipe, which a helper that has work does not empty."""
        return self.given < (_AHEAD if piece.path else 1)

    def give(self, path: str, file: str, piece: Piece) -> _Share:
        """Let it scan a piece."""
        with _ends_told():
            self.connection.send((path, file, piece))
        self.given += 1
        return _Share(piece, helper=self)

    def taken(self) -> Scanned:
        """Take the next answer. Until then it waits in the pipe, or the helper does, so that not many are held."""
        with _ends_told():
            answer: Scanned | Exception = self.connection.recv()
        self.given -= 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Share:
    """A piece of a file, and what is known of it: here already, or from the helper that it was given to."""

    def __init__(self, piece: Piece, scanned: Scanned | None = None, helper: _Helper | None = None) -> None:
        self.piece, self._scanned, self._helper = piece, scanned, helper

    @property
    def is_ready(self) -> bool:
        """Whether there is nothing to wait for."""
        return self._helper is None or self._helper.connection.poll()

    @property
    def is_heavy(self) -> bool:
        """Whether much is held here."""
        return self._scanned is not None and len(self._scanned.entries) > _MANY

    def result(self) -> Scanned:
        """What is known. Of what one helper was given, the first is asked for first."""
        if self._helper:
            return self._helper.taken()
        assert self._scanned
        return self._scanned


class _Source:
    """Pieces, of which those before something that cannot be read are told first."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._error: Exception | None = None

    def next(self) -> Piece | None:
        """The next piece, ``None`` where none follows that can be read."""
        try:
            return next(self._pieces, None)
        except Exception as error:
            self._error, self._pieces = error, iter(())
            return None

    def end(self) -> None:
        """All pieces are told.

        Raises:
            Exception: what kept the others from being read.
        """
        if self._error:
            raise self._error


class Workers:
    """Up to ``jobs`` processes that scan. The others are started when a file has more than one piece."""

    def __init__(self, jobs: int, asked: Asked, wanted: Wanted) -> None:
        self._jobs, self._asked, self._wanted = jobs, asked, wanted
        self._helpers: list[_Helper] = []
        bytes(_SCRATCH)

    def scanned(self, path: str, file: str, scanner: Scanner, pieces: Iterator[Piece]) -> Iterator[tuple[Piece, Scanned]]:
        """Each piece of a file with what is known of it. ``scanner`` is for what is done in this process.

        Raises:
            Failure: a process ended.
        """
        for piece in pieces:
            yield piece, scanner.scan(piece)
            if self._jobs > 1:
                break
        yield from self._shared(path, file, scanner, pieces)

    def _shared(self, path: str, file: str, scanner: Scanner, pieces: Iterator[Piece]) -> Iterator[tuple[Piece, Scanned]]:
        waiting: deque[_Share] = deque()
        source = _Source(pieces)
        ahead = source.next()
        while ahead or waiting:
            may_go_on = ahead and len(waiting) < _HELD * self._jobs
            if ahead and may_go_on and (helper := self._with_room(ahead)):
                waiting.append(helper.give(path, file, ahead))
                ahead = source.next()
            elif ahead and may_go_on and _is_scanned_here(ahead) and not (waiting[0].is_ready or any(one.is_heavy for one in waiting)):
                waiting.append(_Share(ahead, scanner.scan(ahead)))
                ahead = source.next()
            else:
                share = waiting.popleft()
                yield share.piece, share.result()
        source.end()

    def _with_room(self, piece: Piece) -> _Helper | None:
        """The process that has least to do and room for a piece."""
        if len(self._helpers) < self._jobs - _is_scanned_here(piece):
            self._helpers.append(_Helper(self._asked, self._wanted))
        helper = min(self._helpers, key=lambda helper: helper.given)
        return helper if helper.has_room(piece) else None

    def close(self) -> None:
        """End the other processes."""
        while self._helpers:
            self._helpers.pop().end()


def _is_scanned_here(piece: Piece) -> bool:
    """Whether this process scans such pieces, too: not those of a stream, which it has to read and to hand on."""
    return bool(piece.path)


@contextmanager
def _ends_told() -> Iterator[None]:
    """Say that the other process is not there any more."""
    try:
        yield
    except (EOFError, ConnectionError):
        raise Failure("a process of --jobs was ended from outside, perhaps for want of memory; use fewer") from None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let an interrupt wait, also in a process that is begun meanwhile, until that ignores it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Here:
    """What a helper keeps: the scanner of the file at hand."""

    def __init__(self, asked: Asked, wanted: Wanted) -> None:
        self._settings, self._wanted = AllSettings(asked), wanted
        self._path = ""
        self._scanner: Scanner | None = None

    def answer(self, path: str, file: str, piece: Piece) -> Scanned | Exception:
        """What is known of a piece, or what kept it from being known."""
        try:
            if self._scanner is None or self._path != path:
                self._path, self._scanner = path, Scanner(file, self._settings.of(path), self._wanted)
            return self._scanner.scan(piece)
        except Exception as error:
            return error


def _help(connection: Connection, others: Connection, asked: Asked, wanted: Wanted) -> None:
    """Scan pieces until nobody is there any more who hands them out. ``others`` is the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is interrupted, and ends the others
    others.close()
    here = _Here(asked, wanted)
    with suppress(EOFError, ConnectionError):
        while True:
            path, file, piece = connection.recv()
            connection.send(here.answer(path, file, piece))
