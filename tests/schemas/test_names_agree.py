"""Requests that name a model behind prefixes, or none, get one verdict from the engine and every exact shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from tests.conftest import FOUNDING
from tests.schemas.conftest import Node
from tests.schemas.requests import Case, cases
from tests.schemas.test_agreement import LATEST_DRAFT_FIRST, Schemas, ajv, compare, python, rust
from tests.support.requests import generated

PREFIXES = (
    *("openai/", "azure/", "openrouter/openai/", "a/b/c/d/", "!~/", "//") * 4,  # which are prefixes
    "/", "", "open ai/", "\u00e9/", "x\n/", "openai", "openai:", "openai/x",  # which are none
)  # fmt: skip
ENDINGS = (*[""] * 20, "\n", " ", "/", "x", "\n\n")


def named(handle: Handle, count: int) -> Iterator[tuple[str, Any]]:
    """Requests around every limit, their models behind prefixes of all sorts."""
    random = Random(17)
    for operation, request in generated(handle.spec, count, seed=17):
        model = request.get("model")
        if isinstance(model, str):
            yield operation, {**request, "model": random.choice(PREFIXES) + model + random.choice(ENDINGS)}


def unnamed(handle: Handle, count: int) -> Iterator[tuple[str, Any]]:
    """Requests around every limit that name no model, or null."""
    for index, (operation, request) in enumerate(generated(handle.spec, count, seed=19)):
        rest = {key: value for key, value in request.items() if key != "model"}
        yield operation, {"model": None, **rest} if index % 3 == 0 else rest


@pytest.fixture(scope="module", params=["openai", pytest.param(FOUNDING, marks=pytest.mark.exhaustive)])
def asked(request: pytest.FixtureRequest, depth: Callable[[int, int], int]) -> tuple[Handle, list[Case]]:
    handle = imagespec.load(request.param)
    found = list(cases(handle, [*named(handle, depth(400, 12_000)), *unnamed(handle, depth(400, 12_000))]))
    assert sum(case.valid and not case.plain for case in found) > len(found) // 25
    assert sum(case.valid and case.request.get("model") is None for case in found) > len(found) // 25
    assert sum(not case.valid for case in found) > len(found) // 4
    return handle, found


@pytest.mark.parametrize("draft", LATEST_DRAFT_FIRST)
def test_names_get_one_verdict(
    asked: tuple[Handle, list[Case]], draft: str, node: Node, tmp_path: Path, depth: Callable[[int, int], int]
) -> None:
    handle, found = asked
    schemas = Schemas(handle, draft)
    compare(rust(schemas, found), "jsonschema-rs")
    compare(ajv(schemas, found, node, tmp_path), "ajv")
    compare(python(schemas, found[:: max(1, len(found) // depth(60, 6_000))], every=5), "jsonschema")


def test_a_form_for_a_model_offers_its_own_names(asked: tuple[Handle, list[Case]]) -> None:
    handle, _ = asked
    editor, form = (handle.json_schema("generate", "gpt-image-2", shape) for shape in ("editor", "form"))
    assert editor["properties"]["model"]["anyOf"][0] == {"enum": ["gpt-image-2", "gpt-image-2-2026-04-21"]}
    assert [choice["enum"] for choice in form["properties"]["model"]["oneOf"]] == [["gpt-image-2"], ["gpt-image-2-2026-04-21"]]
    assert all("model" in schema["required"] for schema in (editor, form))
