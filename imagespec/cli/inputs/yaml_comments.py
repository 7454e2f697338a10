"""Comments of YAML that leave findings out. The parser drops comments, so that they are looked for in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from imagespec.cli.inputs.lines import YAML_BREAK
from imagespec.cli.inputs.notes import Ignore, rules_of

_SIGN = "imagespec:"
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*imagespec:[ \t]*(.*)")

Span = tuple[tuple[int, int], tuple[int, int]]
"""Where a text in quotes or a block of text begins and ends, as line and column from 0."""


def may_ignore(text: str) -> bool:
    """Whether it is worth looking for comments."""
    return _SIGN in text


def span(event: Any) -> Span | None:
    """The part of a text that is no comment, whatever it looks like; the line that opens a block may have a comment."""
    if not event.style:
        return None
    start, end = event.start_mark, event.end_mark
    begin = (start.line + 1, 0) if event.style in "|>" else (start.line, start.column)
    return begin, (end.line, end.column)


def ignores(text: str, spans: Sequence[Span], lines_before: int) -> Iterator[Ignore]:
    """The comments of a text. One on a line of its own is about the next line with something on it."""
    lines = YAML_BREAK.split(text)
    inside = iter(spans)
    current = next(inside, None)
    for number, line in enumerate(lines):
        match = _COMMENT.search(line) if _SIGN in line else None
        if not match:
            continue
        place = number, match.start()
        while current and current[1] <= place:
            current = next(inside, None)
        if current and current[0] <= place:
            continue
        rules = rules_of(match[1])
        about = number if line[: match.start()].strip() else _next(lines, number)
        yield Ignore(lines_before + number + 1, match.start() + 1, lines_before + about + 1, rules)


def _next(lines: list[str], number: int) -> int:
    """The next line that holds more than a comment."""
    for following in range(number + 1, len(lines)):
        line = lines[following].strip()
        if line and not line.startswith("#"):
            return following
    return number
