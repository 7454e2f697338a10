"""What React JSON Schema Form makes of the form shape without a browser: the fields of each model, and nothing filled in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from imagespec.api import Handle
from imagespec.compile.forms.fields import shown
from imagespec.compile.json_schema import json_schema
from imagespec.compile.shapes.body import example
from tests.conftest import Depth
from tests.forms.browser import sent
from tests.schemas.conftest import Node, minified

Forms = dict[tuple[str, str], dict[str, Any]]

PICKED = "data:image/png;name=image.png;base64,iVBORw0KGgo="
"""What the form holds for a picked file."""


def smallest(handle: Handle, operation: str, model: str) -> dict[str, Any]:
    """The smallest request for a model, as a form holds it."""
    request = example(handle.spec.contract(operation, model), (model,))
    files = {"image": PICKED if operation == "variation" else [PICKED]}
    return {key: files.get(key, value) if handle.operations[operation].encoding == "multipart" else value for key, value in request.items()}


@pytest.fixture(scope="module")
def forms(newest: Handle, node: Node, tmp_path_factory: pytest.TempPathFactory, depth: Depth) -> Forms:
    """What becomes of the smallest request of every model in the form of its operation; of one model in four where that is quick."""
    keys, inputs = [], []
    for operation, row in newest.operations.items():
        schema = json_schema(newest.spec, operation, None, "form", "draft-07")
        for model in row.models[:: depth(4, 1)]:
            keys.append((operation, model))
            inputs.append({"schema": schema, "request": smallest(newest, operation, model)})
    file = tmp_path_factory.mktemp("forms") / "input.json"
    file.write_text(json.dumps(inputs), "utf-8")
    return dict(zip(keys, json.loads(node("forms.js", file)), strict=True))


def test_the_fields_are_those_of_the_model(newest: Handle, forms: Forms) -> None:
    decided = {"frame_count", "frame_duration_ms", "output_compression", "svg"}
    for (operation, model), form in forms.items():
        assert form["unsupported"] == [], (operation, model)
        own = {parameter.name for parameter in shown(newest.spec.contract(operation, model))}
        there = {name.partition("_0")[0].removesuffix("__title") for name in form["shown"]} & {
            *own,
            *newest.spec.operations,
            "style",
            "markup",
        }
        assert there == own - decided, (operation, model)


def test_nothing_is_filled_in_and_the_request_is_taken(newest: Handle, forms: Forms) -> None:
    for (operation, model), form in forms.items():
        assert form["errors"] == [], (operation, model)
        assert form["filled"] == smallest(newest, operation, model)
        request = sent(form["filled"]) if newest.operations[operation].encoding == "multipart" else form["filled"]
        assert newest.is_valid(request, operation), (operation, model)


def test_the_form_of_generate_is_small(newest: Handle) -> None:
    assert len(minified(json_schema(newest.spec, "generate", None, "form", "draft-07")).encode()) < 20_000


def test_models_are_named_for_people_and_those_that_have_ended_stand_last(newest: Handle) -> None:
    model = json_schema(newest.spec, "generate", None, "form", "draft-07")["properties"]["model"]
    titles = [choice["title"] for choice in model["oneOf"]]
    assert titles[0] == "GPT Image 2.6 Sunburst"
    assert titles[-2:] == ["DALL·E 3 (ended 2026-05-12)", "DALL·E 2 (ended 2026-05-12)"]
    assert "GPT Image 2 (2026-04-21)" in titles
    assert "ChatGPT Image (ends 2026-12-01)" in titles
    first = newest.json_schema("generate")["properties"]["model"]["anyOf"][0]["enum"]
    assert (first[0], first[-1]) == ("gpt-image-2.6-sunburst", "dall-e-2")
