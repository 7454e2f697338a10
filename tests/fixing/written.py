"""Requests written as files in many layouts, each with what must be found again in its text after a change."""

from __future__ import annotations

import json
from random import Random
from typing import Any, NamedTuple


class Piece(NamedTuple):
    """A part of a text. ``record`` and ``key`` say which member it writes, its value without what stands around; else it is the frame."""

    text: str
    record: int = -1
    key: str = ""


class Written(NamedTuple):
    """A file: its name, its text in pieces, the requests in it, and whether a mark stands before the text."""

    name: str
    pieces: list[Piece]
    requests: list[dict[str, Any]]
    marked: bool

    @property
    def text(self) -> str:
        return ("\ufeff" if self.marked else "") + "".join(piece.text for piece in self.pieces)


def written(number: int, requests: list[dict[str, Any]], random: Random) -> Written:
    """Requests as a file of a random format and layout."""
    form = random.choice(("json", "jsonl", "yaml", "yaml"))
    line = random.choice(("\n", "\n", "\r\n"))
    pieces = list({"json": _json, "jsonl": _jsonl, "yaml": _yaml}[form](requests, random, line))
    if random.random() < 0.2:
        pieces = [*pieces[:-1], Piece(pieces[-1].text.rstrip("\r\n"), *pieces[-1][1:])] if not pieces[-1].key else pieces
    return Written(f"{number:04}.{form}", pieces, requests, random.random() < 0.2)


def _json(requests: list[dict[str, Any]], random: Random, line: str) -> Any:
    indent = random.choice(("  ", "\t", "    ", ""))
    yield Piece(f"[{line}")
    for number, request in enumerate(requests):
        yield from _object(number, request, random, line, indent)
        yield Piece(f",{line}" if number < len(requests) - 1 else line)
    yield Piece(f"]{line}")


def _object(number: int, request: dict[str, Any], random: Random, line: str, indent: str) -> Any:
    colon = random.choice((": ", ":", " : "))
    gap = f"{line}{indent * 2}" if indent else random.choice((" ", ""))
    yield Piece(f"{indent}{{{gap}")
    for index, (key, value) in enumerate(request.items()):
        if index:
            yield Piece(f",{gap}")
        yield Piece(f"{json.dumps(key, ensure_ascii=random.random() < 0.5)}{colon}")
        yield Piece(_scalar(value, random), number, key)
    yield Piece(f"{line}{indent}}}" if indent else "}")


def _jsonl(requests: list[dict[str, Any]], random: Random, line: str) -> Any:
    for number, request in enumerate(requests):
        yield from _object(number, request, random, line, "")
        yield Piece(line)


def _scalar(value: Any, random: Random) -> str:
    return json.dumps(value, ensure_ascii=random.random() < 0.5, separators=random.choice(((",", ":"), (", ", ": "))))


def _comment(random: Random) -> str:
    return "# " + random.choice(("why", "style: vivid", "é 🦊 'quoted'", 'a "b": {c', "- 1", "TODO: # twice"))


def _yaml(requests: list[dict[str, Any]], random: Random, line: str) -> Any:
    if random.random() < 0.7:
        yield Piece(f"{_comment(random)}{line}{line}")
    documents = random.random() < 0.3
    for number, request in enumerate(requests):
        if documents:
            yield Piece(f"---{line}")
        if random.random() < 0.3:
            yield from _braces(number, request, random, line, "" if documents else "- ")
        else:
            yield from _lines(number, request, random, line, "" if documents else random.choice(("- ", "-   ")))


def _braces(number: int, request: dict[str, Any], random: Random, line: str, dash: str) -> Any:
    yield Piece(dash + "{")
    for index, (key, value) in enumerate(request.items()):
        yield Piece(f"{', ' if index else ''}{json.dumps(key)}: ")
        yield Piece(_scalar(value, random), number, key)
    yield Piece("}")
    if random.random() < 0.3:
        yield Piece(" " + _comment(random))
    yield Piece(line)


def _lines(number: int, request: dict[str, Any], random: Random, line: str, dash: str) -> Any:
    indent = " " * len(dash)
    for index, (key, value) in enumerate(request.items()):
        if index and random.random() < 0.3:
            yield Piece(f"{indent}{_comment(random)}{line}")
        yield Piece((indent if index else dash) + (json.dumps(key) if random.random() < 0.5 or not key.isidentifier() else key) + ":")
        text, ends = _value(value, random, line, indent)
        yield Piece(" " + text, number, key)
        if ends and random.random() < 0.4:
            yield Piece("  " + _comment(random))
        yield Piece(line if ends else "")
    if random.random() < 0.3:
        yield Piece(f"{indent}{_comment(random)}{line}")
    if random.random() < 0.3:
        yield Piece(line)


def _value(value: Any, random: Random, line: str, indent: str) -> tuple[str, bool]:
    """A value, and whether a comment may follow it on its line."""
    if isinstance(value, str) and value.isalpha() and value.isascii() and random.random() < 0.5:
        if random.random() < 0.3:
            return f"|-{line}{indent}   {value}{line}", False
        return "'" + value + "'", True
    if isinstance(value, list) and value and random.random() < 0.5:
        return "".join(f"{line}{indent}- {_scalar(entry, random)}" for entry in value).removeprefix(" "), True
    return _scalar(value, random), True
