"""Strict JSON scalars: the careful path behind the exact-class tests of the generated checks.

Every reader returns the plain built-in value, or ``None`` when the value has another JSON type.
"""

from __future__ import annotations

_FORM_BOOLEANS = {"true": True, "false": False}


def integer(value: object) -> int | None:
    """Read a JSON integer: an ``int`` (never a ``bool``) or a float without fraction, as JSON Schema counts it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__int__(value)
    if isinstance(value, float):
        plain = float.__float__(value)
        return int(plain) if plain.is_integer() else None
    return None


def form_integer(value: object) -> int | None:
    """Read an integer sent in a form: a JSON integer, or its plain decimal digits as text (``"2"``, ``"-1"``)."""
    if not isinstance(value, str):
        return integer(value)
    text = str.__str__(value)
    digits = text[1:] if text[:1] == "-" else text
    if not (digits.isascii() and digits.isdigit()) or (digits[0] == "0" and text != "0"):
        return None
    try:
        return int(text)
    except ValueError:  # longer than the interpreter converts; out of every range a table can name
        return None


def boolean(value: object) -> bool | None:
    """Read a JSON boolean; 0 and 1 are integers."""
    return value if value is True or value is False else None


def form_boolean(value: object) -> bool | None:
    """Read a boolean sent in a form: a JSON boolean, or the text ``true`` or ``false``."""
    if isinstance(value, str):
        return _FORM_BOOLEANS.get(str.__str__(value))
    return boolean(value)


def string(value: object) -> str | None:
    """Read a JSON string; subclasses such as ``StrEnum`` members count as their text."""
    return str.__str__(value) if isinstance(value, str) else None


def array(value: object) -> list[object] | None:
    """Read a JSON array: a list or a tuple."""
    if isinstance(value, list):
        return list.copy(value)
    if isinstance(value, tuple):
        return [*tuple.__iter__(value)]
    return None


def object_(value: object) -> dict[object, object] | None:
    """Read a JSON object: a ``dict`` or a subclass of it."""
    return {**value} if isinstance(value, dict) else None
