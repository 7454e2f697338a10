"""Lines of batches for tests: right ones, and every way of being wrong that depends on a line or on others before it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

GENERATE, EDIT = "/v1/images/generations", "/v1/images/edits"
WORDS = ["cat", "sits", "on", "warm", "roof", "of", "an", "old", "house", "in", "rain", "painted", "blue", "and", "gold"]


def body(rng: random.Random) -> dict[str, Any]:
    """A request that nothing is found in."""
    prompt = " ".join(rng.choices(WORDS, k=rng.randint(3, 22)))
    return {"model": "gpt-image-2", "prompt": prompt, "size": rng.choice(["1024x1024", "1536x1024", "auto"]), "n": 1}


def line(number: int, request: dict[str, Any], url: str = GENERATE) -> dict[str, Any]:
    return {"custom_id": f"request-{number}", "method": "POST", "url": url, "body": request}


def good(number: int, rng: random.Random) -> str:
    return json.dumps(line(number, body(rng)))


def _with(**more: Any) -> Callable[[int, random.Random], str]:
    return lambda number, rng: json.dumps(line(number, body(rng) | more))


def _without(key: str) -> Callable[[int, random.Random], str]:
    return lambda number, rng: json.dumps({name: value for name, value in line(number, body(rng)).items() if name != key})


def _text(old: str, new: str) -> Callable[[int, random.Random], str]:
    return lambda number, rng: good(number, rng).replace(old, new)


FORMS: list[Callable[[int, random.Random], str]] = [
    lambda number, rng: json.dumps(line(number, body(rng)), separators=(",", ":")),
    lambda number, rng: json.dumps(dict(reversed(line(number, body(rng)).items()))),
    lambda number, rng: json.dumps(line(number, dict(reversed(body(rng).items())))),
    lambda number, rng: json.dumps(line(number, body(rng) | {"prompt": 'ein "Kätzchen"\n\\ im Regen \U0001f408'})),
    lambda number, rng: json.dumps(line(number, body(rng) | {"prompt": "ein Kätzchen \U0001f408"}), ensure_ascii=False),
    lambda number, rng: json.dumps(line(number, {"model": "gpt-image-2", "prompt": "a", "images": [{"file_id": "f"}]}, EDIT)),
    _with(prompt="x" * 32_001), _with(prompt=""), _with(prompt=None), _with(prompt=["a"]), _with(n=11), _with(n="2"), _with(n=1.0),
    _with(size="1920x1080"), _with(size="3840x2160"), _with(sise="auto"), _with(user="u"), _with(stream=True), _with(partial_images=2),
    _with(model="gpt-image-1.5"), _with(model="gpt-image-2.6-flare"), _with(model="dall-e-3"), _with(model="nope"), _with(model=2),
    _without("custom_id"), _without("method"), _without("url"), _without("body"),
    _text("POST", "GET"), _text("generations", "variations"), _text("generations", "edits"), _text('"n": 1', '"n": 1, "n": 2'),
    _text('"n": 1', '"n": NaN'), _text('"prompt":', '"prompt" :'), _text('"prompt": "', '"prompt": "\t'), _text("a cat", "a \\ud800 cat"),
    _text('"request-', '"twice-" : "request-'), _text("}}", "}} {}"), _text("}}", "}"),
    lambda number, rng: good(number // 7 * 7, rng),
    lambda number, rng: json.dumps(body(rng)),
    lambda number, rng: json.dumps({"model": "gpt-image-2", "prompt": '"custom_id": "x", "prompt": "y"', "n": 11}),
    lambda number, rng: json.dumps({"custom_id": "o", "response": {"status_code": 200}, "error": None}),
    lambda number, rng: json.dumps({"custom_id": "o", "method": "POST", "url": "/v1/chat/completions", "body": {"messages": []}}),
    lambda number, rng: "5", lambda number, rng: "", lambda number, rng: " \t", lambda number, rng: "{broken", lambda number, rng: "[1]",
    lambda number, rng: '\ufeff{"prompt": "a cat"}',
    lambda number, rng: json.dumps(line(number, body(rng) | {"prompt": "\udcff"}), ensure_ascii=False),
]  # fmt: skip


def messy(seed: int, count: int, odd: float) -> bytes:
    """Lines of which some are of every form there is."""
    rng = random.Random(seed)
    bare = rng.random() < 0.25
    made = []
    for number in range(count):
        form = rng.choice(FORMS) if rng.random() < odd else good
        text = form(number, rng)
        made.append(json.dumps(json.loads(text)["body"]) if bare and form is good else text)
    ending = "\r\n" if rng.random() < 0.2 else "\n"
    text = ending.join(made) + (ending if rng.random() < 0.7 else "")
    return text.encode("utf-8", "surrogateescape")
