"""``github``: workflow commands, which GitHub shows beside the lines of a pull request, and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from imagespec.cli.formats.format import Found, Style, Totals, relative_path
from imagespec.cli.formats.summary import summary
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record

_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_TEXT | {":": "%3A", ",": "%2C"}


class Output:
    """Writes one command for each finding; the summary ends the log."""

    def __init__(self, style: Style) -> None:
        self._quiet = style.quiet
        self._spec = ""

    def begin(self, spec: str) -> None:
        self._spec = spec

    def request(self, record: Record, ok: bool) -> None:
        pass

    def finding(self, found: Found) -> None:
        d, path = found.diagnostic, visible(relative_path(found.record.file), 1000)
        place = {"file": path, "line": str(found.line)} | ({"col": str(found.column)} if found.column else {})
        properties = place | {"title": f"imagespec {d.rule}"}
        written = ",".join(f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items())
        column = f":{found.column}" if found.column else ""
        text = f"{path}:{found.line}{column}: {d.rule} {d.message}"  # the log shows the text only
        click.echo(f"::{d.severity} {written}::{_escaped(text, _IN_TEXT)}")

    def end(self, totals: Totals) -> None:
        if not self._quiet:
            click.echo("; ".join(summary(totals, self._spec)))


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)
