"""Azure: deployments, fewer formats, edits as forms only, no DALL-E, and ends of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tests.table.pins import openai_2026_10_31
from tests.table.pins.notation import GPT_2, GPT_25, PNG, End, Pin, after, around, base

OPERATIONS = ("generate", "edit")
GPT_1 = ("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-1.5-2025-12-16")
LAST_DAYS = {
    "gpt-image-1": "2026-10-23",
    "gpt-image-1-mini": "2027-04-07",
    "gpt-image-1.5": "2026-12-16",
    "gpt-image-1.5-2025-12-16": "2026-12-16",
    **dict.fromkeys(GPT_2, "2027-10-21"),
    **dict.fromkeys(GPT_25, "2027-09-09"),
}
NOTICES = {
    "gpt-image-1-mini": "2026-10-07",
    "gpt-image-1.5": "2026-06-16",
    "gpt-image-2": "2027-04-21",
    "gpt-image-2.5-flare": "2027-03-09",
    "gpt-image-2.5-sunburst": "2027-03-09",
}


def requests() -> Iterator[Pin]:
    """What Azure narrows, on every model, and requests that leave the model to the deployment."""
    for operation in OPERATIONS:
        for model in GPT_1 + GPT_2 + GPT_25:
            start = base(operation, model)
            yield Pin(operation, start, model=model)
            yield from around(operation, model, "output_format", ["png", "jpeg", None], ["jpg"], "output_format.value>jpeg")
            yield from around(operation, model, "output_format", [], ["webp", "gif", "svg"], "output_format.value")
            yield from around(operation, model, "quality", ["low", "medium", "high", None], ["auto"], "quality.unsupported?")
            foreign = [] if model in GPT_25 else ["xhigh", "max"]
            yield from around(operation, model, "quality", [], [*foreign, "ultra"], "quality.value")
            yield Pin(operation, {**start, "quality": 7}, "quality.type")
            yield Pin(operation, {**start, "output_compression": 99}, "output_compression.requires>!->output_format=jpeg")
        for model in ("dall-e-2", "dall-e-3", "chatgpt-image-latest"):
            yield Pin(operation, base(operation, model), "model.unknown")
    for model in GPT_1 + GPT_2 + GPT_25:
        yield from around("edit", model, "image", [PNG, {**PNG, "format": "jpeg"}], [{**PNG, "format": "webp"}], "image.file-type")
        yield Pin("edit", {**base("edit", model), "images": []}, "parameter.unknown>image")
    yield from around("edit", "gpt-image-1-mini", "input_fidelity", [], ["low", "high", None], "input_fidelity.unsupported>!-")
    yield from around("edit", "gpt-image-1.5", "input_fidelity", ["low", "high", None], ["auto"], "input_fidelity.value")
    for extra in ({}, {"output_format": "png"}, {"model": None}, {"stream": True}):
        yield Pin("generate", {"prompt": "a red fox", **extra}, "", "gpt-image-2")
        yield Pin("edit", {"prompt": "a red fox", "image": PNG, **extra}, "", "gpt-image-2")


def _ending(name: str) -> tuple[str, ...]:
    """A model with its end at Azure."""
    family, owner, released, *_ = openai_2026_10_31.FACTS.models[name]
    return family, owner, released, "", LAST_DAYS[name], ""


FACTS = after(
    openai_2026_10_31.FACTS,
    extends="openai@2026-10-31",
    sources={
        "azure-docs": "2026-04-17", "azure-edit-docs": "2026-03-20", "azure-retirement": "2026-04-23", "azure-batch": "2025-01-27",
        "litellm-prices": "2026-11-26",
    },
    operations={"tool": None, "variation": None, "edit-json": None},
    batch=("POST", ("generate",), 100_000, 209_715_200, ".jsonl"),
    parameters={operation: {"quality": "string? high", "quality of gpt-image-1-mini": "string? medium"} for operation in OPERATIONS},
    models={"dall-e-2": None, "dall-e-3": None, "chatgpt-image-latest": None, **{name: _ending(name) for name in LAST_DAYS}},
    conflicts={
        "A1": "azure-docs fidelity-2.5-report", "A2": "azure-docs python-reference", "A3": "azure-docs",
        "A4": "azure-batch batch-reference", "A5": "azure-retirement litellm-prices",
    },
    citations={f"operations/{operation}/default_model/source": "azure-docs" for operation in OPERATIONS}
    | {f"operations/{operation}/default_model/basis": "inferred" for operation in OPERATIONS}
    | {f"models/{name}/notice": day for name, day in NOTICES.items()}
    | {
        "batch/source": "azure-batch batch-reference",
        "models/gpt-image-1/lifecycle_source": "litellm-prices azure-retirement",
        "models/gpt-image-1-mini/lifecycle_source": "azure-retirement litellm-prices",
        "models/gpt-image-1.5/lifecycle_source": "azure-retirement litellm-prices",
        "models/gpt-image-2/lifecycle_source": "litellm-prices",
        "models/gpt-image-2.5-flare/lifecycle_source": "litellm-prices",
        "models/gpt-image-2.5-sunburst/lifecycle_source": "litellm-prices",
        "models/gpt-image-1-mini/parameters/quality/source": "azure-docs",
    },
    limits={
        (operation, "gpt-image-2", rule): f"azure-docs {basis}"
        for operation in OPERATIONS
        for rule, basis in (("output_format.value", "documented"), ("quality.unsupported", "inferred"), ("quality.type", "documented"))
    }
    | {
        ("edit", "gpt-image-2", "image.file-type"): "azure-edit-docs documented",
        ("edit", "gpt-image-1-mini", "input_fidelity.unsupported"): "azure-edit-docs documented",
    },
    ends=tuple(End(operation, model, day, "") for operation in OPERATIONS for model, day in LAST_DAYS.items()),
    requests=tuple(requests()),
)  # fmt: skip
