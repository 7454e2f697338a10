"""Forms as they are sent: parts with names, of whose files only the beginning is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from imagespec.clients.endpoints import is_for_file
from imagespec.clients.sent import said
from imagespec.images.signature import examine
from imagespec.images.window import Window
from imagespec.report.errors import InvalidRequest

if TYPE_CHECKING:
    from imagespec.report.report import Report

HEAD = 65_536
"""Most bytes that are held of a file."""

_TEXT = 1_048_576
"""Most bytes that are held of a value."""

_MOST_PARTS = 1000
_INSTALL = 'forms are read with the package multipart, 2.0 or newer: pip install "imagespec[clients]"'


class Part:
    """One part of a form: its name, what its headers say of a file, the beginning of what it holds, and its size, -1 for unknown."""

    __slots__ = ("content_type", "filename", "head", "name", "size")

    def __init__(self, name: str, filename: str | None, content_type: str | None, head: bytes = b"", size: int = 0) -> None:
        self.name, self.filename, self.content_type = name, filename, content_type
        self.head, self.size = head, size

    @property
    def is_file(self) -> bool:
        """Whether it is judged as a file, which a part for one is also without a file name."""
        return self.filename is not None or is_for_file(self.name)

    def take(self, chunk: bytes) -> None:
        """Take more of what it holds."""
        limit = HEAD if self.is_file else _TEXT
        if len(self.head) < limit:
            self.head += chunk[: limit - len(self.head)]
        self.size += len(chunk)


def request_of(parts: Iterable[Part]) -> dict[str, Any]:
    """The request that parts make: texts, and files as far as they are known."""
    request: dict[str, Any] = {}
    files: dict[str, list[Any]] = {}
    for part in parts:
        if part.is_file:
            files.setdefault(part.name, []).append(_upload(part))
        else:
            request[part.name] = part.head.decode("utf-8", "replace")
    for name, given in files.items():
        request[name] = given if name.endswith("[]") or len(given) > 1 else given[0]
    return request


def _upload(part: Part) -> dict[str, Any]:
    """An upload as a check reads it that has no file in hand."""
    return {"content_type": part.content_type, **known_of(part)}


def known_of(part: Part) -> dict[str, Any]:
    """What the beginning of a file says of it: nothing where it can be read only once."""
    if part.size < 0:
        return {}
    head = part.head
    picture = examine(Window(lambda start, count: head[start : start + count], part.size))
    width, height = picture.upright
    known = {"format": picture.format, "width": width, "height": height, "alpha": picture.alpha, "multi_picture": picture.several}
    return {"bytes": part.size, **{key: value for key, value in known.items() if value is not None}}


class FormReader:
    """Reads the body of a form piece by piece.

    Attributes:
        parts: those that were read so far.
    """

    def __init__(self, content_type: str) -> None:
        """Take the content type of the body, which holds what stands between its parts.

        Raises:
            InvalidRequest: it names no boundary.
            ModuleNotFoundError: the package multipart is not installed.
        """
        multipart = parser_library()
        self._error: type[Exception] = multipart.MultipartError
        self._segment: type = multipart.MultipartSegment
        boundary = multipart.parse_options_header(content_type)[1].get("boundary", "")
        self.parts: list[Part] = []
        self._open: Part | None = None
        try:
            self._parser = multipart.PushMultipartParser(boundary, max_segment_count=_MOST_PARTS)
        except (self._error, ValueError, UnicodeError):
            raise InvalidRequest(broken("the content type of the form names no boundary; send multipart/form-data; boundary=…")) from None

    def feed(self, chunk: bytes) -> None:
        """Take more of the body.

        Raises:
            InvalidRequest: it is no form.
        """
        if not chunk or self._parser.closed:
            return
        try:
            for event in self._parser.parse(chunk):
                self._take(event)
        except self._error as error:
            raise InvalidRequest(broken(_reason(error))) from None

    def end(self) -> list[Part]:
        """The parts of the whole body.

        Raises:
            InvalidRequest: the body ends before its last part does.
        """
        try:
            self._parser.close()
        except self._error as error:
            raise InvalidRequest(broken(_reason(error))) from None
        return self.parts

    def _take(self, event: Any) -> None:
        if isinstance(event, self._segment):
            segment: Any = event
            self._open = Part(segment.name, segment.filename, segment.header("Content-Type"))
        elif self._open is not None and event is None:
            self.parts.append(self._open)
            self._open = None
        elif self._open is not None:
            self._open.take(event)


def parser_library() -> Any:
    """The package that reads forms.

    Raises:
        ModuleNotFoundError: it is not installed.
    """
    try:
        multipart: Any = import_module("multipart")
    except ModuleNotFoundError:
        raise ModuleNotFoundError(_INSTALL) from None
    if not hasattr(multipart, "PushMultipartParser"):  # that of python-multipart, which has the same name
        raise ModuleNotFoundError(_INSTALL)
    return multipart


def read_form(content_type: str, chunks: Iterable[bytes]) -> dict[str, Any]:
    """The request of a form whose body comes in pieces.

    Raises:
        InvalidRequest: it is no whole form.
    """
    reader = FormReader(content_type)
    for chunk in chunks:
        reader.feed(chunk)
    return request_of(reader.end())


def pieces(body: bytes | bytearray) -> Iterator[bytes]:
    """A body in pieces, so that no second copy of it is made."""
    view = memoryview(body)
    return (bytes(view[start : start + HEAD]) for start in range(0, len(view), HEAD))


def file_part(name: str, filename: str | None, content_type: str | None, content: Any) -> Part:
    """A part with what is to be sent in it: text, bytes or an open file, which stays where it stood and is sent from its beginning."""
    part = Part(name, filename, content_type)
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    if isinstance(content, (bytes, bytearray)):
        part.take(bytes(content[:_TEXT]))
        part.size = len(content)
        return part
    try:
        place = content.tell()
        try:
            part.size = content.seek(0, 2)
            content.seek(0)
            head = content.read(HEAD)
        finally:
            content.seek(place)
    except (AttributeError, OSError, ValueError):  # it can be read only once
        part.size = -1
        return part
    part.head = head if isinstance(head, bytes) else str(head).encode()[:HEAD]
    return part


def broken(message: str) -> Report:
    """The report on a form that cannot be read."""
    from imagespec.cli.catalogue import finding

    return said("", "", (finding("request.format", message, source="json"),))


def _reason(error: Exception) -> str:
    from imagespec.values.text import visible

    return f"the body is no whole multipart form ({visible(str(error))}); send every part with its end, and the closing boundary."
