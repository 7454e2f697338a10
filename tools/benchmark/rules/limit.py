"""The limit: straight-line Python as one would write it by hand for speed, with simple meanings.

Values are of the plain types of ``json.loads``; ``null`` is refused everywhere, ``1.0`` is no integer, a subclass of ``str`` no text.
``findings`` tells every mistake as a small tuple ``(parameter, problem, value)``; ``sentence`` says one when it is read.
"""

from .sizes import EDGES, NOWHERE, SPANS, USUAL

URLS = frozenset(("url", "b64_json"))
SIZES_2 = frozenset(("256x256", "512x512", "1024x1024"))
SIZES_3 = frozenset(("1024x1024", "1792x1024", "1024x1792"))
QUALITIES_2 = frozenset(("standard", "auto"))
QUALITIES_3 = frozenset(("standard", "hd", "auto"))
STYLES = frozenset(("vivid", "natural"))
QUALITIES = frozenset(("auto", "low", "medium", "high"))
BACKGROUNDS = frozenset(("auto", "opaque", "transparent"))
SOLID = frozenset(("auto", "opaque"))
FORMATS = frozenset(("png", "jpeg", "webp"))
MODERATIONS = frozenset(("auto", "low"))


def dall_e_2(p):
    if "prompt" not in p:
        return False
    v = p["prompt"]
    if v.__class__ is not str or not 1 <= len(v) <= 1000:
        return False
    left = len(p) - 2
    if left and "n" in p:
        v = p["n"]
        if v.__class__ is not int or not 1 <= v <= 10:
            return False
        left -= 1
    if left and "size" in p:
        if p["size"] not in SIZES_2:
            return False
        left -= 1
    if left and "quality" in p:
        if p["quality"] not in QUALITIES_2:
            return False
        left -= 1
    if left and "response_format" in p:
        if p["response_format"] not in URLS:
            return False
        left -= 1
    if left and "user" in p:
        if p["user"].__class__ is not str:
            return False
        left -= 1
    return not left


def dall_e_3(p):
    if "prompt" not in p:
        return False
    v = p["prompt"]
    if v.__class__ is not str or not 1 <= len(v) <= 4000:
        return False
    left = len(p) - 2
    if left and "n" in p:
        v = p["n"]
        if v.__class__ is not int or v != 1:
            return False
        left -= 1
    if left and "size" in p:
        if p["size"] not in SIZES_3:
            return False
        left -= 1
    if left and "quality" in p:
        if p["quality"] not in QUALITIES_3:
            return False
        left -= 1
    if left and "style" in p:
        if p["style"] not in STYLES:
            return False
        left -= 1
    if left and "response_format" in p:
        if p["response_format"] not in URLS:
            return False
        left -= 1
    if left and "user" in p:
        if p["user"].__class__ is not str:
            return False
        left -= 1
    return not left


def gpt_image(p):
    if "prompt" not in p:
        return False
    v = p["prompt"]
    if v.__class__ is not str or not 1 <= len(v) <= 32000:
        return False
    left = len(p) - 2
    if left and "n" in p:
        v = p["n"]
        if v.__class__ is not int or not 1 <= v <= 10:
            return False
        left -= 1
    if left and "size" in p:
        if p["size"] not in USUAL:
            return False
        left -= 1
    if left and "quality" in p:
        if p["quality"] not in QUALITIES:
            return False
        left -= 1
    if not left:
        return True
    if "background" in p:
        v = p["background"]
        if v not in BACKGROUNDS or (v == "transparent" and p.get("output_format") == "jpeg"):
            return False
        left -= 1
    return gpt_rest(p, left)


def gpt_image_2(p):
    if "prompt" not in p:
        return False
    v = p["prompt"]
    if v.__class__ is not str or not 1 <= len(v) <= 32000:
        return False
    left = len(p) - 2
    if left and "n" in p:
        v = p["n"]
        if v.__class__ is not int or not 1 <= v <= 10:
            return False
        left -= 1
    if left and "size" in p:
        v = p["size"]
        if v not in USUAL:
            if v.__class__ is not str:
                return False
            width, _, height = v.partition("x")
            low, high = SPANS.get(width, NOWHERE)
            if not low <= EDGES.get(height, 0) <= high:
                return False
        left -= 1
    if left and "quality" in p:
        if p["quality"] not in QUALITIES:
            return False
        left -= 1
    if not left:
        return True
    if "background" in p:
        if p["background"] not in SOLID:
            return False
        left -= 1
    return gpt_rest(p, left)


def gpt_rest(p, left):
    if left and "output_format" in p:
        if p["output_format"] not in FORMATS:
            return False
        left -= 1
    if left and "output_compression" in p:
        v = p["output_compression"]
        if v.__class__ is not int or not 0 <= v <= 100 or (v < 100 and p.get("output_format", "png") == "png"):
            return False
        left -= 1
    if left and "moderation" in p:
        if p["moderation"] not in MODERATIONS:
            return False
        left -= 1
    if left and "stream" in p:
        if p["stream"].__class__ is not bool:
            return False
        left -= 1
    if left and "partial_images" in p:
        v = p["partial_images"]
        if v.__class__ is not int or not 0 <= v <= 3:
            return False
        left -= 1
    if left and "user" in p:
        if p["user"].__class__ is not str:
            return False
        left -= 1
    return not left


CHECKS = {
    "dall-e-2": dall_e_2,
    "dall-e-3": dall_e_3,
    "gpt-image-1": gpt_image,
    "gpt-image-1-mini": gpt_image,
    "gpt-image-1.5": gpt_image,
    "gpt-image-1.5-2025-12-16": gpt_image,
    "chatgpt-image-latest": gpt_image,
    "gpt-image-2": gpt_image_2,
    "gpt-image-2-2026-04-21": gpt_image_2,
}


def is_valid(p):
    try:
        return CHECKS[p["model"]](p)
    except (KeyError, TypeError):  # no such model, or a value that cannot be a member of a set
        return False
