"""safety_identifier takes over from user."""

from __future__ import annotations

from collections.abc import Iterator

from tests.table.pins import openai_2026_10_06
from tests.table.pins.notation import GPT_1, GPT_2, GPT_25, GPT_OPERATIONS, Pin, after, around, base


def requests() -> Iterator[Pin]:
    """Both identifiers of an end user, on every model."""
    for operation in GPT_OPERATIONS:
        for model in GPT_1 + GPT_2 + GPT_25:
            good = ["user-1", "", "x" * 500, None]
            yield from around(operation, model, "safety_identifier", good, [7, True], "safety_identifier.type")
            yield Pin(operation, {**base(operation, model), "user": "user-1"}, "user.deprecated?>safety_identifier")
            yield Pin(operation, {**base(operation, model), "user": None}, "user.type")
            yield Pin(operation, {**base(operation, model), "user": 7}, "user.type")
            for name in ("response_format", "style"):
                found = f"{name}.unsupported>!-"
                yield Pin(operation, {**base(operation, model), name: None, "safety_identifier": "user-1"}, found)
    for operation, model in (("generate", "dall-e-2"), ("generate", "dall-e-3"), ("edit", "dall-e-2"), ("variation", "dall-e-2")):
        yield Pin(operation, {**base(operation, model), "user": "user-1"})
        yield Pin(operation, {**base(operation, model), "safety_identifier": "user-1"}, "safety_identifier.unsupported>!-")


_EVENT = (
    "background?=transparent|opaque|auto created_at?:integer output_format?=png|webp|jpeg quality?=low|medium|high|auto|xhigh|max "
    "size?=1024x1024|1024x1536|1536x1024|auto safety_identifier?"
)
FACTS = after(
    openai_2026_10_06.FACTS,
    extends="openai@2026-10-06",
    sources={"python-3.33": "2026-10-16"},
    parameters={operation: {"safety_identifier": "string?"} for operation in GPT_OPERATIONS},
    conflicts={"J1": "openapi-2.5 python-3.33"},
    responses={
        "ImagesResponse": "- created:integer data?:array/Image background?=transparent|opaque output_format?=png|webp|jpeg "
        "quality?=low|medium|high|xhigh|max size?=1024x1024|1024x1536|1536x1024 usage?:Usage safety_identifier?",
        "ImageGenCompletedEvent": f"image_generation.completed! b64_json~ usage:Usage {_EVENT}",
        "ImageEditCompletedEvent": f"image_edit.completed! b64_json~ usage:Usage {_EVENT}",
    },
    citations={
        f"responses/{name}/fields/safety_identifier/source": "python-3.33"
        for name in ("ImagesResponse", "ImageGenCompletedEvent", "ImageEditCompletedEvent")
    },
    limits={
        ("generate", "gpt-image-2", "safety_identifier.type"): "python-3.33 documented",
        ("edit", "gpt-image-2", "safety_identifier.type"): "python-3.33 documented",
        ("edit-json", "gpt-image-2", "safety_identifier.type"): "python-3.33 inferred",
        ("generate", "gpt-image-2", "user.deprecated"): "python-3.33 documented",
        ("edit", "gpt-image-2", "user.deprecated"): "python-3.33 documented",
        ("edit-json", "gpt-image-2", "user.deprecated"): "python-3.33 inferred",
    },
    requests=tuple(requests()),
)
