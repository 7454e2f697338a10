"""``imagespec diff``: what two revisions accept differently."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli import options
from imagespec.cli.terminal import counted
from imagespec.engine.engine import default_model
from imagespec.engine.quick import naming_model
from imagespec.spec.diff import NOT_SERVED, Change, Find, Finding, Judgement
from imagespec.spec.diff import diff as find_changes
from imagespec.values.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    import imagespec


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
        if paths:
            from imagespec.cli.verdicts import changed_verdicts

            code = changed_verdicts(before, after, paths, format_, today)
        else:
            code = _changes(before, after, format_, witness, today)
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
        lines = [operation, *_merged(list(group), witness)]
        number += len(lines) - 1
        click.echo("\n".join(lines))
    click.echo(
        f"{before.name} to {after.name}: {counted(number, 'change')}" if number else f"{before.name} and {after.name} accept the same"
    )
    return 0


class HandleJudge:
    """A revision as a judge; it refuses every request of an operation that it does not have."""

    def __init__(self, handle: imagespec.Handle, today: str | None) -> None:
        self._handle, self._today = handle, today

    def finding(self, operation: str, parameter: str) -> Find:
        engine = self._handle.engine
        if operation not in engine.operations:
            return lambda request: _REFUSED
        checks = engine.checks(operation)
        models, common = checks.MODELS, checks.COMMON
        may_be_unnamed = not checks.NAMED_IS_ERROR if checks.NAMED else checks.DEFAULT is not None

        def find(request: dict[str, Any]) -> Sequence[Finding]:
            """By the contract alone: what is said of the model itself is about no other parameter."""
            found: list[Finding] = []
            model = request.get("model")
            if model is None and "model" not in request and may_be_unnamed:
                model = default_model(checks.DEFAULT, request)
                (models[model][1] if model else common)(naming_model(request, model or None), found)
            elif model.__class__ is str and model in models:
                models[model][1](request, found)
            else:
                return whole(request)
            return found

        def whole(request: dict[str, Any]) -> Sequence[Finding]:
            return self._handle.check(request, operation, today=self._today).findings

        return whole if parameter == "model" else find

    def told(self, operation: str, found: Sequence[Finding]) -> Judgement:
        if found is _REFUSED:
            return NOT_SERVED
        return self._handle.engine.outlined(operation, found)


_REFUSED: Sequence[Finding] = (("", True),)
"""What is found in every request of an operation that a revision does not have."""


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
