"""``junit``: a test suite for each file and a test case for each request, as most CI systems show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import click

from imagespec.cli.formats.format import Found, Style, Totals, relative_path
from imagespec.cli.formats.kept import Kept
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record

_NEXT = "\0"
"""Stands between the cases of two suites. No text of XML has it."""


class _Case:
    """One request, or a place that holds none, and what was found there."""

    def __init__(self, record: Record) -> None:
        self.name = f"request {record.number}" + (f" {record.custom_id}" if record.custom_id else "") + f" (line {record.parsed.line})"
        self.failures: list[tuple[str, str]] = []
        self.warnings: list[str] = []


class _Suite:
    """A file, and how many cases it has."""

    def __init__(self, file: str) -> None:
        self.name = quoteattr(visible(relative_path(file), 1000))
        self.tests = self.failures = 0

    def lines(self, case: _Case) -> Iterator[str]:
        """A case of it, which is counted."""
        self.tests += 1
        self.failures += bool(case.failures)
        yield f"    <testcase name={quoteattr(case.name)} classname={self.name}>"
        for rule, text in case.failures:
            yield f"      <failure type={quoteattr(rule)} message={quoteattr(text)}/>"
        for text in case.warnings:
            yield f"      <system-out>{escape(text)}</system-out>"
        yield "    </testcase>"

    @property
    def head(self) -> str:
        return f'  <testsuite name={self.name} file={self.name} tests="{self.tests}" failures="{self.failures}" errors="0">'


class Output:
    """Keeps the cases, encoded, for the end, as a suite begins with their numbers, and the whole with those of all suites.

    A case is complete when another begins, but in files whose comments leave findings out: what is left is told after all their requests.
    """

    def __init__(self, style: Style) -> None:
        self._strict = style.strict
        self._suites: dict[str, _Suite] = {}
        self._kept = Kept()
        self._open: dict[int, _Case] = {}
        self._file = ""

    def begin(self, spec: str) -> None:
        pass

    def request(self, record: Record, ok: bool) -> None:
        self._case(record)

    def finding(self, found: Found) -> None:
        d, case = found.diagnostic, self._case(found.record)
        text = f"{found.line}:{found.column or 1}: {d.severity} {d.rule} {d.message}"
        if self._strict or d.severity == "error":
            case.failures.append((d.rule, text))
        else:
            case.warnings.append(text)

    def _case(self, record: Record) -> _Case:
        if record.file not in self._suites:
            self._close()
            self._kept.add(_NEXT * bool(self._suites))
            self._file, self._suites[record.file] = record.file, _Suite(record.file)
        if record.number not in self._open:
            if not record.parsed.notes:
                self._close()
            self._open[record.number] = _Case(record)
        return self._open[record.number]

    def _close(self) -> None:
        for case in self._open.values():
            self._kept.add("".join(f"{line}\n" for line in self._suites[self._file].lines(case)))
        self._open.clear()

    def end(self, totals: Totals) -> None:
        self._close()
        suites = iter(self._suites.values())
        tests, failures = (sum(getattr(suite, key) for suite in self._suites.values()) for key in ("tests", "failures"))
        click.echo('<?xml version="1.0" encoding="UTF-8"?>')
        click.echo(f'<testsuites name="imagespec" tests="{tests}" failures="{failures}" errors="0">')
        if self._suites:
            click.echo(next(suites).head)
            for part in self._kept.parts():
                first, *others = part.split(_NEXT)
                click.echo(first, nl=False)
                for cases in others:
                    click.echo(f"  </testsuite>\n{next(suites).head}\n{cases}", nl=False)
            click.echo("  </testsuite>")
        click.echo("</testsuites>")
