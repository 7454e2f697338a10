"""The requests that everything is timed on: ``images.generate`` bodies under the founding revision, from a seed.

Whether one is valid is known from how it is made: it is valid by construction, or one to three of its parameters were then spoilt.
What peers read otherwise than the project stays out, so that all can give the same verdict: ``null``, ``1.0`` for an integer,
members of enumerations, lone surrogates, requests that name no model.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

SEED = 20240611
COUNT = 2_000
SPOILT = {1: 351, 2: 154, 3: 95}
"""How many of ``COUNT`` requests have one, two and three mistakes."""

FAMILY = ("gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5")
SHARES = {"gpt-image-2": 12, "gpt-image-1": 4, "gpt-image-1.5": 3, "gpt-image-1-mini": 2, "dall-e-3": 2, "dall-e-2": 1}
LONGEST = {"dall-e-2": 1_000, "dall-e-3": 4_000}

WORDS = [
    *("a", "watercolor", "of", "the", "quiet", "harbor", "at", "dawn", "with", "small", "boats", "over", "wet", "slate", "roofs", "and"),
    *("one", "lamp", "still", "lit", "by", "a", "baker", "who", "opens", "early", "in", "soft", "light", "seen", "from", "above", "as"),
    *("an", "old", "map", "with", "gulls", "naïve", "café", "Zürich", "静かな港", "🐱"),
]
GOOD_SIZES = (
    *("auto", "1024x1024", "1536x1024", "1024x1536", "1536x864", "864x1536", "2048x2048", "1920x1088", "1280x720", "768x1344"),
    *("2560x1440", "3840x2160", "2160x3840", "1008x1008"),
)
BAD_SIZES = (
    *("1920x1080", "1000x1000", "4096x2048", "256x256", "3840x1024", "3840x3840"),
    *("1024X1024", "01024x1024", "1024x", "1024*1024", "large"),
)


class Payload(NamedTuple):
    """One request, whether it is valid, and how many of its parameters are wrong."""

    request: dict[str, Any]
    valid: bool
    mistakes: int


Make = Callable[[Random], Any]


def one_of(*values: Any) -> Make:
    return lambda random: random.choice(values)


def words(random: Random, least: int, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(least, most)))


def user(random: Random) -> str:
    return f"user-{random.randrange(10_000)}"


GOOD: dict[str, dict[str, Make]] = {
    "dall-e-2": {
        "n": lambda random: random.randint(1, 10),
        "size": one_of("256x256", "512x512", "1024x1024"),
        "quality": one_of("standard", "auto"),
        "response_format": one_of("url", "b64_json"),
        "user": user,
    },
    "dall-e-3": {
        "n": one_of(1),
        "size": one_of("1024x1024", "1792x1024", "1024x1792"),
        "quality": one_of("standard", "hd", "auto"),
        "response_format": one_of("url", "b64_json"),
        "style": one_of("vivid", "natural"),
        "user": user,
    },
    "gpt": {
        "n": one_of(1, 1, 1, 2, 4, 10),
        "size": one_of("auto", "1024x1024", "1536x1024", "1024x1536"),
        "quality": one_of("auto", "low", "medium", "high"),
        "background": one_of("auto", "opaque", "transparent"),
        "output_format": one_of("png", "jpeg", "webp"),
        "output_compression": one_of(100, 100, 80, 0, 55),
        "moderation": one_of("auto", "low"),
        "stream": one_of(True, False),
        "partial_images": one_of(0, 1, 2, 3),
        "user": user,
    },
}
GOOD["gpt-image-2"] = GOOD["gpt"] | {"size": one_of(*GOOD_SIZES), "background": one_of("auto", "opaque")}

BAD: dict[str, Make] = {
    "prompt": one_of(""),
    "n": one_of(0, 11, -1, 100),
    "size": one_of("800x600", "1024X1024", "", "large", "512"),
    "quality": one_of("best", "HIGH", "", "ultra"),
    "background": one_of("white", "Transparent"),
    "output_format": one_of("jpg", "bmp", "PNG"),
    "output_compression": one_of(101, -1, 1000),
    "moderation": one_of("none", "off"),
    "partial_images": one_of(4, -1),
    "response_format": one_of("json", "b64"),
    "style": one_of("anime", "Vivid"),
}
STRAY: dict[str, Make] = {
    **dict.fromkeys(BAD, one_of(5, True, ["high"], {"value": "auto"})),
    **dict.fromkeys(("n", "output_compression", "partial_images"), one_of("2", "2", True, 1.5, [1])),
    "stream": one_of("true", 1, 0, "no"),
    "user": one_of(17, {"id": 1}, ["a"]),
}
"""Values of another JSON type."""
FOREIGN = {
    "dall-e-2": ("style", "background", "stream", "output_format"),
    "dall-e-3": ("background", "moderation", "stream", "output_format"),
    "gpt": ("response_format", "style"),
}
UNKNOWN = ("seed", "negative_prompt", "promt", "width", "aspect_ratio")


def rules_of(model: str) -> str:
    """The key of ``GOOD`` and ``FOREIGN`` for a model."""
    return model if model in GOOD else "gpt"


def clean(random: Random) -> dict[str, Any]:
    """A valid request."""
    model = random.choices([*SHARES], [*SHARES.values()])[0]
    good = GOOD[rules_of(model)]
    text = words(random, 4, 34)
    if model in LONGEST and random.random() < 0.02:
        text = random.choice("x猫") * LONGEST[model]  # the longest that is taken
    request: dict[str, Any] = {"model": model, "prompt": text}
    usual = [name for name in ("n", "size", "quality") if random.random() < 0.65]
    more = [name for name in good if name not in ("n", "size", "quality")]
    for name in usual + random.sample(more, min(len(more), random.choice((0, 1, 2, 2, 2, 3, 4)))):
        request[name] = good[name](random)
    settle(request, random)
    return shuffled(request, random)


def settle(request: dict[str, Any], random: Random) -> None:
    """Let what a request says of format, background and compression fit together, and mostly of streams and numbers of images."""
    if (request.get("stream") or request.get("partial_images")) and request.get("n", 1) > 1 and random.random() < 0.8:
        request["n"] = 1
    background, compression = request.get("background"), request.get("output_compression")
    if background == "transparent" and request.get("output_format") == "jpeg":
        request["output_format"] = "webp"
    if compression is not None and compression < 100 and request.get("output_format", "png") == "png":
        request["output_format"] = "webp"


def shuffled(request: dict[str, Any], random: Random) -> dict[str, Any]:
    """The request, every second time with its keys in another order."""
    if random.random() < 0.5:
        return request
    return {key: request[key] for key in random.sample(list(request), len(request))}


def clash(request: dict[str, Any], random: Random) -> None:
    """Let two parameters of a GPT model not fit together."""
    if random.random() < 0.5 and request["model"] in FAMILY:
        request |= {"background": "transparent", "output_format": "jpeg"}
        return
    request["output_compression"] = random.randrange(100)
    request.pop("output_format", None)
    if random.random() < 0.5:
        request["output_format"] = "png"


def spoilt(request: dict[str, Any], mistakes: int, random: Random) -> dict[str, Any]:
    """A valid request with so many mistakes, each in a parameter of its own."""
    rules = rules_of(request["model"])
    group = rules if rules.startswith("dall-e") else "gpt"
    request = dict(request)
    touched: set[str] = set()
    while mistakes:
        kind = random.choices(("value", "foreign", "unknown", "clash", "missing", "length", "model"), (60, 10, 8, 8, 4, 3, 3))[0]
        if kind == "model" and mistakes == 1 and not touched:
            request["model"] = random.choice(("gpt-image-3", "dall-e-4", "gpt-image-2-mini", "stable-diffusion"))
        elif kind == "clash" and group == "gpt" and not touched & {"background", "output_format", "output_compression"}:
            clash(request, random)
            touched |= {"background", "output_format", "output_compression"}
        elif kind in ("missing", "length") and "prompt" not in touched:
            touched.add("prompt")
            del request["prompt"]
            if kind == "length":
                request["prompt"] = "x" * (LONGEST.get(request["model"], 32_000) + 1) if request["model"] in LONGEST else ""
        elif kind in ("value", "foreign", "unknown"):
            name, value = wrong(kind, request, rules, group, random)
            if name in touched:
                continue
            touched.add(name)
            request[name] = value
        else:
            continue
        mistakes -= 1
    return shuffled(request, random)


def wrong(kind: str, request: dict[str, Any], rules: str, group: str, random: Random) -> tuple[str, Any]:
    """A parameter and what makes it a mistake in a request."""
    if kind == "unknown":
        return random.choice(UNKNOWN), random.choice((1, "x", True))
    if kind == "foreign":
        name = random.choice(FOREIGN[group])
        return name, next(good[name] for good in GOOD.values() if name in good)(random)
    name = random.choice(["prompt", "n", "size", *(key for key in request if key in STRAY), *GOOD[rules]])
    if name == "size" and request["model"] == "gpt-image-2" and random.random() < 0.8:
        return name, random.choice(BAD_SIZES)
    if name == "background" and request["model"] == "gpt-image-2" and random.random() < 0.6:
        return name, "transparent"
    if name == "n" and request["model"] == "dall-e-3" and random.random() < 0.5:
        return name, 2
    return name, (STRAY if name not in BAD or random.random() < 0.2 else BAD)[name](random)


def payloads(count: int = COUNT, seed: int = SEED) -> list[Payload]:
    """Requests in random order, three in ten of them with mistakes."""
    random = Random(seed)
    numbers = [number for number, share in SPOILT.items() for _ in range(round(share * count / COUNT))]
    numbers += [0] * (count - len(numbers))
    random.shuffle(numbers)
    made = []
    for number in numbers:
        request = clean(random)
        made.append(Payload(spoilt(request, number, random) if number else request, not number, number))
    return made
