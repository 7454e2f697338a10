"""``text/event-stream`` bodies to typed events, by the rules of the HTML standard for server-sent events.

The body may come in any form: chunks of bytes or text cut anywhere, lines with their ends, or lines without them (as
HTTP clients give them, an empty one for each blank line).
"""

from __future__ import annotations

import json
from codecs import getincrementaldecoder
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any, TypeAlias, overload

from attrs import frozen

from imagespec._compiled.openai.responses import EVENTS, FINAL, ErrorObject, ImageEditStreamEvent, ImageGenStreamEvent
from imagespec.report.errors import InvalidResponse
from imagespec.typed.message import Message
from imagespec.values.text import visible

Piece: TypeAlias = "bytes | bytearray | memoryview | str"

_END = "[DONE]"


class StreamError(ValueError):
    """A stream of events that broke: cut off, not readable, or ended by the API with an error.

    Attributes:
        error: what the API said, where it ended the stream.
    """

    def __init__(self, message: str, error: ErrorObject | None = None) -> None:
        self.error = error
        super().__init__(message)

    def __reduce__(self) -> tuple[type[StreamError], tuple[str, ErrorObject | None]]:
        return StreamError, (str(self), self.error)


@frozen(kw_only=True)
class UnknownEvent(Message):
    """An event of a type this revision does not know; everything but its type is in ``extra``."""

    type: str


StreamEvent: TypeAlias = ImageGenStreamEvent | ImageEditStreamEvent | UnknownEvent


@overload
def iter_events(lines: Iterable[Piece] | Piece) -> Iterator[StreamEvent]: ...
@overload
def iter_events(lines: AsyncIterable[Piece]) -> AsyncIterator[StreamEvent]: ...
def iter_events(lines: Any) -> Any:
    """The events of a stream, each as soon as it is complete.

    Args:
        lines: the body of the answer, in chunks or lines, from an iterator or an asynchronous iterator.

    Raises:
        StreamError: while iterating, after every event that came whole: the stream ended before its last event, an
            event is no JSON object, or the API ended the stream with an error.
        InvalidResponse: while iterating: an event lacks fields or has fields of another JSON type.
    """
    if hasattr(lines, "__aiter__"):
        return _asynchronous(lines)
    return _synchronous([lines] if isinstance(lines, (bytes, bytearray, memoryview, str)) else lines)


def _synchronous(pieces: Iterable[Piece]) -> Iterator[StreamEvent]:
    stream = _Stream()
    for piece in pieces:
        yield from stream.take(piece)
        if stream.closed:
            return
    yield from stream.end()


async def _asynchronous(pieces: AsyncIterable[Piece]) -> AsyncIterator[StreamEvent]:
    stream = _Stream()
    async for piece in pieces:
        for event in stream.take(piece):
            yield event
        if stream.closed:
            return
    for event in stream.end():
        yield event


class _Stream:
    """Events from pieces, and whether the stream came to its proper end."""

    def __init__(self) -> None:
        self.closed = False
        self._finished = False
        self._lines = _Lines()
        self._fields = _Fields()

    def take(self, piece: Piece) -> Iterator[StreamEvent]:
        return self._events(self._lines.take(piece))

    def end(self) -> Iterator[StreamEvent]:
        """What is left when the body ends.

        The standard drops an event without its closing blank line, as it may be cut off. One whose JSON is complete
        is not, and it may be the image that was paid for, so it counts.
        """
        yield from self._events(self._lines.rest())
        name, data = self._fields.pending()
        if data and _is_whole(data):
            yield from self._events([""])
        elif data:
            raise StreamError(f"the stream was cut off within an event ({len(data):,} characters of it came)")
        if not self._finished and not self.closed:
            raise StreamError("the stream was cut off before its last event" + (f" (within {visible(name)!r})" if name else ""))

    def _events(self, lines: list[str]) -> Iterator[StreamEvent]:
        lines.reverse()
        while lines:  # a line is let go before its image is decoded: it may be large
            pair = self._fields.take(lines.pop())
            if pair is None or self.closed:
                continue
            if pair[1].startswith(_END):
                self.closed = True
                continue
            event = _event(*pair)
            self._finished = self._finished or event.type in FINAL
            yield event


class _Lines:
    """Lines from pieces. Until a piece shows which of the two they are, chunks and lines without ends are both possible."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._kind = ""
        self._held: list[str] = []
        self._carriage = False

    def take(self, piece: Piece) -> list[str]:
        text = piece if isinstance(piece, str) else self._decoder.decode(bytes(piece))
        if "\n" in text or "\r" in text:
            if self._kind == "lines":  # every line so far was whole; what follows may be cut anywhere
                self._held = []
            self._kind = "chunks"
        if self._kind == "chunks":
            return self._cut(text)
        if self._kind == "lines":
            return [text]
        self._held.append(text)
        if not piece and _is_whole(_data(self._held)):
            return self._as_lines()
        return []

    def rest(self) -> list[str]:
        """The unfinished last line, or every line when none had an end."""
        if self._kind == "chunks":
            line, self._held = "".join(self._held), []
            return [line] if line else []
        return self._as_lines()

    def _as_lines(self) -> list[str]:
        self._kind = "lines"
        held, self._held = self._held, []
        return held

    def _cut(self, text: str) -> list[str]:
        """Split at CRLF, LF and CR, which may itself be split between two chunks."""
        if self._carriage and text:
            text = text.removeprefix("\n")
            self._carriage = False
        if "\r" in text:
            self._carriage = text.endswith("\r")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "\n" not in text:
            self._held.append(text)
            return []
        first, *others = text.split("\n")
        self._held.append(first)
        whole = "".join(self._held)
        self._held = [others.pop()]
        return [whole, *others]


class _Fields:
    """Name and data of events from the lines of a stream. Comments, ``id``, ``retry`` and unknown fields mean nothing here."""

    def __init__(self) -> None:
        self._first = True
        self._name = ""
        self._data: list[str] = []

    def take(self, line: str) -> tuple[str, str] | None:
        """The event that a blank line completes."""
        if self._first:
            line = line.removeprefix("\ufeff")
            self._first = False
        if not line:
            name, data = self.pending()
            self._name, self._data = "", []
            return (name, data) if data else None
        name, value = _field(line)
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._name = value
        return None

    def pending(self) -> tuple[str, str]:
        """What has come of the next event."""
        return self._name, self._data[0] if len(self._data) == 1 else "\n".join(self._data)


def _field(line: str) -> tuple[str, str]:
    colon = line.find(":")
    if colon < 0:
        return line, ""
    return line[:colon], line[colon + 2 :] if line[colon + 1 : colon + 2] == " " else line[colon + 1 :]


def _data(lines: Iterable[str]) -> str:
    """The data in lines without ends."""
    return "\n".join(value for name, value in map(_field, lines) if name == "data")


def _is_whole(data: str) -> bool:
    if data.startswith(_END):
        return True
    try:
        return isinstance(json.loads(data), dict)
    except ValueError:
        return False


def _event(name: str, data: str) -> StreamEvent:
    try:
        payload = json.loads(data)
    except ValueError as error:
        raise StreamError(f"an event is no JSON ({visible(str(error))})") from None
    if not isinstance(payload, dict):
        raise StreamError(f"an event is no JSON object, but begins with {visible(data, 40)}")
    if payload.get("error") or "error" in (name, payload.get("type")):
        raise _failure(payload)
    if not isinstance(payload.get("type"), str):
        payload = {**payload, "type": name or "message"}
    known: type[StreamEvent] = EVENTS.get(payload["type"], UnknownEvent)
    return known.from_dict(payload)


def _failure(payload: dict[str, Any]) -> StreamError:
    said = payload.get("error") or payload
    try:
        error = ErrorObject.from_dict(said)
    except InvalidResponse:
        return StreamError(f"the API ended the stream with an error: {visible(json.dumps(said), 200)}")
    return StreamError(f"the API ended the stream with an error: {visible(error.message, 200)}", error)
