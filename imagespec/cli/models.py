"""``imagespec models``: the table as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from imagespec.cli import describe, options, plain_words
from imagespec.cli.columns import paragraph, table
from imagespec.cli.config import configured
from imagespec.cli.terminal import color_option, in_color

if TYPE_CHECKING:
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
    cells = [("model", "operations", "title and dates")]
    for row in rows:
        dates = f"snapshot of {row['snapshot_of']}" if row["snapshot_of"] else describe.span(row)
        cells.append((row["model"], " ".join(row["operations"]), ", ".join(filter(None, (row["title"], dates)))))
    yield from table(cells)
    yield ""
    yield paragraph(f"{len(rows)} models and snapshots in {spec.name}; imagespec models MODEL shows one.")


def _model(spec: Spec, model: dict[str, Any], bold: bool) -> Iterator[str]:
    yield _head(f"{model['model']}: {model['title']}", bold)
    if model["snapshot_of"]:
        yield f"  snapshot of {model['snapshot_of']}"
    if model["snapshots"]:
        yield f"  snapshots: {', '.join(model['snapshots'])}"
    if describe.life(model):
        yield paragraph(describe.life(model), 2)
    yield paragraph(f"serves {', '.join(model['contracts'])}{_unserved(spec, model)}", 2)
    yield ""
    yield from table([(_named(model, name), _sent(contract)) for name, contract in model["contracts"].items()], 2)
    for operations, said in _shared(model["contracts"]).items():
        yield ""
        yield _head(_title(operations, model["contracts"]), bold)
        yield from table(said.rows, 2)
        for line in said.interactions:
            yield paragraph(line, 2)
        if said.not_taken:
            yield paragraph(f"not taken: {', '.join(said.not_taken)}", 2)
    yield ""
    yield paragraph(f"From {spec.name}. imagespec rules RULE explains a limit and where it comes from.")


def _unserved(spec: Spec, model: dict[str, Any]) -> str:
    others = [name for name in spec.operations if name not in model["contracts"]]
    return f"; not {', '.join(others)}" if others else ""


def _named(model: dict[str, Any], name: str) -> str:
    return f"{name} (default model)" if name in model["default_of"] else name


def _sent(contract: dict[str, Any]) -> str:
    body = "a form" if contract["encoding"] == "multipart" else "a JSON object"
    return f"{contract['title']}: {contract['method']} {contract['path']}, {body}"


def _title(operations: tuple[str, ...], contracts: dict[str, Any]) -> str:
    if len(contracts) > 1 and len(operations) == len(contracts):
        return "In every operation"
    return "In " + " and ".join(", ".join(operations).rsplit(", ", 1))


class _Said(NamedTuple):
    """What holds in the same operations."""

    rows: list[tuple[str, str, str]]
    interactions: list[str]
    not_taken: list[str]


def _shared(contracts: dict[str, Any]) -> dict[tuple[str, ...], _Said]:
    """Every limit once, under the operations where it holds; what holds in more of them comes first."""
    where: dict[tuple[str, Any], list[str]] = {}
    for name, contract in contracts.items():
        said: list[tuple[str, Any]] = [("row", _row(entry)) for entry in contract["parameters"]]
        said += [("interaction", line) for line in plain_words.interactions(contract["interactions"])]
        said += [("not taken", other) for other in contract["not_taken"]]
        for key in dict.fromkeys(said):
            where.setdefault(key, []).append(name)
    groups: dict[tuple[str, ...], _Said] = {}
    for (sort, value), names in sorted(where.items(), key=lambda entry: -len(entry[1])):
        group = groups.setdefault(tuple(names), _Said([], [], []))
        into: Any = {"row": group.rows, "interaction": group.interactions, "not taken": group.not_taken}[sort]
        into.append(value)
    return groups


def _row(said: dict[str, Any]) -> tuple[str, str, str]:
    default = "required" if said["required"] else "" if said["default"] is None else f"default {json.dumps(said['default'])}"
    return said["name"], default.replace('"', ""), plain_words.parameter(said)


def _head(text: str, bold: bool) -> str:
    return click.style(text, bold=True) if bold else text
