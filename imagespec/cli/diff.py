"""``imagespec diff``: what two revisions accept differently."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli import options
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.requests import Requests, reading
from imagespec.cli.terminal import counted, shown_path
from imagespec.engine.quick import naming_model
from imagespec.spec.diff import NOT_SERVED, Change, Judgement
from imagespec.spec.diff import diff as find_changes
from imagespec.values.text import visible

if TYPE_CHECKING:
    import imagespec
    from imagespec.cli.inputs.records import Record
    from imagespec.report.report import Report


@click.command(short_help="Show what two revisions accept differently.")
@click.argument("old")
@click.argument("new", default="openai")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How changes are written."
)
@click.option("--witness", is_flag=True, help="Show a request for each change that tells the revisions apart.")
@click.option("--requests", "paths", multiple=True, metavar="PATH", help="List the requests of a file whose verdict changes; repeatable.")
@click.option("--today", metavar="DATE", help="The day for warnings about retired models. [default: today]")
def diff(old: str, new: str, format_: str, witness: bool, paths: tuple[str, ...], today: str | None) -> None:
    """Show what became allowed or refused from OLD to NEW (names such as openai@2026-05-07, or paths of tables).

    Exit code 0; with --requests, 1 when a request's verdict changes; 2 for wrong use or unreadable input.
    """
    before, after = options.loaded(old), options.loaded(new)
    try:
        code = _requests(before, after, paths, format_, today) if paths else _changes(before, after, format_, witness, today)
    except ValueError as error:
        raise click.UsageError(visible(str(error), 500)) from None
    click.get_current_context().exit(code)


def _changes(before: imagespec.Handle, after: imagespec.Handle, format_: str, witness: bool, today: str | None) -> int:
    judges = [HandleJudge(handle, today) for handle in (before, after)]
    changes = find_changes(before.spec, after.spec, judges[0], judges[1])
    if format_ == "json":
        click.echo(json.dumps({"old": before.name, "new": after.name, "changes": [change.to_dict() for change in changes]}, indent=1))
        return 0
    number = 0
    for operation, group in groupby(changes, key=lambda change: change.operation):
        click.echo(operation)
        for lines in _merged(list(group), witness):
            number += 1
            click.echo(lines)
    click.echo(
        f"{before.name} to {after.name}: {counted(number, 'change')}" if number else f"{before.name} and {after.name} accept the same"
    )
    return 0


class HandleJudge:
    """A revision as a judge; it refuses every request of an operation that it does not have."""

    def __init__(self, handle: imagespec.Handle, today: str | None) -> None:
        self._handle, self._today = handle, today

    def accepts(self, request: dict[str, Any], operation: str) -> bool:
        engine = self._handle.engine
        if operation not in engine.operations:
            return False
        checks, model = engine.checks(operation), request.get("model")
        if "model" not in request and checks.DEFAULT:
            model, when_sent, then = checks.DEFAULT
            model = then if when_sent and any(request.get(name) is not None for name in when_sent) else model
        verdict = checks.MODELS.get(model) if model.__class__ is str else None
        return bool(verdict[0](naming_model(request, model))) if verdict else engine.is_valid(request, operation)

    def judgement(self, request: dict[str, Any], operation: str) -> Judgement:
        if operation not in self._handle.engine.operations:
            return NOT_SERVED
        return self._handle.engine.outline(self._handle.check(request, operation, today=self._today))


def _report(handle: imagespec.Handle, request: Any, operation: str, today: str | None) -> Report:
    if operation not in handle.engine.operations:
        return handle.check(None, next(iter(handle.engine.operations)), today=today)
    return handle.check(request, operation, today=today)


def _merged(changes: list[Change], witness: bool) -> Iterator[str]:
    """One entry for models that change alike."""
    alike: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        alike.setdefault((change.parameter, change.effect, change.before, change.after), []).append(change)
    for (parameter, effect, before, after), group in alike.items():
        models = ", ".join(change.model or "(no model)" for change in group)
        lines = [f"  {effect}: {parameter} for {models}", f"    before: {before}", f"    after:  {after}"]
        if witness:
            lines.append(f"    witness: {_shown(group[0].to_dict()['witness'])}")
        yield "\n".join(lines)


def _shown(request: dict[str, Any]) -> str:
    return visible(json.dumps(request, default=str), 400)


def _requests(before: imagespec.Handle, after: imagespec.Handle, paths: tuple[str, ...], format_: str, today: str | None) -> int:
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
