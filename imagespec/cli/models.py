"""``imagespec models``: the table as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from imagespec.cli import describe, options
from imagespec.cli.columns import paragraph, table
from imagespec.cli.config import configured
from imagespec.cli.terminal import color_option, in_color
from imagespec.spec.model import Spec


@click.command(short_help="Show what a model takes, or list the models.")
@click.argument("model", required=False)
@options.spec_option
@options.format_option
@color_option
@click.option("--expiring", metavar="DAYS", help="List the models that end within so many days, such as 90d.")
@click.option("--requests", "paths", multiple=True, metavar="PATH", help="With --expiring: the files whose models count; repeatable.")
@click.option("--today", metavar="DATE", help="With --expiring: the day to count from. [default: today]")
def models(
    model: str | None, spec: str | None, format_: str, color: bool | None, expiring: str | None, paths: tuple[str, ...],
    today: str | None,
) -> None:  # fmt: skip
    """Show what MODEL takes in each operation, or list the models.

    With --expiring, the exit code is 1 when a model ends that a request of the --requests files or the configuration
    (models, aliases) names; without either, models are listed only.
    """
    if expiring is not None:
        from imagespec.cli.expiring import report

        config = configured()
        code = report(options.loaded(spec, config), config, expiring, paths, today, format_)
        click.get_current_context().exit(code)
    handle = options.loaded(spec)
    known = handle.spec
    if model is not None and model not in known.models:
        raise click.UsageError(options.unknown(model, known.models, "model"))
    if format_ == "json":
        rows = [describe.overview(known, row) for row in known.models.values()]
        said = {"models": rows} if model is None else describe.described(known, known.models[model])
        click.echo(json.dumps({"spec": known.name, **said}, indent=2))
        return
    bold = in_color(color)
    lines = _list(known) if model is None else _model(known, describe.described(known, known.models[model]), bold)
    click.echo("\n".join(lines), color=bold)


def _list(spec: Spec) -> Iterator[str]:
    rows = [describe.overview(spec, row) for row in spec.models.values()]
    cells = [("model", "title", "operations", "dates")]
    for row in rows:
        dates = f"snapshot of {row['snapshot_of']}" if row["snapshot_of"] else describe.life(row)
        cells.append((row["model"], row["title"], " ".join(row["operations"]), dates))
    yield from table(cells)
    yield ""
    yield f"{len(rows)} models and snapshots in {spec.name}; imagespec models MODEL shows one."


def _model(spec: Spec, model: dict[str, Any], bold: bool) -> Iterator[str]:
    yield _head(f"{model['model']}: {model['title']}", bold)
    if model["snapshot_of"]:
        yield f"  snapshot of {model['snapshot_of']}"
    if model["snapshots"]:
        yield f"  snapshots: {', '.join(model['snapshots'])}"
    if describe.life(model):
        yield f"  {describe.life(model)}"
    for name, contract in model["contracts"].items():
        yield ""
        default = " (the model when none is named)" if name in model["default_of"] else ""
        yield _head(f"{name}: {contract['title']}{default}", bold)
        yield f"  {contract['method']} {contract['path']}, {'a form' if contract['encoding'] == 'multipart' else 'a JSON object'}"
        yield from table([_row(entry) for entry in contract["parameters"]], 2)
        for rule in contract["interactions"]:
            yield paragraph(_interaction(rule), 2)
        if contract["not_taken"]:
            yield paragraph(f"not taken: {', '.join(contract['not_taken'])}", 2)
    yield ""
    yield f"From {spec.name}. imagespec rules RULE explains a limit and where it comes from."


def _interaction(rule: dict[str, Any]) -> str:
    name = rule["rule"].rpartition(".")[0]
    said = rule["allowed"] if rule["allowed"].startswith(name) else f"{name}: {rule['allowed']}"
    return f"{said}{' (else a warning)' if rule['severity'] == 'warning' else ''}"


def _row(parameter: dict[str, Any]) -> tuple[str, str, str]:
    default = "required" if parameter["required"] else "" if parameter["default"] is None else f"default {json.dumps(parameter['default'])}"
    return parameter["name"], default.replace('"', ""), describe.in_words(parameter)


def _head(text: str, bold: bool) -> str:
    return click.style(text, bold=True) if bold else text
