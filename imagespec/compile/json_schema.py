"""A resolved spec as JSON Schema, in the shapes and drafts that frontends read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from imagespec.compile.forms.form import form_shape
from imagespec.compile.shapes.body import RULES
from imagespec.compile.shapes.editor import editor_shape
from imagespec.compile.shapes.model import model_shape
from imagespec.compile.shapes.shared import shared
from imagespec.compile.shapes.tool import tool_shape
from imagespec.compile.shapes.union import union_shape
from imagespec.spec.model import Operation, Spec

SHAPES = ("model", "editor", "form", "union", "tool")
"""What an exported schema covers, and how; the modules of ``shapes`` and ``forms`` describe them."""

WIDE = ("editor", "form", "union")
"""Shapes for all models of an operation."""

DRAFTS = {"2020-12": "https://json-schema.org/draft/2020-12/schema", "draft-07": "http://json-schema.org/draft-07/schema#"}
"""The drafts by name, with the address that names them in a schema."""


def json_schema(
    spec: Spec,
    operation: str = "generate",
    model: str | None = None,
    shape: str = "editor",
    draft: str = "2020-12",
    *,
    unknown_models: bool = False,
) -> dict[str, Any]:
    """The JSON Schema of the requests without an error.

    Raises:
        ValueError: an option that does not exist or does not fit the others.

    """
    row = spec.operations.get(operation)
    if row is None:
        raise ValueError(f"no operation {operation!r}; use one of {', '.join(spec.operations)}")
    if draft not in DRAFTS:
        raise ValueError(f"no draft {draft!r}; use one of {', '.join(DRAFTS)}")
    if model is not None and model not in row.models:
        raise ValueError(f"{operation} does not serve {model!r}; use one of {', '.join(row.models)}")
    if unknown_models and shape != "editor":
        raise ValueError("only the editor shape can let unknown models pass")
    body = _shape(shape, model, draft)(spec, row, model, unknown_models)
    if shape == "tool":  # strict mode refuses keywords it does not know
        return body
    if shape != "union":  # behind a reference, ajv goes on to the branches around it and reports them too
        body = shared(body, "$defs" if draft == "2020-12" else "definitions", whole=shape == "form")
    return {"$schema": DRAFTS[draft], "$comment": f"imagespec {spec.name}; rules: {RULES}#<name>", **body}


def origin(spec: Spec) -> str:
    """The revision that generated files come from."""
    return f"imagespec {spec.name}, table digest {spec.digest}"


def _shape(shape: str, model: str | None, draft: str) -> Callable[[Spec, Operation, Any, bool], dict[str, Any]]:
    if shape not in SHAPES:
        raise ValueError(f"no shape {shape!r}; use one of {', '.join(SHAPES)}")
    if shape in ("model", "tool") and model is None:
        raise ValueError(f"the {shape} shape needs a model")
    return {
        "model": lambda spec, row, name, _: model_shape(spec, row, name, draft),
        "tool": lambda spec, row, name, _: tool_shape(spec, row, name),
        "union": lambda spec, row, name, _: union_shape(spec, row, name),
        "form": lambda spec, row, name, _: form_shape(spec, row, name),
        "editor": lambda spec, row, name, unknown: editor_shape(spec, row, name, unknown_models=unknown),
    }[shape]
