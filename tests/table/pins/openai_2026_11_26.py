"""The 2.6 models replace those that end on 2026-12-01."""

from __future__ import annotations

from tests.table.pins import openai_2026_11_12
from tests.table.pins.notation import GPT_OPERATIONS, End, Pin, after, base
from tests.table.pins.openai_2026_10_31 import ENDING, ending

SUCCESSORS = "gpt-image-2.6-sunburst gpt-image-2.6-flare"
FACTS = after(
    openai_2026_11_12.FACTS,
    extends="openai@2026-11-12",
    sources={"deprecations-november": "2026-11-26"},
    models=ending(SUCCESSORS),
    citations={
        "models/gpt-image-1-mini/lifecycle_source": "deprecations-november",
        "models/gpt-image-1.5/lifecycle_source": "deprecations-november",
        "models/chatgpt-image-latest/lifecycle_source": "deprecations-november",
    },
    ends=tuple(End(operation, model, "2026-12-01", SUCCESSORS) for operation in GPT_OPERATIONS for model in ENDING),
    requests=tuple(Pin(operation, base(operation, model), model=model) for operation in GPT_OPERATIONS for model in ENDING),
)
