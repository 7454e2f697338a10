"""What is taken for a request, of which operation, and by what."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec
from imagespec.places.addresses import Service, address, is_template
from imagespec.places.recognition import ADDRESS, CALL, ELSEWHERE, LINE, LISTED, NAMED, WHOLE, Recognition, references
from imagespec.places.vocabulary import Vocabulary

WORDS = Vocabulary(imagespec.load(), {"house-*": "gpt-image-2"})
RECOGNITION = Recognition(WORDS)

REQUESTS = [
    {"model": "gpt-image-2", "prompt": "a cat"},
    {"model": "openai/gpt-image-1", "size": "1024x1024"},
    {"model": "house-pictures", "quality": "high"},
    {"model": "gpt-image-9", "prompt": "a cat", "output_format": "png"},
    {"prompt": "a cat", "size": "1024x1024", "n": 1},
    {"prompt": "a cat", "response_format": "b64_json", "output_format": "webp"},
    {"model": "dall-e-3", "prompt": "{{ $json.text }}", "size": "={{ $json.size }}"},
    {"images": [{"image_url": "data:image/png;base64,aGk="}], "prompt": "a hat"},
    {"model": "gpt-image-2", "prompt": "a cat", "negative_prompt": "a dog"},
]
OTHERS: list[dict[str, Any]] = [
    {},
    {"model": "gpt-image-2", "retries": 2, "timeout": 120},
    {"prompt": "Prompt", "size": "Size", "quality": "Quality", "model": "Model", "n": "N"},
    {"image": "postgres:16", "restart": "always"},
    {"images": ["a.png", "b.png"], "name": "gallery", "size": "large"},
    {"image": "cat.png", "prompt": "a cat"},
    {"model": "gpt-4o", "prompt": "say hello", "n": 1, "size": "1024x1024"},
    {"model": "gpt-image-2", "messages": [{"role": "user"}], "n": 1},
    {"created": 1, "size": "1024x1024", "quality": "low", "output_format": "png", "background": "auto"},
    {"model": "dall-e-3", "size": "1024x1024", "quality": "standard", "price": 0.04},
    {"prompt": "a cat", "negative_prompt": "a dog", "size": "512x512", "steps": 20},
    {"properties": {"model": {"type": "string"}, "prompt": {"type": "string"}}},
    {"model": {"type": "string"}, "prompt": {"type": "string"}, "size": {"enum": ["1024x1024"]}, "n": {"type": "integer"}},
]


@pytest.mark.parametrize("request_", REQUESTS, ids=str)
def test_a_request_is_recognised_by_itself(request_: dict[str, Any]) -> None:
    assert RECOGNITION.recognised(request_).is_request


@pytest.mark.parametrize("value", OTHERS, ids=str)
def test_what_only_looks_like_one_is_none(value: dict[str, Any]) -> None:
    assert not RECOGNITION.recognised(value).is_request


@pytest.mark.parametrize("value", [{"image": "a.png"}, {"images": ["a.png"]}, {"mask": "a.png", "image[]": ["b.png"]}, {"name": "x"}])
def test_the_surroundings_alone_make_no_request(value: dict[str, Any]) -> None:
    assert RECOGNITION.recognised(value, NAMED, WHOLE, LISTED, ADDRESS).score < LINE


def test_the_surroundings_help() -> None:
    lone = {"prompt": "a cat"}
    assert not RECOGNITION.recognised(lone).is_request
    assert all(RECOGNITION.recognised(lone, beside).is_request for beside in (NAMED, ADDRESS, CALL))
    assert RECOGNITION.recognised({"model": "my-deployment", "prompt": "a cat"}, NAMED).is_request
    assert RECOGNITION.recognised({"model": "my-deployment", "prompt": "a cat"}, ADDRESS, operation="generate").is_request
    assert not RECOGNITION.recognised({"model": "gpt-image-2", "prompt": "a cat", "size": "1024x1024"}, ELSEWHERE).is_request


def test_the_evidence_adds_up_and_says_what_it_saw() -> None:
    found = RECOGNITION.recognised({"model": "gpt-image-2", "prompt": "a cat", "filename": "cat.png"}, WHOLE)
    assert [(entry.what, entry.weight) for entry in found.evidence] == [
        ("it is a whole value of its file", 1), ('model is "gpt-image-2"', 4), ('prompt is "a cat"', 1),
    ]  # fmt: skip
    assert found.score == 6


@pytest.mark.parametrize(
    ("request_", "operation"),
    [
        ({"prompt": "a cat"}, "generate"),
        ({"prompt": "a hat", "images": [{"file_id": "file-1"}]}, "edit-json"),
        ({"prompt": "a hat", "images": ["a.png"]}, "generate"),
        ({"prompt": "a hat", "image": "cat.png"}, "edit"),
        ({"prompt": "a hat", "image[]": ["@cat.png", "data:image/png;base64,aGk="]}, "edit"),
        ({"image": "cat.png", "n": 2}, "variation"),
        ({"prompt": "a hat", "image": "gate"}, ""),
        ({"prompt": "a hat", "image": {"url": "x"}}, ""),
    ],
    ids=str,
)
def test_an_operation_is_told_by_values_and_not_by_the_names_of_images(request_: dict[str, Any], operation: str) -> None:
    assert RECOGNITION.recognised(request_, NAMED).operation in (operation, "")
    assert RECOGNITION.operation(request_) == operation


def test_references_are_objects_with_an_address_or_a_file() -> None:
    assert references([{"image_url": "https://example.com/a.png"}, {"file_id": "file-1"}])
    assert not references([])
    assert not references({"a": "b"})
    assert not references(["a.png"])
    assert not references([{"image_url": {"url": "x"}}])


ADDRESSES = [
    ("https://api.openai.com/v1/images/generations", ("generate",), Service.OURS, False),
    ("=https://api.openai.com/v1/images/generations", ("generate",), Service.OURS, False),
    ("POST /v1/images/edits", ("edit", "edit-json"), Service.OURS, False),
    ("https://a.openai.azure.com/openai/deployments/d/images/generations?api-version=1", ("generate",), Service.OURS, False),
    ("{{base_url}}/images/generations", ("generate",), Service.UNKNOWN, False),
    ("https://gateway.example/v1/images/generations", ("generate",), Service.UNKNOWN, False),
    ("https://api.x.ai/v1/images/generations", ("generate",), Service.OTHER, False),
    ("https://api.together.xyz/v1/images/generations", ("generate",), Service.OTHER, False),
    ("{{ $env.API_BASE_URL }}", (), Service.UNKNOWN, False),
    ("https://api.openai.com/v1/chat/completions", (), Service.OURS, True),
    ("https://gateway.example/v1/embeddings", (), Service.UNKNOWN, True),
    ("", (), Service.UNKNOWN, False),
]


@pytest.mark.parametrize(("text", "operations", "service", "other"), ADDRESSES, ids=[entry[0] for entry in ADDRESSES])
def test_addresses(text: str, operations: tuple[str, ...], service: Service, other: bool) -> None:
    found = address(text, WORDS)
    assert (found.operations, found.service, found.is_other_call) == (operations, service, other)


def test_addresses_of_responses_and_of_deployments() -> None:
    assert address("https://api.openai.com/v1/responses", WORDS).is_responses
    assert address("https://a.openai.azure.com/openai/deployments/d/images/generations", WORDS).deployed


@pytest.mark.parametrize("text", ["{{ $json.size }}", "={{ 1 }}", "${SIZE}", "$SIZE", "<size>", "{size}", "{% size %}", "__SIZE__"])
def test_placeholders(text: str) -> None:
    assert is_template(text)
    assert not is_template(text.strip("={}<>$%_ ") or "x")


def test_a_dated_revision_and_another_table_have_words_of_their_own() -> None:
    azure = Vocabulary(imagespec.load("azure"))
    assert {*azure.parameters} == {"generate", "edit"}
    assert not azure.model("dall-e-3")
    old = Vocabulary(imagespec.load("openai@2026-05-07"))
    assert not old.model("gpt-image-2.6-flare")
    assert old.is_of_family("gpt-image-2.6-flare")
    assert "complexity" not in old.every
