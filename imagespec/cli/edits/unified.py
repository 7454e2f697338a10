"""What edits change, as a unified diff. It is made of the edits themselves, so that its work is in step with the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from imagespec.cli.edits.text_edit import TextEdit, edited

CONTEXT = 3
"""How many unchanged lines stand around a change."""

_NO_BREAK = "\n\\ No newline at end of file\n"


class _Change(NamedTuple):
    """Lines ``first`` to ``last``, the latter not among them, become other lines."""

    first: int
    last: int
    lines: list[str]


def unified(name: str, text: str, edits: Sequence[TextEdit]) -> Iterator[str]:
    """The lines of a diff that ``patch`` takes; none without edits.

    Args:
        name: of the file.
        text: as it was.
        edits: in order.
    """
    lines = _lines(text)
    changes = _changes(lines, edits)
    if changes:
        yield f"--- {name}\n"
        yield f"+++ {name}\n"
    shift, index = 0, 0
    while index < len(changes):
        end = index + 1
        while end < len(changes) and changes[end].first - changes[end - 1].last <= 2 * CONTEXT:
            end += 1
        hunk = changes[index:end]
        yield from _hunk(lines, hunk, shift)
        shift += sum(len(change.lines) - (change.last - change.first) for change in hunk)
        index = end


def _lines(text: str) -> list[str]:
    """The lines of a text with their breaks, as patch counts them: a lone carriage return breaks no line."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _changes(lines: list[str], edits: Sequence[TextEdit]) -> list[_Change]:
    """The edits by the lines they touch, joined where they touch the same."""
    groups: list[tuple[int, int, int, list[TextEdit]]] = []  # first line, last line, offset of the first, edits
    line = offset = 0
    for edit in edits:
        while line < len(lines) and offset + len(lines[line]) <= edit.start:
            offset += len(lines[line])
            line += 1
        last, end = line, offset
        while last < len(lines) and (end < edit.end or last == line):
            end += len(lines[last])
            last += 1
        if groups and line < groups[-1][1]:
            first, stop, start, some = groups[-1]
            groups[-1] = (first, max(stop, last), start, [*some, edit])
        else:
            groups.append((line, last, offset, [edit]))
    joined: list[_Change] = []
    for group in groups:
        change = _trimmed(lines, *group)
        if joined and joined[-1].last == change.first:
            before = joined.pop()
            change = _Change(before.first, change.last, before.lines + change.lines)
        joined.append(change)
    return joined


def _trimmed(lines: list[str], first: int, last: int, offset: int, edits: list[TextEdit]) -> _Change:
    """The change of lines, without those at its beginning and end that stay as they are."""
    moved = [TextEdit(edit.start - offset, edit.end - offset, edit.text) for edit in edits]
    fresh = _lines(edited("".join(lines[first:last]), moved))
    while first < last and fresh and lines[first] == fresh[0]:
        first, fresh = first + 1, fresh[1:]
    while first < last and fresh and lines[last - 1] == fresh[-1]:
        last, fresh = last - 1, fresh[:-1]
    return _Change(first, last, fresh)


def _hunk(lines: list[str], changes: Sequence[_Change], shift: int) -> Iterator[str]:
    start = max(0, changes[0].first - CONTEXT)
    stop = min(len(lines), changes[-1].last + CONTEXT)
    grown = sum(len(change.lines) - (change.last - change.first) for change in changes)
    yield f"@@ -{_range(start, stop - start)} +{_range(start + shift, stop - start + grown)} @@\n"
    position = start
    for change in changes:
        yield from (_said(" ", line) for line in lines[position : change.first])
        yield from (_said("-", line) for line in lines[change.first : change.last])
        yield from (_said("+", line) for line in change.lines)
        position = change.last
    yield from (_said(" ", line) for line in lines[position:stop])


def _range(start: int, count: int) -> str:
    first = start + 1 if count else start
    return str(first) if count == 1 else f"{first},{count}"


def _said(mark: str, line: str) -> str:
    return mark + line + ("" if line.endswith("\n") else _NO_BREAK)
