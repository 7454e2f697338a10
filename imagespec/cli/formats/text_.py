"""``text``: findings as a person reads them, and a summary in one line."""

from __future__ import annotations

from collections.abc import Iterator

import click

from imagespec.cli.formats.format import Found, Totals
from imagespec.cli.inputs.records import BY_KEYS, BY_OPTION, BY_URL, Record
from imagespec.cli.terminal import counted, shown_path
from imagespec.report.said import details

_COLORS = {"error": "red", "warning": "yellow"}
_WAYS = {BY_OPTION: "as given", BY_URL: "by url", BY_KEYS: "by keys"}


class Output:
    """Writes each finding with its fix and source; ``quiet`` leaves those and the summary out."""

    def __init__(self, *, color: bool, quiet: bool, statistics: bool) -> None:
        self._color, self._quiet, self._statistics = color, quiet, statistics
        self._spec = ""

    def begin(self, spec: str) -> None:
        self._spec = spec

    def take(self, record: Record, found: list[Found]) -> None:
        for entry in found:
            click.echo("\n".join(self._lines(record, entry)), color=self._color)

    def _lines(self, record: Record, found: Found) -> list[str]:
        d = found.diagnostic
        column = f":{found.column}" if found.column else ""
        place = self._style(f"{shown_path(record.file)}:{found.line}{column}:", bold=True)
        name = f" [{record.custom_id}]" if record.custom_id else ""
        lines = [f"{place} {self._style(d.severity, fg=_COLORS[d.severity])} {self._style(d.rule, fg='cyan')}  {d.message}{name}"]
        if self._quiet:
            return lines
        return [*lines, *details(d)]

    def end(self, totals: Totals) -> None:
        if self._statistics:
            for (rule, severity), count in totals.rules.most_common():
                click.echo(f"{count:>7,}  {self._style(severity, fg=_COLORS[severity]):7}  {rule}", color=self._color)
        if not self._quiet:
            color = "red" if totals.errors or totals.unread else "yellow" if totals.warnings else "green"
            head, *details = self._summary(totals)
            click.echo("; ".join([self._style(head, fg=color, bold=True), *details]), color=self._color)

    def _summary(self, totals: Totals) -> Iterator[str]:
        """What was checked and found, what was not, with what, and what the configuration left out."""
        if not (totals.files or totals.requests):
            yield "nothing was checked"
            return
        found = f"{counted(totals.errors, 'error')}, {counted(totals.warnings, 'warning')}"
        read = f"{counted(totals.requests, 'request')} in {counted(totals.files, 'file')}"
        yield f"{read}: {found if totals.errors or totals.warnings else 'no findings'}"
        if totals.unread:
            yield f"{counted(totals.unread, 'place')} not read"
        ways = ", ".join(f"{count:,} {name} ({_WAYS[way]})" for (name, way), count in totals.ways.most_common())
        yield f"checked with {self._spec}{' as ' + ways if ways else ''}"
        if totals.left_out:
            yield f"{counted(totals.left_out, 'finding')} ignored by {totals.left_out_by}"

    def _style(self, text: str, fg: str | None = None, *, bold: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold or None) if self._color else text
