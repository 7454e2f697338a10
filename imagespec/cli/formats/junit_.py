"""``junit``: a test suite for each file and a test case for each request, as most CI systems show them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

import click

from imagespec.cli.formats.format import Found, Style, Totals, relative_path
from imagespec.cli.inputs.records import Record
from imagespec.values.text import visible


class _Case:
    """One request, or a place that holds none, and what was found there."""

    def __init__(self, record: Record) -> None:
        self.name = f"request {record.number}" + (f" {record.custom_id}" if record.custom_id else "") + f" (line {record.parsed.line})"
        self.found: list[Found] = []


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
        return self._cases.setdefault(record.file, {}).setdefault(record.number, _Case(record))

    def finding(self, found: Found) -> None:
        self._case(found.record).found.append(found)

    def end(self, totals: Totals) -> None:
        suites = [[*cases.values()] for cases in self._cases.values()]
        tests, failures = sum(map(len, suites)), sum(map(self._failures, suites))
        click.echo('<?xml version="1.0" encoding="UTF-8"?>')
        click.echo(f'<testsuites name="imagespec" tests="{tests}" failures="{failures}" errors="0">')
        for file, cases in zip(self._cases, suites, strict=True):
            click.echo("\n".join(self._suite(file, cases)))
        click.echo("</testsuites>")

    def _failures(self, cases: list[_Case]) -> int:
        return sum(any(map(self._fails, case.found)) for case in cases)

    def _fails(self, found: Found) -> bool:
        return self._strict or found.diagnostic.severity == "error"

    def _suite(self, file: str, cases: list[_Case]) -> Iterator[str]:
        name = quoteattr(visible(relative_path(file), 1000))
        yield f'  <testsuite name={name} file={name} tests="{len(cases)}" failures="{self._failures(cases)}" errors="0">'
        for case in cases:
            yield f"    <testcase name={quoteattr(case.name)} classname={name}>"
            for found in case.found:
                d = found.diagnostic
                text = quoteattr(f"{found.line}:{found.column or 1}: {d.severity} {d.rule} {d.message}")
                if self._fails(found):
                    yield f"      <failure type={quoteattr(d.rule)} message={text}/>"
                else:
                    yield f"      <system-out>{_text(text)}</system-out>"
            yield "    </testcase>"
        yield "  </testsuite>"


def _text(attribute: str) -> str:
    """The content of a quoted attribute, which is escaped for text as well."""
    return attribute[1:-1]
