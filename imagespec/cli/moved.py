"""What ``imagespec migrate`` says about each request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from imagespec.cli.terminal import counted, shown_path

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record
    from imagespec.migration.migrated import Migrated


class Moved(NamedTuple):
    """A record and what became of it."""

    record: Record
    migrated: Migrated


class Listing:
    """Says what became of every request: of text, each warning once at the end; ``err`` sends it to standard error.

    Attributes:
        failed: whether a request was refused or has errors.
    """

    def __init__(self, spec: str, *, in_json: bool, err: bool) -> None:
        self.failed = False
        self._spec, self._in_json, self._err = spec, in_json, err
        self._said: list[dict[str, Any]] = []
        self._warnings: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def take(self, entries: Iterable[Moved]) -> None:
        """The requests of a file."""
        for entry in entries:
            migrated = entry.migrated
            self.failed = self.failed or not migrated.ok
            self._warnings.update(migrated.warnings)
            self._counts["requests"] += 1
            self._counts["moved"] += migrated.to != migrated.source
            self._counts["changes"] += len(migrated.changes)
            self._counts["refused"] += bool(migrated.refused)
            self._counts["with errors"] += not migrated.report.ok
            if self._in_json:
                self._said.append(self._entry(entry))
                continue
            for line in self._lines(entry):
                click.echo(line, err=self._err)

    def end(self, files_changed: int) -> None:
        """What is said once, of so many files that changed."""
        if self._in_json:
            click.echo(json.dumps({"spec": self._spec, "requests": self._said}, indent=2), err=self._err)
            return
        for warning, count in self._warnings.items():
            click.echo(f"warning: {warning} ({counted(count, 'request')})", err=self._err)
        counts = self._counts
        moved = f"{counts['moved']:,} moved with {counted(counts['changes'], 'change')} in {counted(files_changed, 'file')}"
        stay = "it is" if counts["refused"] == 1 else "they are"
        left = f"{counts['refused']:,} left as {stay}, {counts['with errors']:,} with errors; checked with {self._spec}"
        click.echo(f"{counted(counts['requests'], 'request')}: {moved}, {left}", err=self._err)

    @staticmethod
    def _entry(entry: Moved) -> dict[str, Any]:
        record, migrated = entry
        line, column = record.place("")
        place = {"file": record.file, "line": line, "column": column, "record": record.number, "custom_id": record.custom_id or None}
        return place | migrated.to_dict()

    @staticmethod
    def _lines(entry: Moved) -> Iterator[str]:
        record, migrated = entry
        line, column = record.place("")
        place = f"{shown_path(record.file)}:{line}{f':{column}' if column else ''}:"
        name = f" [{record.custom_id}]" if record.custom_id else ""
        if migrated.refused:
            yield f"{place} left as it is{name}: {migrated.refused}"
        elif migrated.to != migrated.source:
            yield f"{place} {migrated.source or 'no model'} to {migrated.to}{name}"
            yield from (f"    {change}" for change in migrated.changes)
            yield from (f"    still wrong: {diagnostic.message} [{diagnostic.rule}]" for diagnostic in migrated.report.errors)
