"""Tables of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from textwrap import wrap

_WIDEST = 140


def table(rows: Sequence[Sequence[str]], indent: int = 0) -> Iterator[str]:
    """Lines of a table: every column as wide as it needs, the last one wrapped to the terminal."""
    if not rows:
        return
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    left = indent + sum(widths) + 2 * len(widths)
    room = max(30, min(get_terminal_size((100, 24)).columns, _WIDEST) - left)
    for row in rows:
        head = " " * indent + "".join(f"{cell:{width}}  " for cell, width in zip(row, widths, strict=False))
        first, *others = wrap(row[-1], room, break_long_words=False, break_on_hyphens=False) or [""]
        yield (head + first).rstrip()
        yield from (" " * left + line for line in others)


def paragraph(text: str, indent: int = 0) -> str:
    """Text wrapped to the terminal."""
    room = max(30, min(get_terminal_size((100, 24)).columns, _WIDEST) - indent)
    return "\n".join(" " * indent + line for line in wrap(text, room, break_long_words=False, break_on_hyphens=False))
