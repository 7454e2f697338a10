"""Answers: read as the official SDK reads them, kept whole, written as they came."""

from __future__ import annotations

import base64
import copy
import json
import pickle
import tracemalloc
from typing import Any

import openai.types as sdk
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import imagespec
from imagespec.typed.message import Message
from tests.typed.bodies import EVENT_NAMES, EXAMPLES, body_of

NAMES = ("ImagesResponse", "Image", *EVENT_NAMES)

OWN = {"extra", "nulls", "order"}
"""Fields of our classes that say how an answer came."""

ONLY_HERE = {"output_tokens_details"}
"""Fields of our classes that a class of the SDK lacks: its events have a usage class without the details."""


def read(name: str, body: dict[str, Any]) -> Message:
    cls: type[Message] = getattr(imagespec, name)
    return cls.from_dict(body)


def assert_same(ours: Any, theirs: Any) -> None:
    """Every field of the SDK's model has the same value here, and no field is only here."""
    if isinstance(theirs, BaseModel):
        assert isinstance(ours, Message)
        known = set(type(theirs).model_fields)
        for name in known:
            assert_same(getattr(ours, name), getattr(theirs, name, None))
        assert ours.extra == {key: value for key, value in (theirs.model_extra or {}).items() if not hasattr(ours, key)}
        assert {a.name for a in ours.__attrs_attrs__} - known - OWN <= ONLY_HERE  # type: ignore[attr-defined]
    elif isinstance(theirs, list):
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            assert_same(one, other)
    else:
        assert ours == theirs
        assert type(ours) is type(theirs)


@pytest.mark.parametrize("example", EXAMPLES["responses"], ids=lambda example: example["where"])
def test_documented_responses_read_as_the_sdk_reads_them(example: dict[str, Any]) -> None:
    body = example["body"]
    ours = imagespec.ImagesResponse.from_dict(body)
    assert_same(ours, sdk.ImagesResponse.construct(**body))
    assert ours.to_dict() == body


@pytest.mark.parametrize("body", [event for stream in EXAMPLES["streams"] for event in stream["events"]], ids=lambda body: body["type"])
def test_documented_events_read_as_the_sdk_reads_them(body: dict[str, Any]) -> None:
    name = next(name for name in EVENT_NAMES if body["type"] in repr(getattr(sdk, name).model_fields["type"].annotation))
    ours = read(name, body)
    assert_same(ours, getattr(sdk, name).construct(**body))
    assert ours.to_dict() == body


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_generated_bodies_read_as_the_sdk_reads_them_and_write_back(name: str, data: st.DataObject) -> None:
    body = data.draw(body_of(name))
    before = copy.deepcopy(body)
    ours = read(name, body)
    assert_same(ours, getattr(sdk, name).construct(**body))
    assert ours.to_dict() == body == before
    assert read(name, ours.to_dict()) == ours
    assert pickle.loads(pickle.dumps(ours)) == ours == copy.deepcopy(ours)
    assert hash(ours) == hash(read(name, before))


def test_our_classes_have_the_fields_of_the_sdk_and_no_others() -> None:
    for name in NAMES:
        theirs = getattr(sdk, name).model_fields
        ours = {attribute.name: attribute for attribute in getattr(imagespec, name).__attrs_attrs__}
        assert set(ours) - OWN == set(theirs), name


def test_missing_and_null_stay_apart() -> None:
    absent = imagespec.ImagesResponse.from_dict({"created": 1})
    null = imagespec.ImagesResponse.from_dict({"created": 1, "data": None, "usage": None})
    assert absent.data is null.data is None
    assert absent != null
    assert absent.to_dict() == {"created": 1}
    assert null.to_dict() == {"created": 1, "data": None, "usage": None}


def test_new_values_and_unknown_fields_are_taken() -> None:
    response = imagespec.ImagesResponse.from_dict({"created": 1, "size": "1254x1254", "quality": "ultra", "seed": 7})
    assert (response.size, response.quality, response.extra) == ("1254x1254", "ultra", {"seed": 7})


def test_every_problem_of_a_body_is_named_when_asked_and_everything_is_kept() -> None:
    body = {"data": [{"b64_json": 5}, 3], "size": 7, "usage": {"input_tokens": True, "output_tokens": 1, "total_tokens": 2.5}}
    response = imagespec.ImagesResponse.from_dict(body)
    assert dict(response.problems) == {
        "/created": "is missing",
        "/data/0/b64_json": "must be a string, but is an integer",
        "/data/1": "must be an object, but is an integer",
        "/size": "must be a string, but is an integer",
        "/usage/input_tokens": "must be an integer, but is a boolean",
        "/usage/total_tokens": "must be an integer, but is a number",
        "/usage/input_tokens_details": "is missing",
    }
    assert response.to_dict() == body
    assert (response.created, response.size) == (None, 7)


@pytest.mark.parametrize("body", [None, [], "text", 5, b"{}"])
def test_what_is_no_object_is_no_answer(body: Any) -> None:
    with pytest.raises(imagespec.InvalidResponse, match="the answer must be an object"):
        imagespec.ImagesResponse.from_dict(body)


def test_a_text_is_no_array() -> None:
    response = imagespec.ImagesResponse.from_dict({"created": 1, "data": "abc"})
    assert response.problems == (("/data", "must be an array, but is a string"),)
    assert response.data == "abc"  # type: ignore[comparison-overlap]  # kept as it came


def test_an_event_is_of_its_own_type() -> None:
    body = {"type": "image_generation.partial_image", "b64_json": "", "partial_image_index": 0}
    event = imagespec.ImageEditPartialImageEvent.from_dict(body)
    assert event.problems == (("/type", 'must be "image_edit.partial_image", but is "image_generation.partial_image"'),)
    assert event.to_dict() == body
    assert imagespec.ImageEditPartialImageEvent(b64_json="").type == "image_edit.partial_image"


def test_images_come_before_an_error_beside_them() -> None:
    body = {"created": 1, "data": [{"b64_json": "aGk="}], "error": {"message": "slow", "code": 3}}
    response = imagespec.ImagesResponse.from_dict(body)
    assert response.data is not None
    assert response.data[0].bytes() == b"hi"
    assert response.problems == (("/error", "says slow (3)"),)
    assert response.to_dict() == body


@pytest.mark.parametrize(
    "body",
    [{"created": 1, "message": "hello"}, {"error": None}, {"error": {}, "created": 1}, {"error": False, "data": None}, {}, {"data": []}],
)
def test_what_says_no_error_is_no_error(body: dict[str, Any]) -> None:
    assert imagespec.ImagesResponse.from_dict(body).to_dict() == body


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Bad Gateway", 'must be an object, but is a string, "Bad Gateway"'),
        (b"<html>\xff", 'must be an object, but is a string, "<html>\ufffd"'),
        ([{"error": {"message": "quota"}}], "must be an object, but is an array with an error: quota"),
        ({"data": [], "error": {"message": "quota"}}, "is an error: quota"),
        ({"data": None, "message": "quota", "code": 0}, "is an error: quota (0)"),
        ({"errors": [{"message": "quota", "code": 9}], "success": False}, "is an error: quota"),
        ({"error": {"type": "server_error"}}, "is an error: server_error"),
        ({"error": {"message": {"text": 1}, "code": "x" * 300}}, "is an error: " + "x" * 79 + "\u2026"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_words(body: Any, words: str) -> None:
    with pytest.raises(imagespec.InvalidResponse) as caught:
        imagespec.ImagesResponse.from_dict(body)
    assert caught.value.problems == (("", words),)


def test_the_error_object() -> None:
    body = {"error": {"message": "no", "type": "invalid_request_error", "param": None, "code": "unknown_parameter", "misalignment": {}}}
    response = imagespec.ErrorResponse.from_dict(body)
    assert response.to_dict() == body
    assert response.error is not None
    assert (response.error.param, response.error.code, response.error.extra) == (None, "unknown_parameter", {"misalignment": {}})


def test_bytes_of_an_image() -> None:
    content = bytes(range(256))
    for size in (1, 2, 3, 255):
        image = imagespec.Image(b64_json=base64.b64encode(content[:size]).decode())
        assert image.bytes() == content[:size]
    event = imagespec.ImageGenPartialImageEvent(type="image_generation.partial_image", b64_json="aGk=", partial_image_index=0)
    assert event.bytes() == b"hi"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("aGk", "3 characters are no multiple of 4, so it is cut off"),
        ("a", "1 characters are no multiple of 4, so it is cut off"),
        ("aGk=\n", r'character 4 of 5 is "="'),
        ("aG k=", 'character 3 of 5 is " "'),
        ("aG!k=", 'character 3 of 5 is "!"'),
        ("é===", 'character 1 of 4 is "é"'),
        ("aGk=aGk=", 'character 4 of 8 is "="'),
        ("====", 'character 1 of 4 is "="'),
        ("data:image/png;base64,aGk=", 'character 5 of 26 is ":"'),
    ],
)
def test_what_is_no_base64_is_refused_with_the_place(text: str, place: str) -> None:
    problem = f"is no base64 text: {place}"
    for holder in (imagespec.Image(b64_json=text), imagespec.ImageGenCompletedEvent(b64_json=text)):
        with pytest.raises(imagespec.InvalidResponse) as caught:
            holder.bytes()
        assert (caught.value.name, caught.value.problems) == (type(holder).__name__, (("/b64_json", problem),))


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"url": "https://example.com/a.png"}, "is missing: the image did not come as base64 text"),
        ({"b64_json": None}, "is missing: the image did not come as base64 text"),
        ({"b64_json": ""}, "is empty"),
        ({"b64_json": 5}, "is an integer"),
        ({"b64_json": ["aGk="]}, "is an array"),
    ],
)
def test_an_image_that_did_not_come_has_no_bytes(body: dict[str, Any], problem: str) -> None:
    with pytest.raises(imagespec.InvalidResponse) as caught:
        imagespec.Image.from_dict(body).bytes()
    assert caught.value.problems == (("/b64_json", problem),)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


def test_a_long_image_is_short_in_a_repr() -> None:
    assert len(repr(imagespec.Image(b64_json="A" * 10_000_000))) < 300


def test_100_megabytes_are_read_without_another_copy() -> None:
    size = 100_000_000
    text = json.dumps({"created": 1, "data": [{"b64_json": "A" * size}]})
    tracemalloc.start()
    try:
        body = json.loads(text)
        decoded = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        held = tracemalloc.get_traced_memory()[0]
        response = imagespec.ImagesResponse.from_dict(body)
        assert response.data is not None
        assert response.data[0].b64_json is body["data"][0]["b64_json"]
        response.to_dict()
        read_peak = tracemalloc.get_traced_memory()[1] - held
        tracemalloc.reset_peak()
        content = response.data[0].bytes()
        bytes_peak = tracemalloc.get_traced_memory()[1] - held
    finally:
        tracemalloc.stop()
    assert decoded < size * 1.01  # the text of the one value that json makes
    assert read_peak < 1_000_000
    assert len(content) == size * 3 // 4
    assert bytes_peak < size * 0.76
