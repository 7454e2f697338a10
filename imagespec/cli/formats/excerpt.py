"""The line of a file that a finding is about, with a mark below the value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imagespec.cli.cells import ELLIPSIS, fitting, width
from imagespec.cli.formats.format import Found
from imagespec.values.text import visible

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
    shown = value[: fitting(value, max(8, room - 8))]
    left = max(room - width(shown) - min(width(rest), room // 4), room // 8)
    head, is_begun = _last(before, left), around.begun
    if len(head) < len(before) or is_begun:
        head = ELLIPSIS + _last(before, left - 1).lstrip()
    tail = rest if shown == value else ""
    space = room - width(head) - width(shown)
    if width(tail) > space or around.ended or shown != value:
        tail = tail[: fitting(tail, max(0, space - 1))] + ELLIPSIS
    yield head + shown + tail
    yield " " * width(head) + "^" * max(1, width(shown))


def _last(text: str, room: int) -> str:
    """The end of a text that fits into so many columns."""
    start = len(text)
    while start and width(text[start - 1 :]) <= room:
        start -= 1
    return text[start:]
