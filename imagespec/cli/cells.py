"""Text measured as a terminal shows it: wide characters take two columns, combining ones none. It holds no control characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

ELLIPSIS = "\u2026"

_WORD = re.compile(r" *[^ ]+")


def width(text: str) -> int:
    """The columns that a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    return 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1


def fitting(text: str, room: int) -> int:
    """How many characters of a text fit into so many columns."""
    if text.isascii():
        return min(len(text), room)
    taken = 0
    for number, char in enumerate(text):
        taken += _width(char)
        if taken > room:
            return number
    return len(text)


def cut(text: str, room: int) -> str:
    """A text that takes no more than so many columns; what is missing at its end is shown by an ellipsis."""
    return text if width(text) <= room else text[: fitting(text, room - 1)].rstrip() + ELLIPSIS


def ending(text: str, room: int) -> str:
    """The end of a text that fits into so many columns."""
    start = len(text)
    while start and room >= (taken := _width(text[start - 1])):
        room -= taken
        start -= 1
    return text[start:]


def cut_middle(text: str, room: int) -> str:
    """The same, but where a sentence has a remedy behind its last semicolon, that stays."""
    if width(text) <= room:
        return text
    mark = text.rfind("; ")
    remedy = text[mark:] if mark >= 0 else ""
    if not remedy or width(remedy) > room // 2:
        return cut(text, room)
    return cut(text[:mark], room - width(remedy)) + remedy


def wrapped(text: str, first: int, others: int) -> Iterator[str]:
    """The lines of a text: the first takes up to ``first`` columns, the others up to ``others``.

    A word that is too long is split, but an address, which stays in one piece.
    """
    line, room = "", first
    for match in _WORD.finditer(text):
        word = match.group()
        if line and width(line) + width(word) > room:
            yield line
            line, room, word = "", others, word.lstrip()
        while not line and width(word) > room and "://" not in word:
            end = max(1, fitting(word, room))
            yield word[:end]
            word, room = word[end:], others
        line += word
    yield line
