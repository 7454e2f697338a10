"""What a table says otherwise than the pins of its revision.

A response is written as its event (``!`` when it is the last), then its fields: ``?`` optional, ``:`` type, ``=`` known
values, ``~`` base64 text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from imagespec.engine.engine import Engine
from imagespec.report.fix import Fix
from imagespec.spec.model import Parameter, Spec
from imagespec.spec.rows import RefusalsRow, ResponseFieldRow, TableRow
from tests.table.pins.notation import EVERY, End, Pin, Revision, base

TODAY = 20260508

Group = tuple[str, str]
"""The pins of an operation and a model; the model is empty for requests that name none, or one that is not served."""


def broken_rows(table: TableRow, data: dict[str, Any], facts: Revision) -> Iterator[str]:
    """What a table as written, with all that it extends, says otherwise."""
    pairs: list[tuple[str, Any, Any]] = [
        ("sources", {name: row.date for name, row in table.sources.items()}, facts.sources),
        (
            "operations",
            {name: (row.method, row.path, row.sdk, row.encoding, *filter(None, [row.within])) for name, row in table.operations.items()},
            facts.operations,
        ),
        ("models", dict(_models_written(table)), facts.models),
        (
            "batch",
            table.batch
            and (table.batch.method, table.batch.operations, table.batch.max_requests, table.batch.max_bytes, table.batch.suffix),
            facts.batch,
        ),
        ("refusals", dict(_refusals(table.refusals)) if table.refusals else {}, facts.refusals),
        ("conflicts", {name: " ".join(row.sources) for name, row in table.conflicts.items()}, facts.conflicts),
        ("responses", {name: _response(row) for name, row in table.responses.items()}, {k: v.split() for k, v in facts.responses.items()}),
        ("response sources", {name: " ".join(row.source) for name, row in table.responses.items()}, facts.response_sources),
    ]
    for name, actual, expected in pairs:
        if actual != expected:
            yield name
    for pointer, expected in facts.citations.items():
        if _cited(data, pointer.split("/")) != expected.split():
            yield f"citation {pointer}"


def _models_written(table: TableRow) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, row in table.models.items():
        own = (row.released, row.deprecated, row.shutdown, " ".join(row.replacement))
        yield name, (row.family, "", *own)
        yield from ((snapshot, (row.family, name, *own)) for snapshot in row.snapshots)


def _refusals(row: RefusalsRow) -> Iterator[tuple[str, Any]]:
    yield "source", row.source
    yield "order", row.order
    for name, listed in row.listed.items():
        yield name, (" ".join(listed.values), listed.any_text, " ".join(listed.source))
    for rule, text in row.texts.items():
        about = (" ".join(text.operations), " ".join(text.models), text.needs)
        yield rule, (text.message, text.below, text.type, text.param, text.code, *about, " ".join(text.source))


def _response(row: Any) -> list[str]:
    fields = [_field(name, field) for name, field in row.fields.items()] or ["|".join(row.any_of)]
    return [(row.event or "-") + ("!" if row.final else ""), *fields]


def _field(name: str, row: ResponseFieldRow) -> str:
    kind = f"={'|'.join(row.values)}" if row.values else "~" if row.encoding == "base64" else "" if row.type == "string" else f":{row.type}"
    return name + ("?" if row.optional else "") + kind + (f"/{row.items}" if row.items else "")


def _cited(data: Any, tokens: list[str]) -> list[str]:
    for token in tokens:
        if isinstance(data, dict):
            data = data.get(token, {})
        else:
            data = data[int(token)] if isinstance(data, list) and token.isdigit() and int(token) < len(data) else {}
    return [data] if isinstance(data, str) else list(data)


def broken_contracts(spec: Spec, facts: Revision) -> Iterator[str]:
    """What the contracts of a spec declare otherwise."""
    for (operation, model), contract in spec.contracts.items():
        written = facts.parameters.get(operation, {})
        for parameter in contract.parameters:
            if _declared(parameter) != written.get(f"{parameter.name} of {model}", written.get(parameter.name)):
                yield f"{operation} {parameter.name}"


def _declared(parameter: Parameter) -> str:
    mark = "!" if parameter.required else "?" if parameter.type.nullable else ""
    return parameter.type.name + mark + (f" {parameter.default}" if parameter.default is not None else "")


def groups(facts: Revision) -> dict[Group, tuple[list[Pin], list[End]]]:
    """The requests and last days by what they are checked as."""
    found: dict[Group, tuple[list[Pin], list[End]]] = {}
    for pin in facts.requests:
        named = pin.request.get("model")
        model = named if isinstance(named, str) and pin.found not in ("model.unknown", "model.unsupported") else ""
        found.setdefault((pin.operation, model), ([], []))[0].append(pin)
    for end in facts.ends:
        found.setdefault((end.operation, end.model), ([], []))[1].append(end)
    return found


def broken_requests(engine: Engine, facts: Revision, pins: Iterable[Pin], ends: Iterable[End] = ()) -> Iterator[str]:
    """The pins of which an engine says something else."""
    for pin in pins:
        report = engine.check(pin.request, pin.operation, None, TODAY)
        findings = [d for d in report._rendered() if d.rule not in ("model.deprecated", "model.retired")]  # with every fix
        expected = pin.found.split()
        said = [_said(d.rule, d.severity, d.fixes, entry) for d, entry in zip(findings, expected, strict=False)]
        if said != expected or len(findings) != len(expected) or pin.model not in ("", report.model or EVERY):
            yield f"{pin.operation} {pin.request!s:.300} {[*said, *(d.rule for d in findings[len(said) :])]} for {expected}"
        for d in findings:
            key = (pin.operation, report.model, d.rule)
            limit = facts.limits.get(key)
            if limit and f"{d.source.key} {d.source.basis}" not in limit.split("|"):
                yield f"source of {d.rule} of {report.model} in {pin.operation}: {d.source.key} {d.source.basis}"
            if any(d.params.get(name) != value for name, value in facts.numbers.get(key, {}).items()):
                yield f"numbers of {d.rule}"
    for end in ends:
        yield from _broken_end(engine, end)


def _said(rule: str, severity: str, fixes: tuple[Fix, ...], entry: str) -> str:
    """A finding in the notation of a pin; fixes are said as far as the pin says them."""
    text = rule + ("?" if severity == "warning" else "")
    if entry.endswith(">."):
        return text + (">." if not fixes else "")
    for fix in fixes[: entry.count(">")]:
        text += ">" + ("!" if fix.safe else "") + _edit(rule, fix)
    return text


def _edit(rule: str, fix: Fix) -> str:
    """The first edit of a fix; where two parameters clash, also which one it changes."""
    (name, _, problem), edit = rule.rpartition("."), fix.edits[0]
    changed = edit.path.rpartition("/")[2]
    other = changed if problem in ("requires", "excludes") and changed != name else ""
    if edit.op == "remove":
        return "-" + other
    if edit.op == "move":
        return changed
    value = "+".join(edit.value) if isinstance(edit.value, dict) else edit.value
    return f"{other}={value}" if other else str(value)


def _broken_end(engine: Engine, end: End) -> Iterator[str]:
    day = int(end.day.replace("-", ""))
    for today, rule in ((day - 1, "model.deprecated"), (day, "model.retired")):
        found = [
            (d.rule, d.severity, [fix.edits[0].value for fix in d.fixes])
            for d in engine.check(base(end.operation, end.model), end.operation, None, today).diagnostics
            if d.rule.startswith("model.")
        ]
        if found != [(rule, "warning", end.replacement.split())]:
            yield f"{rule} of {end.model}: {found}"
