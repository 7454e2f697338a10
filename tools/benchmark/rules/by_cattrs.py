"""attrs and cattrs: classes with validators, and a converter that takes no other types and no other keys."""

import attrs
from attrs import validators as are
from cattrs import Converter, transform_error

from .sizes import takes


def plain(kind):
    """Take values of just one type: cattrs would make them so."""

    def hook(value, _):
        if type(value) is not kind:
            raise TypeError(f"must be {kind.__name__}")
        return value

    return hook


def known_size(instance, attribute, value):
    if not takes(value):
        raise ValueError("no such size")


def field(default, *checks):
    return attrs.field(default=default, validator=list(checks))


def between(low, high):
    return [are.ge(low), are.le(high)]


def prompt(most):
    return attrs.field(validator=[are.min_len(1), are.max_len(most)])


@attrs.frozen
class DallE2:
    model: str
    prompt: str = prompt(1000)
    n: int = field(1, *between(1, 10))
    size: str = field("1024x1024", are.in_(("256x256", "512x512", "1024x1024")))
    quality: str = field("auto", are.in_(("standard", "auto")))
    response_format: str = field("url", are.in_(("url", "b64_json")))
    user: str = ""


@attrs.frozen
class DallE3:
    model: str
    prompt: str = prompt(4000)
    n: int = field(1, *between(1, 1))
    size: str = field("1024x1024", are.in_(("1024x1024", "1792x1024", "1024x1792")))
    quality: str = field("auto", are.in_(("standard", "hd", "auto")))
    style: str = field("vivid", are.in_(("vivid", "natural")))
    response_format: str = field("url", are.in_(("url", "b64_json")))
    user: str = ""


@attrs.frozen
class Gpt:
    model: str
    prompt: str = prompt(32000)
    n: int = field(1, *between(1, 10))
    size: str = field("auto", are.in_(("auto", "1024x1024", "1536x1024", "1024x1536")))
    quality: str = field("auto", are.in_(("auto", "low", "medium", "high")))
    background: str = field("auto", are.in_(("auto", "opaque", "transparent")))
    output_format: str = field("png", are.in_(("png", "jpeg", "webp")))
    output_compression: int = field(100, *between(0, 100))
    moderation: str = field("auto", are.in_(("auto", "low")))
    stream: bool = False
    partial_images: int = field(0, *between(0, 3))
    user: str = ""

    def __attrs_post_init__(self):
        if self.background == "transparent" and self.output_format == "jpeg":
            raise ValueError("a transparent background needs png or webp")
        if self.output_compression < 100 and self.output_format == "png":
            raise ValueError("compression needs jpeg or webp")


@attrs.frozen
class Gpt2:
    model: str
    prompt: str = prompt(32000)
    n: int = field(1, *between(1, 10))
    size: str = field("auto", known_size)
    quality: str = field("auto", are.in_(("auto", "low", "medium", "high")))
    background: str = field("auto", are.in_(("auto", "opaque")))
    output_format: str = field("png", are.in_(("png", "jpeg", "webp")))
    output_compression: int = field(100, *between(0, 100))
    moderation: str = field("auto", are.in_(("auto", "low")))
    stream: bool = False
    partial_images: int = field(0, *between(0, 3))
    user: str = ""

    def __attrs_post_init__(self):
        if self.output_compression < 100 and self.output_format == "png":
            raise ValueError("compression needs jpeg or webp")


CLASSES = {
    "dall-e-2": DallE2,
    "dall-e-3": DallE3,
    **dict.fromkeys(("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-1.5-2025-12-16", "chatgpt-image-latest"), Gpt),
    **dict.fromkeys(("gpt-image-2", "gpt-image-2-2026-04-21"), Gpt2),
}


def converter(detailed):
    made = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    for kind in (str, int, bool):
        made.register_structure_hook(kind, plain(kind))
    return made.structure


QUICK, DETAILED = converter(False), converter(True)


def is_valid(p):
    try:
        QUICK(p, CLASSES[p["model"]])
    except Exception:  # whatever a validator or a hook raises
        return False
    return True


def findings(p):
    try:
        DETAILED(p, CLASSES[p["model"]])
    except KeyError:
        return ["no such model"]
    except Exception as error:
        return transform_error(error)
    return []
