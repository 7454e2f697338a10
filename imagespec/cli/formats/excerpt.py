"""The line of a file that a finding is about, with a mark below the value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from imagespec.cli.cells import ELLIPSIS, ending, fitting, width
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.cli.formats.format import Found

_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"?|\'[^\']*\'?|[\[{]|[^\s,\[\]{}"\']+:(?=\s|$)|[^\s,\]}#]+(?: [^\s,\]}#:]+)*')
_LONGEST = 1_000
"""Enough characters of a line for any width."""


def excerpt(found: Found, room: int) -> Iterator[str]:
    """Two lines: a part of the line that fits into ``room`` columns, and a mark; none where there is nothing to show."""
    lines = found.record.parsed.lines
    around = lines.excerpt((found.line, found.column), _LONGEST) if lines else None
    if around is None or not around.after.strip():
        return
    match = _VALUE.match(around.after)
    value = around.after[: match.end()] if match else around.after[:1]
    value = value.removesuffix(":") or value  # a key of YAML
    rest = visible(around.after[len(value) :], _LONGEST)
    value = visible(value, _LONGEST)
    before = visible(around.before, len(around.before) * 10 + 1)
    shown = value[: fitting(value, max(8, room - 12))]
    rest = rest if shown == value else ""
    left = min(max(8, room - width(shown) - min(width(rest), room // 4)), room - width(shown) - 1)
    whole = width(before) <= left and not around.begun
    head = before if whole else ELLIPSIS + ending(before, left - 1)
    space = room - width(head) - width(shown)
    goes_on = around.ended or shown != value
    tail = rest if width(rest) <= space and not goes_on else rest[: fitting(rest, space - 1)] + ELLIPSIS
    yield head + shown + tail
    yield " " * width(head) + "^" * max(1, width(shown))
