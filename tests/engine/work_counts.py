"""The work of a fixed set of requests, counted: what ``test_work`` holds against its ceilings, and ``tools/work`` writes them from."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import imagespec
from tests.support.work import opcodes, work

CEILINGS = Path(__file__).with_name("work.json")
SLACK = 1.04
"""How much more than its ceiling a count may be: a twenty-fifth, so that a tenth is found out."""

LOOSE = 0.8
"""A count below this share of its ceiling means that the ceiling is of before."""

TODAY = "2026-11-26"
PLAIN = {"model": "gpt-image-2", "prompt": "a cat"}
USUAL = {**PLAIN, "size": "1536x864", "n": 2, "quality": "high"}
WIDE = {
    **USUAL,
    "background": "opaque", "output_format": "webp", "output_compression": 80, "moderation": "low", "stream": False, "user": "u",
}  # fmt: skip
OLDER = {"model": "gpt-image-1", "prompt": "a cat", "size": "1024x1024", "quality": "high", "background": "transparent"}
WRONG = {**PLAIN, "size": "1920x1080", "n": 11, "quality": "best", "seed": 1}
CLASH = {**OLDER, "output_format": "jpeg"}
EDIT = {**PLAIN, "images": [{"file_id": "file-1"}, {"image_url": "https://example.com/a.png"}], "size": "auto"}
FORM = {**PLAIN, "image": ["a.png", {"format": "png"}], "n": "2"}

REQUESTS: dict[str, tuple[dict[str, Any], str]] = {
    "plain": (PLAIN, "generate"),
    "usual": (USUAL, "generate"),
    "wide": (WIDE, "generate"),
    "with nulls": ({**USUAL, "n": None, "background": None}, "generate"),
    "older model": (OLDER, "generate"),
    "four mistakes": (WRONG, "generate"),
    "a clash": (CLASH, "generate"),
    "unknown model": ({**PLAIN, "model": "gpt-image-3"}, "generate"),
    "edit of two": (EDIT, "edit-json"),
    "edit, form": (FORM, "edit"),
}


def read(request: dict[str, Any], operation: str) -> None:
    """Read every sentence."""
    for diagnostic in imagespec.check(request, operation, today=TODAY).diagnostics:
        diagnostic.message  # noqa: B018  # made when it is read


def told(request: dict[str, Any], operation: str) -> None:
    """Tell everything, fixes tried."""
    imagespec.check(request, operation, today=TODAY).to_dict()


def calls() -> dict[str, Callable[[], object]]:
    """What is counted, by its name in the file of ceilings."""
    found: dict[str, Callable[[], object]] = {}
    for name, (request, operation) in REQUESTS.items():
        positional = (request,) if operation == "generate" else (request, operation)
        found[f"is_valid, {name}"] = partial(imagespec.is_valid, *positional)
        found[f"check, {name}"] = partial(imagespec.check, *positional)
    for name in ("four mistakes", "a clash", "unknown model"):
        found[f"text, {name}"] = partial(read, *REQUESTS[name])
        found[f"to_dict, {name}"] = partial(told, *REQUESTS[name])
    return found


def counted(call: Callable[[], object]) -> dict[str, int]:
    """Instructions and calls, when all is loaded that is loaded once; the least of two, as a minute of the clock may end in one."""
    call()
    call()
    return {"instructions": min(opcodes(call), opcodes(call)), "calls": min(work(call), work(call))}


def counts() -> dict[str, dict[str, int]]:
    return {name: counted(call) for name, call in calls().items()}


def python() -> str:
    """The version of Python that instructions are counted for."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def ceilings() -> dict[str, Any]:
    """``python``, and for each name its counts."""
    read_in: dict[str, Any] = json.loads(CEILINGS.read_text("utf-8"))
    return read_in


def written(found: dict[str, dict[str, int]]) -> str:
    """The file, a name on each line."""
    rows = ",\n".join(f"    {json.dumps(name)}: {json.dumps(count)}" for name, count in found.items())
    return f'{{\n  "python": "{python()}",\n  "ceilings": {{\n{rows}\n  }}\n}}\n'
