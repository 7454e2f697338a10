"""The limit with the meanings of this project, by hand: as ``limit``, and ``null`` means omitted, whole floats are integers.

Members of enumerations and subclasses count as their values, a request without a model is one for the default model, and a model may
stand behind a provider's prefix. A check answers ``None`` where a value is of another type than the usual one: only then the careful
way decides.
"""

from .limit import FORMATS, MODERATIONS, QUALITIES, QUALITIES_2, QUALITIES_3, SIZES_2, SIZES_3, SOLID, STYLES, URLS
from .sizes import EDGES, NOWHERE, SPANS, USUAL

NULL = frozenset((None,))
URLS_N, SIZES_2_N, SIZES_3_N, QUALITIES_2_N, QUALITIES_3_N = (
    URLS | NULL,
    SIZES_2 | NULL,
    SIZES_3 | NULL,
    QUALITIES_2 | NULL,
    QUALITIES_3 | NULL,
)
STYLES_N, USUAL_N, QUALITIES_N, SOLID_N = STYLES | NULL, USUAL | NULL, QUALITIES | NULL, SOLID | NULL
BACKGROUNDS_N = SOLID_N | {"transparent"}
FORMATS_N, MODERATIONS_N = FORMATS | NULL, MODERATIONS | NULL
PLAIN = frozenset((str, int, bool, type(None), list, dict))
LATER = ("output_format", "output_compression", "stream", "partial_images", "moderation", "background")


def dall_e_2(p):
    if "prompt" not in p:
        return False
    v = p["prompt"]
    if v.__class__ is not str:
        return None
    if not 1 <= len(v) <= 1000:
        return False
    left = len(p) - 2
    if left and "n" in p:
        v = p["n"]
        if v.__class__ is int:
            if not 1 <= v <= 10:
                return False
        elif v is not None:
            return None
        left -= 1
    if left and "size" in p:
        v = p["size"]
        if v not in SIZES_2_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "quality" in p:
        v = p["quality"]
        if v not in QUALITIES_2_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "response_format" in p:
        v = p["response_format"]
        if v not in URLS_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "user" in p:
        if p["user"].__class__ is not str:
            return None
        left -= 1
    return not left


def dall_e_3(p):
    if "prompt" not in p:
        return False
    v = p["prompt"]
    if v.__class__ is not str:
        return None
    if not 1 <= len(v) <= 4000:
        return False
    left = len(p) - 2
    if left and "n" in p:
        v = p["n"]
        if v.__class__ is int:
            if v != 1:
                return False
        elif v is not None:
            return None
        left -= 1
    if left and "size" in p:
        v = p["size"]
        if v not in SIZES_3_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "quality" in p:
        v = p["quality"]
        if v not in QUALITIES_3_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "style" in p:
        v = p["style"]
        if v not in STYLES_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "response_format" in p:
        v = p["response_format"]
        if v not in URLS_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "user" in p:
        if p["user"].__class__ is not str:
            return None
        left -= 1
    return not left


def gpt_image(p):
    if "prompt" not in p:
        return False
    v = p["prompt"]
    if v.__class__ is not str:
        return None
    if not 1 <= len(v) <= 32000:
        return False
    left = len(p) - 2
    if left and "n" in p:
        v = p["n"]
        if v.__class__ is int:
            if not 1 <= v <= 10:
                return False
        elif v is not None:
            return None
        left -= 1
    if left and "size" in p:
        v = p["size"]
        if v not in USUAL_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "quality" in p:
        v = p["quality"]
        if v not in QUALITIES_N:
            return False if v.__class__ is str else None
        left -= 1
    if not left:
        return True
    if "background" in p:
        v = p["background"]
        if v not in BACKGROUNDS_N:
            return False if v.__class__ is str else None
        if v == "transparent" and p.get("output_format") == "jpeg":
            return False
        left -= 1
    return gpt_rest(p, left)


def gpt_image_2(p):
    if "prompt" not in p:
        return False
    v = p["prompt"]
    if v.__class__ is not str:
        return None
    if not 1 <= len(v) <= 32000:
        return False
    left = len(p) - 2
    if left and "n" in p:
        v = p["n"]
        if v.__class__ is int:
            if not 1 <= v <= 10:
                return False
        elif v is not None:
            return None
        left -= 1
    if left and "size" in p:
        v = p["size"]
        if v not in USUAL_N:
            if v.__class__ is not str:
                return None
            width, _, height = v.partition("x")
            low, high = SPANS.get(width, NOWHERE)
            if not low <= EDGES.get(height, 0) <= high:
                return False
        left -= 1
    if left and "quality" in p:
        v = p["quality"]
        if v not in QUALITIES_N:
            return False if v.__class__ is str else None
        left -= 1
    if not left:
        return True
    if "background" in p:
        v = p["background"]
        if v not in SOLID_N:
            return False if v.__class__ is str else None
        left -= 1
    return gpt_rest(p, left)


def gpt_rest(p, left):
    if left and "output_format" in p:
        v = p["output_format"]
        if v not in FORMATS_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "output_compression" in p:
        v = p["output_compression"]
        if v.__class__ is int:
            if not 0 <= v <= 100 or (v < 100 and p.get("output_format") in (None, "png")):
                return False
        elif v is not None:
            return None
        left -= 1
    if left and "moderation" in p:
        v = p["moderation"]
        if v not in MODERATIONS_N:
            return False if v.__class__ is str else None
        left -= 1
    if left and "stream" in p:
        v = p["stream"]
        if v.__class__ is not bool and v is not None:
            return None
        left -= 1
    if left and "partial_images" in p:
        v = p["partial_images"]
        if v.__class__ is int:
            if not 0 <= v <= 3:
                return False
        elif v is not None:
            return None
        left -= 1
    if left and "user" in p:
        if p["user"].__class__ is not str:
            return None
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
        verdict = CHECKS[p["model"]](p)
        if verdict is not None:
            return verdict
    except (KeyError, TypeError):
        pass
    meant = plain(p)
    try:
        return meant is not None and bool(CHECKS[meant["model"]](meant))
    except (KeyError, TypeError):
        return False


def plain(p):
    """The request as it is meant, ``None`` where it means nothing else than it says."""
    try:
        model = p["model"]
        if model in CHECKS and p.__class__ is dict and PLAIN.issuperset(map(type, p.values())):
            return None
    except (KeyError, TypeError, IndexError):
        model = None
    if not hasattr(p, "keys"):
        return None
    meant = {key: value if type(value) in PLAIN else plain_value(value) for key, value in dict(p).items()}
    model = meant.get("model")
    if model is None:
        sent = any(meant.get(name) is not None for name in LATER)
        meant["model"] = "gpt-image-1" if sent else "dall-e-2"
    elif type(model) is str and model not in CHECKS:
        prefix, slash, name = model.rpartition("/")
        if not (slash and prefix and prefix.isascii() and prefix.isprintable() and " " not in prefix):
            return None
        meant["model"] = name
    return meant


def plain_value(value):
    if hasattr(type(value), "__members__"):  # of an enumeration
        value = value.value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return value if type(value) is bool else int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
