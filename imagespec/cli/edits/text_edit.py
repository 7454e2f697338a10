"""Edits of a text by position."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Refused(Exception):
    """A change that cannot be made in the text of a file without touching something else, and why."""


class TextEdit(NamedTuple):
    """The text from ``start`` to ``end``, in code points, becomes ``text``."""

    start: int
    end: int
    text: str


def ordered(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """The edits by their place.

    Raises:
        Refused: two of them touch the same text.
    """
    found = sorted(edits, key=lambda edit: edit[:2])
    if any(edit.end > following.start for edit, following in pairwise(found)):
        raise Refused("two changes meet in one place")
    return found


def edited(text: str, edits: Iterable[TextEdit]) -> str:
    """The text after edits that are in order."""
    parts, position = [], 0
    for edit in edits:
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])
