"""``text/event-stream`` bodies to typed events. No image that came whole is lost, whatever is odd around it.

The body may come in any form: chunks of bytes or text cut anywhere, lines with their ends, or lines without them (as
HTTP clients give them, an empty one for each blank line).
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from inspect import isawaitable
from typing import Any, overload

from imagespec.typed.stream.delivery import Delivery, StreamError, StreamEvent, UnknownEvent
from imagespec.typed.stream.lines import PIECE, Piece

__all__ = ["Piece", "StreamError", "StreamEvent", "UnknownEvent", "iter_events"]


@overload
def iter_events(lines: Iterable[Piece] | Piece) -> Iterator[StreamEvent]: ...
@overload
def iter_events(lines: AsyncIterable[Piece]) -> AsyncIterator[StreamEvent]: ...
def iter_events(lines: Any) -> Any:
    """The events of a stream, each as soon as it is complete.

    An event that is broken or cut off is delivered when its image came whole. The source is closed, where it can be, as soon
    as nothing more is read from it: after ``[DONE]``, after an error of the API, and when the iterator of the events is closed.
    Of a piece with such an error, what comes after it is delivered, too.

    Args:
        lines: the body of the answer, in chunks or lines, from an iterator or an asynchronous iterator.

    Raises:
        StreamError: while iterating. After everything that could be read when the API answers with an error, an event is no
            JSON or the stream ended before its last event; at once when a piece is no text or bytes.
    """
    if hasattr(lines, "__aiter__"):
        return _asynchronous(lines)
    return _synchronous([lines] if isinstance(lines, PIECE) else lines)


def _synchronous(pieces: Iterable[Piece]) -> Iterator[StreamEvent]:
    source = iter(pieces)
    delivery = Delivery()
    try:
        for piece in source:
            yield from delivery.take(piece)
            if delivery.over:
                break
        yield from delivery.end()
    finally:
        close = getattr(source, "close", None)
        if close is not None:
            close()


async def _asynchronous(pieces: AsyncIterable[Piece]) -> AsyncIterator[StreamEvent]:
    source = aiter(pieces)
    delivery = Delivery()
    try:
        async for piece in source:
            for event in delivery.take(piece):
                yield event
            if delivery.over:
                break
        for event in delivery.end():
            yield event
    finally:
        close = getattr(source, "aclose", None) or getattr(source, "close", None)
        closing = close() if close is not None else None
        if isawaitable(closing):
            await closing
