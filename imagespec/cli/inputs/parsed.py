"""What a reader of files hands on: one value with its place and the problems met on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs.lines import Lines, Place

if TYPE_CHECKING:
    from imagespec.cli.edits.text_edit import TextEdit
    from imagespec.cli.inputs.notes import Notes
    from imagespec.report.diagnostic import Diagnostic

__all__ = ["ABSENT", "MOST_LISTED", "Locate", "Parsed", "Place", "Problem", "Tokens", "Worth", "nothing_found", "unreadable"]

Tokens = tuple[str, ...]
"""The reference tokens of a JSON Pointer."""

Locate = Callable[[Tokens, bool], Place]
"""The place of the value that tokens lead to, or with ``True`` of its key; that of the nearest value around one that is missing."""

Worth = Callable[[bytes], bool]
"""Whether bytes may hold a request at all, so that they are worth to be read."""

ABSENT: Any = object()
"""Stands for a value that could not be read."""


MOST_LISTED = 100
"""Most findings of one rule of files in one value."""


class Problem(NamedTuple):
    """A finding of a reader. Without a place, its pointer says where in the value it is.

    ``unread`` says that a part of the file could not be read because of it.
    """

    diagnostic: Diagnostic
    place: Place | None = None
    unread: bool = False


class Parsed(NamedTuple):
    """One value of a file.

    ``line`` is where it begins; ``locate`` finds the place of a part of it, ``None`` when the line is all that is
    known; ``end`` is the number of bytes of the file up to here, 0 where nobody counts. ``other`` is the value as
    readers have it that keep the first of repeated keys, ``None`` where no key is repeated. ``lines`` are those of the
    text around it, ``None`` where that is no text; ``lost`` are the parts that could not be read and stand as ``null``;
    ``notes`` is what the file says about its own findings; ``listed`` says that the value is an entry of a list; ``write`` writes
    another value in the text, where that is no document.
    """

    value: Any
    line: int
    problems: list[Problem]
    locate: Locate | None = None
    end: int = 0
    other: Parsed | None = None
    lines: Lines | None = None
    lost: tuple[Tokens, ...] = ()
    notes: Notes | None = None
    listed: bool = False
    write: Callable[[Any], list[TextEdit]] | None = None


def unreadable(message: str, line: int, column: int | None = None, *, source: str = "", end: int = 0, lines: Lines | None = None) -> Parsed:
    """A value that could not be read, with the reason."""
    problem = Problem(finding("request.format", message, source=source), (line, column), True)
    return Parsed(ABSENT, line, [problem], None, end, lines=lines)


def nothing_found(problems: list[Problem]) -> Parsed:
    """What a file without any request gives, after the problems met so far."""
    nothing = Problem(finding("request.required", "the file holds no request; write one."), (1, None))
    return Parsed(ABSENT, 1, [*problems, nothing])
