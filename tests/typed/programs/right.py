"""Uses that type checkers accept. The last part says which types they see."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Literal

import attrs

import imagespec
from imagespec import OMIT, Omitted
from imagespec.types import DallE3Generate as DallE3GenerateDict
from imagespec.types import EditJsonRequest, FileInput, GenerateRequest, GptImage2Edit, GptImage2EditJson, GptImage2Generate, ImageModel


class Client:
    """A client of some sort."""


def clients(client: Client) -> Client:
    imagespec.preflight(
        client, mode="warn", aliases={"house": "gpt-image-2"}, ignore=["size"], on_report=lambda report: print(report.applied)
    )
    return imagespec.preflight(client, mode="fix", unknown_models="error", spec="openai@2026-05-07")


def requests(prompt: str, size: str) -> None:
    plain = imagespec.GptImage2Generate(model="gpt-image-2", prompt=prompt, size=size, n=2, quality="high", background=None)
    attrs.evolve(plain, n=10, quality=OMIT)
    imagespec.GptImage2Generate(model="gpt-image-2-2026-04-21", prompt=prompt, output_compression=80, output_format="webp", stream=True)
    imagespec.DallE3Generate(model="dall-e-3", prompt=prompt, n=1, style="vivid", size="1792x1024", response_format="b64_json")
    imagespec.GptImage15Generate(model="gpt-image-1.5", prompt=prompt, background="transparent", moderation="low", partial_images=3)
    imagespec.GptImage25FlareGenerate(model="gpt-image-2.5-flare", prompt=prompt, quality="xhigh", complexity="low")
    imagespec.GptImage2Generate(model="gpt-image-2", prompt=prompt, output_format="svg", svg={"model": "m"})
    svg = imagespec.GenerateSvg(model="m", reasoning=imagespec.GenerateSvgReasoning(effort="low"))
    imagespec.GptImage2Generate(model="gpt-image-2", prompt=prompt, output_format="svg", svg=svg)
    imagespec.DallE2Variation(model="dall-e-2", image=b"", n=2)
    imagespec.UnnamedVariation(image=b"", n=2)
    imagespec.UnnamedGenerate(prompt=prompt, size="1536x864", quality="max", complexity="low")


def uploads(content: bytes, path: Path) -> None:
    several: list[bytes] = [content]
    one: FileInput = ("a.png", content, "image/png")
    imagespec.GptImage2Edit(model="gpt-image-2", prompt="", image=content, mask=path)
    imagespec.GptImage2Edit(model="gpt-image-2", prompt="", image=[path, content, io.BytesIO(), one, (None, path)])
    imagespec.GptImage2Edit(model="gpt-image-2", prompt="", image=several)
    imagespec.GptImage2EditJson(
        model="gpt-image-2", prompt="", images=[{"file_id": "f"}, imagespec.EditJsonImagesItem(image_url="https://x")]
    )


def dicts() -> GenerateRequest:
    first: GptImage2Generate = {"model": "gpt-image-2", "prompt": "a cat", "size": "1536x864", "n": None}
    second: DallE3GenerateDict = {"model": "dall-e-3", "prompt": "a cat", "quality": "hd"}
    edit: GptImage2EditJson = {"model": "gpt-image-2", "prompt": "", "images": [{"file_id": "f"}], "mask": {"image_url": "https://x"}}
    form: GptImage2Edit = {"model": "gpt-image-2", "prompt": "", "image": [b"", ("a.png", b"")]}
    either: EditJsonRequest = edit
    model: ImageModel = "gpt-image-2"
    imagespec.check(form, operation="edit")
    imagespec.check({**either, "model": model}, operation="edit-json")
    return first if second["prompt"] else second


def omitted(request: imagespec.GptImage2Generate) -> str:
    if request.quality is OMIT:
        return "omitted"
    if request.quality is None:
        return "null"
    quality: Literal["auto", "low", "medium", "high"] = request.quality
    count: int | Omitted | None = request.n
    return quality if count else str(request.size or "")


def validated(body: object) -> None:
    request: imagespec.GenerateRequest = imagespec.validate(body)
    if isinstance(request, imagespec.DallE3Generate):
        style: Literal["vivid", "natural"] | Omitted | None = request.style
        print(style)
    edit: imagespec.EditRequest = imagespec.validate(body, "edit")
    json_edit: imagespec.EditJsonRequest = imagespec.validate(body, "edit-json", aliases={"a": "gpt-image-2"})
    variation: imagespec.VariationRequest = imagespec.validate(body, "variation")
    anything: imagespec.Request = imagespec.validate(body, str(body))
    print(edit.prompt, json_edit.images[0].file_id, variation.image, anything.to_dict())


def answers(body: dict[str, object]) -> bytes:
    response = imagespec.ImagesResponse.from_dict(body)
    if response.usage is not None and response.usage.output_tokens_details is not None:
        tokens: int | None = response.usage.output_tokens_details.image_tokens
        print(tokens, (response.created or 0) + 1, response.problems)
    size: str | None = response.size
    print(size, imagespec.Image(url="https://x").url, attrs.evolve(response, created=2))
    images: tuple[imagespec.Image, ...] | None = response.data
    return images[0].bytes() if images else b""


def events(lines: list[bytes]) -> Iterator[bytes]:
    for event in imagespec.iter_events(lines):
        if isinstance(event, (imagespec.ImageGenCompletedEvent, imagespec.ImageEditCompletedEvent)):
            total: int | None = event.usage.total_tokens if event.usage else None
            print(total)
            yield event.bytes()
        elif isinstance(event, imagespec.UnknownEvent):
            print(event.extra, event.b64_json)
        elif event.partial_image_index is not None:
            print(event.partial_image_index + 1)


async def later(chunks: AsyncIterator[bytes]) -> None:
    async for event in imagespec.iter_events(chunks):
        print(event.type)


def of_one_stream(event: imagespec.ImageGenStreamEvent) -> int | None:
    if event.type == "image_generation.completed":
        return event.usage.total_tokens if event.usage else None
    return event.partial_image_index


def broken(error: imagespec.StreamError) -> str | None:
    return error.error.code if error.error else None
