"""``jsonl``: one finding per line, written while requests are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from imagespec.cli.formats.format import Found, Style, Totals, as_json

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record


class Output:
    """Writes each finding at once."""

    def __init__(self, style: Style) -> None:
        pass

    def begin(self, spec: str) -> None:
        pass

    def request(self, record: Record, ok: bool) -> None:
        pass

    def finding(self, found: Found) -> None:
        click.echo(json.dumps(as_json(found)))

    def end(self, totals: Totals) -> None:
        pass
