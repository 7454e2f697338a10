"""msgspec: a Struct for each name of a model, since one has one tag; sizes and combinations in ``__post_init__``."""

from typing import Annotated, Literal, Union

import msgspec
from msgspec import Meta, Struct

from .sizes import takes

Count = Annotated[int, Meta(ge=1, le=10)]
Prompt = Annotated[str, Meta(min_length=1, max_length=32000)]
Urls = Literal["url", "b64_json"]


class DallE2(Struct, tag_field="model", tag="dall-e-2", forbid_unknown_fields=True):
    prompt: Annotated[str, Meta(min_length=1, max_length=1000)]
    n: Count = 1
    size: Literal["256x256", "512x512", "1024x1024"] = "1024x1024"
    quality: Literal["standard", "auto"] = "auto"
    response_format: Urls = "url"
    user: str = ""


class DallE3(Struct, tag_field="model", tag="dall-e-3", forbid_unknown_fields=True):
    prompt: Annotated[str, Meta(min_length=1, max_length=4000)]
    n: Annotated[int, Meta(ge=1, le=1)] = 1
    size: Literal["1024x1024", "1792x1024", "1024x1792"] = "1024x1024"
    quality: Literal["standard", "hd", "auto"] = "auto"
    style: Literal["vivid", "natural"] = "vivid"
    response_format: Urls = "url"
    user: str = ""


class Gpt(Struct, tag_field="model", tag="gpt-image-1", forbid_unknown_fields=True):
    prompt: Prompt
    n: Count = 1
    size: Literal["auto", "1024x1024", "1536x1024", "1024x1536"] = "auto"
    quality: Literal["auto", "low", "medium", "high"] = "auto"
    background: Literal["auto", "opaque", "transparent"] = "auto"
    output_format: Literal["png", "jpeg", "webp"] = "png"
    output_compression: Annotated[int, Meta(ge=0, le=100)] = 100
    moderation: Literal["auto", "low"] = "auto"
    stream: bool = False
    partial_images: Annotated[int, Meta(ge=0, le=3)] = 0
    user: str = ""

    def __post_init__(self):
        if self.background == "transparent" and self.output_format == "jpeg":
            raise ValueError("a transparent background needs png or webp")
        if self.output_compression < 100 and self.output_format == "png":
            raise ValueError("compression needs jpeg or webp")


class Gpt2(Struct, tag_field="model", tag="gpt-image-2", forbid_unknown_fields=True):
    prompt: Prompt
    n: Count = 1
    size: str = "auto"
    quality: Literal["auto", "low", "medium", "high"] = "auto"
    background: Literal["auto", "opaque"] = "auto"
    output_format: Literal["png", "jpeg", "webp"] = "png"
    output_compression: Annotated[int, Meta(ge=0, le=100)] = 100
    moderation: Literal["auto", "low"] = "auto"
    stream: bool = False
    partial_images: Annotated[int, Meta(ge=0, le=3)] = 0
    user: str = ""

    def __post_init__(self):
        if not takes(self.size):
            raise ValueError("no such size")
        if self.output_compression < 100 and self.output_format == "png":
            raise ValueError("compression needs jpeg or webp")


class GptMini(Gpt, tag="gpt-image-1-mini"): ...


class Gpt15(Gpt, tag="gpt-image-1.5"): ...


class Gpt15Snapshot(Gpt, tag="gpt-image-1.5-2025-12-16"): ...


class ChatGpt(Gpt, tag="chatgpt-image-latest"): ...


class Gpt2Snapshot(Gpt2, tag="gpt-image-2-2026-04-21"): ...


Request = Union[DallE2, DallE3, Gpt, GptMini, Gpt15, Gpt15Snapshot, ChatGpt, Gpt2, Gpt2Snapshot]
STRUCTS = {struct.__struct_config__.tag: struct for struct in Request.__args__}
DECODE = msgspec.json.Decoder(Request).decode
convert = msgspec.convert


def is_valid(p):
    """By the Struct of the model, which is ten times as fast as by the union."""
    try:
        convert(p, STRUCTS[p["model"]])
    except (msgspec.ValidationError, KeyError):
        return False
    return True


def is_valid_union(p):
    try:
        convert(p, Request)
    except msgspec.ValidationError:
        return False
    return True


def is_valid_json(data):
    try:
        DECODE(data)
    except msgspec.ValidationError:
        return False
    return True


def first(p):
    """The first mistake in words."""
    try:
        convert(p, STRUCTS[p["model"]])
    except (msgspec.ValidationError, KeyError) as error:
        return [str(error)]
    return []
