"""What every format is told."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple, Protocol

from imagespec.cli.inputs.records import Record
from imagespec.report.diagnostic import Diagnostic


class Found(NamedTuple):
    """A finding and its place; the column is ``None`` where only the line is known."""

    diagnostic: Diagnostic
    line: int
    column: int | None


class Totals:
    """What a whole run counted.

    Attributes:
        files: files that were read to their end.
        unread: places that were not.
        left_out: findings that the configuration does not want, ``left_out_by`` its file.
        ways: operations with how they were found.
        rules: rules with their severity.
    """

    def __init__(self) -> None:
        self.files = self.unread = self.requests = self.errors = self.warnings = self.left_out = 0
        self.left_out_by = ""
        self.ways: Counter[tuple[str, str]] = Counter()
        self.rules: Counter[tuple[str, str]] = Counter()


class Format(Protocol):
    """One format of output."""

    def begin(self, spec: str) -> None:
        """Start, with the name of the revision."""
        ...

    def take(self, record: Record, found: list[Found]) -> None:
        """Take one record with its findings, which may be none."""
        ...

    def end(self, totals: Totals) -> None:
        """Finish."""
        ...


def as_json(record: Record, found: Found) -> dict[str, Any]:
    """A finding as plain JSON."""
    said = found.diagnostic.to_dict()
    place = {
        "file": record.file,
        "line": found.line,
        "column": found.column,
        "record": record.number,
        "custom_id": record.custom_id or None,
    }
    order = ("rule", "severity", "pointer", "message", "operation", "model", "params", "fixes", "source")
    return place | {key: said[key] for key in order} | {"operation": said["operation"] or record.operation}
