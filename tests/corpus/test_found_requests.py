"""Requests found at gateways, and what is wrong with each."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec

IMAGE = {"image_url": "https://example.com/thing.png"}
FOUND: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "edit-json",
        {"model": "gpt-image-2", "prompt": "a cat", "images": [IMAGE], "mask": IMAGE, "size": "1024x1024", "response_format": "b64_json"},
        ["/response_format response_format.unsupported"],
    ),
    ("edit-json", {"images": [{"image_url": "data:image/png;base64,aGk="}]}, ["/prompt prompt.required"]),
    (
        "generate",
        {"prompt": "a cat", "n": 1, "size": "512x512", "response_format": "b64_json"},
        ["/response_format response_format.unsupported"],
    ),
    (
        "generate",
        {"prompt": "a cat", "n": 1, "size": "1024x1024", "save": {"dir": "assets", "basename": "img", "ext": "png"}},
        ["/save parameter.unknown"],
    ),
]


@pytest.mark.parametrize(("operation", "request_", "wrong"), FOUND)
def test_what_is_wrong_is_said_and_nothing_else(operation: str, request_: dict[str, Any], wrong: list[str]) -> None:
    report = imagespec.check(request_, operation)
    assert [f"{d.pointer} {d.rule}" for d in report.errors] == wrong
    assert [f"{d.pointer} {d.rule}" for d in report.warnings] == ([] if "model" in request_ else ["/model model.required"])
