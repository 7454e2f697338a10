"""``jsonl``: one finding per line, written while requests are read."""

from __future__ import annotations

import json

import click

from imagespec.cli.formats.format import Found, Totals, as_json
from imagespec.cli.inputs.records import Record


class Output:
    """Writes each finding at once."""

    def __init__(self, *, color: bool, quiet: bool, statistics: bool) -> None:
        pass

    def begin(self, spec: str) -> None:
        pass

    def take(self, record: Record, found: list[Found]) -> None:
        for entry in found:
            click.echo(json.dumps(as_json(record, entry)))

    def end(self, totals: Totals) -> None:
        pass
