"""Typed events from the pieces of a body, and whether the stream came to its proper end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imagespec._compiled.openai.responses import EVENTS, FINAL, ErrorObject, ImageEditStreamEvent, ImageGenStreamEvent
from imagespec.report.frozen import frozen
from imagespec.typed import documented as doc
from imagespec.typed.content import decode
from imagespec.typed.failures import complaint, failure, words
from imagespec.typed.message import Message
from imagespec.typed.stream.fields import DONE, Event, Fields, events
from imagespec.typed.stream.lines import PIECE, Lines, Piece
from imagespec.typed.stream.payloads import Payload, is_whole, payloads
from imagespec.values.text import quoted, type_name

_IMAGE = "b64_json"


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
    """An event of a type this revision does not know; everything but its type is in ``extra``.

    Data that is no JSON object stands there as ``data``.
    """

    type: str

    __hash__ = Message.__hash__

    @staticmethod
    def _documented() -> dict[str, doc.Documented]:
        return {"type": doc.Text()}

    @property
    def b64_json(self) -> str | None:
        """The image as base64 text, where the event has one; the first one of an answer that came as one event."""
        images = (holder[_IMAGE] for holder in _holders(self.extra) if holder.get(_IMAGE) is not None)
        return next(images, None)

    def bytes(self) -> bytes:
        """The image file, decoded from ``b64_json``.

        Raises:
            InvalidResponse: ``b64_json`` is missing, empty or no base64 text.
        """
        return decode(self.b64_json, type(self).__name__, _IMAGE)


StreamEvent = ImageGenStreamEvent | ImageEditStreamEvent | UnknownEvent


class Delivery:
    """Takes pieces, gives events. What is wrong is kept until the end, as an image may come after it.

    Attributes:
        closed: whether the stream has said that nothing follows.
    """

    def __init__(self) -> None:
        self.closed = False
        self._finished = False
        self._error: StreamError | None = None
        self._fault: StreamError | None = None
        self._complaint: StreamError | None = None
        self._begun = False
        self._whole = ""
        self._lines = Lines(lambda lines: any(_is_complete(event.data) for event in events(lines)))
        self._fields = Fields()

    @property
    def over(self) -> bool:
        """Whether no more pieces are to be read: the API gave an error, or the stream is closed. An image in what came already counts."""
        return self.closed or self._error is not None

    def take(self, piece: Piece) -> Iterator[StreamEvent]:
        """The events that a piece completes."""
        if not isinstance(piece, PIECE):
            raise StreamError(f"a piece of the body is {type_name(piece)}; give text or bytes")
        yield from self._read(self._lines.take(piece))

    def end(self) -> Iterator[StreamEvent]:
        """What is left when the body ends.

        The standard drops an event without its closing blank line, as it may be cut off. One whose JSON is complete
        is not, and it may be the image that was paid for, so it counts.

        Raises:
            StreamError: something was wrong, or the last event is missing.
        """
        if not self.closed:
            yield from self._read(_likeliest(self._lines.readings()))
            last = self._fields.rest()
            if last:
                yield from self._deliver(last, cut=f"the stream was cut off within an event ({len(last.data):,} characters of it came)")
        wrong = self._error or self._fault
        if wrong:
            raise wrong
        if not self._finished and not self.closed:
            raise self._complaint or StreamError(self._whole or "the stream was cut off before its last event" + self._beginning())

    def _beginning(self) -> str:
        stray = "" if self._begun else self._fields.stray
        return f"; the body begins with {quoted(stray)}" if stray else ""

    def _read(self, lines: list[str]) -> Iterator[StreamEvent]:
        lines.reverse()
        while lines and not self.closed:  # a line is let go before its image is decoded: it may be large
            event = self._fields.take(lines.pop())
            if event:
                yield from self._deliver(event)

    def _deliver(self, event: Event, cut: str = "") -> Iterator[StreamEvent]:
        """What is in an event. ``cut`` says that the body ended before the event did, which is no fault of a whole object."""
        self._begun = True
        if event.data.startswith(DONE):
            self.closed = True
            return
        for payload in payloads(event.data):
            fault = payload.fault or _no_event(event.name, payload)
            is_fine = payload.is_object and not fault
            yield from self._judge(event.name, payload, fault if is_fine or not cut else cut)

    def _judge(self, name: str, payload: Payload, fault: str) -> Iterator[StreamEvent]:
        content = payload.content
        has_image = _has_image(content)
        error = _error(name, payload)
        if fault:
            self._fault = self._fault or StreamError(fault)
        if error is not None:
            self._error = self._error or _ended(error)
            if not has_image:
                return
        elif not name and "type" not in content and (said := complaint(content)):
            self._complaint = self._complaint or _ended(said)
        elif not name and "type" not in content and has_image:
            self._whole = "the body is no stream, but a whole answer; ImagesResponse.from_dict reads all of it"
        if has_image or not fault:
            yield self._typed(name, payload)

    def _typed(self, name: str, payload: Payload) -> StreamEvent:
        content = payload.content if "type" in payload.content else {**payload.content, "type": name or "message"}
        known = [kind for kind in (content["type"], name) if payload.is_object and isinstance(kind, str) and kind in EVENTS]
        self._finished = self._finished or not FINAL.isdisjoint(known[:1])
        event: StreamEvent = (EVENTS[known[0]] if known else UnknownEvent).from_dict(content)
        return event


def _has_image(content: dict[str, Any]) -> bool:
    """Whether there is an image in an object, or in an answer that came as one event."""
    return any(isinstance(holder.get(key), str) and holder[key] for holder in _holders(content) for key in (_IMAGE, "url"))


def _holders(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """An object, and those in its list of images."""
    data = content.get("data")
    return [content, *(entry for entry in (data if isinstance(data, (list, tuple)) else ()) if isinstance(entry, Mapping))]


def _error(name: str, payload: Payload) -> Mapping[str, Any] | None:
    """The error that an event is, or has in it."""
    content = payload.content
    if "error" not in (name, content.get("type")):
        return failure(content)
    return failure(content) or (content if payload.is_object else {"message": content["data"]})


def _ended(error: Mapping[str, Any]) -> StreamError:
    return StreamError(f"the API ended the stream with an error: {words(error)}", ErrorObject.from_dict(error))


def _no_event(name: str, payload: Payload) -> str:
    if payload.is_object or name not in EVENTS:
        return ""
    return f"an event is no JSON object, but begins with {quoted(str(payload.content['data'])[:40])}"


def _is_complete(data: str) -> bool:
    return data.startswith(DONE) or is_whole(data)


def _likeliest(readings: Iterator[list[str]]) -> list[str]:
    """The reading with the most whole objects and images. One that is a single whole object is right."""
    first, *others = [*readings] or [[]]
    if not others or any(_is_complete(event.data) for event in events(first)):
        return first
    return max([*others, first], key=_worth)


def _worth(lines: list[str]) -> int:
    found = (payload for event in events(lines) for payload in payloads(event.data))
    return sum((payload.is_object and not payload.fault) + _has_image(payload.content) for payload in found)
