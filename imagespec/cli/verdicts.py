"""``imagespec diff --requests``: the requests of a user's files whose verdict changes from one revision to another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.requests import Requests, reading
from imagespec.cli.terminal import counted, shown_path
from imagespec.values.text import visible

if TYPE_CHECKING:
    import imagespec
    from imagespec.cli.inputs.records import Record
    from imagespec.report.report import Report


def changed_verdicts(before: imagespec.Handle, after: imagespec.Handle, paths: tuple[str, ...], format_: str, today: str | None) -> int:
    """The requests of the user's files whose verdict changes; what cannot be read is said, and makes the exit code 2."""
    changed = []
    requests = Requests(lambda _: reading(after))
    for record in requests.read(paths):
        requests.say_unread(record)
        if record.request is ABSENT:
            continue
        reports = [_report(handle, record.request, record.operation, today) for handle in (before, after)]
        if reports[0].ok != reports[1].ok:
            changed.append((record, reports[0], reports[1]))
    if format_ == "json":
        entries = [_entry(record, old, new) for record, old, new in changed]
        click.echo(json.dumps({"old": before.name, "new": after.name, "requests": entries}, indent=1))
    else:
        for record, old, new in changed:
            name = f" ({visible(record.custom_id)})" if record.custom_id else ""
            click.echo(f"{shown_path(record.file)}:{record.parsed.line}: {'refused' if old.ok else 'allowed'} now{name}")
            for diagnostic in (old if new.ok else new).errors:
                click.echo(f"  {'before' if new.ok else 'now'}: {diagnostic.message} [{diagnostic.rule}]")
        click.echo(f"{before.name} to {after.name}: {counted(len(changed), 'changed verdict')}")
    return 2 if requests.unread else 1 if changed else 0


def _entry(record: Record, old: Report, new: Report) -> dict[str, Any]:
    return {
        "file": record.file, "line": record.parsed.line, "custom_id": record.custom_id or None, "operation": record.operation,
        "before": old.to_dict(), "after": new.to_dict(),
    }  # fmt: skip


def _report(handle: imagespec.Handle, request: Any, operation: str, today: str | None) -> Report:
    if operation not in handle.engine.operations:
        return handle.check(None, next(iter(handle.engine.operations)), today=today)
    return handle.check(request, operation, today=today)
