"""Errors in answers, in every form that servers and gateways give them, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from imagespec.values.text import quoted, type_name, visible

_MOST = 200
"""The most code points of a server's message that are repeated."""

_PROSE = ("message", "detail", "msg", "error_description", "errors", "title")
"""Where bodies put what they say, in the order in which it is looked for."""

_DEPTH = 4


def failure(body: object) -> Mapping[str, Any] | None:
    """The object under ``error``, or one made of the text there; ``None`` where nothing is called an error."""
    if isinstance(body, list) and len(body) == 1:
        body = body[0]
    said = body.get("error") if isinstance(body, Mapping) else None
    if not said or not isinstance(body, Mapping):
        return None
    return said if isinstance(said, Mapping) else {**_about(body), "message": _text(said if said is not True else None) or _prose(body)}


def complaint(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """An error made of the prose in a body that has neither images nor ``error``; ``None`` where there is none."""
    text = _prose(body)
    return {**_about(body), "message": text} if text else None


def words(error: Mapping[str, Any]) -> str:
    """What an error says, in one line: its message, with its codes and the reasons of a moderation in brackets."""
    message = visible(_text(error.get("message")) or _prose(error), _MOST)
    notes = ", ".join(dict.fromkeys(map(visible, _notes(error))))
    if message and notes:
        return f"{message} ({notes})"
    return message or notes or visible(_text(error.get("type")) or "nothing more")


def no_object(data: object) -> str:
    """What is wrong with a body that is no JSON object, with the words in it."""
    error = failure(data)
    if error is not None:
        return f"must be an object, but is an array with an error: {words(error)}"
    if isinstance(data, (bytes, bytearray)):
        data = bytes(data[:_MOST]).decode("utf-8", "replace")
    text = f", {quoted(data)}" if isinstance(data, str) else ""
    return f"must be an object, but is {type_name(data)}{text}"


def _about(body: Mapping[str, Any]) -> dict[str, Any]:
    return {key: body[key] for key in ("type", "param", "code") if key in body}


def _prose(body: Mapping[str, Any], depth: int = _DEPTH) -> str:
    return next(filter(None, (_text(body.get(key), depth) for key in _PROSE)), "")


def _text(value: object, depth: int = _DEPTH) -> str:
    """The words in a value of any type."""
    if isinstance(value, str):
        return value
    if depth and isinstance(value, Mapping):
        return _prose(value, depth - 1)
    if depth and isinstance(value, list):
        return "; ".join(filter(None, (_text(entry, depth - 1) for entry in value[:_DEPTH])))
    return quoted(value) if isinstance(value, (bool, int, float)) else ""


def _notes(error: Mapping[str, Any]) -> Iterator[str]:
    """The codes, outer before inner, and what a moderation names."""
    inner: object = error
    for _ in range(_DEPTH):
        if isinstance(inner, Mapping):
            yield from filter(None, [_text(inner.get("code"))])
            inner = inner.get("innererror")
    details = error.get("moderation_details")
    if isinstance(details, Mapping):
        yield from filter(None, (_text(details.get(key)) for key in ("moderation_stage", "categories")))
