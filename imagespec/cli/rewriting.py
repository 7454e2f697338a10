"""Files that are written again with other values in the place of some: nothing else in them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import click
from attrs import evolve

from imagespec.cli.edits.difference import same
from imagespec.cli.edits.source import Source
from imagespec.cli.edits.text_edit import Refused, TextEdit, edited, ordered
from imagespec.cli.edits.unified import unified
from imagespec.cli.inputs import content, files
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Record
from imagespec.cli.requests import Requests, name_of
from imagespec.cli.terminal import is_terminal, shown_path
from imagespec.cli.writing import write_whole
from imagespec.report.fix import Fix, apply_edits
from imagespec.values.text import visible

Wanted = Callable[[Record], Sequence[Fix]]
"""The fixes of a record. Their pointers lead into the value of the record, which for a batch line is the whole line."""


class Rewritten(NamedTuple):
    """A file with its text before, the edits of it, its bytes after them, and how many fixes were made by the number of the record."""

    path: str
    text: str
    edits: list[TextEdit]
    data: bytes
    made: dict[int, int]


class Rewriter:
    """Works out what files become. ``whole`` says that of a record all fixes are made or none.

    Attributes:
        made: how many fixes were made.
        changed: how many files change.
        refused: how many records could not be changed as wanted.
        unwritten: how many files could not be written.
    """

    def __init__(self, requests: Requests, wanted: Wanted, *, whole: bool = False) -> None:
        self.made = self.changed = self.refused = self.unwritten = 0
        self._requests, self._wanted, self._whole = requests, wanted, whole

    def rewritten(self, path: str) -> Rewritten | None:
        """What a file becomes; ``None`` where it cannot be read, which is said. Without edits, it stays as it is."""
        try:
            data = files.whole(path)
        except files.NotRead as error:
            self._requests.say(name_of(path), str(error))
            return None
        try:
            return self._rewritten(path, data)
        except RecursionError:
            self.refused += 1
            self._requests.say(name_of(path), "a value is nested too deep to be changed, and the file stays as it is", unread=False)
            return Rewritten(path, "", [], data, {})

    def _rewritten(self, path: str, data: bytes) -> Rewritten:
        suffix = files.suffix(path)
        source = Source(data, suffix)
        edits: list[TextEdit] = []
        expected, made = [], {}
        # All of them first: what comments leave out is known at the end of a file only.
        for record in [*self._requests.records(path, content.read(BytesIO(data), suffix))]:
            value, some, count = self._changed(source, record)
            expected.append(value)
            edits += some
            if count:
                made[record.number] = count
        result = source.encoded(edited(source.text, edits := ordered(edits)))
        if edits and not _reads_as(result, suffix, expected):
            self.refused += 1
            self._requests.say(name_of(path), "the file would not read as it should after its changes, and stays as it is", unread=False)
            edits, result, made = [], data, {}
        self.made += sum(made.values())
        self.changed += bool(edits)
        return Rewritten(path, source.text, edits, result, made)

    def _changed(self, source: Source, record: Record) -> tuple[Any, list[TextEdit], int]:
        """The value of a record after its fixes, the edits of the text, and how many fixes there were."""
        old = record.parsed.value
        fixes = self._wanted(record)
        if old is ABSENT or not fixes:
            return old, [], 0
        try:
            new = _applied(old, fixes)
            return new, source.edits(record, new), len(fixes)
        except Refused as refusal:
            self.refused += 1
            self._requests.say(f"{record.file}:{record.parsed.line}", f"not changed: {refusal}", unread=False)
        return (old, [], 0) if self._whole else self._in_part(source, record, fixes)

    def _in_part(self, source: Source, record: Record, fixes: Sequence[Fix]) -> tuple[Any, list[TextEdit], int]:
        """The same with those fixes only that can be made in the text."""
        value, edits, made = record.parsed.value, [], 0
        for fix in fixes:
            try:
                new = _applied(value, (fix,))
                edits = source.edits(record, new)
            except (Refused, ValueError):
                continue
            value, made = new, made + 1
        return value, edits, made

    def write(self, rewritten: Rewritten) -> None:
        """Write a file whose text changes, and standard input to standard output."""
        if rewritten.path == files.STDIN:
            click.echo(rewritten.data, nl=False)
        elif rewritten.edits:
            try:
                write_whole(Path(rewritten.path), rewritten.data)
            except OSError as error:
                self.unwritten += 1
                self._requests.say(rewritten.path, f"cannot be written ({error.strerror or error})")


def show_difference(rewritten: Rewritten) -> None:
    """Write what changes in a file as a unified diff: its very bytes, but on a terminal with whatever would steer it escaped."""
    lines = unified(shown_path(name_of(rewritten.path)), rewritten.text, rewritten.edits)
    if is_terminal():
        lines = (visible(line.rstrip("\r\n"), len(line) + 1000) + "\n" for line in lines)
    for line in lines:
        click.echo(line.encode("utf-8", "surrogateescape"), nl=False)


def inside(key: str, fixes: Sequence[Fix]) -> Iterator[Fix]:
    """The fixes of a value that is a member of another."""
    for fix in fixes:
        edits = (evolve(edit, path=f"/{key}{edit.path}", from_=None if edit.from_ is None else f"/{key}{edit.from_}") for edit in fix.edits)
        yield evolve(fix, edits=tuple(edits))


def _applied(value: Any, fixes: Sequence[Fix]) -> Any:
    return apply_edits(value, [edit for fix in fixes for edit in fix.edits])


def _reads_as(data: bytes, suffix: str, expected: Sequence[Any]) -> bool:
    """Whether the values of a file are those that are expected."""
    found = [parsed.value for parsed in content.read(BytesIO(data), suffix)]
    return len(found) == len(expected) and all(map(same, found, expected))
