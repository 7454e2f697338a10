"""Edits take a markup image, JSON edits have another default model, and the models that end have newer replacements."""

from __future__ import annotations

from collections.abc import Iterator

from tests.table.pins import openai_2026_10_23
from tests.table.pins.notation import GPT_1, GPT_2, GPT_25, GPT_OPERATIONS, PHOTO, PNG, URL, End, Pin, after, base
from tests.table.pins.openai_2026_10_23 import SUCCESSORS


def requests() -> Iterator[Pin]:
    """Markup on the models that take it, and elsewhere."""
    for model in GPT_25:
        start = base("edit", model)
        yield Pin("edit", {**start, "markup": PNG})
        yield Pin("edit", {**start, "image": [PNG, PHOTO], "markup": PNG})
        yield Pin("edit", {**start, "markup": {**PNG, "bytes": 50_000_000}})
        for form in ("jpeg", "webp", "gif"):
            yield Pin("edit", {**start, "markup": {**PNG, "format": form}}, "markup.file-type")
        yield Pin("edit", {**start, "markup": {**PNG, "mode": "RGB"}}, "markup.alpha")
        yield Pin("edit", {**start, "markup": {**PNG, "width": 513}}, "markup.dimensions")
        yield Pin("edit", {**start, "image": [PHOTO, PNG], "markup": PNG}, "markup.dimensions")
        yield Pin("edit", {**start, "markup": PNG, "mask": PNG}, "markup.excludes>-mask>-")
        yield Pin("edit", {**start, "markup": None}, "markup.type")
        yield Pin("edit", {**start, "markup": [PNG]}, "markup.type")
        yield Pin("edit", {**start, "mask": PNG})
        yield Pin("edit", {**start, "markup": PNG, "response_format": "b64_json"}, "response_format.unsupported>!-")
        yield Pin("edit-json", {**base("edit-json", model), "markup": {"file_id": "file-1"}}, "markup.unsupported>-")
        yield Pin("generate", {**base("generate", model), "markup": PNG}, "markup.unsupported>-")
    for model in (*GPT_1, *GPT_2, "dall-e-2"):
        yield Pin("edit", {**base("edit", model), "markup": PNG}, "markup.unsupported>-")
    yield Pin("variation", {**base("variation", "dall-e-2"), "markup": PNG}, "markup.unsupported>-")
    yield Pin("edit-json", {"prompt": "a red fox", "images": [URL]}, "model.required?", "gpt-image-2.5-sunburst")
    yield Pin("edit-json", {"prompt": "a red fox", "images": [URL], "quality": "max"}, "model.required?", "gpt-image-2.5-sunburst")
    yield Pin("tool", {"type": "image_generation"}, model="gpt-image-2")
    for model in ENDING:
        for operation in GPT_OPERATIONS:
            yield Pin(operation, base(operation, model), model=model)


def ending(successors: str) -> dict[str, tuple[str, ...]]:
    """The models that end on 2026-12-01, with what to move to."""
    return {name: (*openai_2026_10_23.FACTS.models[name][:5], successors) for name in ENDING}


ENDING = ("gpt-image-1-mini", "gpt-image-1.5", "gpt-image-1.5-2025-12-16", "chatgpt-image-latest")


FACTS = after(
    openai_2026_10_23.FACTS,
    extends="openai@2026-10-23",
    sources={"python-3.42": "2026-10-31", "python-tool-3.41": "2026-10-28", "rust-openapi-2.5": "2026-10-31",
             "deprecations-october": "2026-10-28"},
    models=ending(SUCCESSORS),
    conflicts={"B2": "rust-openapi-2.5 python-3.24"},
    citations={
        "operations/edit-json/default_model/source": "rust-openapi-2.5",
        "operations/tool/default_model/source": "python-tool-3.41",
        "operations/edit-json/name_the_model/source": "rust-openapi-2.5 python-3.24",
        "models/gpt-image-1-mini/lifecycle_source": "deprecations-october deprecations",
        "models/gpt-image-1.5/lifecycle_source": "deprecations-october deprecations",
        "models/chatgpt-image-latest/lifecycle_source": "deprecations-october deprecations",
    },
    ends=tuple(End(operation, model, "2026-12-01", SUCCESSORS) for operation in GPT_OPERATIONS for model in ENDING),
    parameters={"edit": {"markup": "file"}},
    limits={
        ("edit-json", "gpt-image-2.5-sunburst", "model.required"): "rust-openapi-2.5 inferred",
        **{("edit", "gpt-image-2.5-flare", f"markup.{problem}"): "python-3.42 documented" for problem in (
            "type", "file-type", "alpha", "dimensions", "excludes",
        )},
    },
    requests=tuple(requests()),
)  # fmt: skip
