"""The founding revision: the request limits of all its models, and the whole table behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.table.pins import refusals, tool
from tests.table.pins.notation import (
    GPT_1,
    GPT_2,
    PHOTO,
    PNG,
    URL,
    End,
    Pin,
    Revision,
    around,
    base,
    declared,
    free_sizes,
)

GPT = GPT_1 + GPT_2
FORMS = ("edit", "variation")
DATA_URL = "data:image/png;base64,"


# -- requests ------------------------------------------------------------------------------------------------------


def requests() -> Iterator[Pin]:
    """Every pinned request."""
    yield from _every_gpt_model()
    yield from _free_sizes()
    yield from _edits()
    yield from _json_edits()
    yield from _dall_e_2()
    yield from _dall_e_3()
    yield from _models()
    yield from tool.founding()


def _every_gpt_model() -> Iterator[Pin]:
    for operation in ("generate", "edit", "edit-json"):
        for model in GPT:
            yield from _gpt(operation, model)


def _gpt(operation: str, model: str) -> Iterator[Pin]:
    yield Pin(operation, base(operation, model), model=model)
    yield from around(operation, model, "prompt", ["a", "x" * 32000, " "], ["", "x" * 32001], "prompt.length")
    yield from around(operation, model, "n", [1, 10, None], [0, -1], "n.range>1")
    yield from around(operation, model, "n", [2, 9], [11, 12], "n.range>10")
    yield from around(operation, model, "quality", ["auto", "low", "medium", "high", None], ["standard"], "quality.value>medium")
    yield from around(operation, model, "quality", [], ["hd"], "quality.value>high")
    yield from around(operation, model, "quality", [], ["xhigh", "max"], "quality.value")
    yield from around(operation, model, "output_format", ["png", "jpeg", "webp", None], ["jpg"], "output_format.value>jpeg")
    yield from around(operation, model, "output_format", [], ["gif", "svg", ""], "output_format.value")
    yield from around(operation, model, "background", ["auto", "opaque", None], ["white"], "background.value")
    yield from around(operation, model, "stream", [True, False, None], [], "")
    yield from around(operation, model, "partial_images", [0, 1, 3, None], [-1], "partial_images.range>0")
    yield from around(operation, model, "partial_images", [], [4], "partial_images.range>3")
    doubtful = "moderation.unsupported?>!-" if operation == "edit" else ""
    for value in ("auto", "low", None):
        yield Pin(operation, {**base(operation, model), "moderation": value}, doubtful if value else "")
    yield Pin(operation, {**base(operation, model), "moderation": "high"}, f"moderation.value {doubtful}".strip())
    yield Pin(operation, {**base(operation, model), "moderation": 1}, "moderation.type")
    yield from _compression(operation, model)
    yield from _together(operation, model)
    for name, value in (("style", "vivid"), ("response_format", "url"), ("response_format", None)):
        yield Pin(operation, {**base(operation, model), name: value}, f"{name}.unsupported>!-")
    yield Pin(operation, {**base(operation, model), "user": "user-1"})
    yield Pin(operation, {**base(operation, model), "user": None}, "user.type")
    yield Pin(operation, {**base(operation, model), "prompt": None}, "prompt.type")
    if model in GPT_1:
        sizes = ["auto", "1024x1024", "1536x1024", "1024x1536", None]
        yield from around(operation, model, "size", sizes, ["1792x1024"], "size.value>1536x1024")
        yield from around(operation, model, "size", [], ["1024x1792", "512x1024"], "size.value>1024x1536")
        yield from around(operation, model, "size", [], ["256x256", "2048x2048"], "size.value>1024x1024")
        yield from around(operation, model, "background", ["transparent"], [], "")


def _compression(operation: str, model: str) -> Iterator[Pin]:
    start = base(operation, model)
    for kind in ("jpeg", "webp"):
        for value in (0, 1, 99, 100):
            yield Pin(operation, {**start, "output_format": kind, "output_compression": value})
        yield Pin(operation, {**start, "output_format": kind, "output_compression": 101}, "output_compression.range>100")
        yield Pin(operation, {**start, "output_format": kind, "output_compression": -1}, "output_compression.range>0")
    yield Pin(operation, {**start, "output_compression": 100})
    yield Pin(operation, {**start, "output_compression": None})
    yield Pin(operation, {**start, "output_format": "png", "output_compression": 100})
    yield Pin(operation, {**start, "output_format": "png", "output_compression": 99}, "output_compression.requires>!->output_format=jpeg")
    yield Pin(operation, {**start, "output_compression": 99}, "output_compression.requires>!->output_format=jpeg")
    yield Pin(operation, {**start, "output_format": None, "output_compression": 0}, "output_compression.requires>!->output_format=jpeg")


def _together(operation: str, model: str) -> Iterator[Pin]:
    start = base(operation, model)
    if model in GPT_1:
        for kind in ("png", "webp"):
            yield Pin(operation, {**start, "background": "transparent", "output_format": kind})
        yield Pin(operation, {**start, "background": "transparent", "output_format": "jpeg"}, "background.requires>output_format=png")
    yield Pin(operation, {**start, "stream": True, "n": 1})
    yield Pin(operation, {**start, "stream": True, "n": 2}, "stream.requires?>n=1>-")
    yield Pin(operation, {**start, "stream": True, "n": 10}, "stream.requires?>n=1>-")
    yield Pin(operation, {**start, "stream": False, "n": 2})
    for count in (1, 3):
        for n in (2, 10):
            yield Pin(operation, {**start, "partial_images": count, "n": n}, "partial_images.requires?>n=1>-")
        yield Pin(operation, {**start, "partial_images": count, "n": 1})
    yield Pin(operation, {**start, "partial_images": 0, "n": 2})
    yield Pin(operation, {**start, "stream": True, "partial_images": 1, "n": 2}, "stream.requires?>n=1>- partial_images.requires?>n=1>-")


def _free_sizes() -> Iterator[Pin]:
    for operation in ("generate", "edit", "edit-json"):
        for model in GPT_2:
            yield from free_sizes(operation, model)
            yield Pin(operation, {**base(operation, model), "background": "transparent"}, "background.unsupported>-")


def _edits() -> Iterator[Pin]:
    for model in GPT:
        start = base("edit", model)
        for key in ("image", "image[]"):
            body = {"model": model, "prompt": "a red fox"}
            yield Pin("edit", {**body, key: [PNG]})
            yield Pin("edit", {**body, key: [PNG] * 16})
            yield Pin("edit", {**body, key: [PNG] * 17}, "image.count")
            yield Pin("edit", {**body, key: []}, "image.count")
            yield Pin("edit", {**body, key: None}, "image.type")
        body = {"model": model, "prompt": "a red fox"}
        for count in (1, 2, 16):
            yield Pin("edit", {**body, **{f"image[{number}]": PNG for number in range(count)}})
        yield Pin("edit", {**body, **{f"image[{number}]": PNG for number in range(17)}}, "image.count")
        for other in ("image[]", "image[0]"):
            yield Pin("edit", {**start, other: PNG}, "image.excludes")
        for kind in ("png", "webp", "jpeg", "jpg"):
            yield Pin("edit", {**start, "image": {**PHOTO, "format": kind}})
            yield Pin("edit", {**start, "image": f"photo.{kind}"})
        for address in ("https://example.com/a.png", "data:image/png;base64,AAAA"):
            yield Pin("edit", {**start, "image": address}, "image.type")
        for kind in ("gif", "bmp"):
            yield Pin("edit", {**start, "image": {**PHOTO, "format": kind}}, "image.file-type")
        yield Pin("edit", {**start, "image": {**PHOTO, "content_type": "image/jpeg"}})
        yield Pin("edit", {**start, "image": {**PHOTO, "content_type": "image/png"}}, "image.content-type?>image/jpeg")
        yield Pin("edit", {**start, "image": {**PHOTO, "multi_picture": False}})
        yield Pin("edit", {**start, "image": {**PHOTO, "multi_picture": True}}, "image.file-type?")
        yield Pin("edit", {**start, "image": {**PHOTO, "bytes": 50 * 1024 * 1024 - 1}})
        yield Pin("edit", {**start, "image": {**PHOTO, "bytes": 50 * 1024 * 1024}}, "image.file-size")
        yield from _mask("edit", start)
        yield Pin("edit", {**start, "mask": {**PNG, "width": 256}}, "mask.dimensions")
        yield Pin("edit", {key: value for key, value in start.items() if key != "image"}, "image.required")
        yield Pin("edit", {key: value for key, value in start.items() if key != "prompt"}, "prompt.required")
        yield Pin("edit", {**start, "images": [URL]}, "images.unsupported>-")
        yield Pin("edit", {**body, "images": ["a.png"]}, "images.unsupported>image")
        for value, found in (("2", ""), (2.0, "n.type>2"), ("10", ""), ("11", "n.range>10"), ("two", "n.type")):
            yield Pin("edit", {**start, "n": value}, found)
        yield Pin("edit", {**start, "stream": "true"})
        yield from _fidelity("edit", model)


def _mask(operation: str, start: dict[str, Any]) -> Iterator[Pin]:
    yield Pin(operation, {**start, "mask": PNG})
    yield Pin(operation, {**start, "mask": {**PNG, "bytes": 4 * 1024 * 1024 - 1}})
    yield Pin(operation, {**start, "mask": {**PNG, "bytes": 4 * 1024 * 1024}}, "mask.file-size")
    yield Pin(operation, {**start, "mask": {**PNG, "mode": "RGB"}}, "mask.alpha")
    for kind in ("jpeg", "webp"):
        yield Pin(operation, {**start, "mask": {**PNG, "format": kind}}, "mask.file-type")
    yield Pin(operation, {**start, "mask": [PNG]}, "mask.type")
    yield Pin(operation, {**start, "mask": None}, "mask.type")


def _fidelity(operation: str, model: str) -> Iterator[Pin]:
    start = base(operation, model)
    found = "input_fidelity.unsupported>!-" if model == "gpt-image-1-mini" else "input_fidelity.unsupported?>!-" if model in GPT_2 else ""
    for value in ("low", "high"):
        yield Pin(operation, {**start, "input_fidelity": value}, found)
    both = found if model == "gpt-image-1-mini" else f"input_fidelity.value {found}".strip()
    yield Pin(operation, {**start, "input_fidelity": "medium"}, both)
    yield Pin(operation, {**start, "input_fidelity": None}, found if model == "gpt-image-1-mini" else "")


def _json_edits() -> Iterator[Pin]:
    for model in GPT:
        start = base("edit-json", model)
        yield Pin("edit-json", {**start, "images": [URL] * 16})
        yield Pin("edit-json", {**start, "images": [URL] * 17}, "images.count")
        yield Pin("edit-json", {**start, "images": []}, "images.count")
        yield Pin("edit-json", {**start, "images": None}, "images.type")
        for text, key in TEXTS.items():
            yield Pin("edit-json", {**start, "images": [text]}, f"images.type>{key}" if key else "images.type>.")
            yield Pin("edit-json", {**start, "mask": text}, f"mask.type>{key}" if key else "mask.type>.")
        yield Pin("edit-json", {**start, "images": [None]}, "images.type")
        yield Pin("edit-json", {key: value for key, value in start.items() if key != "images"}, "images.required")
        yield Pin("edit-json", {key: value for key, value in start.items() if key != "prompt"}, "prompt.required")
        for name in ("image", "image[]"):
            yield Pin("edit-json", {**start, name: "a.png"}, "image.unsupported>-")
            yield Pin("edit-json", {"model": model, "prompt": "a red fox", name: "a.png"}, "image.unsupported>images")
        yield Pin("edit-json", {**start, "mask": None})
        yield Pin("edit-json", {**start, "n": "2"}, "n.type>2")
        for entry, found in REFERENCES:
            yield Pin("edit-json", {**start, "images": [URL, entry]}, found.replace("@", "images"))
            yield Pin("edit-json", {**start, "mask": entry}, found.replace("@", "mask"))
        yield from _fidelity("edit-json", model)


TEXTS = {
    "https://example.com/a.png": "image_url",
    "http://example.com/a.png": "image_url",
    "data:image/png;base64,AAAA": "image_url",
    "file-1": "file_id",
    "a.png": "",
    "sound.wav": "",
}
"""What a text in place of a reference means."""

REFERENCES: list[tuple[dict[str, Any], str]] = [
    ({"image_url": "https://example.com/a.png"}, ""),
    ({"image_url": "http://example.com/a.png"}, ""),
    ({"image_url": DATA_URL + "AAAA"}, ""),
    ({"image_url": "ftp://example.com/a.png"}, "image_url.format"),
    ({"image_url": "a.png"}, "image_url.format"),
    *(({"image_url": f"data:image/{name};base64,AAAA"}, "") for name in ("png", "jpeg", "webp")),
    *(({"image_url": f"data:{name};base64,AAAA"}, "image_url.file-type?") for name in ("image/gif", "image/bmp", "text/plain")),
    ({"image_url": "data:image/png,AAAA"}, "image_url.file-type?"),
    ({"image_url": DATA_URL}, "image_url.file-type?"),
    ({"image_url": DATA_URL.ljust(20_971_520, "A")}, ""),
    ({"image_url": DATA_URL.ljust(20_971_521, "A")}, "image_url.length"),
    ({"file_id": "file-1"}, ""),
    ({"file_id": "file-1", "image_url": None}, ""),
    ({"file_id": None, "image_url": "https://example.com/a.png"}, ""),
    ({"file_id": "file-1", "image_url": "https://example.com/a.png"}, "@.excludes"),
    ({}, "@.requires"),
    ({"file_id": None}, "@.requires"),
    ({"file_id": 7}, "file_id.type"),
    ({"file_id": b"GIF89a"}, "file_id.type"),
    ({"image_url": 7}, "image_url.type"),
    ({"file_id": "file-1", "detail": "high"}, "parameter.unknown>-"),
]


def _dall_e_2() -> Iterator[Pin]:
    for operation in ("generate", "edit", "variation"):
        start = base(operation, "dall-e-2")
        yield Pin(operation, start, model="dall-e-2")
        yield from around(operation, "dall-e-2", "n", [1, 10, None], [0], "n.range>1")
        yield from around(operation, "dall-e-2", "n", [2], [11], "n.range>10")
        yield from around(operation, "dall-e-2", "size", ["256x256", "512x512", "1024x1024", None], ["auto"], "size.value")
        yield from around(operation, "dall-e-2", "size", [], ["1536x1024", "1792x1024", "2048x2048"], "size.value>1024x1024")
        yield from around(operation, "dall-e-2", "size", [], ["1024x1536", "1024x1792"], "size.value")
        yield from around(operation, "dall-e-2", "size", [], ["128x128"], "size.value>256x256")
        yield from around(operation, "dall-e-2", "size", [], ["500x500"], "size.value>512x512")
        yield from around(operation, "dall-e-2", "response_format", ["url", "b64_json", None], ["png"], "response_format.value")
        yield from around(operation, "dall-e-2", "user", ["user-1"], [None], "user.type")
        for name in ("output_format", "stream", "moderation", "background", "style", "output_compression", "partial_images"):
            yield Pin(operation, {**start, name: None}, f"{name}.unsupported>!-")
        yield Pin(operation, {**start, "input_fidelity": "low"}, "input_fidelity.unsupported>!-")
    for operation in ("generate", "edit"):
        start = base(operation, "dall-e-2")
        yield from around(operation, "dall-e-2", "prompt", ["a", "x" * 1000], ["", "x" * 1001], "prompt.length")
        doubtful = "quality.unsupported?>!-"
        for value in ("standard", "auto"):
            yield Pin(operation, {**start, "quality": value}, doubtful)
        yield Pin(operation, {**start, "quality": None})
        for value in ("low", "medium", "high", "hd"):
            yield Pin(operation, {**start, "quality": value}, f"quality.value>!- {doubtful}")
        for value in ("xhigh", "max"):
            yield Pin(operation, {**start, "quality": value}, f"quality.value {doubtful}")
    start = base("edit", "dall-e-2")
    yield Pin("edit", {**start, "image": [PNG]}, "image.type?>!image")
    yield Pin("edit", {**start, "image": [PNG, PNG]}, "image.count")
    yield Pin("edit", {**start, "image": "https://example.com/a.png"}, "image.type")
    yield Pin("edit", {**start, "image": []}, "image.count")
    yield Pin("edit", {**start, "image": {**PNG, "mode": "RGB"}}, "image.alpha?")
    yield Pin("edit", {**start, "mask": {**PNG, "height": 256}}, "mask.dimensions")
    yield from _mask("edit", start)
    for operation in FORMS:
        start = base(operation, "dall-e-2")
        yield Pin(operation, {**start, "image": {**PNG, "bytes": 4 * 1024 * 1024 - 1}})
        yield Pin(operation, {**start, "image": {**PNG, "bytes": 4 * 1024 * 1024}}, "image.file-size")
        yield Pin(operation, {**start, "image": {**PNG, "height": 511}}, "image.dimensions")
        for kind in ("jpeg", "webp"):
            yield Pin(operation, {**start, "image": {**PNG, "format": kind}}, "image.file-type")
        yield Pin(operation, {key: value for key, value in start.items() if key != "image"}, "image.required")
        yield Pin(operation, {**start, "image": None}, "image.type")
        yield Pin(operation, {**start, "images": [URL]}, "images.unsupported>-")
        yield Pin(operation, {**{k: v for k, v in start.items() if k != "image"}, "images": ["a.png"]}, "images.unsupported>image")
    start = base("variation", "dall-e-2")
    yield Pin("variation", {**start, "image": {**PNG, "mode": "RGB"}})
    yield Pin("variation", {**start, "image": [PNG]}, "image.type")
    yield Pin("variation", {**start, "prompt": "a"}, "prompt.unsupported>-")
    yield Pin("variation", {**start, "mask": PNG}, "mask.unsupported>-")
    yield Pin("variation", {**start, "quality": "standard"}, "quality.unsupported>!-")
    yield Pin("variation", {**start, "n": "3"})


def _dall_e_3() -> Iterator[Pin]:
    start = base("generate", "dall-e-3")
    yield Pin("generate", start, model="dall-e-3")
    yield from around("generate", "dall-e-3", "prompt", ["a", "x" * 4000], ["", "x" * 4001], "prompt.length")
    yield from around("generate", "dall-e-3", "n", [1, None], [0, 2, 10], "n.range>1")
    yield from around("generate", "dall-e-3", "size", ["1024x1024", "1792x1024", "1024x1792", None], ["auto"], "size.value")
    yield from around("generate", "dall-e-3", "size", [], ["1536x1024"], "size.value>1792x1024")
    yield from around("generate", "dall-e-3", "size", [], ["1024x1536"], "size.value>1024x1792")
    yield from around("generate", "dall-e-3", "size", [], ["512x512", "256x256"], "size.value>1024x1024")
    yield from around("generate", "dall-e-3", "quality", ["standard", "hd", "auto", None], ["high"], "quality.value>hd")
    yield from around("generate", "dall-e-3", "quality", [], ["medium", "low"], "quality.value>standard")
    yield from around("generate", "dall-e-3", "quality", [], ["xhigh", "max"], "quality.value")
    yield from around("generate", "dall-e-3", "response_format", ["url", "b64_json", None], ["png"], "response_format.value")
    yield from around("generate", "dall-e-3", "user", ["user-1"], [None], "user.type")
    yield from around("generate", "dall-e-3", "style", ["vivid", "natural", None], ["realistic"], "style.value")
    for name in ("output_format", "stream", "moderation", "background", "output_compression", "partial_images"):
        yield Pin("generate", {**start, name: None}, f"{name}.unsupported>!-")


def _models() -> Iterator[Pin]:
    nameless = {"prompt": "a red fox"}
    yield Pin("generate", nameless, "model.required?", "dall-e-2")
    yield Pin("generate", {**nameless, "model": None}, "model.required?", "dall-e-2")
    for name in ("output_format", "output_compression", "stream", "partial_images", "moderation", "background"):
        value: Any = {"output_format": "png", "output_compression": 100, "stream": True, "partial_images": 1}.get(name, "auto")
        yield Pin("generate", {**nameless, name: value}, "model.required?", "gpt-image-1")
        yield Pin("generate", {**nameless, name: None}, f"model.required? {name}.unsupported>!-", "dall-e-2")
    for name, value in (("quality", "auto"), ("size", "1024x1024"), ("n", 1), ("user", "user-1"), ("response_format", "url")):
        doubtful = " quality.unsupported?>!-" if name == "quality" else ""
        yield Pin("generate", {**nameless, name: value}, f"model.required?{doubtful}", "dall-e-2")
    yield Pin("generate", {**nameless, "style": "vivid"}, "model.required? style.unsupported>!-", "dall-e-2")
    yield Pin("edit", {**nameless, "image": PNG}, "model.required?", "gpt-image-1.5")
    yield Pin("edit", {**nameless, "image": PNG, "model": None}, "model.required?", "gpt-image-1.5")
    yield Pin("edit-json", {**nameless, "images": [URL]}, "", "gpt-image-1.5")
    yield Pin("edit-json", {**nameless, "images": [URL], "model": None}, "", "gpt-image-1.5")
    yield Pin("variation", {"image": PNG}, "", "dall-e-2")
    yield Pin("variation", {"image": PNG, "model": None}, "", "dall-e-2")
    for operation in ("generate", "edit", "edit-json"):
        yield Pin(operation, {"model": "gpt-image-1"}, " ".join(REQUIRED[operation]))
    for operation, models in NOT_SERVED.items():
        for model in models:
            yield Pin(operation, base(operation, model), "model.unsupported")
    for operation in ("generate", "edit", "edit-json", "variation"):
        yield Pin(operation, base(operation, "stable-diffusion"), "model.unknown")
        yield Pin(operation, {**base(operation, "dall-e-2"), "model": 2}, "model.type")


REQUIRED = {
    "generate": ["prompt.required"],
    "edit": ["image.required", "prompt.required"],
    "edit-json": ["images.required", "prompt.required"],
}
NOT_SERVED = {"edit": ["dall-e-3"], "edit-json": ["dall-e-2", "dall-e-3"], "variation": ["dall-e-3", *GPT]}


# -- facts ---------------------------------------------------------------------------------------------------------

MODELS = {
    # family, snapshot of, released, deprecated, end, replacements
    "dall-e-2": ("", "", "2022-11-03", "2025-11-14", "2026-05-12", "gpt-image-2"),
    "dall-e-3": ("", "", "2023-11-06", "2025-11-14", "2026-05-12", "gpt-image-2"),
    "gpt-image-1": ("gpt-image", "", "2025-04-23", "", "", ""),
    "gpt-image-1-mini": ("gpt-image", "", "2025-10-06", "", "", ""),
    "gpt-image-1.5": ("gpt-image", "", "2025-12-16", "", "", ""),
    "gpt-image-1.5-2025-12-16": ("gpt-image", "gpt-image-1.5", "2025-12-16", "", "", ""),
    "chatgpt-image-latest": ("gpt-image", "", "2026-02-10", "", "", ""),
    "gpt-image-2": ("gpt-image", "", "2026-04-21", "", "", ""),
    "gpt-image-2-2026-04-21": ("gpt-image", "gpt-image-2", "2026-04-21", "", "", ""),
}
OPERATIONS = {
    "generate": ("POST", "/v1/images/generations", "images.generate", "json"),
    "edit": ("POST", "/v1/images/edits", "images.edit", "multipart"),
    "edit-json": ("POST", "/v1/images/edits", "", "json"),
    "variation": ("POST", "/v1/images/variations", "images.create_variation", "multipart"),
    "tool": ("POST", "/v1/responses", "responses.create", "json", "tools"),
}
BATCH = ("POST", ("generate", "edit-json"), 50_000, 209_715_200, ".jsonl")

PARAMETERS = {
    "generate": """prompt string!; n integer? 1; size string? auto; quality string? auto; background string? auto;
        output_format string? png; output_compression integer? 100; moderation string? auto; stream boolean? False;
        partial_images integer? 0;
        response_format string? url; style string? vivid; user string""",
    "edit": """image files!; prompt string!; mask file; n integer? 1; size string? auto; quality string? auto;
        background string? auto;
        input_fidelity string? low; output_format string? png; output_compression integer? 100; moderation string?;
        stream boolean? False; partial_images integer? 0; response_format string? url; user string""",
    "edit-json": """images array!; prompt string!; mask object?; n integer? 1; size string? auto; quality string? auto;
        background string? auto;
        input_fidelity string? low; output_format string? png; output_compression integer? 100;
        moderation string? auto; stream boolean? False; partial_images integer? 0; user string""",
    "variation": "image file!; n integer? 1; size string? 1024x1024; response_format string? url; user string",
    "tool": tool.PARAMETERS,
}

SOURCES = {
    "python-reference": "2026-05-06", "rust-client": "2026-05-07", "go-reference": "2026-05-01", "java-reference": "2026-05-01",
    "rust-openapi": "2026-05-05", "openapi": "2026-05-13", "image-guide": "2026-05-07", "json-edit-changelog": "2026-02-09",
    "deprecations": "2026-06-02", "batch-reference": "2026-02-10", "live-audit": "2026-08-30", "live-notes": "2026-08-23",
    "stream-report": "2026-09-06", "quality-report": "2025-07-05", "moderation-report": "2025-04-27", "fidelity-report": "2026-04-24",
    "alpha-report": "2023-03-21", "array-report": "2025-09-06", "data-url-report": "2026-09-12",
    "sniff-report": "2025-04-28", "pictures-report": "2026-06-23", "size-probes": "2026-04-28", "sizes-report": "2025-12-26",
    "mimetype-order-report": "2025-06-03", "mask-report": "2025-07-18",
    "transparency-report": "2026-09-15",
    "deprecations-dall-e": "2026-05-12", "python-2022": "2022-11-03", "python-2023": "2023-11-06",
    "python-models": "2026-05-06", "python-2.19": "2026-02-10", "changelog": "2026-04-21", "files-reference": "2026-02-10",
    "python-tool": "2026-05-06", "openapi-tool": "2026-08-21", "partial-report": "2026-07-16", "compression-report": "2026-06-17",
}  # fmt: skip

# Rows that rest on several documents, and the ones whose documents no finding names.
CITATIONS = {
    "operations/generate/source": "python-reference",
    "operations/edit/source": "python-reference",
    "operations/variation/source": "python-reference",
    "models/dall-e-2/source": "python-reference",
    "models/gpt-image-1-mini/source": "python-reference",
    "operations/edit/default_model/source": "python-reference openapi",
    "operations/edit/name_the_model/source": "python-reference rust-client",
    **{
        f"operations/edit-json/parameters/{row}/fields/image_url/starts_with/such_as": f"https://example.com/image.png {DATA_URL}..."
        for row in ("images/items", "mask")
    },
    "operations/edit-json/source": "openapi rust-client json-edit-changelog",
    "operations/variation/default_model/source": "python-reference openapi",
    "operations/generate/default_model/source": "python-reference",
    "operations/edit-json/default_model/source": "openapi",
    "operations/tool/source": "python-tool",
    "operations/tool/default_model/source": "python-tool",
    "operations/tool/parameters/output_compression/source": "openapi-tool",
    "models/gpt-image-2/parameters/size/resolution/experimental/source": "image-guide python-reference",
    "models/gpt-image-1.5/snapshots/gpt-image-1.5-2025-12-16/source": "deprecations",
    "models/gpt-image-2/snapshots/gpt-image-2-2026-04-21/source": "python-reference",
    "batch/source": "batch-reference files-reference",
    "operations/edit-json/parameters/mask/source": "openapi live-audit",
    "operations/edit-json/parameters/input_fidelity/source": "openapi python-reference",
    "operations/edit-json/parameters/output_compression/source": "openapi python-reference",
    "families/gpt-image/parameters/prompt/length/source": "python-reference live-audit",
    "models/dall-e-2/parameters/prompt/length/source": "python-reference live-audit",
    "models/dall-e-3/operations/generate/parameters/prompt/length/source": "python-reference live-audit",
    "families/gpt-image/interactions/1/source": "python-reference compression-report",
    "models/dall-e-2/released_source": "python-2022",
    "models/dall-e-3/released_source": "python-2023",
    "models/gpt-image-1/released_source": "python-models",
    "models/gpt-image-1-mini/released_source": "python-models",
    "models/gpt-image-1.5/released_source": "python-models",
    "models/chatgpt-image-latest/released_source": "python-2.19",
    "models/gpt-image-2/released_source": "changelog",
    "models/gpt-image-1/source": "python-reference",
    "models/gpt-image-1.5/source": "python-reference",
    "models/chatgpt-image-latest/source": "python-reference",
    "models/dall-e-2/lifecycle_source": "deprecations deprecations-dall-e",
    "models/dall-e-3/lifecycle_source": "deprecations deprecations-dall-e",
}

# Where the limits of a finding come from: rule, model and operation of a pinned request, its source and basis.
LIMITS = {
    ("edit", "gpt-image-1", "mask.alpha"): "image-guide documented",
    ("edit", "gpt-image-1", "image.content-type"): "sniff-report inferred",
    ("edit", "gpt-image-1", "image.file-type"): "python-reference documented|pictures-report observed",
    ("edit", "gpt-image-1", "mask.file-size"): "python-reference documented",
    ("edit", "gpt-image-1", "moderation.unsupported"): "moderation-report observed",
    ("edit", "gpt-image-1", "moderation.type"): "live-audit observed",
    ("edit", "gpt-image-1", "moderation.value"): "python-reference documented",
    ("edit-json", "gpt-image-1", "mask.type"): "openapi documented",
    ("generate", "gpt-image-1", "partial_images.requires"): "partial-report observed",
    ("generate", "gpt-image-1", "output_compression.requires"): "python-reference documented",
    ("edit", "gpt-image-2", "input_fidelity.unsupported"): "fidelity-report observed",
    ("edit", "dall-e-2", "image.type"): "python-reference documented|array-report observed",
    ("edit", "dall-e-2", "image.alpha"): "alpha-report observed",
    ("edit-json", "gpt-image-1", "image_url.file-type"): "data-url-report observed",
    ("edit", "gpt-image-1", "image.excludes"): "python-reference documented",
    ("edit", "dall-e-2", "mask.alpha"): "image-guide documented",
    ("edit", "dall-e-2", "quality.unsupported"): "quality-report observed",
    ("edit", "gpt-image-1.5", "model.required"): "python-reference inferred",
    ("generate", "dall-e-2", "model.required"): "live-audit observed",
    ("generate", "dall-e-3", "n.range"): "python-reference documented",
    ("generate", "gpt-image-1", "stream.requires"): "stream-report observed",
    ("generate", "gpt-image-1", "background.requires"): "python-reference documented",
    ("generate", "gpt-image-2", "size.edge"): "image-guide documented",
    ("generate", "gpt-image-2", "size.pixels"): "image-guide documented",
    ("generate", "gpt-image-2", "size.ratio"): "python-reference documented",
    ("generate", "gpt-image-2", "size.experimental"): "image-guide documented",
    ("generate", "gpt-image-2", "background.unsupported"): "python-reference documented",
    ("edit-json", "gpt-image-1", "images.count"): "openapi documented",
    ("tool", "gpt-image-1", "input_image_mask.requires"): "live-audit observed",
    ("tool", "gpt-image-1", "output_compression.type"): "openapi-tool documented",
    ("tool", "gpt-image-1", "action.value"): "python-tool documented",
}

# Limits that no size is near enough to show: allowed sizes have areas in steps of 256 pixels.
NUMBERS = {("generate", "gpt-image-2", "size.experimental"): {"above": 3_686_400}}

CONFLICTS = {
    "B1": "python-reference rust-client openapi", "B2": "python-reference rust-client openapi", "B3": "python-reference live-audit",
    "B4": "python-reference deprecations", "B5": "python-reference live-audit", "B6": "python-reference fidelity-report",
    "B7": "python-reference image-guide", "B8": "python-reference image-guide", "B9": "python-reference rust-openapi",
    "B10": "openapi rust-client", "B11": "go-reference rust-openapi python-reference", "B12": "python-reference live-audit",
    "B13": "python-reference image-guide", "B14": "python-reference quality-report", "B15": "python-reference rust-client",
    "B16": "python-reference go-reference", "B17": "python-reference rust-client", "B18": "rust-client python-reference",
    "B19": "python-reference openapi", "B20": "openapi",
    "B21": "python-reference moderation-report live-audit", "B22": "python-reference live-audit",
    "B28": "python-reference rust-openapi", "B29": "python-reference", "B30": "python-reference",
    "J2": "openapi rust-client live-audit", "L1": "batch-reference files-reference",
    "R1": "python-reference", "R2": "python-reference go-reference",
}  # fmt: skip

_EVENT = (
    "background?=transparent|opaque|auto created_at?:integer output_format?=png|webp|jpeg quality?=low|medium|high|auto "
    "size?=1024x1024|1024x1536|1536x1024|auto"
)
RESPONSES = {
    "ImagesResponse": "- created:integer data?:array/Image background?=transparent|opaque output_format?=png|webp|jpeg "
    "quality?=low|medium|high size?=1024x1024|1024x1536|1536x1024 usage?:Usage",
    "Image": "- b64_json?~ url? revised_prompt?",
    "Usage": "- input_tokens:integer output_tokens:integer total_tokens:integer input_tokens_details:UsageInputTokensDetails "
    "output_tokens_details?:UsageOutputTokensDetails",
    "UsageInputTokensDetails": "- image_tokens:integer text_tokens:integer",
    "UsageOutputTokensDetails": "- image_tokens:integer text_tokens:integer",
    "ImageGenPartialImageEvent": f"image_generation.partial_image b64_json~ partial_image_index:integer {_EVENT}",
    "ImageGenCompletedEvent": f"image_generation.completed! b64_json~ usage:Usage {_EVENT}",
    "ImageEditPartialImageEvent": f"image_edit.partial_image b64_json~ partial_image_index:integer {_EVENT}",
    "ImageEditCompletedEvent": f"image_edit.completed! b64_json~ usage:Usage {_EVENT}",
    "ImageGenStreamEvent": "- ImageGenPartialImageEvent|ImageGenCompletedEvent",
    "ImageEditStreamEvent": "- ImageEditPartialImageEvent|ImageEditCompletedEvent",
    "ErrorObject": "- message type?=invalid_request_error|image_generation_user_error param? code?",
    "ErrorResponse": "- error:ErrorObject",
}
RESPONSE_SOURCES = dict.fromkeys(RESPONSES, "python-reference go-reference") | {
    "ImagesResponse": "python-reference go-reference java-reference",
    "Image": "python-reference go-reference java-reference",
    "ImageGenStreamEvent": "python-reference go-reference java-reference",
    "ImageEditStreamEvent": "python-reference go-reference java-reference",
    "ErrorObject": "openapi live-audit",
    "ErrorResponse": "openapi live-audit",
}


ENDS = (
    End("generate", "dall-e-2", "2026-05-12", "gpt-image-2"),
    End("generate", "dall-e-3", "2026-05-12", "gpt-image-2"),
    End("edit", "dall-e-2", "2026-05-12", "gpt-image-2"),
    End("variation", "dall-e-2", "2026-05-12", "gpt-image-2"),
)

FACTS = Revision(
    extends="",
    sources=SOURCES,
    operations=OPERATIONS,
    parameters={operation: declared(text) for operation, text in PARAMETERS.items()},
    models=MODELS,
    batch=BATCH,
    conflicts=CONFLICTS,
    responses=RESPONSES,
    response_sources=RESPONSE_SOURCES,
    citations=CITATIONS,
    limits=LIMITS,
    numbers=NUMBERS,
    refusals=refusals.FOUNDING,
    ends=ENDS,
    requests=tuple(requests()),
)
