"""The words of refusals: the order of mistakes and of values, and what is said of a rule."""

from __future__ import annotations

from typing import Any

USER, SCHEMA = "image_generation_user_error", "invalid_request_error"
_SIZE = "Invalid size '{value}'. "


def _text(
    message: str,
    code: str = "",
    source: str = "",
    kind: str = USER,
    param: str | None = None,
    about: tuple[str, str, str] = ("", "", ""),
    below: str = "",
) -> tuple[Any, ...]:
    """``about`` are operations, models and the other parameter."""
    return (message, below, kind, param, code, *about, source)


def _fidelity(models: str, source: str) -> tuple[Any, ...]:
    message = "The model '{model}' does not support the 'input_fidelity' parameter."
    return _text(message, "invalid_input_fidelity_model", source, about=("edit edit-json tool", models, ""))


def _streaming(source: str) -> tuple[Any, ...]:
    return _text("Streaming is only supported with n=1.", "unsupported_parameter", source, param="input", about=("", "", "n"))


FOUNDING: dict[str, Any] = {
    "source": ("live-audit", "mimetype-order-report"),
    "order": ("files", "model", "unknown", "prompt", "images", "image", "n", "quality", "output_compression", "size"),
    "quality": ("standard hd low medium high auto", False, ""),
    "output_format": ("png webp jpeg", False, ""),
    "moderation": ("auto low", False, ""),
    "background": ("transparent opaque auto", False, ""),
    "size": (
        "256x256 512x512 1024x1024 1024x1536 1536x1024 1792x1024 1024x1792 auto",
        True,
        "live-audit sizes-report",
    ),
    "model.unknown": _text("The model '{value}' does not exist.", "invalid_value"),
    "model.retired": _text("The model '{model}' does not exist.", "invalid_value"),
    "size.format": _text(_SIZE + "Expected WIDTHxHEIGHT, for example '1824x1024'.", "invalid_value"),
    "size.step": _text(_SIZE + "Width and height must both be divisible by {of}.", "invalid_value", "size-probes"),
    "size.ratio": _text(_SIZE + "The maximum supported aspect ratio is {max}:1.", "invalid_value"),
    "size.edge": _text(_SIZE + "The longest edge must be less than or equal to {max}.", "invalid_value", "size-probes"),
    "size.pixels": _text(
        _SIZE + "Requested resolution exceeds the current pixel budget.",
        "invalid_value",
        "size-probes",
        below=_SIZE + "Requested resolution is below the current minimum pixel budget.",
    ),
    "image.unsupported": _text(
        "Unknown parameter: 'image'. For application/json on /v1/images/edits, use 'images' (array).",
        "invalid_value",
        kind=SCHEMA,
        param="image",
        about=("edit-json", "", ""),
    ),
    "images.unsupported": _text(
        "Unknown parameter: 'images'. For multipart/form-data use 'image' or 'image[]'.",
        "invalid_value",
        kind=SCHEMA,
        about=("edit", "", ""),
    ),
    "image.count": _text(
        "Invalid type for 'image': expected a file, but got an array instead.",
        "invalid_type",
        "array-report",
        SCHEMA,
        about=("", "dall-e-2", ""),
    ),
    "n.range": _text("You must provide n=1 for this model.", kind=SCHEMA, param="", about=("", "dall-e-3", "")),
    "output_compression.requires": _text(
        "Compression less than 100 is not supported for PNG output format",
        "invalid_png_output_compression",
        "compression-report",
        param="",
    ),
    "background.requires": _text(
        "Transparent background is not supported for JPEG output format",
        "invalid_transparent_background_output_format",
        "live-notes",
        param="",
    ),
    "background.unsupported": _text(
        "Transparent background is not supported for this model.", "invalid_value", "transparency-report live-audit"
    ),
    "input_fidelity.unsupported": _fidelity("gpt-image-2", "fidelity-report"),
    "stream.requires": _streaming("stream-report"),
    "partial_images.requires": _streaming("partial-report"),
    "mask.alpha": _text("Invalid mask image format - mask image missing alpha channel", "invalid_mask_image_format", "mask-report"),
    "mask.dimensions": _text("Invalid mask image format - mask size does not match image size", "invalid_mask_image_format", "mask-report"),
    "image.alpha": _text(
        "Invalid input image - format must be in ['RGBA', 'LA', 'L'], got RGB.", source="alpha-report", kind=SCHEMA, param=""
    ),
}

OF_2_5: dict[str, Any] = {
    "quality": ("standard hd low medium high xhigh max auto", False, ""),
    "input_fidelity.unsupported": _fidelity(
        "gpt-image-2 gpt-image-2.5-flare gpt-image-2.5-sunburst", "fidelity-report fidelity-2.5-report"
    ),
}

OF_2_6: dict[str, Any] = {"output_format": ("png webp jpeg gif svg", False, "")}
