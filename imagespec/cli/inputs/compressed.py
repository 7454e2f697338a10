"""Files that are compressed, read and written as what they hold: ``.gz``, and ``.zst`` where there is a module for it."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from io import BufferedReader, RawIOBase
from typing import IO, Any, BinaryIO, cast

ENDINGS = (".gz", ".zst")


class NoReader(Exception):
    """There is nothing here that reads such a file; the text says what to install."""


def compression(path: str) -> str:
    """How a file is compressed by its name, empty for not at all."""
    return next((ending for ending in ENDINGS if path.lower().endswith(ending)), "")


def inner_name(path: str) -> str:
    """The name of what a compressed file holds."""
    return path[: len(path) - len(compression(path))]


def opened(raw: BinaryIO, path: str) -> BinaryIO:
    """What a file holds, as a stream of bytes, by its name.

    Raises:
        NoReader: no module for it is installed.
    """
    kind = compression(path)
    if kind == ".gz":
        from gzip import GzipFile

        return cast("BinaryIO", BufferedReader(GzipFile(fileobj=raw), 1 << 18))
    if kind == ".zst":
        return cast("BinaryIO", BufferedReader(_zst_reader(raw), 1 << 18))
    return raw


def written(raw: IO[bytes], path: str) -> IO[bytes]:
    """A stream that writes a file as its name says; closing it ends the compressed data, not the file.

    Raises:
        NoReader: no module for it is installed.
    """
    kind = compression(path)
    if kind == ".gz":
        from gzip import GzipFile

        return cast("IO[bytes]", GzipFile(filename="", mode="wb", fileobj=raw, mtime=0))
    return cast("IO[bytes]", _zst_writer(raw)) if kind == ".zst" else raw


def errors() -> tuple[type[Exception], ...]:
    """What reading damaged data raises, of the modules that are in use."""
    found: list[type[Exception]] = [EOFError]
    for module, name in (("zlib", "error"), ("gzip", "BadGzipFile"), ("compression.zstd", "ZstdError"), ("zstandard", "ZstdError")):
        if module in sys.modules:
            found.append(getattr(sys.modules[module], name))
    return tuple(found)


def _zst_reader(raw: BinaryIO) -> Any:
    if module := _of_python():
        return module.ZstdFile(raw, "rb")
    return _Frames(raw, _zstandard().ZstdDecompressor())


def _zst_writer(raw: IO[bytes]) -> Any:
    if module := _of_python():
        return module.ZstdFile(raw, "wb")
    return _zstandard().ZstdCompressor().stream_writer(raw, closefd=False)


def _of_python() -> Any:
    """The module of Python 3.14 and newer, ``None`` where there is none."""
    if sys.version_info >= (3, 14):
        with suppress(ImportError):
            return import_module("compression.zstd")
    return None


def _zstandard() -> Any:
    try:
        return import_module("zstandard")
    except ImportError:
        raise NoReader('needs Python 3.14, or: pip install "imagespec[bulk]"') from None


class _Frames(RawIOBase):
    """Frames of Zstandard one after the other. Unlike the stream of ``zstandard``, it tells a frame that ends too early."""

    _AT_ONCE = 1 << 10
    """Bytes that are decompressed at once: a kilobyte may become 32 megabytes."""

    def __init__(self, raw: BinaryIO, decompressor: Any) -> None:
        self._raw, self._decompressor = raw, decompressor
        self._frame: Any = None
        self._input = self._output = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._output:
            data = self._input or self._raw.read(self._AT_ONCE)
            if not data:
                if self._frame:
                    raise EOFError("a frame is not complete")
                return 0
            frame = self._frame = self._frame or self._decompressor.decompressobj()
            self._output, self._input = frame.decompress(data), b""
            if frame.eof:
                self._frame, self._input = None, frame.unused_data
        count = min(len(buffer), len(self._output))
        buffer[:count] = self._output[:count]
        self._output = self._output[count:]
        return count
