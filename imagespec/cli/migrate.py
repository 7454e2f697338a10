"""``imagespec migrate``: rewrite the requests of files for another model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli import options
from imagespec.cli.inputs import files
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import BY_CALL, Record
from imagespec.cli.moved import Listing, Moved
from imagespec.cli.requests import Requests
from imagespec.cli.rewriting import Rewriter, Rewritten, inside, show_difference
from imagespec.cli.settings import AllSettings, Asked, Settings
from imagespec.migration.changes import said
from imagespec.migration.migrating import EDITS, Migration
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import evolve

if TYPE_CHECKING:
    from imagespec.migration.migrated import Migrated


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
    settings = AllSettings(Asked(spec=spec, operation=operation, model=model, alias=alias, today=today))
    if to is not None:
        options.refuse_unknown_models((to,), settings.here.handle, "--to")
    requests = Requests(lambda path: settings.of(path).reading, settings.exclusions)
    mover = Mover(requests, settings, to)
    listing = Listing(settings.here.handle.name, in_json=format_ == "json", err=diff or files.STDIN in paths)
    for path in requests.paths(paths):
        listing.take(mover.moved(path, diff=diff))
    listing.end(mover.changed)
    ctx.exit(2 if requests.unread or mover.unwritten else 1 if mover.refused or listing.failed or (diff and mover.changed) else 0)


class Mover:
    """Moves the requests of files, each by its settings."""

    def __init__(self, requests: Requests, settings: AllSettings, to: str | None) -> None:
        self._requests, self._all, self._to = requests, settings, to
        self._rewriter = Rewriter(requests, self._fixes, whole=True)
        self._pending: list[Moved] = []
        self._by(settings.here)

    def _by(self, settings: Settings) -> None:
        """Go on by these settings."""
        self._batch: dict[str, Any] = settings.handle.batch or {}
        self._paths = {operation: path for path, operation in self._batch.get("paths", {}).items()}
        self._migrations = {partial: Migration(settings.handle, self._to, settings.judged_of(partial)) for partial in (False, True)}

    def moved(self, path: str, *, diff: bool) -> Iterator[Moved]:
        """Move the requests of a file, or show what would change; every record of it with what became of it."""
        self._pending = []
        self._by(self._all.of(path))
        found = self._rewriter.rewritten(path)
        if found is None:
            return
        if diff:
            show_difference(found)
        else:
            self._rewriter.write(found)
        for entry in self._pending:
            yield self._settled(entry, found)

    def _settled(self, entry: Moved, found: Rewritten) -> Moved:
        """What became of a record in the file itself, where a change may have been refused."""
        if not entry.migrated.applied or entry.record.number in found.made:
            return entry
        return Moved(
            entry.record,
            self._migrations[entry.record.partial].left(entry.record.request, entry.record.operation, "its text could not be changed"),
        )

    def _fixes(self, record: Record) -> tuple[Fix, ...]:
        self._requests.say_unread(record)
        if record.request is ABSENT:
            return ()
        becomes = tuple(name for name in EDITS if not record.in_batch or name in self._paths)
        if record.found_by == BY_CALL:  # its name says what it does
            becomes = ()
        migrated = self._migrations[record.partial].migrated(record.request, record.operation, becomes=becomes)
        if record.in_batch and migrated.to != migrated.source and migrated.to in self._batch.get("unsupported", {}):
            migrated = evolve(migrated, warnings=(*migrated.warnings, f"batches do not serve {migrated.to}, as far as the documents say"))
        address = tuple(self._address(record, migrated))
        if address:
            migrated = evolve(migrated, changes=(*migrated.changes, *said(record.parsed.value, address)))
        self._pending.append(Moved(record, migrated))
        return (*inside(record.base, migrated.applied), *address)

    def _address(self, record: Record, migrated: Migrated) -> Iterator[Fix]:
        """The fix of the address of a batch line whose operation is another now."""
        if record.in_batch and migrated.operation != record.operation and (path := self._paths.get(migrated.operation)):
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
    def refused(self) -> int:
        """How many records could not be changed in their text."""
        return self._rewriter.refused
