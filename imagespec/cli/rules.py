"""``imagespec rules``: what each rule means, where it comes from, and an example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli import options
from imagespec.cli.columns import paragraph, table
from imagespec.cli.rulebook.book import book
from imagespec.cli.rulebook.explanation import ANY_DAY, NO_FIX, Example, Explanation, OfFiles, Repair
from imagespec.cli.rulebook.written import written
from imagespec.cli.terminal import color_option, counted, in_color
from imagespec.engine.selection import meanings

if TYPE_CHECKING:
    from imagespec.cli.rulebook.book import Listed


@click.command(short_help="Explain a rule, or list the rules.")
@click.argument("rule", required=False)
@options.spec_option
@options.format_option
@color_option
def rules(rule: str | None, spec: str | None, format_: str, color: bool | None) -> None:
    """Explain RULE: what it asks, for which models, why, and an example. Or list the rules: all of them, those of a
    parameter (size), or those of a problem ('*.unsupported').
    """
    handle = options.loaded(spec)
    known = book(handle)
    names = {row[0]: row for row in known.listed()}
    bold = in_color(color)
    if rule in names:
        explanation = known.explained(rule)
        said, lines = explanation.to_dict(), _text(explanation, bold)
    else:
        patterns = {pattern for name in names for pattern in meanings(name)}
        if rule and rule not in patterns:
            raise click.UsageError(options.unknown(rule, patterns, "rule"))
        chosen = [row for name, row in names.items() if not rule or rule in meanings(name)]
        said = {"spec": handle.name, "rules": [*map(_listed, chosen)]}
        lines = _table(said, every=len(known.models))
    click.echo(json.dumps(said, indent=2) if format_ == "json" else "\n".join(lines), color=bold)


def _listed(row: Listed) -> dict[str, Any]:
    rule, severities, models = row
    return {"rule": rule, "severity": [*severities], "models": [*models]}


# -- text ----------------------------------------------------------------------------------------------------------


def _table(said: dict[str, Any], *, every: int) -> Iterator[str]:
    cells = [("rule", "severity", "models")]
    for row in said["rules"]:
        models = "every model" if len(row["models"]) == every else ", ".join(row["models"]) or "a file or batch line"
        cells.append((row["rule"], " or ".join(row["severity"]), models))
    yield from table(cells)
    yield ""
    yield f"{counted(len(cells) - 1, 'rule')} of {said['spec']}; imagespec rules RULE explains one."


def _text(said: Explanation, bold: bool) -> Iterator[str]:
    yield click.style(said.rule, bold=True) if bold else said.rule
    yield paragraph(said.what, 2)
    yield paragraph(said.why, 2)
    for limit in said.limits:
        yield ""
        yield paragraph(f"{limit['severity']}; allowed: {limit['allowed']}", 2)
        yield from table([(operation, ", ".join(models) or "every model") for operation, models in limit["models"].items()], 4)
        if limit["reason"]:
            yield paragraph(f"because {limit['reason']}", 4)
        yield from (line for source in limit["sources"] for line in _source(source))
    if said.example:
        yield from _example(said.example)
        yield from _fixes(said.repairs)
    if said.of_files:
        yield from _of_files(said.of_files, also=bool(said.limits))
    if said.page:
        yield ""
        yield f"  {said.page}"


def _example(example: Example) -> Iterator[str]:
    yield ""
    on = f", {example.day}" if example.day != ANY_DAY else ""
    yield f"  bad ({example.operation}{on}):"
    yield f"    {written(example.bad)}"
    yield paragraph(example.message, 6)
    yield from (paragraph(f"fix: {title} ({safety})", 6) for title, safety in example.fixes)
    yield "  good:"
    yield f"    {written(example.good)}"


def _fixes(repairs: list[Repair]) -> Iterator[str]:
    yield ""
    yield "  fixes:" if repairs else paragraph(f"fixes: {NO_FIX}", 2)
    yield from (paragraph(f"{'safe' if repair.safe else 'unsafe'}: {repair.does}; {repair.because}", 4) for repair in repairs)


def _of_files(said: OfFiles, *, also: bool) -> Iterator[str]:
    row = said.row
    yield ""
    allowed = f"; allowed: {said.allowed}" if said.allowed else ""
    yield paragraph(f"{row.severity} in a batch file: {row.what} {row.why}" if also else f"{row.severity}{allowed}", 2)
    if also and allowed:
        yield paragraph(f"allowed: {said.allowed}", 4)
    yield from _source(said.source)
    yield ""
    if row.limits:
        yield paragraph(f"with a table whose batch has {', '.join(f'{key}: {value}' for key, value in row.limits.items())}:", 2)
    for word, name, text in (("bad", row.bad_name or row.name, row.bad), ("good", row.name, row.good)):
        yield f"  {word} ({name}):"
        yield from (f"    {line}" for line in text.splitlines() or ["(nothing)"])
        if word == "bad" and said.message:
            yield paragraph(said.message, 6)
    yield from _fixes(said.repairs)


def _source(source: dict[str, Any]) -> Iterator[str]:
    yield paragraph(f"source: {source['title']}, {source['date']} ({source['basis']})", 4)
    yield f"      {source['url']}"
