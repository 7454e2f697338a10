"""Which files the arguments of a command mean, and their reader."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from imagespec.cli.inputs import compressed, content
from imagespec.cli.inputs.content import LINES, SOURCE, TEXTS, TOML, YAML, Stream, Told
from imagespec.cli.inputs.walk import ENV, Skipped, everything, inside, is_env, matching
from imagespec.values.text import counted

if TYPE_CHECKING:
    from imagespec.cli.inputs.exclusions import Exclusions
    from imagespec.cli.inputs.parsed import Parsed

SUFFIXES = frozenset({".json", ".har"}) | LINES | YAML | TOML | frozenset(TEXTS) | SOURCE
COMPRESSED = tuple(f"{suffix}{ending}" for suffix in sorted(LINES) for ending in compressed.ENDINGS)
"""The endings of the files that are read in folders, with those of ``COMPRESSED`` lines."""

OTHERS = frozenset({
    ".bmp", ".cfg", ".css", ".csv", ".gif", ".go", ".html", ".ini", ".java", ".jpeg", ".jpg", ".pdf", ".php", ".png", ".rb", ".rs",
    ".svg", ".tsv", ".webp", ".xml", ".zip",
})  # fmt: skip
"""Endings of files that hold something else than JSON or YAML, which would be found broken."""

STDIN = "-"

MOST_OF_A_DEVICE = 64_000_000
"""Most bytes that are read of a device, such as ``/dev/zero``."""


class Opened(NamedTuple):
    """An open file: its bytes as they lie on the disk, what they hold, and what that is."""

    raw: BinaryIO
    stream: Stream
    told: Told


class NotRead(Exception):
    """A file that could not be read to its end, and why."""


def expanded(argument: str, exclusions: Exclusions | None = None) -> list[str | Skipped]:
    """What an argument means: a file itself, those of a folder at any depth, or those a pattern matches; and what is left out."""
    if argument == STDIN or os.path.isfile(argument):
        return [argument]
    if os.path.isdir(argument):
        leaves_out = exclusions.below(argument) if exclusions else everything
        return _sorted(
            argument,
            inside(argument, (*SUFFIXES, *COMPRESSED), leaves_out),
            "no file in this folder is of a kind that is read",
            exclusions,
        )
    if any(char in argument for char in "*?[") and not os.path.lexists(argument):
        leaves_out = exclusions.below("") if exclusions else everything
        return _sorted(argument, matching(argument, leaves_out), "no file matches", exclusions)
    return [argument]


def _sorted(argument: str, found: Iterator[str | Skipped], nothing: str, exclusions: Exclusions | None) -> list[str | Skipped]:
    """The files by name, each once, after what is left out."""
    before = exclusions.total if exclusions else 0
    entries = dict.fromkeys(found)
    left_out: list[str | Skipped] = [entry for entry in entries if isinstance(entry, Skipped)]
    files = sorted(entry for entry in entries if isinstance(entry, str))
    if not files and not any(entry.unread for entry in entries if isinstance(entry, Skipped)):
        excluded = exclusions.total - before if exclusions else 0
        left_out.append(Skipped(argument, f"{nothing} ({counted(excluded, 'path')} left out)" if excluded else nothing))
    return left_out + files


@contextmanager
def opened(path: str, held: bytes | None = None) -> Iterator[Opened]:
    """Open a file, or standard input for ``-``, as what it holds. ``held`` stands for standard input that was read before.

    Raises:
        NotRead: the file holds something else by its name, cannot be read, or not to its end.
    """
    ending = suffix(path)
    try:
        with _opened(path) if path != STDIN or held is None else BytesIO(held) as raw:
            _refuse_other(ending)
            stream = compressed.opened(raw, path)
            limited: Stream = _Limited(stream) if _is_device(raw) else stream
            yield Opened(raw, limited, content.tell(limited, ending))
    except compressed.NoReader as error:
        raise NotRead(f"a {compressed.compression(path)} file {error}") from None
    except compressed.errors() as error:
        raise NotRead(f"the compressed data is damaged or ends too early ({error}); at most what comes before was read") from None
    except OSError as error:  # of reading: what is done with a value raises elsewhere
        raise NotRead(f"cannot be read ({error.strerror or error})") from None


def read(path: str) -> Iterator[Parsed]:
    """Read the values of a file, or of standard input for ``-``. Errors as for ``opened``."""
    with opened(path) as found:
        yield from content.read_told(found.stream, found.told)


def whole(path: str) -> bytes:
    """All bytes of a file that is to be written again, or of standard input for ``-``.

    Raises:
        NotRead: as for ``read``, or because it is no regular file.
    """
    try:
        with _opened(path) as stream:
            _refuse_other(suffix(path))
            if compressed.compression(path) and path != STDIN:
                raise NotRead("is compressed, and not changed; unpack it first")
            if path != STDIN and not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise NotRead("is no file that can be written again; give it as standard input")
            return stream.read()
    except OSError as error:
        raise NotRead(f"cannot be read ({error.strerror or error})") from None


def suffix(path: str) -> str:
    """The end of the name of a file, or of what is compressed in it, in lower case; empty for standard input."""
    if path == STDIN:
        return ""
    name = compressed.inner_name(path)
    return ENV if is_env(os.path.basename(name)) else os.path.splitext(name)[1].lower()


def _refuse_other(ending: str) -> None:
    if ending in OTHERS:
        raise NotRead(f"a {ending} file is not read; give it as standard input if it holds JSON or YAML")


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path != STDIN:
        return open(path, "rb")
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return nullcontext(sys.stdin.buffer)


def _is_device(stream: BinaryIO) -> bool:
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except OSError:  # no file of the system
        return False
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode)


class _Limited:
    """A stream of a device, which may have no end: it is read up to ``MOST_OF_A_DEVICE``."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, MOST_OF_A_DEVICE

    def read(self, size: int) -> bytes:
        return self._counted(self._stream.read(min(size, self._left + 1)))

    def readline(self, size: int) -> bytes:
        return self._counted(self._stream.readline(min(size, self._left + 1)))

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise NotRead(f"is a device, and is read up to {MOST_OF_A_DEVICE:,} bytes; what follows was not read")
        return data
