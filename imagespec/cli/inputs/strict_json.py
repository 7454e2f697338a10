"""JSON values one by one out of a text, with what Python's decoder lets pass: repeated keys, NaN and infinities."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs.parsed import Place, Problem, Tokens
from imagespec.report.pointer import format_pointer
from imagespec.values.text import visible

SPACE = " \t\r\n"

_HINTS = {
    "'": "write strings in double quotes",
    "/": "JSON has no comments; remove it",
    "#": "JSON has no comments; remove it",
    "N": "write null for None",
    "T": "write true for True",
    "F": "write false for False",
}


class Malformed(ValueError):
    """No JSON value: why, and the offset in the text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


class Decoder:
    """Reads values from texts. ``value`` answers the value, the offset after it, and whether it needs a closer look."""

    def __init__(self) -> None:
        self._suspect = False
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=self._constant)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            self._suspect = True
        return result

    def _constant(self, name: str) -> float:
        self._suspect = True
        return float(name)

    def value(self, text: str, offset: int) -> tuple[Any, int, bool]:
        """Read the value that begins at an offset.

        Raises:
            Malformed: there is none.
        """
        self._suspect = False
        try:
            value, end = self._decoder.raw_decode(text, offset)
        except json.JSONDecodeError as error:
            raise _malformed(error.msg, text, error.pos) from None
        except RecursionError:
            raise Malformed("nested too deep to be a request; flatten it.", offset) from None
        except ValueError:
            raise Malformed("a number has more digits than any reader takes; shorten it.", offset) from None
        return value, end, self._suspect


def _malformed(reason: str, text: str, offset: int) -> Malformed:
    """The error in the same words at the same offset, whatever the decoder of this Python says."""
    if offset >= len(text.rstrip(SPACE)):
        return Malformed("not JSON: the text ends too early; complete it.", offset)
    before = text[:offset].rstrip(SPACE)
    if text[offset] in "}]" and before.endswith(","):
        offset = len(before) - 1
    after = skip_space(text, offset + 1)
    if text[offset] == "," and text[after : after + 1] in ("}", "]"):
        return Malformed("not JSON: a comma after the last entry; remove it.", offset)
    found = visible(text[offset : offset + 12].strip(SPACE))
    return Malformed(f"not JSON: {reason[:1].lower()}{reason[1:]}, but found {found}; {_HINTS.get(text[offset], 'correct it')}.", offset)


def skip_space(text: str, offset: int) -> int:
    """The offset of the next character that is no JSON white space."""
    while offset < len(text) and text[offset] in SPACE:
        offset += 1
    return offset


class Part:
    """A value inside a text: where each part of it stands. ``line`` is the line of ``offset``."""

    def __init__(self, text: str, offset: int, line: int) -> None:
        self._text, self._offset, self._line = text, offset, line
        self._offsets: dict[Tokens, int] | None = None

    def place(self, offset: int) -> Place:
        """Line and column of an offset of the text."""
        line = self._line + self._text.count("\n", self._offset, offset)
        return line, offset - self._text.rfind("\n", 0, offset)

    def locate(self, tokens: Tokens) -> Place:
        """The place of a part, or of the nearest part around one that is missing."""
        if self._offsets is None:
            self._offsets = {path: offset for path, offset, _ in self._walk()}
        while tokens not in self._offsets and tokens:
            tokens = tokens[:-1]
        return self.place(self._offsets.get(tokens, self._offset))

    def problems(self) -> Iterator[Problem]:
        """What the decoder let pass."""
        for path, offset, repeated in self._walk():
            pointer = format_pointer(path)
            if repeated:
                name = visible(path[-1])
                message = f'the key "{name}" stands twice in its object, and the last value counts; keep one.'
                yield Problem(finding("key.count", message, pointer), self.place(offset))
            constant = self._text[offset : offset + 9].lstrip("-")[:8]
            if constant.startswith(("NaN", "Infinity")):
                word = "NaN" if constant.startswith("NaN") else "Infinity"
                yield Problem(
                    finding("request.format", f"{word} is no JSON number; write a finite number or null.", pointer), self.place(offset)
                )

    def _walk(self) -> Iterator[tuple[Tokens, int, bool]]:
        try:
            yield from _walk(self._text, self._offset, ())
        except RecursionError:
            return


def _walk(text: str, offset: int, path: Tokens) -> Iterator[tuple[Tokens, int, bool]]:
    """Path and offset of every value in a well-formed text, outermost first, and whether its key stood before."""
    yield path, offset, False
    yield from _inside(text, offset, path, [offset])


_SKIP = json.JSONDecoder().raw_decode


def _inside(text: str, offset: int, path: Tokens, end: list[int]) -> Iterator[tuple[Tokens, int, bool]]:
    """The parts of the value at an offset; ``end[0]`` becomes the offset after it."""
    opening = text[offset]
    if opening not in "{[":
        end[0] = _SKIP(text, offset)[1]
        return
    offset = skip_space(text, offset + 1)
    seen: set[str] = set()
    while text[offset] not in "}]":
        key = str(len(seen))
        if opening == "{":
            key, offset = _SKIP(text, offset)
            offset = skip_space(text, skip_space(text, offset) + 1)
        yield (*path, key), offset, key in seen
        seen.add(key)
        yield from _inside(text, offset, (*path, key), end)
        offset = skip_space(text, end[0])
        if text[offset] == ",":
            offset = skip_space(text, offset + 1)
    end[0] = offset + 1
