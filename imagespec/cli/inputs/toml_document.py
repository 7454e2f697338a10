"""TOML: settings of programs. Plain values, with the place of every key that stands on a line of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.parsed import ABSENT, Parsed, Place, Tokens, unreadable
from imagespec.cli.inputs.text import whole_text
from imagespec.values.patterns import pattern
from imagespec.values.text import visible

LARGEST = 50_000_000
"""Most bytes of a TOML file."""

_HEADER = pattern(r"[ \t]*(\[\[?)[ \t]*([^\]\n]+?)[ \t]*\]")
_KEY = pattern(r"""[ \t]*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)[ \t]*=[ \t]*""")
_PART = pattern(r"""[\w-]+|"[^"\n]*"|'[^'\n]*'""")
_PLACE = pattern(r"\(at line (\d+), column (\d+)\)")


def read(data: bytes) -> Iterator[Parsed]:
    """Read a TOML file, which is one value."""
    if len(data) > LARGEST:
        yield unreadable(f"the file has more than {LARGEST:,} bytes, too many for settings.", 1)
        return
    text, problems, readable = whole_text(data)
    if not readable:
        yield Parsed(ABSENT, 1, problems)
        return
    lines = Lines(text)
    try:
        value = parsed(text)
    except (ValueError, RecursionError) as error:
        message = visible(_PLACE.sub("", str(error)).strip(), 120)
        place = _PLACE.search(str(error))
        line, column = (int(place.group(1)), int(place.group(2))) if place else (1, None)
        yield unreadable(f"not TOML: {message[:1].lower()}{message[1:]}; correct it.", line, column, lines=lines)
        return
    yield Parsed(plain(value), 1, problems, _Places(text, lines).locate, lines=lines)


def parsed(text: str) -> dict[str, Any]:
    """A TOML document.

    Raises:
        ValueError: it is none.
        RecursionError: it is nested too deep.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    return tomllib.loads(text)


def plain(value: Any) -> Any:
    """A value with dates and times as texts."""
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value if isinstance(value, (str, int, float, bool)) else str(value)


class _Places:
    """The places of the keys of a text, each with that of its value. What stands in a value has the place of that value."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._text, self._lines = text, lines
        self._found: dict[Tokens, tuple[int, int]] | None = None

    def locate(self, tokens: Tokens, of_key: bool = False) -> Place:
        """The place of a value or of its key, or of what is around it."""
        if self._found is None:
            self._found = dict(self._keys())
        while tokens and tokens not in self._found:
            tokens = tokens[:-1]
        key, value = self._found.get(tokens, (0, 0))
        return self._lines.place(key if of_key else value)

    def _keys(self) -> Iterator[tuple[Tokens, tuple[int, int]]]:
        table: Tokens = ()
        counts: dict[Tokens, int] = {}
        for start, line in _plain_lines(self._text):
            if header := _HEADER.match(line):
                table = _indexed(_names(header.group(2)), counts)
                if header.group(1) == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, str(counts[table]))
                yield table, (start + header.start(2), start + header.start(2))
            elif key := _KEY.match(line):
                yield (*table, *_names(key.group(1))), (start + key.start(1), start + key.end())


def _plain_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that do not begin inside a text over several lines, with their offsets."""
    start, inside = 0, ""
    for line in text.split("\n"):
        if not inside:
            yield start, line
        for mark in ('"""', "'''"):
            if inside in ("", mark) and line.count(mark) % 2:
                inside = "" if inside else mark
                break
        start += len(line) + 1


def _names(text: str) -> Tokens:
    return tuple(part.strip("\"'") for part in _PART.findall(text))


def _indexed(names: Tokens, counts: dict[Tokens, int]) -> Tokens:
    """A path with the index of the last entry wherever it leads through an array of tables."""
    found: Tokens = ()
    for index, name in enumerate(names):
        found = (*found, name)
        if found in counts and index < len(names) - 1:
            found = (*found, str(counts[found]))
    return found
