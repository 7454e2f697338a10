"""Strict JSON scalars: the careful path behind the exact-class tests of the generated checks.

Every reader returns the plain built-in value, or ``None`` when the value has another JSON type. Of a value of a foreign
type, only a plain copy of the request tells what it is: ``Foreign`` is raised.
"""

from __future__ import annotations

from imagespec.values.opaque import BUILT_IN, is_a, is_omitted
from imagespec.values.unknown import UNKNOWN

_FORM_BOOLEANS = {"true": True, "false": False}

EXACT = frozenset({*BUILT_IN, bool})
"""The classes of the values that are what they seem."""


class Foreign(Exception):
    """A value that only a plain copy of the request can tell the meaning of."""


def _known(value: object) -> None:
    """Let the values of built-in types pass.

    Raises:
        Foreign: the value is of another.
    """
    if not issubclass(type(value), BUILT_IN):
        raise Foreign


def all_sent(values: dict[object, object]) -> bool:
    """True: asked of an object with a key too many.

    Raises:
        Foreign: one of its values stands for a parameter that is not sent.
    """
    if not EXACT.issuperset(map(type, values.values())) and any(map(is_omitted, values.values())):
        raise Foreign
    return True


def certain(value: object) -> None:
    """Let a value pass that is what it seems.

    Raises:
        Foreign: it is of no built-in type.
    """
    if type(value) not in EXACT:
        raise Foreign


def all_certain(values: dict[object, object]) -> None:
    """Let an object pass whose values are all what they seem.

    Raises:
        Foreign: one of them is of no built-in type.
    """
    for value in values.values():
        certain(value)


def integer(value: object) -> int | None:
    """Read a JSON integer: an ``int`` (never a ``bool``) or a float without fraction, as JSON Schema counts it."""
    kind = type(value)
    if kind in EXACT and kind is not int and kind is not float:
        return None
    if is_a(value, int):
        return int.__int__(value)
    if is_a(value, float):
        plain = float.__float__(value)
        return int(plain) if plain.is_integer() else None
    _known(value)
    return None


_DIGITS = 640
"""Digits that every interpreter converts, whatever limit is set."""

_POWER = 4000
"""No text is read as a number larger than the power of ten with this exponent, but for its last digits."""


def number(digits: str) -> int:
    """A number from its decimal digits. One of more digits than any limit has keeps its order of magnitude and its last digits."""
    if len(digits) <= _DIGITS:
        return int(digits)
    magnitude: int = 10 ** min(len(digits) - 1, _POWER)
    return magnitude + int(digits[-18:])


def form_integer(value: object) -> int | None:
    """Read an integer sent in a form: an ``int``, or its plain decimal digits as text (``"2"``, ``"-1"``).

    A float without fraction is none: clients send ``2.0`` as ``"2.0"``.
    """
    if not is_a(value, str):
        return None if is_a(value, float) else integer(value)
    text = str.__str__(value)
    digits = text[1:] if text[:1] == "-" else text
    if not (digits.isascii() and digits.isdigit()) or (digits[0] == "0" and text != "0"):
        return None
    return -number(digits) if text[:1] == "-" else number(digits)


def boolean(value: object) -> bool | None:
    """Read a JSON boolean; 0 and 1 are integers."""
    if value is True or value is False:
        return value
    if type(value) not in EXACT:
        _known(value)
    return None


def form_boolean(value: object) -> bool | None:
    """Read a boolean sent in a form: a JSON boolean, or the text ``true`` or ``false``."""
    if is_a(value, str):
        return _FORM_BOOLEANS.get(str.__str__(value))
    return boolean(value)


def string(value: object) -> str | None:
    """Read a JSON string; subclasses such as ``StrEnum`` members count as their text."""
    kind = type(value)
    if kind in EXACT and kind is not str:
        return None
    if is_a(value, str):
        return str.__str__(value)
    _known(value)
    return None


def array(value: object) -> list[object] | None:
    """Read a JSON array: a list or a tuple."""
    if is_a(value, list):
        return list.copy(value)
    if is_a(value, tuple):
        return [*tuple.__iter__(value)]
    _known(value)
    return None


def object_(value: object) -> dict[object, object] | None:
    """Read a JSON object: a ``dict`` or a subclass of it."""
    if is_a(value, dict):
        return dict(dict.items(value))
    _known(value)
    return None


def files(value: object) -> object:
    """A list of files as a plain list; a value that is no list as it is."""
    if is_a(value, list):
        return list.copy(value)
    if issubclass(type(value), BUILT_IN):
        return value
    from imagespec.values.foreign import read

    known = read(value)
    if is_omitted(value) or known is UNKNOWN or type(known) is list:
        raise Foreign
    return value
