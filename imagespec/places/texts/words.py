"""Words of a shell command with their places: enough of a shell's quoting to read what curl is given. Nothing is run or replaced."""

from __future__ import annotations

import re
from typing import NamedTuple

from imagespec.values.patterns import pattern

_PLAIN = pattern(r"[^\s'\"\\;|&`<>()#]+|#(?=\S)")
_CONTINUED = pattern(r"[\\^`][ \t]*\r?\n")
_HERE = pattern(r"<<-?[ \t]*(['\"]?)(\w+)\1[^\n]*\n")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}

_MOST = 2_000
"""Most words of one command."""


class Word(NamedTuple):
    """A word, and where its content begins: after the quote that opens it."""

    text: str
    start: int


class Command(NamedTuple):
    """The words of a command, and the text that is given to it (``<<EOF``) with its place."""

    words: list[Word]
    here: Word | None


def command(text: str, start: int) -> Command:
    """The command whose words begin at an offset."""
    words: list[Word] = []
    offset = start
    while offset < len(text) and len(words) < _MOST:
        if match := _CONTINUED.match(text, offset):
            offset = match.end()
        elif text[offset] in " \t":
            offset += 1
        elif match := _HERE.match(text, offset):
            end = re.compile(rf"^[ \t]*{match.group(2)}[ \t]*$", re.MULTILINE).search(text, match.end())
            return Command(words, Word(text[match.end() : end.start() if end else len(text)], match.end()))
        elif text[offset] in "\r\n;|&)<>#`(":
            break
        else:
            word, offset = _word(text, offset)
            words.append(word)
    return Command(words, None)


def _word(text: str, offset: int) -> tuple[Word, int]:
    parts: list[str] = []
    start = offset + (text[offset] in "'\"") + (2 if text.startswith("$'", offset) else 0)
    while offset < len(text):
        char = text[offset]
        if char == "'" or text.startswith("$'", offset):
            begin = offset + (2 if char == "$" else 1)
            part, offset = (_escaped if char == "$" else _literal)(text, begin)
        elif char == '"':
            part, offset = _double(text, offset + 1)
        elif char == "\\":
            if _CONTINUED.match(text, offset):
                break
            part, offset = text[offset + 1 : offset + 2], offset + 2
        elif match := _PLAIN.match(text, offset):
            part, offset = match.group(), match.end()
        else:
            break
        parts.append(part)
    return Word("".join(parts), start), offset


def _literal(text: str, offset: int) -> tuple[str, int]:
    end = text.find("'", offset)
    end = len(text) if end < 0 else end
    return text[offset:end], end + 1


def _escaped(text: str, offset: int) -> tuple[str, int]:
    parts: list[str] = []
    while offset < len(text) and text[offset] != "'":
        if text[offset] == "\\":
            parts.append(_ESCAPED.get(text[offset + 1 : offset + 2], text[offset + 1 : offset + 2]))
            offset += 2
        else:
            parts.append(text[offset])
            offset += 1
    return "".join(parts), offset + 1


def _double(text: str, offset: int) -> tuple[str, int]:
    parts: list[str] = []
    while offset < len(text) and text[offset] != '"':
        if text[offset] == "\\" and text[offset + 1 : offset + 2] in ('"', "\\", "$", "`", "\n"):
            parts.append(text[offset + 1].replace("\n", ""))
            offset += 2
        else:
            parts.append(text[offset])
            offset += 1
    return "".join(parts), offset + 1
