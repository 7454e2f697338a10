"""``imagespec rules``: what each rule means, where it comes from, and an example."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click

import imagespec
from imagespec.cli import catalogue, options, rulebook
from imagespec.cli.columns import paragraph, table
from imagespec.cli.rulebook import Place
from imagespec.cli.terminal import color_option, counted, in_color
from imagespec.engine.selection import meanings
from imagespec.spec.model import Spec
from imagespec.values.text import SHOWN, visible


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
    known = rulebook.rules(handle.spec)
    names = dict.fromkeys((*known, *catalogue.RULES))
    bold = in_color(color)
    if rule in names:
        said = explained(handle, rule, known.get(rule, []))
        lines = _text(said, bold)
    else:
        patterns = {pattern for name in names for pattern in meanings(name)}
        if rule and rule not in patterns:
            raise click.UsageError(options.unknown(rule, patterns, "rule"))
        rows = [row for row in listed(handle.spec, known) if not rule or rule in meanings(row["rule"])]
        said = {"spec": handle.name, "rules": rows}
        lines = _table(said, every=sum(not model.snapshot_of for model in handle.spec.models.values()))
    click.echo(json.dumps(said, indent=2) if format_ == "json" else "\n".join(lines), color=bold)


def listed(spec: Spec, known: dict[str, list[Place]]) -> Iterator[dict[str, Any]]:
    """Every rule in short: those of requests, then those of files and batch lines."""
    for name, places in known.items():
        yield {"rule": name, "severity": sorted({place.severity for place in places}), "models": _models(spec, places)}
    for name, row in catalogue.RULES.items():
        if name not in known:
            yield {"rule": name, "severity": [row.severity], "models": []}


def _models(spec: Spec, places: Iterable[Place]) -> list[str]:
    """The models a rule is about, without their snapshots; every one for the rules of an operation."""
    named = {place.model for place in places}
    return [model for model, row in spec.models.items() if not row.snapshot_of and (model in named or "" in named)]


def explained(handle: imagespec.Handle, rule: str, places: list[Place]) -> dict[str, Any]:
    """One rule in full."""
    said: dict[str, Any] = {
        "spec": handle.name,
        "rule": rule,
        "what": _what(rule, bool(places)),
        "limits": list(_limits(handle.spec, places)),
    }
    if rule in catalogue.RULES:
        row = catalogue.RULES[rule]
        source = catalogue.source_of(rule, handle.batch).to_dict()
        said["file"] = {"severity": row.severity, "what": row.what, "source": source, "bad": row.bad, "good": row.good}
    found = rulebook.example(handle.spec, lambda request, operation, day: handle.check(request, operation, today=day), rule, places)
    if found:
        said["example"] = {
            "operation": found.operation, "bad": _shortened(found.bad), "message": found.diagnostic.message, "good": _shortened(found.good),
            "fixes": [{"title": fix.title, "safety": fix.to_dict()["safety"]} for fix in found.diagnostic.fixes],
        }  # fmt: skip
    return said


def _what(rule: str, in_table: bool) -> str:
    return rulebook.MEANINGS[rule.rpartition(".")[2]] if in_table else catalogue.RULES[rule].what


def _limits(spec: Spec, places: list[Place]) -> Iterator[dict[str, Any]]:
    """Equal limits once, each with the models of each operation it holds for, and its sources."""
    groups: dict[Any, list[Place]] = {}
    for place in places:
        groups.setdefault(place.limit, []).append(place)
    for (allowed, severity, sources, basis, reason), group in groups.items():
        models: dict[str, list[str]] = {}
        for place in group:
            models.setdefault(place.operation, []).append(place.model)
        yield {
            "allowed": allowed, "severity": severity, "basis": basis, "reason": reason,
            "models": {
                operation: [name for name in names if name and not spec.models[name].snapshot_of] for operation, names in models.items()
            },
            "sources": [spec.sources[key].to_dict() | {"basis": basis} for key in sources],
        }  # fmt: skip


def _shortened(value: Any) -> Any:
    """A request for show: long texts cut, long arrays too."""
    if isinstance(value, dict):
        return {key: _shortened(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_shortened(entry) for entry in value[:3]] + ([f"\u2026 {len(value)} in all"] if len(value) > 3 else [])
    if isinstance(value, str) and len(value) > SHOWN:
        return f"{visible(value, 20)} {len(value):,} characters in all"
    return value


# -- text ----------------------------------------------------------------------------------------------------------


def _table(said: dict[str, Any], *, every: int) -> Iterator[str]:
    rows = [("rule", "severity", "models")]
    for row in said["rules"]:
        models = "every model" if len(row["models"]) == every else ", ".join(row["models"]) or "a file or batch line"
        rows.append((row["rule"], " or ".join(row["severity"]), models))
    yield from table(rows)
    yield ""
    yield f"{counted(len(rows) - 1, 'rule')} of {said['spec']}; imagespec rules RULE explains one."


def _text(said: dict[str, Any], bold: bool) -> Iterator[str]:
    yield click.style(said["rule"], bold=True) if bold else said["rule"]
    yield paragraph(said["what"], 2)
    for limit in said["limits"]:
        yield ""
        yield paragraph(f"{limit['severity']}; allowed: {limit['allowed']}", 2)
        yield from table([(operation, ", ".join(models) or "every model") for operation, models in limit["models"].items()], 4)
        if limit["reason"]:
            yield paragraph(f"because {limit['reason']}", 4)
        yield from (line for source in limit["sources"] for line in _source(source))
    if "file" in said:
        yield from _file(said["file"], also=bool(said["limits"]))
    if "example" in said:
        yield ""
        yield f"  bad ({said['example']['operation']}):"
        yield f"    {json.dumps(said['example']['bad'], ensure_ascii=False)}"
        yield paragraph(said["example"]["message"], 6)
        yield from (paragraph(f"fix: {fix['title']} ({fix['safety']})", 6) for fix in said["example"]["fixes"])
        yield "  good:"
        yield f"    {json.dumps(said['example']['good'], ensure_ascii=False)}"


def _file(row: dict[str, Any], *, also: bool) -> Iterator[str]:
    yield ""
    yield paragraph(f"{row['severity']} in a batch file: {row['what']}" if also else row["severity"], 2)
    yield from _source(row["source"])
    for name in ("bad", "good"):
        if row[name] and not also:
            yield f"  {name}:"
            yield from (f"    {line}" for line in row[name].splitlines())


def _source(source: dict[str, Any]) -> Iterator[str]:
    yield paragraph(f"source: {source['title']}, {source['date']} ({source['basis']})", 4)
    yield f"      {source['url']}"
