"""``text``: findings as a person reads them, by file, then the documents behind them and a summary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import click

from imagespec.cli.formats.format import Found, Style, Totals, statistics
from imagespec.cli.formats.summary import summary
from imagespec.cli.terminal import shown_path, styled

if TYPE_CHECKING:
    from imagespec.cli.formats.sentences import Sentences
    from imagespec.cli.inputs.records import Record

COLORS = {"error": "red", "warning": "yellow"}

MOST_IN_FULL = 20
"""Most findings that are shown with fixes and the lines they are about; more are shown in two rows each."""

_NARROWEST = 30


class Output:
    """Holds the first findings back until it is known whether there are few, which are shown in full."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._width = max(style.width, _NARROWEST) if style.width else 0
        self._spec = self._file = ""
        self._first: list[Found] | None = []
        self._group: list[Found] = []

    def begin(self, spec: str) -> None:
        self._spec = spec

    def request(self, record: Record, ok: bool) -> None:
        pass

    def finding(self, found: Found) -> None:
        if self._style.quiet:
            self._say(self._sentences.quiet(found))
        elif self._first is None:
            self._take(found)
        else:
            self._first.append(found)
            if len(self._first) > MOST_IN_FULL:
                held, self._first = self._first, None
                for entry in held:
                    self._take(entry)

    @cached_property
    def _sentences(self) -> Sentences:
        """What says findings, loaded for the first of them."""
        from imagespec.cli.formats.sentences import Sentences

        return Sentences(self._style, self._width)

    # -- groups --------------------------------------------------------------------------------------------------

    def _take(self, found: Found) -> None:
        """Show a finding, together with those before it that have the same fix."""
        if self._group and not self._sentences.belongs(self._group[-1], found):
            self._show_group()
        self._group.append(found)

    def _show_group(self) -> None:
        group, self._group = self._group, []
        if not group:
            return
        record = group[0].record
        if record.file != self._file:
            self._say("" if self._file else None, self._styled(shown_path(record.file), bold=True))
            self._file = record.file
        self._say(*self._sentences.finding(group, in_full=self._first is not None))
        if self._first is not None:
            self._say(*self._sentences.details(group))

    # -- the end -------------------------------------------------------------------------------------------------

    def end(self, totals: Totals) -> None:
        for entry in self._first or ():
            self._take(entry)
        self._show_group()
        if self._file:
            self._say("")
        self._say(*self._sentences.of_sources(totals) if self._file else ())
        if self._style.statistics:
            for row in statistics(totals):
                severity = self._styled(f"{row['severity']:7}", fg=COLORS[row["severity"]])
                self._say(f"{row['count']:>7,}  {severity}  {row['rule']}")
        if not self._style.quiet and (totals.files or totals.requests or not totals.interrupted):
            color = "red" if totals.errors or totals.unread else "yellow" if totals.warnings else "green"
            self._say(*self._summary(totals, color))

    def _summary(self, totals: Totals, color: str) -> Iterator[str]:
        head, *others = summary(totals, self._spec)
        text = "; ".join([head, *others])
        rows = [text]
        if self._width:
            from imagespec.cli.cells import wrapped

            rows = [*wrapped(text, self._width, self._width - 4)]
        for number, row in enumerate(rows):
            done = row[: len(head)] if not number else ""
            yield "    " * bool(number) + (self._styled(done, fg=color, bold=True) + row[len(done) :] if done else row)

    # -- looks ---------------------------------------------------------------------------------------------------

    def _say(self, *lines: str | None) -> None:
        for line in lines:
            if line is not None:
                click.echo(line, color=self._style.color)

    def _styled(self, text: str, fg: str | None = None, *, bold: bool = False) -> str:
        return styled(text, color=self._style.color, fg=fg, bold=bold)
