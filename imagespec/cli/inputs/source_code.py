"""Records of the image requests in source code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from imagespec.cli.edits import code
from imagespec.cli.inputs import model_names
from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.notes import Ignore, Notes, rules_of
from imagespec.cli.inputs.parsed import Parsed, Place, Tokens
from imagespec.cli.inputs.records import BY_CALL, Record
from imagespec.places.source import NOTEBOOK
from imagespec.places.source.js_tree import MissingParser
from imagespec.places.source.nodes import Call, Node
from imagespec.places.source.reading import LARGEST, Read, Reader, Unreadable, founds

NO_PARSER = "JavaScript and TypeScript are not read without tree-sitter; pip install 'imagespec[source]'"
NO_TOOL = "the image tool of the Responses API is not checked: the table has no such operation"

_SAID = re.compile(r"imagespec:[ \t]*(.*?)(?:\*/)?[ \t]*\Z", re.DOTALL)

Say = Callable[[str, str], None]
"""Takes a place and what is to be said of it."""


class Skipped(Exception):
    """A file that is not looked at, and why."""


def records(file: str, data: bytes, suffix: str, reader: Reader, say: Say) -> Iterator[Record]:
    """The records of a file.

    Args:
        file: what it is called.
        data: all of it.
        suffix: the ending of its name.
        reader: reads texts.
        say: is told what is not read.
    """
    if not reader.is_worth(data):
        return
    try:
        read, lines = _read(data, suffix, reader)
    except Skipped as skipped:
        say(file, str(skipped))
        return
    except MissingParser:
        say("source code", NO_PARSER)
        return
    notes = _notes(read, lines)
    number = 0
    for found, what in founds(read):
        if found.operation not in reader.operations:
            say("source code", NO_TOOL)
            continue
        number += 1
        locate = _locator(read, lines, what)
        parsed = Parsed(
            found.request, locate((), False)[0], [], locate, lines=lines, notes=notes, write=code.writer(read.written, what, found.request)
        )
        yield Record(file, number, parsed, found.request, "", found.operation, BY_CALL, False, [], found._replace(locate=locate))
    if reader.models and suffix in NOTEBOOK:  # its other cells, and what they wrote
        yield from model_names.records(file, lines.text, reader, (), read.written.apart)


def _read(data: bytes, suffix: str, reader: Reader) -> tuple[Read, Lines]:
    """What a text holds, and its lines.

    Raises:
        Skipped: it cannot be read.
    """
    if len(data) > LARGEST:
        raise Skipped(f"is larger than {LARGEST:,} bytes, and was not read as source code")
    try:
        text = data.decode("utf-8")
        return reader.read(text, suffix), Lines(text)
    except UnicodeDecodeError:
        raise Skipped("is no UTF-8, and was not read as source code") from None
    except Unreadable as error:
        raise Skipped(f"{error}, and was not looked at") from None


def _locator(read: Read, lines: Lines, what: Call | Node) -> Callable[[Tokens, bool], Place]:
    def locate(tokens: Tokens, of_key: bool) -> Place:
        offset = what.offset(tokens, of_key) if isinstance(what, Call) else what.start
        return lines.place(read.written.offset(offset))

    return locate


def _notes(read: Read, lines: Lines) -> Notes | None:
    """What the comments say; ``None`` where none says anything."""
    text, offset_of = read.written.text, read.written.offset
    notes, any_ = Notes(), False
    for start, comment in read.comments:
        said = _SAID.search(comment)
        if not said:
            continue
        line, column = lines.place(offset_of(start))
        about = start
        if not text[text.rfind("\n", 0, start) + 1 : start].strip():
            about = _next(text, start)
        notes.add([Ignore(line, column or 1, lines.place(offset_of(about))[0], rules_of(said[1]))])
        notes.scattered = any_ = True
    return notes if any_ else None


def _next(text: str, offset: int) -> int:
    """Where the next line begins that holds more than a comment."""
    while (end := text.find("\n", offset)) >= 0:
        offset = end + 1
        line = text[offset : text.find("\n", offset) if "\n" in text[offset:] else len(text)].strip()
        if line and not line.startswith(("#", "//", "/*")):
            break
    return offset
