"""Users' text made safe to show: short, on one line, without control characters."""

from __future__ import annotations

from imagespec.values.opaque import Opaque

SHOWN = 80
"""Most code points of a user's value that a diagnostic repeats."""

_LARGE_BITS = 256

_TYPES = {
    type(None): "null", bool: "a boolean", int: "an integer", float: "a number", str: "a string", dict: "an object", list: "an array",
}  # fmt: skip


def visible(text: str, limit: int = SHOWN) -> str:
    """Escape what a terminal would act on or could not show, and shorten to ``limit`` code points."""
    if text.__class__ is str and len(text) <= limit and text.isprintable():
        return text
    shown = "".join(char if char.isprintable() else _escape(char) for char in text[:limit])
    return shown if len(text) <= limit and len(shown) <= limit else shown[: limit - 1] + "\u2026"


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 error``, ``2 errors``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def quoted(value: object) -> str:
    """Say a value in a sentence: text in double quotes, scalars as JSON writes them, anything else by its type."""
    if isinstance(value, str):
        return f'"{visible(value)}"'
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() <= _LARGE_BITS else f"an integer of {value.bit_length()} bits"
    if isinstance(value, float):
        return repr(value)
    return type_name(value)


def json_value(value: object) -> object:
    """A short JSON-able form of a user's value for a diagnostic's ``params``."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, int) and value.bit_length() <= _LARGE_BITS:
        return value
    if isinstance(value, float) and value - value == 0:
        return value
    return quoted(value)


def type_name(value: object) -> str:
    """The JSON type of a value with its article, as error texts of the API name it."""
    named = _TYPES.get(type(value))
    if named:
        return named
    if isinstance(value, int):
        return "an integer"
    if isinstance(value, float):
        return "a number"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "an array"
    if isinstance(value, (bytes, bytearray)):
        return "bytes"
    if isinstance(value, Opaque) and value.lacks:
        return f'{value.lacks}, "{visible(value.path, 48)}"'
    name = value.name if isinstance(value, Opaque) else type(value).__name__
    return f"a Python {visible(name, 40)}"
