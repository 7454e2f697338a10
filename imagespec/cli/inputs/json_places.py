"""Where the parts of a JSON value stand in its text. Everything here takes well-formed text, and time in step with its length."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.inputs.strict_json import first_reading, skip_space

if TYPE_CHECKING:
    from imagespec.cli.inputs.lines import Lines
    from imagespec.cli.inputs.parsed import Place, Tokens

_SKIP = json.JSONDecoder().raw_decode
_PLAIN: Any = re.compile(r"[-+.0-9eEtrufalsn, \t\r\n]*").match
"""Numbers, true, false and null with the commas between them; no NaN and no Infinity."""

_PLAIN_MEMBER: Any = re.compile(r'"([^"\\]*)"[ \t\r\n]*:[ \t\r\n]*([-+.0-9eEtrufalsn]+|"[^"\\]*")[ \t\r\n]*,[ \t\r\n]*').match
"""A member of an object whose key and value need no closer look, and the comma behind it."""


class Part:
    """A value inside a text: where each part of it stands.

    ``offset`` is where the value begins, ``line`` the line it begins on, ``lines`` are those of the text.
    """

    __slots__ = ("_members", "_offset", "_text", "line", "lines")

    def __init__(self, text: str, offset: int, line: int, lines: Lines) -> None:
        self.line, self.lines = line, lines
        self._text, self._offset = text, offset
        self._members: dict[int, dict[str, _Member]] | None = None

    def place(self, offset: int) -> Place:
        """Line and column of an offset inside the value."""
        return self.lines.place(offset)

    def oddities(self) -> Iterator[Oddity]:
        """Every repeated key and every NaN or infinity in the value."""
        return _oddities(self._text, self._offset)

    def first_reading(self) -> Any:
        """The value as readers have it that keep the first of repeated keys."""
        return first_reading(self._text, self._offset)

    def begins(self, offset: int, text: str) -> bool:
        """Whether a text stands at an offset."""
        return self._text.startswith(text, offset)

    def locate(self, tokens: Tokens, of_key: bool = False) -> Place:
        """The place of a part or of its key, or of the nearest part around one that is missing; of repeated keys, the last."""
        return self.place(self.offset(tokens, of_key))

    def locate_first(self, tokens: Tokens, of_key: bool = False) -> Place:
        """The same, but of repeated keys, the first."""
        return self.place(self.offset(tokens, of_key, last=False))

    def offset(self, tokens: Tokens, of_key: bool = False, *, last: bool = True) -> int:
        """Where a part or its key begins in the text, or the nearest part around one that is missing."""
        offset = key = self._offset
        if self._members is None:
            self._members = {}
        for token in tokens:
            if offset not in self._members:
                self._members[offset] = _members(self._text, offset)
            found = self._members[offset].get(token)
            if found is None:
                return offset
            key, offset = found.last if last else found.first
        return key if of_key else offset


class _Member(NamedTuple):
    """Where the key and the value of a member stand, the first and the last time; an entry of an array is its own key."""

    first: tuple[int, int]
    last: tuple[int, int]


def _members(text: str, offset: int) -> dict[str, _Member]:
    """The direct members of the value at an offset."""
    opening = text[offset]
    found: dict[str, _Member] = {}
    if opening not in "{[":
        return found
    offset = skip_space(text, offset + 1)
    try:
        while text[offset] not in "}]":
            key = offset
            if opening == "{":
                token, offset = _SKIP(text, offset)
                offset = skip_space(text, skip_space(text, offset) + 1)
            else:
                token = str(len(found))
            found[token] = _Member(found[token].first if token in found else (key, offset), (key, offset))
            offset = skip_space(text, _SKIP(text, offset)[1])
            if text[offset] == ",":
                offset = skip_space(text, offset + 1)
    except RecursionError:  # too deep to step over: what stands behind it is placed at the value around it
        pass
    return found


class Oddity(NamedTuple):
    """What JSON has not, though Python's decoder takes it.

    ``times`` is how often a key stands in its object, 0 for a number that is none; ``offset`` is where it stands the last time.
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
        """Go on to the member of a key, which is at an offset."""
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
            inside.take(plain[1], plain.start())
            offset = plain.end()
        key, after = _SKIP(text, offset)
        inside.take(key, offset)
        return skip_space(text, skip_space(text, after) + 1)
    inside.index += 1
    comma = text.rfind(",", offset, _PLAIN(text, offset).end())
    if comma < 0:
        return offset
    inside.index += text.count(",", offset, comma + 1)
    return skip_space(text, comma + 1)
