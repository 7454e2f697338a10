"""Mistakes that type checkers find: each line with the mark has exactly one, and no other line has any."""

from __future__ import annotations

import imagespec
from imagespec import types


class Client:
    """A client of some sort."""


def clients(client: Client) -> None:
    imagespec.preflight(client, mode="refuse")  # E: no mode
    imagespec.preflight(client, unknown_models="warn")  # E: pass or error
    print(imagespec.preflight(client).images)  # E: the same client comes back


def generate(size: str, n: int) -> None:
    imagespec.DallE3Generate(model="dall-e-3", prompt="", n=2)  # E: one image
    imagespec.DallE3Generate(model="dall-e-3", prompt="", size="512x512")  # E: a size of dall-e-2
    imagespec.DallE3Generate(model="dall-e-3", prompt="", quality="high")  # E: a quality of the GPT models
    imagespec.DallE3Generate(model="dall-e-3", prompt="", background="opaque")  # E: a parameter of the GPT models
    imagespec.DallE3Generate(model="dall-e-2", prompt="")  # E: another model
    imagespec.DallE3Generate(model="dall-e-3", prompt="", size=size)  # E: any text
    imagespec.DallE2Generate(model="dall-e-2", prompt="", style="vivid")  # E: a parameter of dall-e-3
    imagespec.DallE2Generate(model="dall-e-2", prompt="", size="1792x1024")  # E: a size of dall-e-3
    imagespec.DallE2Generate(model="dall-e-2", prompt="", n=11)  # E: too many
    imagespec.DallE2Generate(model="dall-e-2", prompt="", n=n)  # E: any number
    imagespec.GptImage15Generate(model="gpt-image-1.5", prompt="", quality="hd")  # E: a quality of dall-e-3
    imagespec.GptImage15Generate(model="gpt-image-1.5", prompt="", size="1536x864")  # E: a size of gpt-image-2
    imagespec.GptImage15Generate(model="gpt-image-1.5", prompt="", response_format="url")  # E: a parameter of DALL-E
    imagespec.GptImage15Generate(model="gpt-image-2", prompt="")  # E: another model
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", style="vivid")  # E: a parameter of dall-e-3
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", quality="xhigh")  # E: a quality of 2.5
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", background="transparent")  # E: refused
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", output_format="jpg")  # E: jpeg
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", partial_images=4)  # E: three at most
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", stream="true")  # E: a text
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", output_compression=0.5)  # E: a fraction
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", moderation="high")  # E: no such value
    imagespec.GptImage2Generate(model="gpt-image-2", prompt=None)  # E: null
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", user=None)  # E: null where it is refused
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", size=1024)  # E: a number
    imagespec.GptImage2Generate(model="gpt-image-2")  # E: no prompt
    imagespec.GptImage2Generate(prompt="")  # E: no model
    imagespec.GptImage2Generate("gpt-image-2", prompt="")  # E: positional
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", seed=7)  # E: unknown
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", frame_count=17)  # E: too many
    imagespec.GptImage2Generate(model="gpt-image-2", prompt="", svg={"model": 5})  # E: a number inside
    imagespec.GenerateSvgReasoning(effort="huge")  # E: no such effort
    imagespec.GenerateSvg()  # E: no model


def edits() -> None:
    imagespec.GptImage2Edit(model="gpt-image-2", prompt="", image="a.png")  # E: a text is no file
    imagespec.GptImage2Edit(model="gpt-image-2", prompt="")  # E: no image
    imagespec.GptImage2Edit(model="gpt-image-2", prompt="", image=b"", input_fidelity="low")  # E: a parameter of others
    imagespec.DallE2Edit(model="dall-e-2", prompt="", image=b"", output_format="png")  # E: a parameter of the GPT models
    imagespec.GptImage2EditJson(model="gpt-image-2", prompt="", image=b"", images=[])  # E: a parameter of forms
    imagespec.GptImage2EditJson(model="gpt-image-2", prompt="", images=["file-1"])  # E: a text is no image
    imagespec.GptImage2EditJson(model="gpt-image-2", prompt="", images=[{"file": "f"}])  # E: an unknown key inside
    imagespec.DallE2Variation(image=[b""])  # E: one image
    imagespec.DallE2Variation(image=b"", prompt="")  # E: no prompt here


def instances(request: imagespec.GptImage2Generate, response: imagespec.ImagesResponse, event: imagespec.StreamEvent) -> None:
    request.prompt = "other"  # E: frozen
    print(request.style)  # E: a parameter of dall-e-3
    print(request.n + 1)  # E: may be null or omitted
    print(response.data[0])  # E: may be missing
    print(response.usage.total_tokens)  # E: may be missing
    print(response.url)  # E: no such field
    print(response.created + 1)  # E: may be missing
    imagespec.ImagesResponse(created="now")  # E: a text
    imagespec.Image(b64_json=b"")  # E: bytes
    print(event.usage)  # E: on completed events only
    imagespec.iter_events(5)  # E: no lines


def dicts() -> None:
    first: types.GptImage2Generate = {"model": "gpt-image-2", "prompt": "", "style": "vivid"}  # E: a parameter of dall-e-3
    second: types.GptImage2Generate = {"model": "gpt-image-2"}  # E: no prompt
    third: types.DallE3Generate = {"model": "dall-e-3", "prompt": "", "n": 2}  # E: one image
    fourth: types.GptImage15Generate = {"model": "gpt-image-1.5", "prompt": "", "quality": "hd"}  # E: a quality of dall-e-3
    fifth: types.GptImage2EditJson = {"model": "gpt-image-2", "prompt": "", "images": [{"id": "f"}]}  # E: an unknown key inside
    sixth: types.DallE2Edit = {"model": "dall-e-2", "prompt": "", "image": 5}  # E: no file
    seventh: types.ImageModel = "gpt-image-3"  # E: unknown
    print(first, second, third, fourth, fifth, sixth, seventh)


def validated() -> None:
    variation: imagespec.GenerateRequest = imagespec.validate({}, "variation")  # E: another union
    print(variation, imagespec.validate({}).images)  # E: a parameter of edits
