"""Files that are written again with other values in the place of some: nothing else in them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

import click

from imagespec.cli.edits.difference import same
from imagespec.cli.edits.source import Source
from imagespec.cli.edits.text_edit import Refused, TextEdit, edited, ordered
from imagespec.cli.edits.unified import unified
from imagespec.cli.inputs import content, files
from imagespec.cli.inputs.parsed import ABSENT, Tokens
from imagespec.cli.inputs.records import Record
from imagespec.cli.requests import Requests, name_of
from imagespec.cli.terminal import is_terminal, shown_path
from imagespec.report.fix import Fix, apply_edits
from imagespec.report.frozen import evolve
from imagespec.report.pointer import format_pointer
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


class _Change(NamedTuple):
    """What a value of a file becomes: its first record, the value after its fixes, the edits, and how many fixes each record had."""

    record: Record
    value: Any
    edits: list[TextEdit]
    made: dict[int, int]

    @property
    def left(self) -> _Change:
        """The same without a change."""
        return _Change(self.record, self.record.parsed.value, [], {})


def _edits(changes: Sequence[_Change]) -> list[TextEdit]:
    """The edits of all changes, each once: a constant may stand for an argument of several calls."""
    return [*dict.fromkeys(edit for change in changes for edit in change.edits)]


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
        stream = BytesIO(data)
        # All of them first: what comments leave out is known at the end of a file only.
        values = _by_value([*self._requests.records(path, stream, content.tell(stream, suffix))])
        changes = [_Change(of_value[0], *self._changed(source, of_value)) for of_value in values]
        if any(change.edits and change.record.parsed.write for change in changes):
            changes = self._apart(source, changes, path, suffix)
        edits = ordered(_edits(changes))
        result = source.encoded(edited(source.text, edits))
        made = {number: count for change in changes for number, count in change.made.items()}
        if edits and not self._reads_as(path, result, suffix, changes):
            self.refused += 1
            self._requests.say(name_of(path), "the file would not read as it should after its changes, and stays as it is", unread=False)
            edits, result, made = [], data, {}
        self.made += sum(made.values())
        self.changed += bool(edits)
        return Rewritten(path, source.text, edits, result, made)

    def _apart(self, source: Source, changes: list[_Change], path: str, suffix: str) -> list[_Change]:
        """The changes of source code without those that change another request as well, whose values stand in the same place."""
        if self._fit(source, changes, path, suffix):
            return changes
        done = [change.left for change in changes]
        for index, change in enumerate(changes):
            if not change.edits:
                continue
            done[index] = change
            if not self._fit(source, done, path, suffix):
                done[index] = change.left
                self.refused += 1
                line = change.record.parsed.line
                self._requests.say(f"{change.record.file}:{line}", "not changed: other code uses what stands there", unread=False)
        return done

    def _fit(self, source: Source, changes: list[_Change], path: str, suffix: str) -> bool:
        """Whether changes go together and leave every other request as it is."""
        try:
            text = edited(source.text, ordered(_edits(changes)))
        except Refused:
            return False
        return self._reads_as(path, source.encoded(text), suffix, changes)

    def _changed(self, source: Source, records: list[Record]) -> tuple[Any, list[TextEdit], dict[int, int]]:
        """The value of its records after their fixes, the edits of the text, and how many fixes there were by the number of the record."""
        value, edits = records[0].parsed.value, list[TextEdit]()
        made: dict[int, int] = {}
        for record in records:
            fixes = self._wanted(record)
            if value is ABSENT or not fixes:
                continue
            if not record.in_place:
                self.refused += 1
                line = record.place("")[0]
                self._requests.say(f"{record.file}:{line}", "not changed: it does not stand there as it is sent", unread=False)
                continue
            try:
                new = _applied(value, fixes)
                edits, value = source.edits(record, new), new
                made[record.number] = len(fixes)
            except (Refused, ValueError) as refusal:
                if isinstance(refusal, ValueError) and len(records) == 1:
                    raise
                self.refused += 1
                self._requests.say(f"{record.file}:{record.parsed.line}", f"not changed: {refusal}", unread=False)
                if not self._whole:
                    value, edits, made[record.number] = self._in_part(source, record, value, edits, fixes)
        return value, edits, {number: count for number, count in made.items() if count}

    def _in_part(
        self, source: Source, record: Record, value: Any, edits: list[TextEdit], fixes: Sequence[Fix]
    ) -> tuple[Any, list[TextEdit], int]:
        """The same with those fixes only that can be made in the text."""
        made = 0
        for fix in fixes:
            try:
                new = _applied(value, (fix,))
                edits = source.edits(record, new)
            except (Refused, ValueError):
                continue
            value, made = new, made + 1
        return value, edits, made

    def _reads_as(self, path: str, data: bytes, suffix: str, expected: Sequence[_Change]) -> bool:
        """Whether the values of a file with requests are those that are expected."""
        stream = BytesIO(data)
        records = [of_value[0] for of_value in _by_value([*self._requests.records(path, stream, content.tell(stream, suffix))])]
        return len(records) == len(expected) and all(
            same(record.parsed.value, change.value) for record, change in zip(records, expected, strict=True)
        )

    def write(self, rewritten: Rewritten) -> None:
        """Write a file whose text changes, and standard input to standard output."""
        if rewritten.path == files.STDIN:
            click.echo(rewritten.data, nl=False)
        elif rewritten.edits:
            from pathlib import Path

            from imagespec.cli.writing import write_whole

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


def inside(base: Tokens, fixes: Sequence[Fix]) -> Iterator[Fix]:
    """The fixes of a value that stands in another."""
    before = format_pointer(base)
    for fix in fixes:
        edits = (
            evolve(edit, path=f"{before}{edit.path}", from_=None if edit.from_ is None else f"{before}{edit.from_}") for edit in fix.edits
        )
        yield evolve(fix, edits=tuple(edits))


def _by_value(records: Sequence[Record]) -> Iterator[list[Record]]:
    """The records of each value of a file together."""
    for _, group in groupby(records, key=lambda record: id(record.parsed)):
        yield [*group]


def _applied(value: Any, fixes: Sequence[Fix]) -> Any:
    return apply_edits(value, [edit for fix in fixes for edit in fix.edits])
