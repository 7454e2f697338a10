"""Names that users write: patterns that stand for several, and the nearest known name to one that means nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 64
"""Most characters of a name that are compared with others."""

_FEW = 12
"""Most names that a sentence lists."""


def is_pattern(name: str) -> bool:
    """Whether a name stands for several: ``*`` for any text, ``?`` for any one character."""
    return "*" in name or "?" in name


def matches(name: str, pattern: str) -> bool:
    """Whether a whole name is one of those that a pattern stands for. Case counts."""
    first, *others = pattern.split("*")
    if not others:
        return _same(name, pattern)
    *middle, last = others
    start, end = len(first), len(name) - len(last)
    if start > end or not (_same(name[:start], first) and _same(name[end:], last)):
        return False
    for piece in middle:
        place = _find(name, piece, start, end)
        if place < 0:
            return False
        start = place + len(piece)
    return True


def _same(text: str, piece: str) -> bool:
    return len(text) == len(piece) and (text == piece or all(mark in ("?", char) for char, mark in zip(text, piece, strict=True)))


def _find(text: str, piece: str, start: int, end: int) -> int:
    """Where a piece of a pattern first stands between two places, -1 where nowhere."""
    if "?" not in piece:
        return text.find(piece, start, end)
    return next((place for place in range(start, end - len(piece) + 1) if _same(text[place : place + len(piece)], piece)), -1)


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name that was meant, ``""`` when none can be told."""
    from difflib import get_close_matches

    found = get_close_matches(name[:_LONGEST].strip().lower(), [*known], 1, cutoff)
    return found[0] if found else ""


def remedy(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """What to do about a name that means nothing: the nearest that means something, else the few there are."""
    names = [*known]
    near = nearest(name, names)
    if near:
        return f"did you mean {near}?"
    return otherwise or f"use one of {', '.join(names[:_FEW])}{' or others' if len(names) > _FEW else ''}."
