"""pydantic: a union of TypedDicts, told apart by the model, and the same of BaseModels; sizes and combinations are functions."""

from typing import Annotated, Literal, Union

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, TypeAdapter, ValidationError, model_validator
from typing_extensions import NotRequired, TypedDict

from .sizes import takes

STRICT = ConfigDict(strict=True, extra="forbid")
Family = Literal["gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-1.5-2025-12-16", "chatgpt-image-latest"]
Newest = Literal["gpt-image-2", "gpt-image-2-2026-04-21"]


def known_size(size):
    if not takes(size):
        raise ValueError("no such size")
    return size


Size = Annotated[str, AfterValidator(known_size)]
Count = Annotated[StrictInt, Field(ge=1, le=10)]
Percent = Annotated[StrictInt, Field(ge=0, le=100)]
Few = Annotated[StrictInt, Field(ge=0, le=3)]
Urls = Literal["url", "b64_json"]
Usual = Literal["auto", "1024x1024", "1536x1024", "1024x1536"]
Quality = Literal["auto", "low", "medium", "high"]


def fits(background, output_format, compression):
    """What background, format and compression must be to each other."""
    if background == "transparent" and output_format == "jpeg":
        raise ValueError("a transparent background needs png or webp")
    if compression is not None and compression < 100 and output_format == "png":
        raise ValueError("compression needs jpeg or webp")


def dict_fits(p):
    fits(p.get("background"), p.get("output_format", "png"), p.get("output_compression"))
    return p


class DallE2(TypedDict):
    __pydantic_config__ = STRICT
    model: Literal["dall-e-2"]
    prompt: Annotated[str, Field(min_length=1, max_length=1000)]
    n: NotRequired[Count]
    size: NotRequired[Literal["256x256", "512x512", "1024x1024"]]
    quality: NotRequired[Literal["standard", "auto"]]
    response_format: NotRequired[Urls]
    user: NotRequired[str]


class DallE3(TypedDict):
    __pydantic_config__ = STRICT
    model: Literal["dall-e-3"]
    prompt: Annotated[str, Field(min_length=1, max_length=4000)]
    n: NotRequired[Annotated[StrictInt, Field(ge=1, le=1)]]
    size: NotRequired[Literal["1024x1024", "1792x1024", "1024x1792"]]
    quality: NotRequired[Literal["standard", "hd", "auto"]]
    style: NotRequired[Literal["vivid", "natural"]]
    response_format: NotRequired[Urls]
    user: NotRequired[str]


class Gpt(TypedDict):
    __pydantic_config__ = STRICT
    model: Family
    prompt: Annotated[str, Field(min_length=1, max_length=32000)]
    n: NotRequired[Count]
    size: NotRequired[Usual]
    quality: NotRequired[Quality]
    background: NotRequired[Literal["auto", "opaque", "transparent"]]
    output_format: NotRequired[Literal["png", "jpeg", "webp"]]
    output_compression: NotRequired[Percent]
    moderation: NotRequired[Literal["auto", "low"]]
    stream: NotRequired[StrictBool]
    partial_images: NotRequired[Few]
    user: NotRequired[str]


class Gpt2(TypedDict):
    __pydantic_config__ = STRICT
    model: Newest
    prompt: Annotated[str, Field(min_length=1, max_length=32000)]
    n: NotRequired[Count]
    size: NotRequired[Size]
    quality: NotRequired[Quality]
    background: NotRequired[Literal["auto", "opaque"]]
    output_format: NotRequired[Literal["png", "jpeg", "webp"]]
    output_compression: NotRequired[Percent]
    moderation: NotRequired[Literal["auto", "low"]]
    stream: NotRequired[StrictBool]
    partial_images: NotRequired[Few]
    user: NotRequired[str]


Request = Annotated[
    Union[DallE2, DallE3, Annotated[Gpt, AfterValidator(dict_fits)], Annotated[Gpt2, AfterValidator(dict_fits)]],
    Field(discriminator="model"),
]
REQUEST = TypeAdapter(Request)
VALIDATE, VALIDATE_JSON = REQUEST.validate_python, REQUEST.validate_json


def is_valid(p):
    try:
        VALIDATE(p)
    except ValidationError:
        return False
    return True


def is_valid_json(data):
    try:
        VALIDATE_JSON(data)
    except ValidationError:
        return False
    return True


def findings(p):
    try:
        VALIDATE(p)
    except ValidationError as error:
        return error.errors()
    return []


def sentences(p):
    return [error["msg"] for error in findings(p)]


class Model(BaseModel):
    model_config = STRICT
    n: Count = 1
    user: str = ""


class DallE2Model(Model):
    model: Literal["dall-e-2"]
    prompt: Annotated[str, Field(min_length=1, max_length=1000)]
    size: Literal["256x256", "512x512", "1024x1024"] = "1024x1024"
    quality: Literal["standard", "auto"] = "auto"
    response_format: Urls = "url"


class DallE3Model(Model):
    model: Literal["dall-e-3"]
    prompt: Annotated[str, Field(min_length=1, max_length=4000)]
    n: Annotated[StrictInt, Field(ge=1, le=1)] = 1
    size: Literal["1024x1024", "1792x1024", "1024x1792"] = "1024x1024"
    quality: Literal["standard", "hd", "auto"] = "auto"
    style: Literal["vivid", "natural"] = "vivid"
    response_format: Urls = "url"


class GptModel(Model):
    model: Family
    prompt: Annotated[str, Field(min_length=1, max_length=32000)]
    size: Usual = "auto"
    quality: Quality = "auto"
    background: Literal["auto", "opaque", "transparent"] = "auto"
    output_format: Literal["png", "jpeg", "webp"] = "png"
    output_compression: Percent = 100
    moderation: Literal["auto", "low"] = "auto"
    stream: StrictBool = False
    partial_images: Few = 0

    @model_validator(mode="after")
    def combinations(self):
        fits(self.background, self.output_format, self.output_compression)
        return self


class Gpt2Model(GptModel):
    model: Newest
    size: Size = "auto"
    background: Literal["auto", "opaque"] = "auto"


MODELS = TypeAdapter(Annotated[Union[DallE2Model, DallE3Model, GptModel, Gpt2Model], Field(discriminator="model")])
VALIDATE_MODEL = MODELS.validate_python


def is_valid_model(p):
    try:
        VALIDATE_MODEL(p)
    except ValidationError:
        return False
    return True
