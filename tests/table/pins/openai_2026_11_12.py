"""Edits can return SVG."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.table.pins import openai_2026_11_05
from tests.table.pins.notation import EDITS, GPT_25, GPT_26, PNG, Pin, after, base
from tests.table.pins.openai_2026_11_05 import EFFORTS, GPT, PREVIEW, svg_object, svg_output


def requests() -> Iterator[Pin]:
    """SVG in both forms of edits."""
    for model in GPT:
        for operation in EDITS:
            start = base(operation, model)
            yield from svg_output(operation, model)
            yield from svg_object(operation, model, SVG)
            yield Pin(operation, {**start, "output_format": "gif"}, PREVIEW)
            yield Pin(operation, {**start, "output_format": "bmp"}, "output_format.value")
            yield Pin(operation, {**start, "response_format": "url", "output_format": "svg"}, f"{PREVIEW} response_format.unsupported>!-")
        if model not in GPT_25 + GPT_26:
            yield Pin("edit", {**base("edit", model), "svg": None, "markup": PNG}, "markup.unsupported>-")
        yield from _form_fields(model)
        yield Pin("generate", {**base("generate", model), "output_format": "svg"}, PREVIEW)
        for operation in ("generate", "edit-json"):
            for name in ("svg[model]", "svg[reasoning][effort]"):
                yield Pin(operation, {**base(operation, model), name: "low"}, f"{name}.unsupported>!-")
    yield Pin("tool", {"type": "image_generation"}, model="gpt-image-2.6-sunburst")
    yield Pin("edit", {**base("edit", "dall-e-2"), "svg[model]": "gpt-5"}, "svg[model].unsupported>!-")


def _form_fields(model: str) -> Iterator[Pin]:
    """The fields of svg as form fields of their own."""
    start = base("edit", model)
    svg = {**start, "output_format": "svg"}
    efforts = [("svg[reasoning][effort]", effort) for effort in EFFORTS]
    for name, value in (("svg[model]", "gpt-5"), *efforts):
        yield Pin("edit", {**svg, name: value}, PREVIEW)
        yield Pin("edit", {**svg, name: None}, f"{PREVIEW} {name}.type")
        yield Pin("edit", {**start, name: value}, f"{name}.requires>->output_format=svg")
        yield Pin("edit", {**start, "output_format": "gif", name: value}, f"{PREVIEW} {name}.requires>->output_format=svg")
        yield Pin("edit", {**start, "output_format": "jpeg", name: value}, f"{name}.requires>->output_format=svg")
    yield Pin("edit", {**svg, "svg[reasoning][effort]": "auto"}, f"{PREVIEW} svg[reasoning][effort].value")


SVG: list[tuple[Any, str]] = [
    (None, ""),
    ({}, ""),
    ({"model": "gpt-5"}, ""),
    ({"reasoning": None}, ""),
    ({"reasoning": {}}, ""),
    *(({"model": "gpt-5", "reasoning": {"effort": effort}}, "") for effort in EFFORTS),
    ({"reasoning": {"effort": None}}, "effort.type"),
    ({"reasoning": {"effort": "auto"}}, "effort.value"),
    ({"reasoning": {"effort": "low", "summary": "auto"}}, "parameter.unknown>-"),
    ({"reasoning": "low"}, "reasoning.type"),
    ({"prompt": "a"}, "parameter.unknown>-"),
    ({"model": None}, "svg.model.type"),
    ({"model": 5}, "svg.model.type"),
    ({"model": PNG}, "svg.model.type"),
    ("gpt-5", "svg.type"),
    ([], "svg.type"),
]

FACTS = after(
    openai_2026_11_05.FACTS,
    extends="openai@2026-11-05",
    sources={"python-3.51": "2026-11-12", "python-tool-3.51": "2026-11-12"},
    parameters={"edit": {"svg": "object?", "svg[model]": "string", "svg[reasoning][effort]": "string"}, "edit-json": {"svg": "object?"}},
    conflicts={"B27": "python-3.46 python-3.51"},
    citations={
        "operations/tool/default_model/source": "python-tool-3.51",
        "families/gpt-image/parameters/output_format/preview/source": "python-3.46 python-3.51",
    },
    limits={
        ("edit", "gpt-image-2", rule): "python-3.51 documented"
        for rule in (
            "output_format.value", "svg.type", "svg.model.type", "reasoning.type", "effort.type", "effort.value", "svg[model].type",
            "svg[model].requires", "svg[reasoning][effort].type", "svg[reasoning][effort].value", "svg[reasoning][effort].requires",
        )
    }
    | {
        ("edit-json", "gpt-image-2", rule): f"python-3.51 {'documented' if rule.endswith('value') else 'inferred'}"
        for rule in ("output_format.value", "svg.type", "svg.model.type", "reasoning.type", "effort.type", "effort.value")
    },
    requests=tuple(requests()),
)  # fmt: skip
