"""Real answers and streams, mutated: an image that is whole in the input is delivered, and nothing but our own errors is raised."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import json
import random
import re
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

import imagespec
from tests.typed.test_found import ANSWERS, STREAMS

ODD = [None, True, 0, -1, 1.5, 10**30, "", "text", "1", [], [1], [{}], {}, {"a": 1}, [None], float("inf")]
"""What a field may be instead."""

_IMAGE = re.compile(r'"(?:b64_json)" ?: ?"((?:[^"\\]|\\.)*)"')


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
    for entry in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(entry)


def mutate(body: dict[str, Any], rng: random.Random) -> None:
    """Drop, null, retype or reorder a field, in place."""
    place = rng.choice([*objects(body)])
    keys = [*place]
    if not keys:
        return
    key = rng.choice(keys)
    action = rng.randrange(4)
    if action == 0:
        del place[key]
    elif action == 1:
        place[key] = None
    elif action == 2:
        place[key] = copy.deepcopy(rng.choice(ODD))
    else:
        rng.shuffle(keys)
        reordered = {key: place[key] for key in keys}
        place.clear()
        place.update(reordered)


def mutated(body: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    result = copy.deepcopy(body)
    for _ in range(rng.randint(1, 4)):
        mutate(result, rng)
    return result


def images_in(body: dict[str, Any]) -> list[Any]:
    """The images of an answer as they came."""
    data = body.get("data")
    entries = [entry for entry in data if isinstance(entry, dict)] if isinstance(data, list) else []
    return [(entry.get("b64_json"), entry.get("url")) for entry in entries]


def assert_answer_is_kept(body: dict[str, Any]) -> bool:
    """Whether the answer was read. What is refused has no images."""
    before = json.dumps(body)
    try:
        response = imagespec.ImagesResponse.from_dict(body)
    except imagespec.InvalidResponse:
        assert not body.get("data")
        return False
    assert json.dumps(response.to_dict()) == before == json.dumps(body)
    entries = response.data if isinstance(response.data, tuple) else ()
    assert [(entry.b64_json, entry.url) for entry in entries if isinstance(entry, imagespec.Image)] == images_in(body)
    assert response == imagespec.ImagesResponse.from_dict(json.loads(before))
    assert isinstance(hash(response), int)
    assert all(isinstance(pointer, str) and problem for pointer, problem in response.problems)
    assert repr(response).startswith("ImagesResponse(")
    return True


def test_mutated_answers(depth: Callable[[int, int], int]) -> None:
    rng = random.Random(7)
    count = depth(1_000, 100_000)
    kept = sum(assert_answer_is_kept(mutated(rng.choice(ANSWERS)["body"], rng)) for _ in range(count))
    assert count * 0.4 < kept < count * 0.9


def parsed(text: str) -> list[tuple[str, Any]]:
    """Names and payloads of a stream of the corpus, whose data lines are whole but for one."""
    found = []
    name = ""
    for line in text.replace(",\ndata: ", ",").splitlines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            data = line.removeprefix("data: ")
            found.append((name, data if data == "[DONE]" else json.loads(data)))
            name = ""
    return found


EVENTS = [parsed(row["text"]) for row in STREAMS]


def rendered(events: list[tuple[str, Any]], rng: random.Random) -> str:
    """A body in one of the ways servers write it."""
    end = rng.choice(["\n", "\n", "\r\n", "\r"])
    gap = rng.choice([end, end, end, ""])
    indent = rng.choice([None, None, None, 1])
    noise = rng.choice(
        ["", "", f": ping{end}{end}", f"event: ping{end}data: 1{end}{end}", f"id: 7{end}", f"event: ping{end}data: {{}}{end}{end}"]
    )
    body = ""
    for name, payload in events:
        data = payload if isinstance(payload, str) else json.dumps(payload, indent=indent)
        lines = [f"event: {name}"] if name else []
        lines += [f"data: {line}" for line in data.split("\n")]
        body += (noise if gap else "") + "".join(line + end for line in lines) + gap
    return body


def pieces_of(body: str, rng: random.Random) -> list[Any]:
    """The body, cut into pieces in one of the ways clients give it."""
    way = rng.randrange(5)
    if way == 0:
        return body.splitlines()
    if way == 1:
        return [line.encode() for line in body.splitlines(keepends=True)]
    raw: Any = body if way == 2 else body.encode()
    cuts = sorted(rng.choices(range(len(raw) + 1), k=rng.choice([0, 1, 3, 9])))
    return [raw[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(raw)], strict=True)]


def delivered(pieces: list[Any], *, later: bool) -> list[imagespec.StreamEvent]:
    """The events of a stream, until its error."""
    came: list[imagespec.StreamEvent] = []

    async def source() -> AsyncIterator[Any]:
        for piece in pieces:
            yield piece

    async def collect() -> None:
        async for event in imagespec.iter_events(source()):
            came.append(event)  # noqa: PERF401  # those before an error count

    with contextlib.suppress(imagespec.StreamError):
        if later:
            asyncio.run(collect())
        else:
            came.extend(imagespec.iter_events(pieces))
    return came


def test_mutated_streams(depth: Callable[[int, int], int]) -> None:
    rng = random.Random(11)
    images, count = 0, depth(1_000, 100_000)
    for number in range(count):
        events = [(name, mutated(payload, rng) if isinstance(payload, dict) else payload) for name, payload in rng.choice(EVENTS)]
        body = rendered(events, rng)
        body = body[: rng.randrange(len(body) + 1)] if rng.random() < 0.5 else body
        pieces = pieces_of(body, rng)
        came = delivered(pieces, later=number % 50 == 0)
        wanted = [json.loads(f'"{text}"') for text in _IMAGE.findall(body) if text]
        got = [event.b64_json for event in came if isinstance(event.b64_json, str) and event.b64_json]
        assert got == wanted, (body, pieces)
        images += len(wanted)
    assert images > count // 2


@pytest.mark.parametrize("row", STREAMS, ids=lambda row: row["id"])
def test_whole_events_of_a_mutated_stream_are_written_back(row: dict[str, Any]) -> None:
    rng = random.Random(row["id"])
    for _ in range(50):
        events = [(name, mutated(payload, rng)) for name, payload in parsed(row["text"]) if isinstance(payload, dict)]
        events = [(name, payload) for name, payload in events if not payload.get("error") and "error" not in (name, payload.get("type"))]
        came = delivered([rendered(events, random.Random(1))], later=False)
        for (name, payload), event in zip(events, [event for event in came if event.type != "ping"], strict=True):
            assert json.dumps(event.to_dict()) == json.dumps({**payload, **({} if "type" in payload else {"type": name or "message"})})
