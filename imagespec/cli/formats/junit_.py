"""``junit``: a test suite for each file and a test case for each request, as most CI systems show them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import click

from imagespec.cli.formats.format import Found, Style, Totals, relative_path
from imagespec.cli.inputs.records import Record
from imagespec.values.text import visible


class _Case:
    """One request, or a place that holds none, and what was found there."""

    def __init__(self, record: Record) -> None:
        self.name = f"request {record.number}" + (f" {record.custom_id}" if record.custom_id else "") + f" (line {record.parsed.line})"
        self.failures: list[tuple[str, str]] = []
        self.warnings: list[str] = []


class Output:
    """Keeps the cases of a file until it ends, as a suite begins with their numbers; all suites, as the whole does, too."""

    def __init__(self, style: Style) -> None:
        self._strict = style.strict
        self._cases: dict[str, dict[int, _Case]] = {}

    def begin(self, spec: str) -> None:
        pass

    def request(self, record: Record, ok: bool) -> None:
        self._case(record)

    def _case(self, record: Record) -> _Case:
        cases = self._cases.setdefault(record.file, {})
        if record.number not in cases:
            cases[record.number] = _Case(record)
        return cases[record.number]

    def finding(self, found: Found) -> None:
        d, case = found.diagnostic, self._case(found.record)
        text = f"{found.line}:{found.column or 1}: {d.severity} {d.rule} {d.message}"
        if self._strict or d.severity == "error":
            case.failures.append((d.rule, text))
        else:
            case.warnings.append(text)

    def end(self, totals: Totals) -> None:
        suites = [[*cases.values()] for cases in self._cases.values()]
        tests, failures = sum(map(len, suites)), sum(map(_failures, suites))
        click.echo('<?xml version="1.0" encoding="UTF-8"?>')
        click.echo(f'<testsuites name="imagespec" tests="{tests}" failures="{failures}" errors="0">')
        for file, cases in zip(self._cases, suites, strict=True):
            for line in _suite(file, cases):
                click.echo(line)
        click.echo("</testsuites>")


def _failures(cases: list[_Case]) -> int:
    return sum(bool(case.failures) for case in cases)


def _suite(file: str, cases: list[_Case]) -> Iterator[str]:
    name = quoteattr(visible(relative_path(file), 1000))
    yield f'  <testsuite name={name} file={name} tests="{len(cases)}" failures="{_failures(cases)}" errors="0">'
    for case in cases:
        yield f"    <testcase name={quoteattr(case.name)} classname={name}>"
        for rule, text in case.failures:
            yield f"      <failure type={quoteattr(rule)} message={quoteattr(text)}/>"
        for text in case.warnings:
            yield f"      <system-out>{escape(text)}</system-out>"
        yield "    </testcase>"
    yield "  </testsuite>"
