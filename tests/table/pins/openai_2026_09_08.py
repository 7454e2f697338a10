"""The GPT Image 2.5 models."""

from __future__ import annotations

from collections.abc import Iterator

from tests.table.pins import openai_2026_08_20, refusals
from tests.table.pins.notation import EDITS, GPT_1, GPT_2, GPT_25, GPT_OPERATIONS, Pin, after, around, base, free_sizes


def requests() -> Iterator[Pin]:
    """What the 2.5 models take, and what the others still refuse."""
    for operation in GPT_OPERATIONS:
        for model in GPT_25:
            yield Pin(operation, base(operation, model), model=model)
            yield from free_sizes(operation, model)
            good = ["auto", "low", "medium", "high", "xhigh", "max", None]
            yield from around(operation, model, "quality", good, ["standard"], "quality.value>medium")
            yield from around(operation, model, "quality", [], ["hd"], "quality.value>high")
            yield from around(operation, model, "quality", [], ["ultra", "XHIGH"], "quality.value")
            yield from around(operation, model, "background", ["transparent", "opaque", "auto", None], ["white"], "background.value")
            jpeg = {**base(operation, model), "background": "transparent", "output_format": "jpeg"}
            yield Pin(operation, jpeg, "background.requires>output_format=png")
        for model in GPT_1 + GPT_2:
            yield from around(operation, model, "quality", ["high"], ["xhigh", "max"], "quality.value")
    for operation in EDITS:
        for model in GPT_25:
            yield from around(operation, model, "input_fidelity", [None], ["low", "high"], "input_fidelity.unsupported?>!-")
    for model in GPT_25:
        yield Pin("variation", base("variation", model), "model.unsupported")


_EVENT = (
    "background?=transparent|opaque|auto created_at?:integer output_format?=png|webp|jpeg quality?=low|medium|high|auto|xhigh|max "
    "size?=1024x1024|1024x1536|1536x1024|auto"
)
FACTS = after(
    openai_2026_08_20.FACTS,
    extends="openai@2026-08-20",
    refusals=refusals.OF_2_5,
    sources={"openapi-2.5": "2026-09-08", "python-3.10": "2026-09-08", "fidelity-2.5-report": "2026-09-20",
             "fidelity-2.5-pull": "2026-09-21", "changelog-2.5": "2026-09-08"},
    models={
        "gpt-image-2.5-flare": ("gpt-image-2.5", "", "2026-09-08", "", "", ""),
        "gpt-image-2.5-flare-2026-09-08": ("gpt-image-2.5", "gpt-image-2.5-flare", "2026-09-08", "", "", ""),
        "gpt-image-2.5-sunburst": ("gpt-image-2.5", "", "2026-09-08", "", "", ""),
        "gpt-image-2.5-sunburst-2026-09-08": ("gpt-image-2.5", "gpt-image-2.5-sunburst", "2026-09-08", "", "", ""),
    },
    conflicts={"B10": "openapi openapi-2.5", "B16": "go-reference openapi-2.5"},
    responses={
        "ImagesResponse": "- created:integer data?:array/Image background?=transparent|opaque output_format?=png|webp|jpeg "
        "quality?=low|medium|high|xhigh|max size?=1024x1024|1024x1536|1536x1024 usage?:Usage",
        "ImageGenPartialImageEvent": f"image_generation.partial_image b64_json~ partial_image_index:integer {_EVENT}",
        "ImageGenCompletedEvent": f"image_generation.completed! b64_json~ usage:Usage {_EVENT}",
        "ImageEditPartialImageEvent": f"image_edit.partial_image b64_json~ partial_image_index:integer {_EVENT}",
        "ImageEditCompletedEvent": f"image_edit.completed! b64_json~ usage:Usage {_EVENT}",
    },
    citations={
        "families/gpt-image-2.5/source": "python-3.10 openapi-2.5",
        "families/gpt-image-2.5/parameters/size/resolution/experimental/source": "image-guide python-3.10",
        "families/gpt-image-2.5/parameters/input_fidelity/discouraged/source": "fidelity-2.5-report fidelity-2.5-pull",
        "models/gpt-image-2.5-flare/released_source": "changelog-2.5",
        "models/gpt-image-2.5-sunburst/released_source": "changelog-2.5",
        "models/gpt-image-2.5-flare/source": "python-3.10",
        "models/gpt-image-2.5-sunburst/source": "python-3.10",
        "models/gpt-image-2.5-flare/snapshots/gpt-image-2.5-flare-2026-09-08/source": "python-3.10",
        "models/gpt-image-2.5-sunburst/snapshots/gpt-image-2.5-sunburst-2026-09-08/source": "python-3.10",
    }
    | {
        f"responses/{name}/fields/quality/source": "python-3.10 openapi-2.5"
        for name in (
            "ImagesResponse", "ImageGenPartialImageEvent", "ImageGenCompletedEvent",
            "ImageEditPartialImageEvent", "ImageEditCompletedEvent",
        )
    },
    limits={
        ("generate", "gpt-image-2.5-flare", "size.step"): "python-3.10 documented",
        ("generate", "gpt-image-2.5-flare", "size.ratio"): "python-3.10 documented",
        ("generate", "gpt-image-2.5-flare", "size.edge"): "image-guide documented",
        ("generate", "gpt-image-2.5-flare", "size.pixels"): "image-guide documented",
        ("generate", "gpt-image-2.5-flare", "size.experimental"): "image-guide documented",
        ("generate", "gpt-image-2.5-flare", "quality.value"): "python-3.10 documented",
        ("edit", "gpt-image-2.5-flare", "input_fidelity.unsupported"): "fidelity-2.5-report observed",
    },
    numbers={("generate", "gpt-image-2.5-flare", "size.experimental"): {"above": 3_686_400}},
    requests=tuple(requests()),
)  # fmt: skip
