"""gpt-image-2 makes transparent backgrounds as a preview, and three models get an end date."""

from __future__ import annotations

from collections.abc import Iterator

from tests.table.pins import openai_2026_05_07
from tests.table.pins.notation import GPT_1, GPT_2, GPT_OPERATIONS, End, Pin, after, around, base


def requests() -> Iterator[Pin]:
    """Backgrounds of gpt-image-2."""
    for operation in GPT_OPERATIONS:
        for model in GPT_2:
            start = base(operation, model)
            for value in ("auto", "opaque", None):
                yield Pin(operation, {**start, "background": value}, model=model)
            for form in ("png", "webp"):
                yield Pin(operation, {**start, "background": "transparent", "output_format": form}, "background.unsupported>-")
            yield Pin(
                operation,
                {**start, "background": "transparent", "output_format": "jpeg"},
                "background.unsupported>- background.requires>output_format=png",
            )
            yield Pin(operation, {**start, "background": "white"}, "background.value")
    for model in GPT_1 + GPT_2:
        yield from around("edit", model, "moderation", ["auto", "low", None], ["high"], "moderation.value")
        yield from around("edit", model, "moderation", [], [1], "moderation.type")


MODELS = {
    "gpt-image-1-mini": ("gpt-image", "", "2025-10-06", "2026-06-02", "2026-12-01", "gpt-image-2"),
    "gpt-image-1.5": ("gpt-image", "", "2025-12-16", "2026-06-02", "2026-12-01", "gpt-image-2"),
    "gpt-image-1.5-2025-12-16": ("gpt-image", "gpt-image-1.5", "2025-12-16", "2026-06-02", "2026-12-01", "gpt-image-2"),
    "chatgpt-image-latest": ("gpt-image", "", "2026-02-10", "2026-06-02", "2026-12-01", "gpt-image-2"),
}

FACTS = after(
    openai_2026_05_07.FACTS,
    extends="openai@2026-05-07",
    sources={
        "openapi-preview": "2026-08-20", "preview-report": "2026-10-15", "endpoint-probes": "2026-07-17",
        "moderation-edit-report": "2026-06-17",
    },
    models=MODELS,
    conflicts={
        "B1": "openapi-preview live-notes preview-report",
        "B21": "python-reference moderation-report endpoint-probes moderation-edit-report",
    },
    citations={
        "models/gpt-image-2/parameters/background/refused/source": "preview-report openapi-preview live-notes",
        "operations/edit/parameters/moderation/source": "endpoint-probes moderation-edit-report",
        "models/gpt-image-1-mini/lifecycle_source": "deprecations",
        "models/gpt-image-1.5/lifecycle_source": "deprecations",
        "models/chatgpt-image-latest/lifecycle_source": "deprecations",
    },
    limits={
        ("generate", "gpt-image-2", "background.unsupported"): "preview-report observed",
        ("edit", "gpt-image-2", "moderation.type"): "endpoint-probes observed",
    },
    ends=tuple(End(operation, model, "2026-12-01", "gpt-image-2") for operation in GPT_OPERATIONS for model in MODELS),
    requests=tuple(requests()),
)  # fmt: skip
