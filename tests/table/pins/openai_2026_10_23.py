"""gpt-image-1 is shut down."""

from __future__ import annotations

from tests.table.pins import openai_2026_10_16
from tests.table.pins.notation import GPT_OPERATIONS, End, Pin, after, base

SUCCESSORS = "gpt-image-2.5-sunburst gpt-image-2.5-flare"
FACTS = after(
    openai_2026_10_16.FACTS,
    extends="openai@2026-10-16",
    sources={"python-3.38": "2026-10-25"},
    models={"gpt-image-1": ("gpt-image", "", "2025-04-23", "", "2026-10-23", SUCCESSORS)},
    citations={"models/gpt-image-1/lifecycle_source": "python-3.38 deprecations"},
    ends=tuple(End(operation, "gpt-image-1", "2026-10-23", SUCCESSORS) for operation in GPT_OPERATIONS),
    requests=tuple(Pin(operation, base(operation, "gpt-image-1"), model="gpt-image-1") for operation in GPT_OPERATIONS),
)
