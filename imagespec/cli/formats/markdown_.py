"""``markdown``: a table for the summary of a job."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from imagespec.cli.formats.format import Found, Style, Totals, relative_path, statistics
from imagespec.cli.formats.summary import summary
from imagespec.cli.rulebook.addresses import page
from imagespec.cli.terminal import counted
from imagespec.report.said import Sources
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record

MOST_ROWS = 500
"""Most findings that are written: summaries of jobs may have a mebibyte."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@])")


class Output:
    """Keeps up to ``MOST_ROWS`` rows, as the summary stands before them."""

    def __init__(self, style: Style) -> None:
        self._statistics = style.statistics
        self._spec = ""
        self._rows: list[str] = []
        self._more = 0
        self._sources = Sources()

    def begin(self, spec: str) -> None:
        self._spec = spec

    def request(self, record: Record, ok: bool) -> None:
        pass

    def finding(self, found: Found) -> None:
        if len(self._rows) >= MOST_ROWS:
            self._more += 1
            return
        d, record = found.diagnostic, found.record
        column = f":{found.column}" if found.column else ""
        place = f"{visible(relative_path(record.file), 200)}:{found.line}{column}"
        name = f" ({record.custom_id})" if record.custom_id else ""
        place, severity, rule, said, mark = map(_escaped, (place, d.severity, d.rule, d.message + name, self._sources.marks([d.source])))
        rule = f"[{rule}]({address})" if (address := page(d.rule)) else rule
        self._rows.append(f"| {place} | {severity} | {rule} | {said} | {mark} |")

    def end(self, totals: Totals) -> None:
        head, *others = summary(totals, self._spec)
        lines = [f"### imagespec: {_escaped(head)}", "", _escaped("; ".join(others)), ""]
        if self._rows:
            lines += ["| place | severity | rule | finding | source |", "|---|---|---|---|---|", *self._rows, ""]
        if self._more:
            lines += [f"{counted(self._more, 'more finding')}, not listed here.", ""]
        if self._statistics and totals.rules:
            lines += ["| findings | severity | rule |", "|---:|---|---|"]
            lines += [f"| {row['count']:,} | {row['severity']} | {_escaped(row['rule'])} |" for row in statistics(totals)]
            lines.append("")
        lines += [f"{_escaped(line)}  " for line in self._sources.lines()]
        click.echo("\n".join(lines).rstrip())


def _escaped(text: str) -> str:
    """Text that means itself; addresses stay links."""
    return " ".join(word if word.startswith("https://") and "|" not in word else _SPECIAL.sub(r"\\\1", word) for word in text.split(" "))
