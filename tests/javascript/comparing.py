"""What Python and JavaScript say of the same requests, as JSON that can be compared."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from imagespec.api import Handle
from tests.support.node import Node

TODAY = "2026-11-26"
"""The day of every check: models end while time goes on."""

SAFE = 2**53 - 1

Question = tuple[str, Any]
"""Operation and request."""


def told(value: Any) -> Any:
    """A request as JSON tells it: integers that no number holds are the nearest, ``1.0`` is 1."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if abs(value) <= SAFE else _number(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: told(entry) for key, entry in value.items()}
    return [told(entry) for entry in value]


def _number(value: int) -> int | float:
    try:
        return int(float(value))
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def is_json(value: Any) -> bool:
    """Whether JSON can hold a value, in the order of its keys in JavaScript, where those of digits come first."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and not key.isdecimal() and is_json(entry) for key, entry in value.items())
    if isinstance(value, list):
        return all(map(is_json, value))
    return value is None or isinstance(value, (str, int, bool)) or (isinstance(value, float) and math.isfinite(value))


def sent(value: Any) -> str:
    """JSON of a value, with numbers that JSON has no word for as such large ones."""
    return re.sub(r'(?<!["\w])(-?)Infinity(?!["\w])', r"\g<1>1e999", json.dumps(value))


def rounded(value: Any) -> Any:
    """What was said, with large numbers as JavaScript reads them."""
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return list(map(rounded, value))
    if isinstance(value, float) and not math.isfinite(value):
        return None  # as JSON writes it
    return float(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) > SAFE else value


LONG = 200_000
"""Texts from here on are files written as addresses, of which a few are asked."""


def is_long(value: Any) -> bool:
    """Whether a text in a request is long."""
    if isinstance(value, (dict, list)):
        return any(map(is_long, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and len(value) >= LONG


def questions(found: Iterable[Question], *, long: bool = False) -> list[Question]:
    """The questions that JSON can hold, as it tells them: those without long texts, or those with them."""
    return [(operation, told(request)) for operation, request in found if is_json(request) and is_long(request) is long]


def differences(
    handle: Handle, index: Path, node: Node, folder: Path, asked: list[Question], *, outline: bool = False
) -> list[tuple[Question, Any, Any]]:
    """The questions that are answered otherwise in JavaScript, with both answers; with ``outline``, sentences are left out."""
    lines, answers = folder / "questions.jsonl", folder / "answers.jsonl"
    lines.write_text("".join(sent([*question, TODAY]) + "\n" for question in asked), "utf-8")
    node("answers.mjs", index, lines, answers, *(["outline"] if outline else []))
    found = []
    with answers.open(encoding="utf-8") as file:
        for question, line in zip(asked, file, strict=True):
            expected = outlined(handle, question) if outline else answer(handle, question)
            said = rounded(json.loads(line))
            if json.dumps(said) != json.dumps(expected):
                found.append((question, expected, said))
    return found


def answer(handle: Handle, question: Question) -> Any:
    """The report and the verdict of Python."""
    operation, request = question
    report = handle.check(request, operation, today=TODAY)
    return rounded([report.to_dict(), handle.is_valid(request, operation)])


def outlined(handle: Handle, question: Question) -> Any:
    """Severity, rule and pointer of each finding, and the verdict."""
    operation, request = question
    found = handle.engine.outline(handle.check(request, operation, today=TODAY))
    return [[f"{severity} {rule} {pointer}" for rule, pointer, severity in found], handle.is_valid(request, operation)]
