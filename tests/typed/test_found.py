"""Real answers and streams, from the API, gateways and other vendors: read with nothing lost, and as the official SDK reads them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx2
import openai
import openai.types as sdk
import pytest
from pydantic import BaseModel

import imagespec
from imagespec.typed.message import Message

FOUND = Path(__file__).with_name("found")
ANSWERS = [json.loads(line) for line in (FOUND / "answers.jsonl").read_text("utf-8").splitlines()]
STREAMS = [json.loads(line) for line in (FOUND / "streams.jsonl").read_text("utf-8").splitlines()]
IMAGES = [row for row in ANSWERS if row["kind"] == "response"]
ERRORS = [row for row in ANSWERS if row["kind"] == "error"]

each_error = pytest.mark.parametrize("row", ERRORS, ids=lambda row: row["id"])
each_stream = pytest.mark.parametrize("row", STREAMS, ids=lambda row: row["id"])


def assert_same(ours: Any, theirs: Any) -> None:
    """Every field that the SDK reads has the same value here: under its name, or among the fields a class of ours does not know."""
    if isinstance(theirs, BaseModel):
        assert isinstance(ours, Message)
        read = {name: getattr(theirs, name) for name in type(theirs).model_fields} | (theirs.model_extra or {})
        for name, value in read.items():
            assert_same(getattr(ours, name) if hasattr(ours, name) else ours.extra.get(name), value)
    elif isinstance(theirs, list) and isinstance(ours, tuple):
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            assert_same(one, other)
    else:
        assert (ours, type(ours)) == (theirs, type(theirs))


@pytest.mark.parametrize("row", IMAGES, ids=lambda row: row["id"])
def test_images_are_read_as_the_sdk_reads_them_and_written_back(row: dict[str, Any]) -> None:
    body = row["body"]
    response = imagespec.ImagesResponse.from_dict(body)
    assert_same(response, sdk.ImagesResponse.construct(**body))
    assert json.dumps(response.to_dict()) == json.dumps(body)
    assert response.data is not None
    assert [image.url or image.b64_json for image in response.data] == [image.get("url") or image.get("b64_json") for image in body["data"]]
    assert hash(response) == hash(imagespec.ImagesResponse.from_dict(json.loads(json.dumps(body))))


@each_error
def test_errors_are_read_and_written_back(row: dict[str, Any]) -> None:
    body = row["body"]
    response = imagespec.ErrorResponse.from_dict(body)
    assert json.dumps(response.to_dict()) == json.dumps(body)
    if "error" in body:
        assert_same(response.error, sdk.ErrorObject.construct(**body["error"]))


@each_error
def test_an_error_where_images_are_asked_for_raises_with_the_words_of_the_server(row: dict[str, Any]) -> None:
    said = row["body"].get("error", row["body"])
    wanted = [*filter(None, (said.get("message"), said.get("code")))] or [said["type"]]
    with pytest.raises(imagespec.InvalidResponse) as caught:
        imagespec.ImagesResponse.from_dict(row["body"])
    assert str(caught.value).startswith("no ImagesResponse: the answer is an error: ")
    assert all(str(words) in str(caught.value) for words in wanted)


@each_error
def test_an_error_body_instead_of_a_stream_raises_with_the_words_of_the_server(row: dict[str, Any]) -> None:
    said = row["body"].get("error", row["body"])
    text = json.dumps(row["body"], indent=1)
    for pieces in ([text], [*text], text.splitlines(), text.splitlines(keepends=True), [json.dumps(row["body"]).encode()]):
        with pytest.raises(imagespec.StreamError) as caught:
            list(imagespec.iter_events(pieces))
        assert caught.value.error is not None
        assert caught.value.error.message == said.get("message")
        assert caught.value.error.code == said.get("code")
        assert str(caught.value).startswith("the API ended the stream with an error: ")


def delivered(pieces: Any) -> tuple[list[imagespec.StreamEvent], str | None]:
    """The events, and the error at their end."""
    came: list[imagespec.StreamEvent] = []
    try:
        came.extend(imagespec.iter_events(pieces))
    except imagespec.StreamError as error:
        return came, str(error)
    return came, None


@each_stream
def test_streams_deliver_what_is_right(row: dict[str, Any]) -> None:
    raw = row["text"].encode()
    for pieces in (
        raw,
        [raw[index : index + 1] for index in range(len(raw))],
        row["text"].split("\n"),
        row["text"].splitlines(keepends=True),
    ):
        came, error = delivered(pieces)
        assert [[type(event).__name__, event.b64_json] for event in came] == row["events"]
        assert (row["error"] or "") in (error or "")
        assert (error is None) == (row["error"] is None)


@each_stream
def test_streams_deliver_the_same_asynchronously(row: dict[str, Any]) -> None:
    async def source() -> AsyncIterator[bytes]:
        for byte in row["text"].encode():
            yield bytes([byte])

    async def collect() -> tuple[list[imagespec.StreamEvent], str | None]:
        came = []
        try:
            async for event in imagespec.iter_events(source()):
                came.append(event)  # noqa: PERF401  # those before an error count
        except imagespec.StreamError as error:
            return came, str(error)
        return came, None

    assert asyncio.run(collect()) == delivered(row["text"])


def read_by_the_sdk(text: str) -> Iterator[BaseModel]:
    """The events that the client of the SDK gives for a body, as far as it comes."""
    headers = {"content-type": "text/event-stream"}
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200, headers=headers, content=text.encode()))
    client = openai.OpenAI(api_key="none", http_client=httpx2.Client(transport=transport), max_retries=0)
    try:
        yield from client.images.generate(prompt="a cat", model="gpt-image-2", stream=True)
    except (openai.APIError, ValueError):
        return


@each_stream
def test_events_are_read_as_the_sdk_reads_them(row: dict[str, Any]) -> None:
    theirs = list(read_by_the_sdk(row["text"]))
    ours, _ = delivered(row["text"])
    assert len(ours) >= len(theirs)
    for one, other in zip(ours, theirs, strict=False):
        known = one.to_dict()
        for name, value in other.to_dict().items():
            assert known[name] == value


def test_the_sdk_reads_some_of_the_streams() -> None:
    assert sum(len(list(read_by_the_sdk(row["text"]))) for row in STREAMS) >= 12
