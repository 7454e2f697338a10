"""``gitlab``: a code quality report, one JSON array."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli.formats.format import Found, Style, Totals, relative_path

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record

_SEVERITIES = {"error": "major", "warning": "minor"}


class Output:
    """Writes each finding at once."""

    def __init__(self, style: Style) -> None:
        self._fingerprints = Fingerprints()
        self._separator = "\n  "

    def begin(self, spec: str) -> None:
        click.echo("[", nl=False)

    def request(self, record: Record, ok: bool) -> None:
        pass

    def finding(self, found: Found) -> None:
        click.echo(self._separator + json.dumps(self._issue(found)), nl=False)
        self._separator = ",\n  "

    def _issue(self, found: Found) -> dict[str, Any]:
        d = found.diagnostic
        return {
            "description": d.message, "check_name": d.rule, "fingerprint": self._fingerprints.of(found),
            "severity": _SEVERITIES[d.severity],
            "location": {"path": relative_path(found.record.file), "lines": {"begin": found.line}},
        }  # fmt: skip

    def end(self, totals: Totals) -> None:
        click.echo("\n]" if self._separator.startswith(",") else "]")


class Fingerprints:
    """Names of findings that stay when lines move: of file, rule, place in the request, batch line and value, and of equals the number."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, found: Found) -> str:
        """The name of a finding, which no other of the run has."""
        d, record = found.diagnostic, found.record
        key = json.dumps([relative_path(record.file), d.rule, d.pointer, record.custom_id, d.params.get("actual")])
        self._seen[key] += 1
        return sha256(f"{key}{self._seen[key]}".encode()).hexdigest()
