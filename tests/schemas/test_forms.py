"""React JSON Schema Form shows every field of the form shape, and the defaults it fills in make no request invalid."""

from __future__ import annotations

import json
from typing import Any

import pytest

from imagespec.api import Handle
from imagespec.compile.json_schema import json_schema
from imagespec.compile.shapes.body import example
from tests.schemas.conftest import Node

Forms = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def forms(newest: Handle, node: Node, tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """What becomes of the smallest request of every model in the form of its operation."""
    keys, inputs = [], []
    for operation, row in newest.operations.items():
        schema = json_schema(newest.spec, operation, None, "form", "draft-07")
        for model in row.models:
            request = example(newest.spec.contract(operation, model), (model,))
            keys.append((operation, model))
            inputs.append({"schema": schema, "request": request})
    file = tmp_path_factory.mktemp("forms") / "input.json"
    file.write_text(json.dumps(inputs), "utf-8")
    return dict(zip(keys, json.loads(node("forms.js", file)), strict=True))


def test_every_field_of_a_model_has_an_input(newest: Handle, forms: Forms) -> None:
    for (operation, model), form in forms.items():
        assert form["unsupported"] == [], (operation, model)
        taken = {name for parameter in newest.spec.contract(operation, model).parameters for name in parameter.names}
        assert taken <= {*form["shown"]}, (operation, model)


def test_filled_in_defaults_are_valid(newest: Handle, forms: Forms) -> None:
    for (operation, model), form in forms.items():
        assert form["errors"] == [], (operation, model)
        assert newest.is_valid(form["filled"], operation), (operation, model, form["filled"])
        assert len(form["filled"]) > len(example(newest.spec.contract(operation, model), (model,))), "some default is filled in"
