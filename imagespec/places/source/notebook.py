"""The code of a notebook, and where each character of it stands in the JSON of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from json import decoder
from typing import Any

scanstring: Callable[[str, int, bool], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]  # not in its stub
_SPACE = re.compile(r"[ \t\n\r]*")
_MAGIC = re.compile(r"[ \t]*(?:[%!?].*|[\w.]+\?+[ \t]*)\Z")
_CELL_MAGIC = re.compile(r"[ \t]*%%(?!time\b|timeit\b|capture\b)")
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)
"""One character as a string of JSON has it."""


class Written:
    """A text of code as it is written in its file: as it is, or inside of strings of JSON.

    Attributes:
        text: the code.
        outer: the text of the file.
    """

    def __init__(self, text: str, outer: str | None = None, places: list[int] | None = None) -> None:
        self.text, self._places = text, places
        self.outer = text if outer is None else outer

    def offset(self, offset: int) -> int:
        """The offset in the file of one in the code."""
        if self._places is None:
            return offset
        return self._places[min(offset, len(self._places) - 1)] if self._places else 0

    def end(self, offset: int) -> int:
        """The offset in the file where a part of the code ends that ends at an offset."""
        if self._places is None or offset == 0:
            return self.offset(offset)
        last = self._places[offset - 1]
        match = _ESCAPE.match(self.outer, last)
        return match.end() if match else last + 1

    @property
    def apart(self) -> list[tuple[int, int]]:
        """The parts of the file that hold the code; none where all of it is code."""
        places = self._places or []
        starts = [index for index in range(len(places)) if index == 0 or places[index] > places[index - 1] + 12]
        return [(places[first], places[last - 1] + 1) for first, last in zip(starts, [*starts[1:], len(places)], strict=True)]

    def escaped(self, text: str) -> str:
        """How a part of the code is written in the file."""
        return text if self._places is None else json.dumps(text, ensure_ascii=False)[1:-1]


def written(outer: str) -> Written:
    """The code of a notebook, without its magics. A text that is no notebook has none."""
    try:
        pieces = [*_cells(outer)]
    except (ValueError, IndexError, RecursionError):
        pieces = []
    text, places = "", []
    for piece, found in pieces:
        text += piece
        places += found
    return Written(_without_magics(text), outer, places)


def _cells(outer: str) -> Iterator[tuple[str, list[int]]]:
    """The texts of the cells of code, each with the places of its characters, and a line break after each cell."""
    for key, start in _members(outer, _space(outer, 0)):
        for cell in _entries(outer, start) if key == "cells" else ():
            members = dict(_members(outer, cell))
            if "source" not in members or _value(outer, members.get("cell_type", cell)) != "code":
                continue
            sources = [members["source"]] if outer[members["source"]] == '"' else [*_entries(outer, members["source"])]
            pieces = [_string(outer, source) for source in sources]
            if pieces and not _CELL_MAGIC.match(pieces[0][0]):
                yield from pieces
                yield "\n", [pieces[-1][1][-1] if pieces[-1][1] else sources[-1]]


def _string(outer: str, start: int) -> tuple[str, list[int]]:
    """A string of JSON, and where each of its characters stands."""
    text, end = scanstring(outer, start + 1, False)
    if end - start - 2 == len(text):
        return text, [*range(start + 1, end - 1)]
    places: list[int] = []
    position = start + 1
    while position < end - 1:
        match = _ESCAPE.match(outer, position)
        assert match
        places.append(position)
        position = match.end()
    return text, places


def _without_magics(text: str) -> str:
    """The code with blanks in the place of what only IPython reads."""
    return "\n".join(_blank(line) if _MAGIC.match(line) else line for line in text.split("\n"))


def _blank(line: str) -> str:
    """A statement that does nothing, as long as a line and as far to the right."""
    inner = line.lstrip()
    return f"{line[: len(line) - len(inner)]}0{' ' * (len(inner) - 1)}"


# -- JSON by position ------------------------------------------------------------------------------------------------


def _space(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def _value(text: str, start: int) -> Any:
    return json.JSONDecoder().raw_decode(text, start)[0]


def _end(text: str, start: int) -> int:
    if text[start] == '"':
        return scanstring(text, start + 1, False)[1]
    return int(json.JSONDecoder().raw_decode(text, start)[1])


def _members(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The keys of an object, each with where its value begins."""
    if text[start] != "{":
        return
    offset = _space(text, start + 1)
    while text[offset] != "}":
        key, offset = scanstring(text, offset + 1, False)
        offset = _space(text, _space(text, offset) + 1)
        yield key, offset
        offset = _space(text, _end(text, offset))
        if text[offset] == ",":
            offset = _space(text, offset + 1)


def _entries(text: str, start: int) -> Iterator[int]:
    """Where the entries of an array begin."""
    if text[start] != "[":
        return
    offset = _space(text, start + 1)
    while text[offset] != "]":
        yield offset
        offset = _space(text, _end(text, offset))
        if text[offset] == ",":
            offset = _space(text, offset + 1)
