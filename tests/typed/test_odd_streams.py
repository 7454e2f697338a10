"""Bodies as servers and gateways should not send them, sources that must be closed, and growth."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest

import imagespec
from imagespec.typed.events import StreamError, UnknownEvent, iter_events
from imagespec.typed.stream import payloads
from tests.support.work import Scanned, exponent, work
from tests.typed.test_events import COMPLETED, PARTIAL, bodies, until_error

PLAIN = [json.dumps(PARTIAL), json.dumps(COMPLETED)]
DEEP = '{"type": "x", "y": ' + "[" * 200_000 + "]" * 200_000 + "}"


def ways(text: str) -> Iterator[Iterable[bytes | str]]:
    """A body in one piece, in pieces of one and of seven characters, and with empty pieces between."""
    yield [text]
    yield [text.encode()]
    yield [*text]
    yield [text[start : start + 7].encode() for start in range(0, len(text), 7)]
    yield [piece for character in text for piece in (character, "")]


@pytest.mark.parametrize(
    "text",
    [
        f"data: {PLAIN[1]}",
        f"data:{PLAIN[1]}",
        f"event: image_generation.completeddata: {PLAIN[1]}",
        PLAIN[1],
        "\ufeff" + PLAIN[1],
    ],
)
def test_a_body_without_any_line_end(text: str) -> None:
    for pieces in ways(text):
        assert bodies(pieces) == [COMPLETED]


def test_events_whose_line_ends_are_lost() -> None:
    for pieces in ways(f"event: adata: {PLAIN[0]}event: bdata: {PLAIN[1]}data: [DONE]"):
        assert bodies(pieces) == [PARTIAL, COMPLETED]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("done", ["", "data: [DONE]"])
@pytest.mark.parametrize("form", ["data: {}", "{}", "data:{}", "event: x|data: {}"])
def test_events_with_no_blank_line_between_them(end: str, done: str, form: str) -> None:
    text = "".join(form.replace("{}", line).replace("|", end) + end for line in PLAIN) + done
    for pieces in (*ways(text), text.split(end), text.splitlines(keepends=True)):
        assert bodies(pieces) == [PARTIAL, COMPLETED]


def test_such_events_come_as_soon_as_the_next_one_begins() -> None:
    events = iter_events(f"data: {line}\n" for line in (*PLAIN, "[DONE]"))
    assert next(events).to_dict() == PARTIAL


def test_the_name_of_each_event_stays_with_it() -> None:
    typeless = [json.dumps({key: value for key, value in body.items() if key != "type"}) for body in (PARTIAL, COMPLETED)]
    text = "".join(f"event: {body['type']}\ndata: {line}\n" for body, line in zip((PARTIAL, COMPLETED), typeless, strict=True))
    for pieces in ways(text):
        assert bodies(pieces) == [PARTIAL, COMPLETED]
    first, second = iter_events(f"data: {typeless[0]}\nevent: {PARTIAL['type']}\n\ndata: {typeless[1]}\nevent: {COMPLETED['type']}\n\n")
    assert (first.to_dict(), second.to_dict()) == (PARTIAL, COMPLETED)


def test_json_on_several_lines_of_which_only_the_first_is_data() -> None:
    text = f"data: {json.dumps(COMPLETED, indent=2)}\n\n"
    assert bodies(text) == bodies(text.splitlines()) == [COMPLETED]


@pytest.mark.parametrize("ping", ["event: ping\ndata: {}\n\n", "event: ping\ndata: 1748\n\n", "event: ping\ndata: alive\n\n", ": ping\n\n"])
def test_pings_disturb_nothing(ping: str) -> None:
    text = "".join(f"{ping}data: {line}\n\n{ping}" for line in PLAIN)
    events = list(iter_events(text))
    assert [event.to_dict() for event in events if not isinstance(event, UnknownEvent)] == [PARTIAL, COMPLETED]
    assert all(event.type == "ping" for event in events if isinstance(event, UnknownEvent))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"error": {"message": "no such model", "code": "model_not_found"}}', "no such model (model_not_found)"),
        ('{"error": {"message": "try later", "code": 429}}', "try later (429)"),
        ('{"error": "overloaded"}', "overloaded"),
        ('{"error": "invalid_key", "code": 7}', "invalid_key (7)"),
        ('{"error": true, "message": "not now"}', "not now"),
        ('{"detail": "Not Found"}', "Not Found"),
        ('{"detail": [{"loc": ["body"], "msg": "field required"}, {"msg": "too long"}]}', "field required; too long"),
        ('{"message": "Invalid key", "code": "INVALID_KEY"}', "Invalid key (INVALID_KEY)"),
        ('[{"error": {"message": "quota", "code": 429, "status": "RESOURCE_EXHAUSTED"}}]', "quota (429)"),
        (
            '{"error": {"code": "contentFilter", "message": "filtered", "innererror": {"code": "ResponsibleAIPolicyViolation"}}}',
            "filtered (contentFilter, ResponsibleAIPolicyViolation)",
        ),
        (
            '{"error": {"code": "moderation_blocked", "moderation_details": {"moderation_stage": "input", "categories": ["a", "b"]}}}',
            "moderation_blocked, input, a; b",
        ),
        ('{"error": {"message": "a\\u001b[2Jb' + "c" * 300 + '"}}', "a\\x1b[2Jb" + "c" * 190 + "…"),
    ],
)
def test_an_error_in_any_form_ends_with_the_words_of_the_server(body: str, words: str) -> None:
    said = f"the API ended the stream with an error: {words}"
    for pieces in (
        *ways(body),
        *ways(f"data: {PLAIN[0]}\n\n{body}\n"),
        *ways(f"data: {body}\n\n"),
        *ways(f"event: error\ndata: {body}\n\n"),
    ):
        assert until_error(pieces)[1] == said
    with pytest.raises(imagespec.InvalidResponse) as caught:
        imagespec.ImagesResponse.from_dict(json.loads(body))
    assert str(caught.value).endswith(f"an error: {words}")


def test_an_error_in_plain_text() -> None:
    assert until_error("event: error\ndata: upstream failed\n\n") == ([], "the API ended the stream with an error: upstream failed")
    came, said = until_error("<html>\n<h1>502 Bad Gateway</h1>\n</html>\n")
    assert (came, said) == ([], 'the stream was cut off before its last event; the body begins with "<html>"')


def test_an_event_that_is_an_image_and_an_error_is_both() -> None:
    odd = {**PARTIAL, "error": "slow"}
    came, said = until_error(f"data: {json.dumps(odd)}\n\ndata: {PLAIN[1]}\n\n")
    assert came == [odd, COMPLETED]
    assert said == "the API ended the stream with an error: slow"


@pytest.mark.parametrize("broken", [PLAIN[0][:-2], PLAIN[0][:40], PLAIN[0].replace('"b64_json":', '"b64_json"'), "{" + PLAIN[0], DEEP])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_broken_event_before_a_good_one(broken: str, gap: str) -> None:
    for done in ("", "data: [DONE]\n\n"):
        came, said = until_error(f"data: {broken}{gap}data: {PLAIN[1]}{gap}{done}")
        assert came[-1] == COMPLETED
        assert said.startswith("an event is no JSON (") or (gap + done == "\n" and "cut off within an event" in said)


def test_an_image_in_a_broken_event_is_delivered() -> None:
    text = '{"type": "image_generation.completed", "b64_json": "aGk=", "usage": {"total_tokens": 5'
    came, said = until_error(f"data: {text}")
    assert came == [{"type": "image_generation.completed", "b64_json": "aGk="}]
    assert "within an event" in said
    came, said = until_error(f"data: {text}, oops}}\n\ndata: [DONE]\n\n")
    assert came == [{"type": "image_generation.completed", "b64_json": "aGk="}]
    came, said = until_error(f'data: {text[: text.index(", ")]}, "b64_json": "aGk=", "deep": {DEEP}\n\n')
    assert came == [{"type": "image_generation.completed", "b64_json": "aGk="}]
    assert "nested too deeply" in said


def test_a_number_that_was_cut_off_is_not_delivered() -> None:
    came, _ = until_error('data: {"b64_json": "aGk=", "created_at": 17100')
    assert came == [{"b64_json": "aGk=", "type": "message"}]


def test_a_number_of_too_many_digits_costs_no_image() -> None:
    (event,) = iter_events(f'data: {{"type": "image_generation.completed", "b64_json": "aGk=", "created_at": {"9" * 5000}}}\n\n')
    assert event.bytes() == b"hi"
    assert event.problems[-1] == ("/created_at", "must be an integer, but is a string")


@pytest.mark.parametrize("own", [None, 7, "image.done", ["x"]])
def test_an_event_is_known_by_its_name_if_not_by_its_type(own: Any) -> None:
    (event,) = iter_events(f"event: image_generation.completed\ndata: {json.dumps({**COMPLETED, 'type': own})}\n\n")
    assert isinstance(event, imagespec.ImageGenCompletedEvent)
    assert event.type == own
    assert event.to_dict() == {**COMPLETED, "type": own}


def test_an_image_of_an_unknown_event() -> None:
    first, second = iter_events('data: {"b64_json": "aGk=", "usage": {}}\n\nevent: x\ndata: {"b64_json": 5}\n\ndata: [DONE]\n\n')
    assert isinstance(first, UnknownEvent)
    assert (first.type, first.b64_json, first.bytes()) == ("message", "aGk=", b"hi")
    with pytest.raises(imagespec.InvalidResponse) as caught:
        second.bytes()
    assert caught.value.problems == (("/b64_json", "is an integer"),)


@pytest.mark.parametrize("indent", [None, 1])
def test_an_answer_instead_of_a_stream_is_not_lost(indent: int | None) -> None:
    answer = {"created": 1, "data": [{"url": "https://example.com/a.png"}, {"b64_json": "aGk="}, {"b64_json": "eW8="}]}
    for pieces in ways(json.dumps(answer, indent=indent)):
        events = iter_events(pieces)
        event = next(events)
        assert isinstance(event, imagespec.UnknownEvent)
        assert (event.bytes(), event.extra) == (b"hi", answer)
        with pytest.raises(StreamError, match=r"a whole answer; ImagesResponse\.from_dict reads all of it"):
            next(events)


@pytest.mark.parametrize("first", ["data: {broken}\n\n", ""])
def test_an_error_of_the_api_is_what_is_raised_of_several_faults(first: str) -> None:
    came, said = until_error(first + 'data: {"error": {"message": "no"}}\n\ndata: {"error": "later"}\n\n' + f"data: {PLAIN[1]}\n\n")
    assert (came, said) == ([COMPLETED], "the API ended the stream with an error: no")


# -- sources -------------------------------------------------------------------------------------------------------


class Source:
    """An iterator of pieces that says whether it was closed, and how many pieces were taken."""

    def __init__(self, *pieces: Any) -> None:
        self.pieces = iter(pieces)
        self.taken = 0
        self.closed = False

    def __iter__(self) -> Source:
        return self

    def __next__(self) -> Any:
        self.taken += 1
        return next(self.pieces)

    def close(self) -> None:
        self.closed = True


class Later(Source):
    """The same, asynchronous."""

    def __aiter__(self) -> Later:
        return self

    async def __anext__(self) -> Any:
        self.taken += 1
        for piece in self.pieces:
            return piece
        raise StopAsyncIteration

    async def aclose(self) -> None:
        self.close()

    __iter__ = None  # type: ignore[assignment]  # it is asynchronous only


ENDS = {
    "done": "data: [DONE]\n\n",
    "error": 'data: {"error": {"message": "no"}}\n\n',
    "no text": 5,
}


@pytest.mark.parametrize("end", ENDS)
def test_the_source_is_closed_at_once(end: str) -> None:
    source, later = (kind(f"data: {PLAIN[1]}\n\n", ENDS[end], "never read") for kind in (Source, Later))
    came, error = [], False
    events = iter_events(source)
    try:
        came = [event.to_dict() for event in events]
    except StreamError:
        error = True
    assert (source.closed, source.taken, error) == (True, 2, end != "done")

    async def read() -> None:
        async for event in iter_events(later):
            came.append(event.to_dict())

    try:
        asyncio.run(read())
    except StreamError:
        error = True
    assert (later.closed, later.taken) == (True, 2)
    assert came[-1] == COMPLETED


def test_the_source_is_closed_with_the_events() -> None:
    source = Source(f"data: {PLAIN[0]}\n\n", "never read")
    events = iter_events(source)
    next(events)
    events.close()  # type: ignore[attr-defined]  # it is a generator
    assert (source.closed, source.taken) == (True, 1)

    later = Later(f"data: {PLAIN[0]}\n\n", "never read")

    async def read() -> None:
        events = iter_events(later)
        await anext(events)
        await events.aclose()  # type: ignore[attr-defined]  # it is a generator

    asyncio.run(read())
    assert (later.closed, later.taken) == (True, 1)


def test_an_asynchronous_generator_is_closed() -> None:
    closed = []

    async def source() -> AsyncIterator[str]:
        try:
            yield f"data: {PLAIN[1]}\n\ndata: [DONE]\n\n"
            raise AssertionError("read on after the end")
        finally:
            closed.append(True)

    async def read() -> None:
        assert [event.to_dict() async for event in iter_events(source())] == [COMPLETED]
        assert closed

    asyncio.run(read())


@pytest.mark.parametrize("piece", [5, None, 1.5, ["data: {}"], {"a": 1}, object()])
def test_a_piece_that_is_no_text_is_refused(piece: Any) -> None:
    with pytest.raises(StreamError, match=r"a piece of the body is .*; give text or bytes"):
        list(iter_events([piece]))


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_every_sort_of_bytes_is_taken(kind: Callable[[bytes], Any]) -> None:
    raw = f"data: {PLAIN[1]}\n\n".encode()
    assert bodies(kind(raw)) == bodies([kind(raw[:9]), kind(raw[9:])]) == [COMPLETED]


# -- growth --------------------------------------------------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the characters that are decoded as JSON count as work."""
    loads, decode = payloads._loads, payloads._DECODE

    def counted_loads(text: str) -> Any:
        Scanned.seen += len(text)
        return loads(text)

    def counted_decode(text: str, start: int) -> tuple[Any, int]:
        try:
            value, end = decode(text, start)
        except ValueError as error:
            Scanned.seen += getattr(error, "pos", len(text)) - start
            raise
        Scanned.seen += end - start
        return value, end

    monkeypatch.setattr(payloads, "_loads", counted_loads)
    monkeypatch.setattr(payloads, "_DECODE", counted_decode)


def read(pieces: list[Any]) -> None:
    with suppress(StreamError):
        for _ in iter_events(pieces):
            pass


GROWING: dict[str, Callable[[int], list[Any]]] = {
    "keep-alive lines without ends": lambda n: [": keep-alive", ""] * n,
    "keep-alive lines without ends, in bytes": lambda n: [b": keep-alive", b""] * n + [f"data: {PLAIN[1]}", ""],
    "empty pieces": lambda n: ["", b""] * n,
    "single characters": lambda n: [*("data: {" + '"a": 1, ' * n)],
    "pieces that could be lines": lambda n: ["data: {", ""] * n,
    "lines of one event": lambda n: ["data: {\n", *['data: "a": {}\n'] * n, "\n"],
    "broken events without blank lines": lambda n: ['data: {"a": {\n'] * n,
    "whole events without blank lines": lambda n: ['data: {"a": {}}\n'] * n,
    "objects on one line": lambda n: ["data: " + '{"a": 1}' * n + "\n\n"],
    "broken objects on one line": lambda n: ["data: " + '{"a": x}' * n + "\n\n"],
    "stray lines": lambda n: ["<p>\n", '  {"a":\n'] * n,
}


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("name", GROWING)
def test_work_grows_with_the_body(name: str) -> None:
    counts = [200, 400, 800, 1600]
    works = [work(partial(read, GROWING[name](count))) for count in counts]
    assert exponent(counts, works) <= 1.2, list(zip(counts, works, strict=True))
