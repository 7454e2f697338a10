"""Files as programs hold them: bytes, paths, open files. Positions are restored, and at most 64 KiB are read."""

from __future__ import annotations

from contextlib import suppress

from imagespec.images.picture import Picture
from imagespec.images.sent import NAMELESS
from imagespec.images.signature import examine
from imagespec.images.window import Window

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Hand:
    """One file: ``name`` as clients send it, ``None`` where it does not say, ``size`` in bytes, and what it is.

    ``unread`` says why that is not known.
    """

    __slots__ = ("name", "picture", "size", "unread")

    def __init__(self, name: str | None, size: int | None = None, picture: Picture | None = None, unread: str = "") -> None:
        self.name, self.size, self.picture, self.unread = name, size, picture, unread

    @property
    def doubt(self) -> str:
        """What could not be checked of the file, and why; empty where everything was."""
        if self.picture is None:
            return f"the content of the file: {self.unread}"
        if self.picture.cut:
            return "what the header says: it is cut off, broken, or too long"
        return ""


def of_bytes(content: bytes, name: str = NAMELESS) -> Hand:
    """Bytes that are held in memory."""
    window = Window(lambda start, count: content[start : start + count], len(content))
    return Hand(name, len(content), examine(window))


def of_path(path: Any) -> Hand:
    """The file at a path. Never raises: what cannot be read stays unread."""
    from os import fsdecode, fspath
    from os.path import basename

    try:
        text = fsdecode(fspath(path))
        name = basename(text)
    except Exception:
        return Hand(None, unread="its path cannot be read")
    try:
        return _at(text, name)
    except Exception:
        return Hand(name, unread="it cannot be opened")


def _at(text: str, name: str) -> Hand:
    """The regular file at a path; nothing else is opened, as that may wait or change something.

    Raises:
        OSError: it cannot be read.
    """
    from os import stat
    from stat import S_ISREG

    status = stat(text)
    if not S_ISREG(status.st_mode):
        return Hand(name, unread="it is no regular file")
    with open(text, "rb", buffering=0) as file:

        def read(start: int, count: int) -> bytes:
            file.seek(start)
            return file.read(count) or b""

        return Hand(name, status.st_size, examine(Window(read, status.st_size)))


def of_open(file: Any) -> Hand:
    """An open file, read from its beginning, as clients send it. Never raises, and leaves it where it stands."""
    name = _name(file)
    try:
        if file.closed:
            return Hand(name, unread="it is closed")
        seekable = getattr(file, "seekable", None)  # SpooledTemporaryFile has none before Python 3.11
        if seekable and not seekable():
            return Hand(name, unread="it can be read only once")
        place = file.tell()
    except Exception:
        return Hand(name, unread="it does not say where it stands")
    try:
        return _opened(file, name)
    except Exception:
        return Hand(name, unread="it cannot be read")
    finally:
        with suppress(Exception):
            file.seek(place)


def _opened(file: Any, name: str | None) -> Hand:
    from io import SEEK_END

    size = file.seek(0, SEEK_END)
    if not isinstance(size, int):
        size = file.tell()

    def read(start: int, count: int) -> bytes:
        file.seek(start)
        found = file.read(count)
        if not isinstance(found, bytes):
            raise TypeError
        return found

    return Hand(name, size, examine(Window(read, size)))


def _name(file: Any) -> str | None:
    """The name that clients send for an open file: the last part of what it calls itself, ``None`` where it does not say."""
    from os.path import basename

    try:
        return basename(str(getattr(file, "name", NAMELESS))) or NAMELESS
    except Exception:
        return None


def is_open(value: Any) -> bool:
    """Whether a value is an open file of Python's own sorts: of ``io``, or the wrapper of a temporary one."""
    from sys import modules

    kinds = tuple(getattr(modules.get(module), name, None) for module, name in (("io", "IOBase"), ("tempfile", "_TemporaryFileWrapper")))
    return issubclass(type(value), tuple(filter(None, kinds))) or _spooled(value)


def _spooled(value: Any) -> bool:
    from sys import modules

    kind = getattr(modules.get("tempfile"), "SpooledTemporaryFile", None)
    return kind is not None and issubclass(type(value), kind)
