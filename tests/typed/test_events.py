"""Streams of events: every way a body can be cut into pieces, and every way it can break."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai._streaming import SSEDecoder

import imagespec
from imagespec.typed.events import StreamError, UnknownEvent, iter_events
from tests.typed.bodies import EVENT_NAMES, EXAMPLES, body_of, event_text

PARTIAL = {"type": "image_generation.partial_image", "b64_json": "é\U0001f600", "partial_image_index": 0}
USAGE = {"total_tokens": 3, "input_tokens": 1, "output_tokens": 2, "input_tokens_details": {"text_tokens": 1, "image_tokens": 0}}
COMPLETED = {"type": "image_generation.completed", "b64_json": "aGk=", "usage": USAGE}
BODY = event_text(PARTIAL) + event_text(COMPLETED)
PLAIN = json.dumps(PARTIAL, ensure_ascii=False)


def bodies(pieces: Any) -> list[dict[str, Any]]:
    return [event.to_dict() for event in iter_events(pieces)]


def until_error(pieces: Iterable[bytes | str]) -> tuple[list[dict[str, Any]], str]:
    """The events that came, and what the error said."""
    came: list[dict[str, Any]] = []
    with pytest.raises(StreamError) as caught:
        came.extend(event.to_dict() for event in iter_events(pieces))
    return came, str(caught.value)


async def asynchronous(pieces: Iterable[bytes | str]) -> list[dict[str, Any]]:
    async def source() -> AsyncIterator[bytes | str]:
        for piece in pieces:
            await asyncio.sleep(0)
            yield piece

    return [event.to_dict() async for event in iter_events(source())]


@pytest.mark.parametrize("stream", EXAMPLES["streams"], ids=lambda stream: stream["where"])
@pytest.mark.parametrize("closing", ["\n\n", "\n", ""], ids=["blank line", "line end", "nothing"])
def test_documented_streams(stream: dict[str, Any], closing: str) -> None:
    text = "".join(map(event_text, stream["events"])).rstrip("\n") + closing
    for pieces in (text, text.encode(), [text], text.splitlines(keepends=True), text.split("\n"), text.encode().split(b"\n")):
        assert bodies(pieces) == stream["events"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_cut_of_a_body_gives_the_same_events(end: str) -> None:
    raw = (": hello" + end + BODY.replace("\n", end)).encode()
    for cut in range(len(raw) + 1):
        assert bodies([raw[:cut], raw[cut:]]) == [PARTIAL, COMPLETED]
        assert bodies([raw[:cut], b"", raw[cut:], b""]) == [PARTIAL, COMPLETED]
    assert bodies([raw[index : index + 1] for index in range(len(raw))]) == [PARTIAL, COMPLETED]
    assert bodies([raw.decode()[index] for index in range(len(raw.decode()))]) == [PARTIAL, COMPLETED]


def test_unescaped_text_may_be_cut_within_a_character() -> None:
    raw = f"data: {PLAIN}\n\n".encode() + event_text(COMPLETED).encode()
    for cut in range(len(raw)):
        assert bodies([raw[:cut], raw[cut:]]) == [PARTIAL, COMPLETED]


@given(st.data())
def test_any_events_in_any_pieces(data: st.DataObject) -> None:
    """Events by the fields of the SDK, in chunks or lines, with comments and fields that mean nothing in between."""
    events = [*data.draw(st.lists(st.sampled_from(EVENT_NAMES).flatmap(body_of), max_size=3)), COMPLETED]
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    noise = st.sampled_from(["", f": ping{end}{end}", f"id: 7{end}retry: 10{end}", f"foo{end}", end])
    text = "".join(data.draw(noise) + event_text(event, end) for event in events)
    raw = text.encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=8)))
    pieces = [raw[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(raw)], strict=True)]
    assert bodies(pieces) == events
    assert bodies(text.splitlines()) == events
    assert asyncio.run(asynchronous(pieces)) == events


def test_the_same_data_as_the_sdk_decodes() -> None:
    raw = (BODY + ": note\r\n" + event_text(COMPLETED, "\r\n") + 'data: {\ndata: "type": "x"\ndata:}\n\n').encode()
    theirs = [sse.json() for sse in SSEDecoder().iter_bytes(iter([raw]))]
    assert bodies([raw]) == theirs
    assert openai.__version__


def test_data_on_several_lines_and_without_a_space() -> None:
    lines = ["event: image_generation.completed", *(f"data:{line}" for line in json.dumps(COMPLETED, indent=1).split("\n")), ""]
    assert bodies(lines) == bodies("\n".join([*lines, ""])) == [COMPLETED]


def test_a_byte_order_mark_is_skipped() -> None:
    assert bodies(b"\xef\xbb\xbf" + BODY.encode()) == bodies("\ufeff" + BODY) == [PARTIAL, COMPLETED]


def test_line_separators_of_unicode_end_no_line() -> None:
    event = {**PARTIAL, "b64_json": "a\u2028b\u0085c\x0bd"}
    text = f"data: {json.dumps(event, ensure_ascii=False)}\n\n".replace("\\u000b", "\x0b") + event_text(COMPLETED)
    assert bodies(text.replace("\x0b", "\\u000b")) == [event, COMPLETED]


def test_events_come_as_soon_as_they_are_complete() -> None:
    taken = 0

    def source() -> Iterator[str]:
        nonlocal taken
        for line in BODY.split("\n"):
            taken += 1
            yield line

    events = iter_events(source())
    assert next(events).type == "image_generation.partial_image"
    assert taken == 3


def test_the_type_may_stand_in_the_event_line_only() -> None:
    body = {key: value for key, value in COMPLETED.items() if key != "type"}
    (event,) = iter_events(f"event: image_generation.completed\ndata: {json.dumps(body)}\n\n")
    assert isinstance(event, imagespec.ImageGenCompletedEvent)


def test_unknown_events_are_delivered_too() -> None:
    first, second = iter_events(event_text({"type": "image_generation.started", "seed": 3}) + event_text(COMPLETED))
    assert isinstance(first, UnknownEvent)
    assert (first.type, first.extra) == ("image_generation.started", {"seed": 3})
    assert isinstance(second, imagespec.ImageGenCompletedEvent)


def test_done_ends_the_stream() -> None:
    def source() -> Iterator[str]:
        yield BODY + "data: [DONE]\n\n"
        raise AssertionError("read on after the end")

    assert bodies(source()) == [PARTIAL, COMPLETED]
    assert bodies("data: [DONE]\n\n") == []


@pytest.mark.parametrize("cut", range(len(BODY)))
def test_a_cut_off_stream_is_an_error_after_its_whole_images(cut: int) -> None:
    whole = 2 if cut >= len(BODY) - 2 else 1 if cut >= len(event_text(PARTIAL)) - 2 else 0
    for pieces in ([BODY[:cut]], [BODY[:cut].encode()], [*BODY[:cut]]):
        if whole == 2:  # the JSON of the last event is complete, only its blank line is missing
            assert bodies(pieces) == [PARTIAL, COMPLETED]
            continue
        came, said = until_error(pieces)
        assert "cut off" in said
        assert came[:whole] == [PARTIAL, COMPLETED][:whole]
        event = [PARTIAL, COMPLETED][whole]
        begun = BODY[BODY.rindex("data: ", 0, cut) :] if "data: " in BODY[:cut] else ""
        image = f'"b64_json": {json.dumps(event["b64_json"])}'
        if image in BODY[len(event_text(PARTIAL)) * whole : cut] and begun:
            (last,) = came[whole:]
            assert last.items() <= event.items()
            assert last["b64_json"] == event["b64_json"]
        else:
            assert not came[whole:]


def test_a_cut_within_a_character_is_an_error_too() -> None:
    raw = f"data: {PLAIN}\n\n".encode()
    came, said = until_error([raw[: raw.index(b"\xf0") + 2]])
    assert (came, "within an event" in said) == ([], True)


@pytest.mark.parametrize("pieces", [[], [b""], [""], ["", ""], [": ping\n\n"], ["\n"]])
def test_a_body_without_events_is_cut_off(pieces: list[str]) -> None:
    assert until_error(pieces) == ([], "the stream was cut off before its last event")


def test_asynchronous_streams_break_alike() -> None:
    with pytest.raises(StreamError, match="cut off"):
        asyncio.run(asynchronous([BODY[:-30]]))


@pytest.mark.parametrize("data", ["nope", "[1]", "3", '"text"', "NaN", "null", "[]"])
@pytest.mark.parametrize("name", ["ping", ""])
def test_data_that_is_no_object_is_an_unknown_event(name: str, data: str) -> None:
    first, odd, last = iter_events([event_text(PARTIAL), f"event: {name}\ndata: {data}\n\n", event_text(COMPLETED)])
    assert [first.to_dict(), last.to_dict()] == [PARTIAL, COMPLETED]
    assert isinstance(odd, UnknownEvent)
    assert (odd.type, repr(odd.extra["data"])) == (name or "message", repr(json.loads(data) if data != "nope" else data))


@pytest.mark.parametrize("data", ["{", '{"a": 1', '{"a" 1}', '{"a": tru}', "{]", '{"a": "b\x00c"}'])
def test_an_event_that_is_no_json_is_an_error_after_all_others(data: str) -> None:
    came, said = until_error([event_text(PARTIAL), f"event: x\ndata: {data}\n\n", event_text(COMPLETED)])
    assert came == [PARTIAL, COMPLETED]
    assert said.startswith("an event is no JSON (")


def test_an_image_event_without_an_object_is_an_error_after_all_others() -> None:
    came, said = until_error([event_text(PARTIAL), "event: image_generation.completed\ndata: soon\n\n", event_text(COMPLETED)])
    assert came == [PARTIAL, COMPLETED]
    assert said == 'an event is no JSON object, but begins with "soon"'


@pytest.mark.parametrize(
    "text",
    [
        'event: error\ndata: {"error": {"message": "blocked", "code": "moderation_blocked", "type": "x", "param": null}}\n\n',
        'data: {"error": {"message": "blocked", "code": "moderation_blocked"}}\n\n',
        'data: {"type": "error", "message": "blocked", "code": "moderation_blocked"}\n\n',
    ],
)
def test_an_error_event_is_raised_after_every_image(text: str) -> None:
    events = iter_events(event_text(PARTIAL) + text + event_text(COMPLETED))
    assert [next(events).to_dict(), next(events).to_dict()] == [PARTIAL, COMPLETED]
    with pytest.raises(StreamError, match="ended the stream with an error: blocked") as caught:
        next(events)
    assert caught.value.error is not None
    assert caught.value.error.code == "moderation_blocked"


def test_an_event_without_its_fields_names_them() -> None:
    events = iter_events('data: {"type": "image_edit.partial_image", "b64_json": ""}\n\n')
    assert next(events).problems == (("/partial_image_index", "is missing"),)


def test_a_large_event_in_small_chunks_is_held_twice_at_most() -> None:
    size = 20_000_000
    event = {**COMPLETED, "b64_json": "A" * size}
    raw = event_text(event).encode()
    tracemalloc.start()
    try:
        (read,) = iter_events(raw[start : start + 4096] for start in range(0, len(raw), 4096))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read.to_dict() == event
    assert peak < 2.1 * size  # the text of the event, and the image in it
