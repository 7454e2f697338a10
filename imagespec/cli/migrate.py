"""``imagespec migrate``: rewrite the requests of files for another model."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import click
from attrs import evolve

import imagespec
from imagespec.cli import options
from imagespec.cli.config import configured
from imagespec.cli.inputs import files
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Record
from imagespec.cli.requests import Requests
from imagespec.cli.rewriting import Rewriter, Rewritten, inside, show_difference
from imagespec.cli.terminal import shown_path
from imagespec.migration.migrated import Migrated
from imagespec.migration.migrating import EDITS, Migration
from imagespec.report.fix import Edit, Fix
from imagespec.values.text import counted


@click.command(short_help="Rewrite requests for another model.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option(
    "--to", metavar="MODEL", help="The model to move to. [default: for each model that ends, the first replacement of the documents]"
)
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing; exit code 1 where anything would.")
@click.option("--operation", default="", help="What the requests are, as for lint. [default: found for each request]")
@click.option("--model", metavar="MODEL", help="The model of requests that name none.")
@click.option("--alias", multiple=True, metavar="NAME=MODEL", help="Your own name of a model, as for lint; repeatable.")
@options.spec_option
@click.option("--today", metavar="DATE", help="The day that decides which models end. [default: today]")
@options.format_option
@click.pass_context
def migrate(
    ctx: click.Context, paths: tuple[str, ...], to: str | None, diff: bool, operation: str, model: str | None, alias: tuple[str, ...],
    spec: str | None, today: str | None, format_: str,
) -> None:  # fmt: skip
    """Rewrite the requests of files for another model. Comments, order and layout stay; every change is listed.

    See what it would do with --diff first. Exit codes: 0 every request is in order, 1 some could not be moved or have errors,
    2 wrong use or unreadable input.
    """
    config = configured()
    handle = options.loaded(spec, config)
    judged = {"model": model, "aliases": options.all_aliases(handle, config, alias), "today": today or config.today}
    options.refuse_unknown(handle, operation, judged)
    if to is not None:
        options.refuse_unknown_models((to,), handle, "--to")
    requests = Requests(handle, operation)
    mover = Mover(requests, handle, to, judged)
    for path in requests.paths(paths):
        mover.take(path, diff=diff)
    listing = Listing(mover, handle.name, err=diff or mover.on_output)
    listing.as_json() if format_ == "json" else listing.as_text()
    ctx.exit(2 if requests.unread or mover.unwritten else 1 if mover.failed or (diff and mover.changed) else 0)


class Moved(NamedTuple):
    """A record and what became of it."""

    record: Record
    migrated: Migrated


class Mover:
    """Moves the requests of files.

    Attributes:
        moved: every record with a request, and what became of it.
        on_output: whether standard output has the text of standard input.
    """

    def __init__(self, requests: Requests, handle: imagespec.Handle, to: str | None, judged: dict[str, Any]) -> None:
        self.moved: list[Moved] = []
        self.on_output = False
        self._requests, self._handle, self._migration = requests, handle, Migration(handle, to, judged)
        self._rewriter = Rewriter(requests, self._fixes, whole=True)
        self._pending: list[Moved] = []
        self._paths = {operation: path for path, operation in (handle.batch or {}).get("paths", {}).items()}

    def take(self, path: str, *, diff: bool) -> None:
        """Move the requests of a file, or show what would change."""
        self._pending = []
        found = self._rewriter.rewritten(path)
        if found is None:
            return
        if diff:
            show_difference(found)
        else:
            self._rewriter.write(found)
            self.on_output = self.on_output or path == files.STDIN
        self.moved += (self._settled(entry, found) for entry in self._pending)

    def _settled(self, entry: Moved, found: Rewritten) -> Moved:
        """What became of a record in the file itself, where a change may have been refused."""
        if not entry.migrated.applied or entry.record.number in found.made:
            return entry
        return Moved(entry.record, self._migration.left(entry.record.request, entry.record.operation, "its text could not be changed"))

    def _fixes(self, record: Record) -> tuple[Fix, ...]:
        self._requests.say_unread(record)
        if record.request is ABSENT:
            return ()
        becomes = tuple(name for name in EDITS if not record.in_batch or name in self._paths)
        migrated = self._migration.migrated(record.request, record.operation, becomes=becomes)
        if record.in_batch and migrated.to != migrated.source and migrated.to in (self._handle.batch or {}).get("unsupported", {}):
            migrated = evolve(migrated, warnings=(*migrated.warnings, f"batches do not serve {migrated.to}, as far as the documents say"))
        self._pending.append(Moved(record, migrated))
        if not record.in_batch:
            return migrated.applied
        return (*inside("body", migrated.applied), *self._addressed(record, migrated))

    def _addressed(self, record: Record, migrated: Migrated) -> Iterator[Fix]:
        """The fix of the address of a batch line whose operation is another now."""
        if migrated.operation != record.operation and (path := self._paths.get(migrated.operation)):
            yield Fix(f"use {path}", (Edit("add", "/url", path),))

    @property
    def unwritten(self) -> int:
        """How many files could not be written."""
        return self._rewriter.unwritten

    @property
    def changed(self) -> int:
        """How many files change."""
        return self._rewriter.changed

    @property
    def failed(self) -> bool:
        """Whether a request was refused or has errors."""
        return bool(self._rewriter.refused) or any(not entry.migrated.ok for entry in self.moved)


class Listing:
    """Says what became of every request; ``err`` sends it to standard error."""

    def __init__(self, mover: Mover, spec: str, *, err: bool) -> None:
        self._mover, self._spec, self._err = mover, spec, err

    def as_json(self) -> None:
        """One object with every request."""
        said = {"spec": self._spec, "requests": [self._entry(entry) for entry in self._mover.moved]}
        click.echo(json.dumps(said, ensure_ascii=True, indent=2), err=self._err)

    @staticmethod
    def _entry(entry: Moved) -> dict[str, Any]:
        record, migrated = entry
        line, column = record.place("")
        place = {"file": record.file, "line": line, "column": column, "record": record.number, "custom_id": record.custom_id or None}
        return place | migrated.to_dict()

    def as_text(self) -> None:
        """The changes of each request, then each warning once with how many requests it is about, and what was done in one line."""
        warnings: Counter[str] = Counter()
        for entry in self._mover.moved:
            for line in self._lines(entry):
                click.echo(line, err=self._err)
            warnings.update(entry.migrated.warnings)
        for warning, count in warnings.items():
            click.echo(f"warning: {warning} ({counted(count, 'request')})", err=self._err)
        every = [migrated for _, migrated in self._mover.moved]
        done = sum(bool(migrated.applied or migrated.to != migrated.source) for migrated in every)
        changes = sum(len(migrated.changes) for migrated in every)
        refused = sum(bool(migrated.refused) for migrated in every)
        errors = sum(not migrated.report.ok for migrated in every)
        moved = f"{done:,} moved with {counted(changes, 'change')} in {counted(self._mover.changed, 'file')}"
        left = f"{refused:,} left as they are, {errors:,} with errors; checked with {self._spec}"
        click.echo(f"{counted(len(every), 'request')}: {moved}, {left}", err=self._err)

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
        for diagnostic in migrated.report.errors if migrated.refused or migrated.to != migrated.source else ():
            yield f"    still wrong: {diagnostic.message} [{diagnostic.rule}]"
