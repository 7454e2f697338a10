"""The GPT Image 2.6 models; complexity; GIF and SVG output."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.table.pins import openai_2026_10_31, refusals, tool
from tests.table.pins.gif_frames import frames
from tests.table.pins.notation import (
    EDITS,
    GPT_1,
    GPT_2,
    GPT_25,
    GPT_26,
    GPT_OPERATIONS,
    PNG,
    Pin,
    after,
    around,
    base,
    free_sizes,
)

GPT = GPT_1 + GPT_2 + GPT_25 + GPT_26
PREVIEW = "output_format.preview?"


def requests() -> Iterator[Pin]:
    """The new models, and what every GPT model gains."""
    for operation in GPT_OPERATIONS:
        for model in GPT_26:
            yield from _newest(operation, model)
        for model in GPT:
            yield from _complexity(operation, model)
            yield from _gif(operation, model)
    for model in GPT:
        yield from svg_output("generate", model)
        if model not in GPT_2:
            mixed = {**base("generate", model), "background": "transparent", "output_format": "svg"}
            yield Pin("generate", mixed, f"{PREVIEW} background.requires>output_format=png")
        yield from svg_object("generate", model, SVG)
        for operation in EDITS:
            start = base(operation, model)
            yield Pin(operation, {**start, "output_format": "svg"}, "output_format.value")
            yield Pin(operation, {**start, "svg": {"model": "gpt-5"}}, "svg.unsupported>-")
            yield Pin(operation, {**start, "output_format": "gif", "mask": _mask(operation)}, f"{PREVIEW} output_format.excludes>png>-mask")
    yield from _elsewhere()
    yield from tool.of_2_6(GPT, GPT_1 + GPT_2 + GPT_25)


def _newest(operation: str, model: str) -> Iterator[Pin]:
    yield Pin(operation, base(operation, model), model=model)
    yield from free_sizes(operation, model, doubtful=True)
    yield from around(
        operation, model, "quality", ["auto", "low", "medium", "high", "xhigh", "max", None], ["standard"], "quality.value>medium"
    )
    yield from around(operation, model, "quality", [], ["hd"], "quality.value>high")
    yield from around(operation, model, "quality", [], ["ultra"], "quality.value")
    yield from around(operation, model, "background", ["transparent", "opaque", "auto"], ["white"], "background.value")
    if operation != "generate":
        yield from around(operation, model, "input_fidelity", [None], ["low", "high"], "input_fidelity.unsupported?>!-")


def _complexity(operation: str, model: str) -> Iterator[Pin]:
    doubtful = "" if model in GPT_26 else "complexity.unsupported?>!-"
    yield from around(operation, model, "complexity", [None], ["low", "medium", "high"], doubtful)
    yield from around(operation, model, "complexity", [], ["auto", "xhigh", "max", ""], f"complexity.value {doubtful}".strip())
    yield from around(operation, model, "complexity", [], [1, True], "complexity.type")
    for name in ("response_format", "style"):
        found = f"{doubtful} {name}.unsupported>!-".strip()
        yield Pin(operation, {**base(operation, model), name: None, "complexity": "low"}, found)


def _gif(operation: str, model: str) -> Iterator[Pin]:
    start = base(operation, model)
    gif = {**start, "output_format": "gif"}
    yield Pin(operation, gif, PREVIEW)
    for form, found in (("png", ""), ("jpeg", ""), ("webp", ""), ("jpg", "output_format.value>jpeg"), ("bmp", "output_format.value")):
        yield Pin(operation, {**start, "output_format": form}, found)
    for name, low, high in (("frame_count", 2, 16), ("frame_duration_ms", 20, 0)):
        for value in (low, low + 1, high or 655_360, None):
            yield Pin(operation, {**gif, name: value}, PREVIEW)
        mark = "" if high or operation == "edit-json" else "?"
        yield Pin(operation, {**gif, name: low - 1}, f"{PREVIEW} {name}.range{mark}>{low}")
        if high:
            yield Pin(operation, {**gif, name: high + 1}, f"{PREVIEW} {name}.range{mark}>{high}")
        yield Pin(operation, {**gif, name: 2.5}, f"{PREVIEW} {name}.type")
        for form in ("png", "jpeg", "webp"):
            yield Pin(operation, {**start, "output_format": form, name: 9 if high else 20}, f"{name}.requires>!->output_format=gif")
        yield Pin(operation, {**start, name: 9 if high else 20}, f"{name}.requires>!->output_format=gif")
        yield Pin(operation, {**start, name: None})
    yield Pin(operation, {**gif, "stream": True}, f"{PREVIEW} stream.requires>->output_format=png")
    yield Pin(operation, {**gif, "stream": False, "partial_images": 0}, PREVIEW)
    for count in (1, 3):
        yield Pin(operation, {**gif, "partial_images": count}, f"{PREVIEW} partial_images.requires>->output_format=png")
    for form in ("png", "jpeg", "webp"):
        yield Pin(operation, {**start, "output_format": form, "stream": True, "partial_images": 3})
    yield Pin(operation, {**gif, "output_compression": 100, "n": 10}, PREVIEW)
    yield Pin(operation, {**gif, "output_compression": 99}, f"{PREVIEW} output_compression.requires>!->output_format=jpeg")
    if model not in GPT_2:
        yield Pin(operation, {**gif, "background": "transparent"}, f"{PREVIEW} output_format.requires?>background=auto>png")
        for form in ("jpeg", "png", "webp"):
            found = "background.requires>output_format=png" if form == "jpeg" else ""
            yield Pin(operation, {**start, "background": "transparent", "output_format": form}, found)
    for background in ("auto", "opaque"):
        yield Pin(operation, {**gif, "background": background}, PREVIEW)
    if model not in GPT_1:
        yield from frames(operation, model)
    else:
        yield Pin(operation, {**gif, "size": "1024x1024"}, PREVIEW)


def svg_output(operation: str, model: str) -> Iterator[Pin]:
    """What goes with SVG output, and what does not."""
    svg = {**base(operation, model), "output_format": "svg"}
    yield Pin(operation, svg, PREVIEW)
    yield Pin(operation, {**svg, "n": 1, "stream": False, "partial_images": 0}, PREVIEW)
    for n in (2, 10):
        yield Pin(operation, {**svg, "n": n}, f"{PREVIEW} output_format.requires>n=1>png")
    yield Pin(operation, {**svg, "output_compression": 100}, f"{PREVIEW} output_format.excludes>!-output_compression")
    yield Pin(operation, {**svg, "stream": True}, f"{PREVIEW} stream.requires>->output_format=png")
    yield Pin(operation, {**svg, "partial_images": 1}, f"{PREVIEW} partial_images.requires>->output_format=png")
    for name, value in (("frame_count", 9), ("frame_duration_ms", 200)):
        yield Pin(operation, {**svg, name: value}, f"{PREVIEW} {name}.requires>!->output_format=gif")


def svg_object(operation: str, model: str, values: list[tuple[Any, str]]) -> Iterator[Pin]:
    """Values of ``svg`` with SVG output, and ``svg`` with other output."""
    start = base(operation, model)
    svg = {**start, "output_format": "svg"}
    for value, found in values:
        yield Pin(operation, {**svg, "svg": value}, f"{PREVIEW} {found}".strip())
    for form in ("png", "jpeg", "webp"):
        yield Pin(operation, {**start, "output_format": form, "svg": {"model": "gpt-5"}}, "svg.requires>->output_format=svg")
    yield Pin(operation, {**start, "output_format": "gif", "svg": {"model": "gpt-5"}}, f"{PREVIEW} svg.requires>->output_format=svg")
    yield Pin(operation, {**start, "svg": {"model": "gpt-5"}}, "svg.requires>->output_format=svg")
    yield Pin(operation, {**start, "svg": None})


EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")
SVG: list[tuple[Any, str]] = [
    (None, ""),
    ({"model": "gpt-5"}, ""),
    ({"model": "gpt-5", "reasoning": None}, ""),
    ({"model": "gpt-5", "reasoning": {}}, ""),
    ({"model": "gpt-5", "reasoning": {"effort": None}}, ""),
    *(({"model": "gpt-5", "reasoning": {"effort": effort}}, "") for effort in EFFORTS),
    ({"model": "gpt-5", "reasoning": {"effort": "auto"}}, "effort.value"),
    ({"model": "gpt-5", "reasoning": {"effort": 1}}, "effort.type"),
    ({"model": "gpt-5", "reasoning": {"effort": "low", "summary": "auto"}}, "parameter.unknown>-"),
    ({"model": "gpt-5", "reasoning": "low"}, "reasoning.type"),
    ({"model": "gpt-5", "prompt": "a"}, "parameter.unknown>-"),
    ({"model": None}, "svg.model.type"),
    ({"model": 5}, "svg.model.type"),
    ({"model": PNG}, "svg.model.type"),
    ({}, "svg.model.required"),
    ("gpt-5", "svg.type"),
    ([], "svg.type"),
]


def _mask(operation: str) -> dict[str, Any]:
    return PNG if operation == "edit" else {"file_id": "file-2"}


def _elsewhere() -> Iterator[Pin]:
    for operation, model in (("generate", "dall-e-2"), ("generate", "dall-e-3"), ("edit", "dall-e-2"), ("variation", "dall-e-2")):
        start = base(operation, model)
        for name, value in (("complexity", "low"), ("frame_count", 9), ("frame_duration_ms", 200)):
            yield Pin(operation, {**start, name: value}, f"{name}.unsupported>!-")
        yield Pin(operation, {**start, "svg": {"model": "gpt-5"}}, "svg.unsupported>-")
    for model in GPT_1 + GPT_2:
        yield Pin("edit", {**base("edit", model), "markup": PNG}, "markup.unsupported>-")
    for model in GPT_26:
        yield from _markup(base("edit", model))
        yield Pin("edit-json", {**base("edit-json", model), "markup": {"file_id": "file-1"}}, "markup.unsupported>-")
        yield Pin("variation", base("variation", model), "model.unsupported")


def _markup(start: dict[str, Any]) -> Iterator[Pin]:
    doubtful = "markup.unsupported?>!-"
    yield Pin("edit", {**start, "markup": PNG}, doubtful)
    for form in ("jpeg", "webp", "gif"):
        yield Pin("edit", {**start, "markup": {**PNG, "format": form}}, f"markup.file-type {doubtful}")
    yield Pin("edit", {**start, "markup": {**PNG, "mode": "RGB"}}, f"markup.alpha {doubtful}")
    yield Pin("edit", {**start, "markup": {**PNG, "width": 513}}, f"{doubtful} markup.dimensions")
    yield Pin("edit", {**start, "markup": PNG, "mask": PNG}, f"{doubtful} markup.excludes>!-")
    yield Pin("edit", {**start, "markup": None}, "markup.type")


OLDER = ("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "chatgpt-image-latest", "gpt-image-2")
FRAMES = {"complexity": "string?", "frame_count": "integer? 9", "frame_duration_ms": "integer? 200"}
FACTS = after(
    openai_2026_10_31.FACTS,
    extends="openai@2026-10-31",
    refusals=refusals.OF_2_6,
    sources={
        "python-3.46": "2026-11-05", "reference-edit": "2026-11-11", "reference-copy": "2026-11-11", "launch-2.6": "2026-11-05",
        "model-page-2.6": "2026-11-26", "batch-2.6-report": "2026-11-05", "sizes-2.6-report": "2026-11-26",
        "gif-report": "2026-11-05", "gif-sizes": "2026-11-09", "gif-node": "2026-11-26", "python-tool-3.46": "2026-11-05",
    },
    parameters={"generate": {**FRAMES, "svg": "object?"}, "edit": FRAMES, "edit-json": FRAMES, "tool": tool.FRAMES},
    models={
        "gpt-image-2.6-flare": ("gpt-image-2.6", "", "2026-11-04", "", "", ""),
        "gpt-image-2.6-sunburst": ("gpt-image-2.6", "", "2026-11-04", "", "", ""),
    },
    conflicts={
        "J1": "reference-edit reference-copy python-3.42 python-3.46", "B26": "python-3.42 python-3.46 model-page-2.6",
        "B27": "python-3.46", "B31": "python-3.46 sizes-2.6-report", "B32": "python-3.46 gif-sizes gif-report gif-node",
        "B33": "python-3.46 gif-node",
    },
    responses={
        "ImagesResponse": "- created:integer data?:array/Image background?=transparent|opaque output_format?=png|webp|jpeg|gif|svg "
        "quality?=low|medium|high|xhigh|max size?=1024x1024|1024x1536|1536x1024 usage?:Usage safety_identifier? svg_usage?:SvgUsage",
        "SvgUsage": "- model input_tokens:integer output_tokens:integer reasoning_tokens:integer total_tokens:integer",
    },
    response_sources={"SvgUsage": "python-3.46"},
    citations={
        "models/gpt-image-2.6-flare/source": "python-3.46",
        "models/gpt-image-2.6-sunburst/source": "python-3.46",
        "responses/ImagesResponse/fields/output_format/source": "python-3.46",
        "responses/ImagesResponse/fields/svg_usage/source": "python-3.46",
        "models/gpt-image-2.6-flare/released_source": "launch-2.6",
        "models/gpt-image-2.6-sunburst/released_source": "launch-2.6",
        "families/gpt-image-2.6/not_in_batch/source": "batch-2.6-report",
        "families/gpt-image-2.6/not_in_batch/basis": "inferred",
        "families/gpt-image-2.6/parameters/size/resolution/source": "sizes-2.6-report python-3.46",
        "families/gpt-image-2.6/operations/edit/parameters/markup/discouraged/source": "model-page-2.6 python-3.46",
        "families/gpt-image/interactions/4/source": "python-3.46 gif-node",
        "families/gpt-image/interactions/5/source": "gif-sizes gif-node gif-report",
        "families/gpt-image-2.6/operations/edit/interactions/0/fix/0/remove": "mask",
        "families/gpt-image-2.6/operations/edit/interactions/0/fix/1/remove": "markup",
        "families/gpt-image/operations/edit-json/parameters/frame_count/range/source": "reference-edit reference-copy",
        "families/gpt-image/operations/edit-json/parameters/frame_duration_ms/range/source": "reference-edit reference-copy",
    }
    | {f"operations/edit-json/parameters/{name}/source": "reference-edit reference-copy" for name in FRAMES}
    | {
        f"{row}/parameters/complexity/discouraged/source": "python-3.46 launch-2.6"
        for row in ("families/gpt-image-2.5", *(f"models/{name}" for name in OLDER))
    },
    limits={
        (operation, "gpt-image-2", rule): "python-3.46 documented"
        for operation in ("generate", "edit")
        for rule in (
            "complexity.value", "complexity.type", "frame_count.range", "frame_count.type", "frame_count.requires", "output_format.value",
            "output_format.preview", "stream.requires", "partial_images.requires", "output_format.excludes", "output_format.requires",
            "svg.requires", "svg.type", "reasoning.type", "effort.type", "effort.value", "frame_duration_ms.type",
            "frame_duration_ms.requires", "svg.model.required",
        )
    }
    | {("generate", "gpt-image-2.5-flare", "background.requires"): "python-3.46 documented"}
    | {("tool", "gpt-image-2", "frame_count.range"): "python-3.46 inferred"}
    | {
        ("tool", "gpt-image-2", rule): "python-tool-3.46 documented"
        for rule in (
            "complexity.type", "frame_count.type", "frame_duration_ms.type", "output_format.value", "output_format.preview",
            "output_format.excludes", "svg.type", "reasoning.type", "effort.type", "effort.value", "svg.model.type",
        )
    }
    | {(operation, "gpt-image-2", "frame_duration_ms.range"): "reference-edit inferred" for operation in ("generate", "edit")}
    | {
        ("edit-json", "gpt-image-2", rule): "reference-edit documented"
        for rule in ("complexity.type", "frame_count.range", "frame_count.type", "frame_duration_ms.range", "frame_duration_ms.type")
    }
    | {
        ("edit-json", "gpt-image-2", rule): "python-3.46 documented"
        for rule in (
            "complexity.value", "frame_count.requires", "frame_duration_ms.requires", "output_format.value", "output_format.preview",
            "stream.requires", "partial_images.requires", "output_format.excludes", "output_format.requires",
        )
    }
    | {
        ("generate", "gpt-image-2.6-flare", f"size.{problem}"): "sizes-2.6-report observed" + (
            "" if problem in ("format", "step") else "|gif-sizes inferred"
        )
        for problem in ("format", "step", "ratio", "edge", "pixels")
    }
    | {(operation, model, "complexity.unsupported"): "python-3.46 inferred" for operation in GPT_OPERATIONS for model in OLDER + GPT_25}
    | {("edit", "gpt-image-2.6-flare", f"markup.{problem}"): "python-3.46 documented" for problem in (
        "file-type", "alpha", "dimensions", "excludes",
    )}
    | {
        ("edit", "gpt-image-2.6-flare", "markup.unsupported"): "model-page-2.6 inferred",
        ("generate", "gpt-image-2.6-flare", "size.experimental"): "python-3.46 inferred",
        ("generate", "gpt-image-2.6-flare", "quality.value"): "python-3.46 documented",
        ("edit", "gpt-image-2.6-flare", "input_fidelity.unsupported"): "python-3.46 inferred",
    },
    numbers={("generate", "gpt-image-2.6-flare", "size.experimental"): {"above": 3_686_400}},
    requests=tuple(requests()),
)  # fmt: skip
