"""``sarif``: SARIF 2.1.0, as code scanning takes it. Results are written while requests are read, their rules after them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

import imagespec
from imagespec.cli.catalogue import RULES
from imagespec.cli.formats.format import Found, Style, Totals, relative_path
from imagespec.cli.formats.gitlab_ import Fingerprints
from imagespec.cli.rulebook.addresses import REPOSITORY, page

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record
    from imagespec.report.diagnostic import Diagnostic

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class Output:
    """Writes each result at once, and keeps the first finding of each rule for its descriptor."""

    def __init__(self, style: Style) -> None:
        self._rules: dict[str, tuple[int, Diagnostic]] = {}
        self._fingerprints = Fingerprints()
        self._separator = "\n    "
        self._spec = ""

    def begin(self, spec: str) -> None:
        self._spec = spec
        click.echo(f'{{"$schema": {json.dumps(_SCHEMA)},\n "version": "2.1.0",\n "runs": [{{\n  "columnKind": "unicodeCodePoints",')
        click.echo('  "results": [', nl=False)

    def request(self, record: Record, ok: bool) -> None:
        pass

    def finding(self, found: Found) -> None:
        self._rules.setdefault(found.diagnostic.rule, (len(self._rules), found.diagnostic))
        click.echo(self._separator + json.dumps(self._result(found)), nl=False)
        self._separator = ",\n    "

    def _result(self, found: Found) -> dict[str, Any]:
        d, record = found.diagnostic, found.record
        region = {"startLine": found.line} | ({"startColumn": found.column} if found.column else {})
        logical = [{"fullyQualifiedName": d.pointer or "/"}] + ([{"name": record.custom_id}] if record.custom_id else [])
        return {
            "ruleId": d.rule, "ruleIndex": self._rules[d.rule][0], "level": d.severity,
            "message": {"text": d.message},
            "locations": [{
                "physicalLocation": {"artifactLocation": {"uri": _uri(record.file)}, "region": region},
                "logicalLocations": logical,
            }],
            "partialFingerprints": {"imagespec/v1": self._fingerprints.of(found)},
        }  # fmt: skip

    def end(self, totals: Totals) -> None:
        driver = {
            "name": "imagespec", "version": imagespec.__version__, "informationUri": REPOSITORY,
            "rules": [*self._descriptors()] if self._rules else [],
        }  # fmt: skip
        invocation = {"executionSuccessful": not (totals.unread or totals.interrupted)}
        click.echo(f'],\n  "tool": {{"driver": {json.dumps(driver)}}},')
        click.echo(f'  "invocations": [{json.dumps(invocation)}],\n  "properties": {{"spec": {json.dumps(self._spec)}}}\n}}]}}')

    def _descriptors(self) -> Iterator[dict[str, Any]]:
        from imagespec.cli.rulebook.meanings import MEANINGS

        for rule, (_, first) in self._rules.items():
            front, meaning = RULES.get(rule), MEANINGS.get(rule.rpartition(".")[2])
            what = front.what if front else meaning.what if meaning else "A limit of the table."
            source, address = first.source, page(rule)
            more = f"`imagespec rules {rule}`" + f", [its page]({address})" * bool(address)
            yield {
                "id": rule,
                "shortDescription": {"text": what},
                "help": {
                    "text": f"{what} For example: {first.message} The source is {source.title}, {source.date}. More: "
                    f"{address or f'imagespec rules {rule}'}",
                    "markdown": f"{what}\n\nFor example: {first.message}\n\nSource: [{source.title}, {source.date}]({source.url})."
                    f"\n\nMore: {more}",
                },
                "helpUri": address or source.url,
                "defaultConfiguration": {"level": first.severity},
            }  # fmt: skip


def _uri(file: str) -> str:
    """A path as a URI, relative to the working directory where it is below it."""
    path = relative_path(file)
    return Path(path).as_uri() if os.path.isabs(path) else quote(os.fsencode(path))
