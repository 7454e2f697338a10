"""``json``: one object with the revision, every request and every finding. Requests are written while they are read."""

from __future__ import annotations

import json

import click

from imagespec.cli.formats.format import Found, Totals, as_json
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Record


class Output:
    """Writes requests at once and keeps the findings, encoded, for the end."""

    def __init__(self, *, color: bool, quiet: bool, statistics: bool) -> None:
        self._statistics = statistics
        self._findings: list[str] = []
        self._separator = "\n  "

    def begin(self, spec: str) -> None:
        click.echo(f'{{"spec": {json.dumps(spec)},\n "requests": [', nl=False)

    def take(self, record: Record, found: list[Found]) -> None:
        self._findings += [json.dumps(as_json(record, entry)) for entry in found]
        if record.request is ABSENT:
            return
        said = {
            "file": record.file, "line": record.parsed.line, "record": record.number, "custom_id": record.custom_id or None,
            "operation": record.operation, "operation_from": record.found_by,
            "ok": not any(entry.diagnostic.severity == "error" for entry in found),
        }  # fmt: skip
        click.echo(self._separator + json.dumps(said), nl=False)
        self._separator = ",\n  "

    def end(self, totals: Totals) -> None:
        click.echo('],\n "diagnostics": [' + ",".join(f"\n  {entry}" for entry in self._findings) + "]", nl=False)
        if self._statistics:
            rules = [{"rule": rule, "severity": severity, "count": count} for (rule, severity), count in totals.rules.most_common()]
            click.echo(f',\n "statistics": {json.dumps(rules)}', nl=False)
        click.echo("}")
