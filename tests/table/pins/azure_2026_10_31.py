"""Azure: deployments, fewer formats, no DALL-E, and no dates of OpenAI's."""

from __future__ import annotations

from collections.abc import Iterator

from tests.table.pins import openai_2026_10_31
from tests.table.pins.notation import GPT_1, GPT_2, GPT_25, GPT_OPERATIONS, PNG, URL, Pin, after, around, base


def requests() -> Iterator[Pin]:
    """What Azure narrows, on every model, and requests that leave the model to the deployment."""
    for operation in GPT_OPERATIONS:
        for model in GPT_1 + GPT_2 + GPT_25:
            start = base(operation, model)
            yield Pin(operation, start, model=model)
            yield from around(operation, model, "output_format", ["png", "jpeg", None], ["jpg"], "output_format.value>jpeg")
            yield from around(operation, model, "output_format", [], ["webp", "gif", "svg"], "output_format.value")
            yield from around(operation, model, "partial_images", [1, 2, 3, None], [0, -1], "partial_images.range>1")
            yield from around(operation, model, "partial_images", [], [4], "partial_images.range>3")
            yield from around(operation, model, "quality", ["low", "medium", "high", None], ["auto"], "quality.unsupported?")
            foreign = [] if model in GPT_25 else ["xhigh", "max"]
            yield from around(operation, model, "quality", [], [*foreign, "ultra"], "quality.value")
            yield Pin(operation, {**start, "quality": 7}, "quality.type")
            yield Pin(operation, {**start, "output_compression": 99}, "output_compression.requires>!->output_format=jpeg")
        for model in ("dall-e-2", "dall-e-3"):
            yield Pin(operation, base(operation, model), "model.unknown")
    for extra in ({}, {"output_format": "png"}, {"model": None}, {"stream": True}):
        yield Pin("generate", {"prompt": "a red fox", **extra}, "", "gpt-image-2")
        yield Pin("edit", {"prompt": "a red fox", "image": PNG, **extra}, "", "gpt-image-2")
        yield Pin("edit-json", {"prompt": "a red fox", "images": [URL], **extra}, "", "gpt-image-2")


def _endless(name: str) -> tuple[str, ...]:
    """A model without OpenAI's end of it."""
    return (*openai_2026_10_31.FACTS.models[name][:3], "", "", "")


FACTS = after(
    openai_2026_10_31.FACTS,
    extends="openai@2026-10-31",
    sources={"azure-docs": "2026-04-17"},
    operations={"variation": None},
    parameters={operation: {"quality": "string? high", "partial_images": "integer?"} for operation in GPT_OPERATIONS},
    models={"dall-e-2": None, "dall-e-3": None, **{name: _endless(name) for name in GPT_1}},
    conflicts={"A1": "azure-docs fidelity-2.5-report", "A2": "azure-docs python-reference"},
    citations={f"operations/{operation}/default_model/source": "azure-docs" for operation in GPT_OPERATIONS},
    limits={
        (operation, "gpt-image-2", rule): f"azure-docs {basis}"
        for operation in GPT_OPERATIONS
        for rule, basis in (
            ("output_format.value", "documented"),
            ("partial_images.range", "documented"),
            ("quality.unsupported", "inferred"),
            ("quality.type", "documented"),
        )
    },
    requests=tuple(requests()),
)
