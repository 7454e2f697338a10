"""The model is to be named, and input_fidelity is settled per model."""

from __future__ import annotations

from collections.abc import Iterator

from tests.table.pins import openai_2026_09_08
from tests.table.pins.notation import EDITS, EVERY, GPT_2, GPT_25, PNG, URL, Pin, after, around, base


def requests() -> Iterator[Pin]:
    """Requests without a model, and input_fidelity."""
    for extra in ({}, {"background": "auto"}, {"model": None}, {"quality": "max"}, {"size": "1536x864"}):
        yield Pin("generate", {"prompt": "a red fox", **extra}, "model.required?", EVERY)
        yield Pin("edit", {"prompt": "a red fox", "image": PNG, **extra}, "model.required?", EVERY)
    yield Pin("generate", {"prompt": "a red fox", "style": "vivid"}, "model.required? style.unsupported>!-", EVERY)
    yield Pin("edit", {"prompt": "a red fox", "image": PNG, "quality": "hd"}, "model.required? quality.value>high", EVERY)
    yield Pin("variation", {"image": PNG}, "model.required?", EVERY)
    yield Pin("variation", {"image": PNG, "model": None, "n": 11}, "model.required? n.range>10", EVERY)
    yield Pin("edit-json", {"prompt": "a red fox", "images": [URL]}, "", "gpt-image-1.5")
    for operation in EDITS:
        yield from around(operation, "gpt-image-1-mini", "input_fidelity", ["low", None], ["high", "auto"], "input_fidelity.value")
        for model in ("gpt-image-1", "gpt-image-1.5", "gpt-image-1.5-2025-12-16", "chatgpt-image-latest"):
            yield from around(operation, model, "input_fidelity", ["low", "high", None], ["auto"], "input_fidelity.value")
        for model in GPT_2:
            yield from around(operation, model, "input_fidelity", [], ["low", "high", None], "input_fidelity.unsupported>!-")
        for model in GPT_25:
            yield Pin(operation, {**base(operation, model), "input_fidelity": "low"}, "input_fidelity.unsupported?>!-")


FACTS = after(
    openai_2026_09_08.FACTS,
    extends="openai@2026-09-08",
    sources={"python-3.24": "2026-10-02", "python-3.25": "2026-10-06"},
    conflicts={
        "B2": "python-reference python-3.24", "B3": "python-3.24 live-audit", "B4": "python-3.24 live-audit",
        "B5": "python-3.24 live-audit", "B6": "python-3.25 fidelity-2.5-report", "B12": "python-3.24 live-audit",
    },
    citations={
        "operations/generate/name_the_model/source": "python-3.24 live-audit",
        "operations/edit/name_the_model/source": "python-3.24",
        "operations/variation/name_the_model/source": "python-3.24",
        "models/gpt-image-2/parameters/input_fidelity/unsupported/source": "python-3.25 fidelity-report",
    },
    limits={
        ("generate", "", "model.required"): "python-3.24 documented",
        ("edit", "", "model.required"): "python-3.24 documented",
        ("variation", "", "model.required"): "python-3.24 documented",
        ("edit", "gpt-image-1-mini", "input_fidelity.value"): "python-3.25 documented",
        ("edit", "gpt-image-2", "input_fidelity.unsupported"): "python-3.25 documented",
    },
    requests=tuple(requests()),
)  # fmt: skip
