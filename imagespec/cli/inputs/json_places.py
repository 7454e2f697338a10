"""Where the parts of a JSON value stand in its text. Everything here takes well-formed text, and time in step with its length."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

from imagespec.cli.inputs.parsed import Place, Tokens
from imagespec.cli.inputs.strict_json import first_reading, skip_space

_SKIP = json.JSONDecoder().raw_decode
_PLAIN: Any = re.compile(r"[-+.0-9eEtrufalsn, \t\r\n]*").match
"""Numbers, true, false and null with the commas between them; no NaN and no Infinity."""

_PLAIN_MEMBER: Any = re.compile(r'"([^"\\]*)"[ \t\r\n]*:[ \t\r\n]*([-+.0-9eEtrufalsn]+|"[^"\\]*")[ \t\r\n]*,[ \t\r\n]*').match
"""A member of an object whose key and value need no closer look, and the comma behind it."""


class Part:
    """A value inside a text: where each part of it stands.

    ``offset`` and ``end`` bound the value; ``line`` is the line it begins on, ``line_start`` the offset where that line does.
    """

    def __init__(self, text: str, offset: int, end: int, line: int, line_start: int) -> None:
        self.line = line
        self._text, self._offset, self._end, self._line_start = text, offset, end, line_start
        self._breaks: list[int] | None = None
        self._members: dict[int, dict[str, tuple[int, int]]] = {}

    def place(self, offset: int) -> Place:
        """Line and column of an offset inside the value."""
        if self._breaks is None:
            self._breaks = list(_breaks(self._text, self._offset, self._end))
        above = bisect_left(self._breaks, offset)
        start = self._breaks[above - 1] + 1 if above else self._line_start
        return self.line + above, offset - start + 1

    def oddities(self) -> Iterator[Oddity]:
        """Every repeated key and every NaN or infinity in the value."""
        return _oddities(self._text, self._offset)

    def first_reading(self) -> Any:
        """The value as readers have it that keep the first of repeated keys."""
        return first_reading(self._text, self._offset)

    def begins(self, offset: int, text: str) -> bool:
        """Whether a text stands at an offset."""
        return self._text.startswith(text, offset)

    def locate(self, tokens: Tokens) -> Place:
        """The place of a part, or of the nearest part around one that is missing; of repeated keys, the last."""
        return self._locate(tokens, last=True)

    def locate_first(self, tokens: Tokens) -> Place:
        """The same, but of repeated keys, the first."""
        return self._locate(tokens, last=False)

    def _locate(self, tokens: Tokens, *, last: bool) -> Place:
        offset = self._offset
        for token in tokens:
            if offset not in self._members:
                self._members[offset] = _members(self._text, offset)
            found = self._members[offset].get(token)
            if found is None:
                break
            offset = found[last]
        return self.place(offset)


def _breaks(text: str, offset: int, end: int) -> Iterator[int]:
    while (offset := text.find("\n", offset, end)) >= 0:
        yield offset
        offset += 1


def _members(text: str, offset: int) -> dict[str, tuple[int, int]]:
    """The first and the last offset of each direct member of the value at an offset."""
    opening = text[offset]
    found: dict[str, tuple[int, int]] = {}
    if opening not in "{[":
        return found
    offset = skip_space(text, offset + 1)
    try:
        while text[offset] not in "}]":
            if opening == "{":
                token, offset = _SKIP(text, offset)
                offset = skip_space(text, skip_space(text, offset) + 1)
            else:
                token = str(len(found))
            found[token] = (found[token][0] if token in found else offset, offset)
            offset = skip_space(text, _SKIP(text, offset)[1])
            if text[offset] == ",":
                offset = skip_space(text, offset + 1)
    except RecursionError:  # too deep to step over: what stands behind it is placed at the value around it
        pass
    return found


class Oddity(NamedTuple):
    """What JSON has not, though Python's decoder takes it.

    ``times`` is how often a key stands in its object, 0 for a number that is none; ``offset`` is that of its last value.
    """

    path: Tokens
    offset: int
    times: int


class _Container:
    """An array or object that the search is inside of."""

    def __init__(self, opening: str) -> None:
        self.is_object = opening == "{"
        self.index = -1
        self.key = ""
        self.counts: dict[str, int] = {}
        self.repeated: dict[str, int] = {}

    def take(self, key: str, offset: int) -> None:
        """Go on to the member of a key, whose value is at an offset."""
        self.key = key
        self.counts[key] = count = self.counts.get(key, 0) + 1
        if count > 1:
            self.repeated[key] = offset

    @property
    def token(self) -> str:
        """The reference token of the member at hand."""
        return self.key if self.is_object else str(self.index)


def _oddities(text: str, offset: int) -> Iterator[Oddity]:
    """Those of the value at an offset; a repeated key comes when its object ends."""
    around: list[_Container] = []
    while True:
        opening = text[offset]
        if opening in "{[":
            around.append(_Container(opening))
            offset = skip_space(text, offset + 1)
        else:
            if opening in "NI" or text.startswith("-I", offset):
                yield Oddity(tuple(container.token for container in around), offset, 0)
            offset = skip_space(text, _SKIP(text, offset)[1])
        while around and text[offset] in "}]":
            ended = around.pop()
            path = tuple(container.token for container in around)
            for key, place in ended.repeated.items():
                yield Oddity((*path, key), place, ended.counts[key])
            offset = skip_space(text, offset + 1)
        if not around:
            return
        if text[offset] == ",":
            offset = skip_space(text, offset + 1)
        offset = _member(text, offset, around[-1])


def _member(text: str, offset: int, inside: _Container) -> int:
    """Step from the beginning of a member to its value, past members that are plain and have others behind them."""
    if inside.is_object:
        while plain := _PLAIN_MEMBER(text, offset):
            inside.take(plain[1], plain.start(2))
            offset = plain.end()
        key, offset = _SKIP(text, offset)
        offset = skip_space(text, skip_space(text, offset) + 1)
        inside.take(key, offset)
        return offset
    inside.index += 1
    comma = text.rfind(",", offset, _PLAIN(text, offset).end())
    if comma < 0:
        return offset
    inside.index += text.count(",", offset, comma + 1)
    return skip_space(text, comma + 1)
