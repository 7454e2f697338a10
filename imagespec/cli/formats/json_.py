"""``json``: one object with the revision, every request and every finding. Requests are written while they are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from imagespec.cli.formats.format import Found, Style, Totals, as_json, statistics
from imagespec.cli.formats.kept import Kept
from imagespec.cli.inputs.seeking import written

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record


class Output:
    """Writes requests at once and keeps the findings, encoded, for the end: on disk where they are many."""

    def __init__(self, style: Style) -> None:
        self._statistics = style.statistics
        self._findings = Kept()
        self._comma = ""
        self._separator = "\n  "

    def begin(self, spec: str) -> None:
        click.echo(f'{{"spec": {json.dumps(spec)},\n "requests": [', nl=False)

    def request(self, record: Record, ok: bool) -> None:
        line = record.place("")[0] if record.found else record.parsed.line
        said = {
            "file": record.file, "line": line, "record": record.number, "custom_id": record.custom_id or None,
            "operation": record.operation, "operation_from": record.found_by, "ok": ok,
        }  # fmt: skip
        if record.found and record.found.path:
            said["path"] = written(record.found.path)
        click.echo(self._separator + json.dumps(said), nl=False)
        self._separator = ",\n  "

    def finding(self, found: Found) -> None:
        self._findings.add(f"{self._comma}\n  {json.dumps(as_json(found))}")
        self._comma = ","

    def end(self, totals: Totals) -> None:
        click.echo('],\n "diagnostics": [', nl=False)
        for part in self._findings.parts():
            click.echo(part, nl=False)
        click.echo("]", nl=False)
        if self._statistics:
            click.echo(f',\n "statistics": {json.dumps([*statistics(totals)])}', nl=False)
        click.echo("}")
