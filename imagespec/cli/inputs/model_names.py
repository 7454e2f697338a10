"""Records of the names of image models that stand anywhere in a document, outside of its comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.parsed import Parsed, Place
from imagespec.cli.inputs.records import BY_PLACE, Record
from imagespec.places.found import Found
from imagespec.places.source.reading import NAMED, Reader

_COMMENT = re.compile(r"(?:^|\s)(?:#|//)")

Range = tuple[int, int]


def records(file: str, text: str, reader: Reader, known: Collection[tuple[int, str]], apart: Collection[Range] = ()) -> Iterator[Record]:
    """The records of a text.

    Args:
        file: what it is called.
        text: all of it.
        reader: knows the names.
        known: the lines and models that other records are about.
        apart: parts that are read otherwise.
    """
    lines, number = Lines(text), 0
    for start, model in reader.names_in(text, 0, len(text)):
        place = lines.place(start)
        if (place[0], model) in known or any(first <= start < last for first, last in apart):
            continue
        if _COMMENT.search(text, text.rfind("\n", 0, start) + 1, start):
            continue
        number += 1
        yield _record(file, number, model, place, lines, reader.serving(model))


def _record(file: str, number: int, model: str, place: Place, lines: Lines, operation: str) -> Record:
    locate: Callable[..., Place] = lambda *_: place  # noqa: E731  # it is one place
    found = Found({"model": model}, operation, (), True, (NAMED,), locate, in_place=False)
    parsed = Parsed(found.request, place[0], [], locate, lines=lines)
    return Record(file, number, parsed, found.request, "", operation, BY_PLACE, False, [], found)
