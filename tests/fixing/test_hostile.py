"""Whatever is given: fixing and moving raise nothing and change nothing that was given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import imagespec
from tests.support.hostile import VALUES

every_value = pytest.mark.parametrize("make", VALUES.values(), ids=VALUES)


def handled(request: Any, operation: str) -> None:
    imagespec.fix(request, operation)
    imagespec.fix(request, operation, unsafe=True)
    imagespec.migrate(request, "gpt-image-2", operation)
    imagespec.migrate(request, None, operation)


@every_value
def test_as_the_request(make: Callable[[], Any]) -> None:
    for operation in ("generate", "edit", "edit-json", "variation"):
        handled(make(), operation)


@every_value
def test_as_a_parameter(make: Callable[[], Any]) -> None:
    for name in ("model", "prompt", "size", "n", "style", "user", "image", "images", "unheard-of"):
        for operation in ("generate", "edit-json", "variation"):
            handled({"model": "dall-e-3", "prompt": "a", "promt": 1, name: make()}, operation)
            handled({"prompt": "a", "images": [make(), {"image_url": make()}], name: make()}, operation)


@every_value
def test_as_a_key(make: Callable[[], Any]) -> None:
    try:
        request = {"model": "dall-e-3", "prompt": "a", "style": "vivid", make(): 1}
    except Exception:
        pytest.skip("no key")
    handled(request, "generate")
