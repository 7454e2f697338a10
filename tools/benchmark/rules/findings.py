"""Every mistake of a request, by hand: one pass over all parameters, a small tuple for each mistake, and its sentence when it is read.

The meanings are those of ``limit``. A finding is ``(parameter, problem, value, allowed)``.
"""

from .limit import BACKGROUNDS, FORMATS, MODERATIONS, QUALITIES, QUALITIES_2, QUALITIES_3, SIZES_2, SIZES_3, STYLES, URLS
from .sizes import EDGES, NOWHERE, SPANS, USUAL

KNOWN_2 = frozenset(("model", "prompt", "n", "size", "quality", "response_format", "user"))
KNOWN_3 = KNOWN_2 | {"style"}
KNOWN = (KNOWN_2 - {"response_format"}) | {
    "background", "output_format", "output_compression", "moderation", "stream", "partial_images",
}  # fmt: skip


GRID = ("a size with both edges divisible by 16, at most 3:1",)


def dall_e_2(p):
    found = []
    left = len(p) - 1
    if "prompt" in p:
        left -= 1
        v = p["prompt"]
        if v.__class__ is not str:
            found.append(("prompt", "type", v, "text"))
        elif not 1 <= len(v) <= 1000:
            found.append(("prompt", "length", v, (1, 1000)))
    else:
        found.append(("prompt", "required", None, None))
    if left and "n" in p:
        left -= 1
        v = p["n"]
        if v.__class__ is not int:
            found.append(("n", "type", v, "an integer"))
        elif not 1 <= v <= 10:
            found.append(("n", "range", v, (1, 10)))
    if left and "size" in p:
        left -= 1
        v = p["size"]
        if v.__class__ is not str:
            found.append(("size", "type", v, "text"))
        elif v not in SIZES_2:
            found.append(("size", "value", v, SIZES_2))
    if left and "quality" in p:
        left -= 1
        v = p["quality"]
        if v.__class__ is not str:
            found.append(("quality", "type", v, "text"))
        elif v not in QUALITIES_2:
            found.append(("quality", "value", v, QUALITIES_2))
    if left and "response_format" in p:
        left -= 1
        v = p["response_format"]
        if v.__class__ is not str:
            found.append(("response_format", "type", v, "text"))
        elif v not in URLS:
            found.append(("response_format", "value", v, URLS))
    if left and "user" in p:
        left -= 1
        v = p["user"]
        if v.__class__ is not str:
            found.append(("user", "type", v, "text"))
    if left:
        found.extend([(name, "unknown", value, None) for name, value in p.items() if name not in KNOWN_2])
    return found


def dall_e_3(p):
    found = []
    left = len(p) - 1
    if "prompt" in p:
        left -= 1
        v = p["prompt"]
        if v.__class__ is not str:
            found.append(("prompt", "type", v, "text"))
        elif not 1 <= len(v) <= 4000:
            found.append(("prompt", "length", v, (1, 4000)))
    else:
        found.append(("prompt", "required", None, None))
    if left and "n" in p:
        left -= 1
        v = p["n"]
        if v.__class__ is not int:
            found.append(("n", "type", v, "an integer"))
        elif v != 1:
            found.append(("n", "range", v, (1, 1)))
    if left and "size" in p:
        left -= 1
        v = p["size"]
        if v.__class__ is not str:
            found.append(("size", "type", v, "text"))
        elif v not in SIZES_3:
            found.append(("size", "value", v, SIZES_3))
    if left and "quality" in p:
        left -= 1
        v = p["quality"]
        if v.__class__ is not str:
            found.append(("quality", "type", v, "text"))
        elif v not in QUALITIES_3:
            found.append(("quality", "value", v, QUALITIES_3))
    if left and "response_format" in p:
        left -= 1
        v = p["response_format"]
        if v.__class__ is not str:
            found.append(("response_format", "type", v, "text"))
        elif v not in URLS:
            found.append(("response_format", "value", v, URLS))
    if left and "style" in p:
        left -= 1
        v = p["style"]
        if v.__class__ is not str:
            found.append(("style", "type", v, "text"))
        elif v not in STYLES:
            found.append(("style", "value", v, STYLES))
    if left and "user" in p:
        left -= 1
        v = p["user"]
        if v.__class__ is not str:
            found.append(("user", "type", v, "text"))
    if left:
        found.extend([(name, "unknown", value, None) for name, value in p.items() if name not in KNOWN_3])
    return found


def gpt_image(p):
    found = []
    left = len(p) - 1
    if "prompt" in p:
        left -= 1
        v = p["prompt"]
        if v.__class__ is not str:
            found.append(("prompt", "type", v, "text"))
        elif not 1 <= len(v) <= 32000:
            found.append(("prompt", "length", v, (1, 32000)))
    else:
        found.append(("prompt", "required", None, None))
    if left and "n" in p:
        left -= 1
        v = p["n"]
        if v.__class__ is not int:
            found.append(("n", "type", v, "an integer"))
        elif not 1 <= v <= 10:
            found.append(("n", "range", v, (1, 10)))
    if left and "size" in p:
        left -= 1
        v = p["size"]
        if v.__class__ is not str:
            found.append(("size", "type", v, "text"))
        elif v not in USUAL:
            found.append(("size", "value", v, USUAL))
    if left and "quality" in p:
        left -= 1
        v = p["quality"]
        if v.__class__ is not str:
            found.append(("quality", "type", v, "text"))
        elif v not in QUALITIES:
            found.append(("quality", "value", v, QUALITIES))
    if not left:
        return found
    if left and "background" in p:
        left -= 1
        v = p["background"]
        if v.__class__ is not str:
            found.append(("background", "type", v, "text"))
        elif v not in BACKGROUNDS:
            found.append(("background", "value", v, BACKGROUNDS))
        elif v == "transparent" and p.get("output_format") == "jpeg":
            found.append(("background", "requires", v, "output_format png or webp"))
    return gpt_rest(p, left, found)


def gpt_image_2(p):
    found = []
    left = len(p) - 1
    if "prompt" in p:
        left -= 1
        v = p["prompt"]
        if v.__class__ is not str:
            found.append(("prompt", "type", v, "text"))
        elif not 1 <= len(v) <= 32000:
            found.append(("prompt", "length", v, (1, 32000)))
    else:
        found.append(("prompt", "required", None, None))
    if left and "n" in p:
        left -= 1
        v = p["n"]
        if v.__class__ is not int:
            found.append(("n", "type", v, "an integer"))
        elif not 1 <= v <= 10:
            found.append(("n", "range", v, (1, 10)))
    if left and "size" in p:
        left -= 1
        v = p["size"]
        if v.__class__ is not str:
            found.append(("size", "type", v, "text"))
        elif v not in USUAL:
            width, _, height = v.partition("x")
            low, high = SPANS.get(width, NOWHERE)
            if not low <= EDGES.get(height, 0) <= high:
                found.append(("size", "value", v, GRID))
    if left and "quality" in p:
        left -= 1
        v = p["quality"]
        if v.__class__ is not str:
            found.append(("quality", "type", v, "text"))
        elif v not in QUALITIES:
            found.append(("quality", "value", v, QUALITIES))
    if not left:
        return found
    if left and "background" in p:
        left -= 1
        v = p["background"]
        if v.__class__ is not str:
            found.append(("background", "type", v, "text"))
        elif v not in BACKGROUNDS:
            found.append(("background", "value", v, BACKGROUNDS))
        elif v == "transparent":
            found.append(("background", "unsupported", v, None))
    return gpt_rest(p, left, found)


def gpt_rest(p, left, found):
    if left and "output_format" in p:
        left -= 1
        v = p["output_format"]
        if v.__class__ is not str:
            found.append(("output_format", "type", v, "text"))
        elif v not in FORMATS:
            found.append(("output_format", "value", v, FORMATS))
    if left and "output_compression" in p:
        left -= 1
        v = p["output_compression"]
        if v.__class__ is not int:
            found.append(("output_compression", "type", v, "an integer"))
        else:
            if not 0 <= v <= 100:
                found.append(("output_compression", "range", v, (0, 100)))
            if v < 100 and p.get("output_format", "png") == "png":
                found.append(("output_compression", "requires", v, "output_format jpeg or webp"))
    if left and "moderation" in p:
        left -= 1
        v = p["moderation"]
        if v.__class__ is not str:
            found.append(("moderation", "type", v, "text"))
        elif v not in MODERATIONS:
            found.append(("moderation", "value", v, MODERATIONS))
    if left and "stream" in p:
        left -= 1
        v = p["stream"]
        if v.__class__ is not bool:
            found.append(("stream", "type", v, "a boolean"))
    if left and "partial_images" in p:
        left -= 1
        v = p["partial_images"]
        if v.__class__ is not int:
            found.append(("partial_images", "type", v, "an integer"))
        elif not 0 <= v <= 3:
            found.append(("partial_images", "range", v, (0, 3)))
    if left and "user" in p:
        left -= 1
        v = p["user"]
        if v.__class__ is not str:
            found.append(("user", "type", v, "text"))
    if left:
        found.extend([(name, "unknown", value, None) for name, value in p.items() if name not in KNOWN])
    return found


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


def findings(p):
    """Every mistake of a request."""
    check = CHECKS.get(p["model"])
    return check(p) if check else [("model", "unknown", p["model"], None)]


def sentence(finding):
    """What is wrong, in words."""
    name, problem, value, allowed = finding
    if problem == "required":
        return f"{name} is missing"
    shown = f'"{value[:80]}"' if value.__class__ is str else repr(value)[:80]
    if problem == "value":
        return f"{name} is {shown}, but must be one of {', '.join(sorted(allowed))}"
    if problem == "range":
        return f"{name} is {shown}, but must be from {allowed[0]:,} to {allowed[1]:,}"
    if problem == "length":
        return f"{name} has {len(value):,} characters, but must have from {allowed[0]:,} to {allowed[1]:,}"
    if problem == "type":
        return f"{name} is {shown}, but must be {allowed}"
    if problem in ("requires", "one"):
        return f"{name} {shown} needs {allowed}"
    if problem == "advised":
        return f"{name} is advised against"
    return f"{name} {shown} is {problem}"


def sentences(p):
    """What is wrong with a request, in words."""
    return [sentence(finding) for finding in findings(p)]
