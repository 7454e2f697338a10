"""Tables of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from imagespec.cli.terminal import asked_columns

_WIDEST = 140
_USUAL = 80
_NARROWEST = 20


def _width() -> int:
    return min(asked_columns(_USUAL), _WIDEST)


def _stacked(rows: Sequence[Sequence[str]], indent: int) -> Iterator[str]:
    """The rows of a table that is too wide: the last cell stands below the others."""
    for row in rows:
        yield paragraph("  ".join(cell for cell in row[:-1] if cell), indent)
        if row[-1]:
            yield paragraph(row[-1], indent + 4)


def table(rows: Sequence[Sequence[str]], indent: int = 0) -> Iterator[str]:
    """Lines of a table: every column as wide as it needs, the last one wrapped to the terminal."""
    if not rows:
        return
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    left = indent + sum(widths) + 2 * len(widths)
    room = _width() - left
    if room < _NARROWEST and left > indent:
        yield from _stacked(rows, indent)
        return
    for row in rows:
        head = " " * indent + "".join(f"{cell:{width}}  " for cell, width in zip(row, widths, strict=False))
        first, *others = wrap(row[-1], room, break_long_words=False, break_on_hyphens=False) or [""]
        yield (head + first).rstrip()
        yield from (" " * left + line for line in others)


def paragraph(text: str, indent: int = 0) -> str:
    """Text wrapped to the terminal."""
    room = max(_NARROWEST, _width() - indent)
    return "\n".join(" " * indent + line for line in wrap(text, room, break_long_words=False, break_on_hyphens=False))
