"""Where a part of a text stands in a file that holds the text as a JSON string or a YAML scalar."""

from __future__ import annotations

import re

from imagespec.values.patterns import pattern

_ESCAPE = pattern(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
_HEADER = pattern(r"[|][-+0-9]*[ \t]*(?:#.*)?\n")


def offset_inside(source: str, start: int, text: str, offset: int) -> int:
    """The offset in ``source`` of an offset in ``text``, which stands there from ``start`` on in quotes, as a block or plain.

    It is ``start`` itself where that cannot be told: in folded scalars, behind tags and anchors, in texts over several lines.
    """
    opening = source[start : start + 1]
    if opening == '"':
        found = _in_double_quotes(source, start, text, offset)
    elif opening == "'":
        found = _in_single_quotes(source, start, text, offset)
    elif opening == "|":
        found = _in_block(source, start, text, offset)
    else:
        found = start + offset if "\n" not in text and _ends(source, start + len(text)) else None
    return start if found is None else found


def _ends(source: str, offset: int) -> bool:
    """Whether a plain scalar may end there."""
    return offset <= len(source) and not source[offset : offset + 1].strip(" \t\r\n#,]}")


def _in_double_quotes(source: str, start: int, text: str, offset: int) -> int | None:
    at, found = start + 1, None
    for count in range(len(text) + 1):
        if count == offset:
            found = at
        char = source[at : at + 1]
        if char in ("", '"', "\n"):
            return found if char == '"' and count == len(text) else None
        if char == "\\":
            match = _ESCAPE.match(source, at)
            if match is None:
                return None
            at = match.end()
            if match.group(1) and 0xD800 <= int(match.group(1), 16) < 0xDC00 and source.startswith("\\u", at):
                at += 6  # the other half of one character
        else:
            at += 1
    return None


def _in_single_quotes(source: str, start: int, text: str, offset: int) -> int | None:
    at, found = start + 1, None
    for count in range(len(text) + 1):
        if count == offset:
            found = at
        if source.startswith("''", at):
            at += 2
        elif source[at : at + 1] in ("", "'", "\n"):
            return found if source[at : at + 1] == "'" and count == len(text) else None
        else:
            at += 1
    return None


def _in_block(source: str, start: int, text: str, offset: int) -> int | None:
    header = _HEADER.match(source, start)
    if header is None:
        return None
    before = text[:offset]
    row, column = before.count("\n"), offset - (before.rfind("\n") + 1)
    lines = source[header.end() :].split("\n", row + 1)[: row + 1]
    written = text.split("\n", row + 1)[row]
    first = next((line for line in text.split("\n", 1) if line.strip()), "")
    indent = len(lines[0]) - len(lines[0].lstrip(" ")) - (len(first) - len(first.lstrip(" ")))
    if len(lines) <= row or indent < 0 or (written and len(lines[row].rstrip("\r")) != indent + len(written)):
        return None
    return header.end() + sum(len(line) + 1 for line in lines[:row]) + indent + column
