"""JSON objects in the data of an event. Where the data is broken, what is whole in it is found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from imagespec.values.text import visible

_SPACE = " \t\n\r"


class Payload(NamedTuple):
    """One object in the data of an event.

    Attributes:
        content: the object, or those members of a broken one that came whole; ``{"data": …}`` for what is no object.
        fault: what is wrong with the data, in words.
        is_object: whether it was meant as a JSON object.
    """

    content: dict[str, Any]
    fault: str = ""
    is_object: bool = True


def payloads(data: str) -> Iterator[Payload]:
    """Every object in the data of an event; one as a rule."""
    try:
        value = _loads(data)
    except (ValueError, RecursionError) as error:
        if "{" in data:
            yield from _pieces(data, _words(error))
        else:
            yield Payload({"data": data}, is_object=False)
        return
    entries = value if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value) else [value]
    for entry in entries:
        yield Payload(entry) if isinstance(entry, dict) else Payload({"data": entry}, is_object=False)


def is_whole(data: str) -> bool:
    """Whether data is one JSON object."""
    try:
        return isinstance(_loads(data), dict)
    except (ValueError, RecursionError):
        return False


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a number of more digits than Python reads: it stays text
        return json.loads(text, parse_int=_number)


def _number(digits: str) -> int | str:
    try:
        return int(digits)
    except ValueError:
        return digits


_DECODE = json.JSONDecoder(parse_int=_number).raw_decode


def _words(error: Exception) -> str:
    said = "it is nested too deeply" if isinstance(error, RecursionError) else visible(str(error))
    return f"an event is no JSON ({said})"


def _pieces(data: str, fault: str) -> Iterator[Payload]:
    """What can be read of broken data: objects until the broken one, what is whole in that, and objects on lines after it."""
    objects, rest = _objects(data)
    yield from map(Payload, objects)
    start = rest.find("{")
    if start < 0:
        yield from [Payload({"data": rest.strip()}, is_object=False)] if rest.strip() else ()
        return
    yield Payload(_members(rest, start), fault)
    for line in rest[start:].split("\n")[1:]:
        if line.startswith("{"):
            objects, broken = _objects(line)
            yield from map(Payload, objects)
            if "{" in broken:
                yield Payload(_members(broken, broken.index("{")), fault)


def _objects(text: str) -> tuple[list[dict[str, Any]], str]:
    """The objects in a text until one that is not whole, and what is left from there."""
    found: list[dict[str, Any]] = []
    end = 0
    while (start := text.find("{", end)) >= 0:
        try:
            value, end = _DECODE(text, start)
        except (ValueError, RecursionError):
            break
        found.append(value)
    return found, text[end:]


def _members(text: str, start: int) -> dict[str, Any]:
    """The members that came whole of the object that begins at ``start`` and is cut off or broken later."""
    found: dict[str, Any] = {}
    try:
        at = start
        while text[at] in "{,":
            name, at = _DECODE(text, _after_space(text, at + 1))
            at = _after_space(text, at)
            if not isinstance(name, str) or text[at] != ":":
                break
            value, at = _DECODE(text, _after_space(text, at + 1))
            at = _after_space(text, at)
            if text[at : at + 1] not in (("", ",", "}") if isinstance(value, str) else (",", "}")):  # a number may have lost its end
                break
            found[name] = value
    except (ValueError, RecursionError, IndexError):
        pass
    return found


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at
