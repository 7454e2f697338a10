"""Strict JSON scalars: the careful path behind the exact-class tests of the generated checks.

Every reader returns the plain built-in value, or ``None`` when the value has another JSON type.
"""

from __future__ import annotations

from imagespec.values.plain import is_a

_FORM_BOOLEANS = {"true": True, "false": False}


def integer(value: object) -> int | None:
    """Read a JSON integer: an ``int`` (never a ``bool``) or a float without fraction, as JSON Schema counts it."""
    if is_a(value, int) and value is not True and value is not False:
        return int.__int__(value)
    if is_a(value, float):
        plain = float.__float__(value)
        return int(plain) if plain.is_integer() else None
    return None


def form_integer(value: object) -> int | None:
    """Read an integer sent in a form: a JSON integer, or its plain decimal digits as text (``"2"``, ``"-1"``)."""
    if not is_a(value, str):
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
    if is_a(value, str):
        return _FORM_BOOLEANS.get(str.__str__(value))
    return boolean(value)


def string(value: object) -> str | None:
    """Read a JSON string; subclasses such as ``StrEnum`` members count as their text."""
    return str.__str__(value) if is_a(value, str) else None


def array(value: object) -> list[object] | None:
    """Read a JSON array: a list or a tuple."""
    if is_a(value, list):
        return list.copy(value)
    if is_a(value, tuple):
        return [*tuple.__iter__(value)]
    return None


def object_(value: object) -> dict[object, object] | None:
    """Read a JSON object: a ``dict`` or a subclass of it."""
    return dict(dict.items(value)) if is_a(value, dict) else None


def files(value: object) -> object:
    """A list of files as a plain list; a value that is no list as it is."""
    return list.copy(value) if is_a(value, list) else value
