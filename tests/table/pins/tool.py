"""The image tool of the Responses API: what its declaration says of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.table.pins.notation import GPT_1, GPT_2, Pin, around, base, free_sizes

GPT = GPT_1 + GPT_2
FILE = {"file_id": "file-1"}
URL = {"image_url": "data:image/png;base64,iVBORw0KGgo="}
NO_FIDELITY = {"gpt-image-1-mini": "input_fidelity.unsupported>!-", **dict.fromkeys(GPT_2, "input_fidelity.unsupported?>!-")}
NULLS = (
    "action",
    "background",
    "input_image_mask",
    "moderation",
    "output_compression",
    "output_format",
    "partial_images",
    "quality",
    "size",
)

PARAMETERS = """type string!; action string auto; background string auto; input_fidelity string? low; input_image_mask object;
    moderation string auto; output_compression integer 100; output_format string png; partial_images integer 0;
    quality string auto; size string auto"""

MASKS: list[tuple[Any, str]] = [
    (FILE, ""),
    (URL, ""),
    ({"image_url": "a"}, ""),
    ({}, "input_image_mask.requires?"),
    ({**FILE, **URL}, "input_image_mask.excludes?"),
    ({"file_id": None}, "input_image_mask.requires? file_id.type"),
    ({"image_url": None, **FILE}, "image_url.type"),
    ({"image_url": 1}, "image_url.type"),
    ({"file_id": {"format": "png"}}, "file_id.type"),
    ({**FILE, "type": "input_image"}, "parameter.unknown>-"),
    ("file-1", "input_image_mask.type>file_id"),
    ("https://a.example/b.png", "input_image_mask.type>image_url"),
    ("http://a.example/b.png", "input_image_mask.type>image_url"),
    ("data:image/png;base64,iVBORw0KGgo=", "input_image_mask.type>image_url"),
    ("b.png", "input_image_mask.type>."),
]


def founding() -> Iterator[Pin]:
    """What every model of the founding revision takes in the tool."""
    for model in GPT:
        start = base("tool", model)
        yield Pin("tool", start, model=model)
        yield Pin("tool", {"model": model}, "type.required")
        yield from around("tool", model, "type", [], ["web_search", "invalid_request_error", "image_generation_user_error"], "type.value")
        yield from around("tool", model, "type", [], [None], "type.type")
        yield from around("tool", model, "action", ["auto", "generate", "edit"], ["create"], "action.value")
        yield from around("tool", model, "quality", ["auto", "low", "medium", "high"], ["hd"], "quality.value>high")
        yield from around("tool", model, "output_compression", [100], [101], "output_compression.range>100")
        yield from around("tool", model, "partial_images", [0, 3], [4], "partial_images.range>3")
        for name in NULLS:
            yield Pin("tool", {**start, name: None}, f"{name}.type")
        yield Pin("tool", {**start, "output_compression": 99}, "output_compression.requires>!->output_format=jpeg")
        yield Pin("tool", {**start, "moderation": "low", "background": "opaque", "output_format": "webp", "output_compression": 0})
        yield Pin("tool", {**start, "input_fidelity": None}, "input_fidelity.unsupported>!-" if model == "gpt-image-1-mini" else "")
        yield Pin("tool", {**start, "input_fidelity": "low"}, NO_FIDELITY.get(model, ""))
        for mask, found in MASKS:
            yield Pin("tool", {**start, "input_image_mask": mask}, found)
        for name, value in (("n", 1), ("prompt", "a"), ("stream", True), ("user", "u"), ("style", "vivid")):
            yield Pin("tool", {**start, name: value}, f"{name}.unsupported>{'' if name == 'prompt' else '!'}-")
        yield Pin("tool", {**start, "mask": FILE}, "mask.unsupported>input_image_mask")
        yield Pin("tool", {**start, "mask": FILE, "input_image_mask": FILE}, "mask.unsupported>-")
        for name, value in (("type", "image_generation"), ("action", "auto"), ("input_image_mask", FILE)):
            for operation in ("generate", "edit", "edit-json"):
                yield Pin(
                    operation, {**base(operation, model), name: value}, f"{name}.unsupported>{'' if name == 'input_image_mask' else '!'}-"
                )
    for model in GPT_2:
        yield from free_sizes("tool", model, nullable=False)
    yield Pin("tool", {"type": "image_generation"}, model="gpt-image-1")
    yield Pin("tool", {"type": "image_generation", "model": None}, "model.type")
    yield Pin("tool", {"type": "image_generation", "model": 2}, "model.type")
    yield Pin("tool", base("tool", "stable-diffusion"), "model.unknown")
    for model in ("dall-e-2", "dall-e-3"):
        yield Pin("tool", base("tool", model), "model.unsupported")


PREVIEW = "output_format.preview?"
EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")
SVG: list[tuple[Any, str]] = [
    ({}, ""),
    ({"model": "gpt-5"}, ""),
    ({"reasoning": None}, ""),
    ({"reasoning": {}}, ""),
    *(({"reasoning": {"effort": effort}}, "") for effort in EFFORTS),
    ({"reasoning": {"effort": None}}, "effort.type"),
    ({"reasoning": {"effort": "auto"}}, "effort.value"),
    ({"reasoning": {"effort": "low", "summary": "auto"}}, "parameter.unknown>-"),
    ({"reasoning": "low"}, "reasoning.type"),
    ({"prompt": "a"}, "parameter.unknown>-"),
    ({"model": None}, "svg.model.type"),
    ({"model": 5}, "svg.model.type"),
    ({"model": {"format": "png"}}, "svg.model.type"),
    ("gpt-5", "svg.type"),
    (None, "svg.type"),
]
FRAMES = {"complexity": "string", "frame_count": "integer 9", "frame_duration_ms": "integer 200", "svg": "object"}


def of_2_6(models: tuple[str, ...], doubtful: tuple[str, ...]) -> Iterator[Pin]:
    """What the tool gains with the 2.6 models: complexity, GIF and SVG output. Of ``doubtful`` models complexity is."""
    for model in models:
        start = base("tool", model)
        gif = {**start, "output_format": "gif"}
        found = "complexity.unsupported?>!-" if model in doubtful else ""
        yield from around("tool", model, "complexity", [], ["low", "medium", "high"], found)
        yield from around("tool", model, "complexity", [], ["max"], f"complexity.value {found}".strip())
        yield from around("tool", model, "output_format", ["png", "jpeg", "webp"], ["gif", "svg"], PREVIEW)
        yield from around("tool", model, "output_format", [], ["jpg"], "output_format.value>jpeg")
        yield from around("tool", model, "output_format", [], ["bmp"], "output_format.value")
        for name in FRAMES:
            yield Pin("tool", {**start, name: None}, f"{name}.type")
        for value in (2, 16):
            yield Pin("tool", {**gif, "frame_count": value}, PREVIEW)
        yield Pin("tool", {**gif, "frame_count": 1}, f"{PREVIEW} frame_count.range?>2")
        yield Pin("tool", {**gif, "frame_count": 17}, f"{PREVIEW} frame_count.range?>16")
        yield Pin("tool", {**gif, "frame_duration_ms": 20}, PREVIEW)
        yield Pin("tool", {**gif, "frame_duration_ms": 19}, f"{PREVIEW} frame_duration_ms.range?>20")
        yield Pin("tool", {**gif, "input_image_mask": FILE}, f"{PREVIEW} output_format.excludes>png>-input_image_mask")
        for form in ("png", "jpeg", "webp"):
            yield Pin("tool", {**start, "output_format": form, "input_image_mask": FILE})
        for value, said in SVG:
            yield Pin("tool", {**start, "output_format": "svg", "svg": value}, f"{PREVIEW} {said}".strip())
        yield Pin("tool", {**start, "svg": {}}, "svg.requires>->output_format=svg")
        if model not in GPT_1:  # nine frames of that size are drawn on one sheet that is too large
            yield Pin("tool", {**gif, "size": "512x512"}, PREVIEW)
            yield Pin("tool", {**gif, "size": "512x512", "frame_count": 9}, PREVIEW)
