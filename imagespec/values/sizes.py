"""Image sizes as text: ``WIDTHxHEIGHT`` in pixels."""

from __future__ import annotations

from imagespec.values.scalars import number

_CROSSES = str.maketrans({"X": "x", "\u00d7": "x", "*": "x", "\u2715": "x", "\u2a2f": "x", "\u0445": "x", "\u0425": "x"})


def dimensions(text: str) -> tuple[int, int] | None:
    """Read a canonical size, ``[1-9][0-9]*x[1-9][0-9]*`` in ASCII.

    Returns ``(width, height)`` in pixels, or ``None`` when the text is anything else.
    """
    width, cross, height = text.partition("x")
    if not (cross and text.isascii() and width.isdigit() and height.isdigit()):
        return None
    if width[0] == "0" or height[0] == "0":
        return None
    return number(width), number(height)


def intended_dimensions(text: str) -> tuple[int, int] | None:
    """Guess the size somebody meant by an odd spelling, for a fix.

    Understands other crosses (``X``, the multiplication sign, ``*``), white space, leading zeros, a ``px`` unit,
    ``.0`` and digits of other scripts. Returns ``(width, height)`` in pixels, or ``None`` when nothing can be read.
    """
    compact = "".join(text.split()).translate(_CROSSES).lower().removesuffix("px").replace("pxx", "x")
    width, cross, height = compact.partition("x")
    sides = [_side(width), _side(height)]
    if not cross or 0 in sides:
        return None
    return sides[0], sides[1]


def _side(text: str) -> int:
    """The whole number a side spells, 0 where it spells none."""
    whole, dot, fraction = text.partition(".")
    if dot and fraction.strip("0"):
        return 0
    return int(whole) if whole.isdecimal() and len(whole) <= 9 else 0
