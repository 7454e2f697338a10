"""What every format is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from imagespec.cli.inputs.records import UNNAMED, Record
from imagespec.cli.terminal import counted

if TYPE_CHECKING:
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix


class Style(NamedTuple):
    """How findings are to look.

    ``width`` is the number of columns to wrap at, 0 for none; ``terminal`` says that a person looks at a terminal;
    ``strict`` that warnings fail.
    """

    color: bool = False
    quiet: bool = False
    statistics: bool = False
    strict: bool = False
    terminal: bool = False
    width: int = 0


class Found(NamedTuple):
    """A finding, its place and its record; the column is ``None`` where only the line is known.

    ``repairs`` are all its fixes, also those that stand at another finding; ``unread`` says that something could not be
    read because of it.
    """

    diagnostic: Diagnostic
    line: int
    column: int | None
    record: Record
    repairs: tuple[Fix, ...] = ()
    unread: bool = False


class Totals:
    """What a whole run counted.

    Attributes:
        files: files that were read to their end.
        unread: places that were not.
        failures: findings that fail: errors, and with ``strict`` warnings.
        left_out: findings that configurations do not want, by their files.
        ignored: findings that comments left out.
        baselined: findings that the baseline left out, ``baseline`` its file.
        excluded: paths that were left out, by what left them out.
        safe, unsafe: findings with a safe fix, and with others only.
        ways: operations with how they were found.
        rules: rules with their severity.
        interrupted: whether the run was stopped.
    """

    def __init__(self) -> None:
        self.files = self.unread = self.requests = self.errors = self.warnings = self.failures = 0
        self.ignored = self.baselined = self.safe = self.unsafe = 0
        self.baseline = ""
        self.left_out: Counter[str] = Counter()
        self.excluded: Counter[str] = Counter()
        self.ways: Counter[tuple[str, str]] = Counter()
        self.rules: Counter[tuple[str, str]] = Counter()
        self.interrupted = False

    def count(self, found: Found, *, strict: bool) -> None:
        """Count a finding that is reported."""
        severity = found.diagnostic.severity
        self.failures += strict or severity == "error"
        self.rules[found.diagnostic.rule, severity] += 1
        if severity == "error":
            self.errors += 1
        else:
            self.warnings += 1
        if found.repairs and found.record.in_place:
            is_safe = any(fix.safe for fix in found.repairs)
            self.safe += is_safe
            self.unsafe += not is_safe

    @property
    def found(self) -> str:
        """What was read and found, in one phrase."""
        read = f"{counted(self.requests, 'request')} in {counted(self.files, 'file')}"
        found = f"{counted(self.errors, 'error')}, {counted(self.warnings, 'warning')}"
        return f"{read}: {found if self.errors or self.warnings else 'no findings'}"


class Format(Protocol):
    """One format of output."""

    def begin(self, spec: str) -> None:
        """Start, with the name of the revision."""
        ...

    def request(self, record: Record, ok: bool) -> None:
        """Take a request that was checked, and whether it has no errors."""
        ...

    def finding(self, found: Found) -> None:
        """Take a finding; those of a file come in the order of their places."""
        ...

    def end(self, totals: Totals) -> None:
        """Finish."""
        ...


def as_json(found: Found) -> dict[str, Any]:
    """A finding as plain JSON."""
    said, record = found.diagnostic.to_dict(), found.record
    place = {
        "file": record.file,
        "line": found.line,
        "column": found.column,
        "record": record.number,
        "custom_id": record.custom_id or None,
    }
    order = ("rule", "severity", "pointer", "message", "operation", "model", "params", "fixes", "source")
    return place | {key: said[key] for key in order} | {"operation": said["operation"] or record.operation}


def statistics(totals: Totals) -> Iterator[dict[str, Any]]:
    """The findings of each rule, most first."""
    for (rule, severity), count in totals.rules.most_common():
        yield {"rule": rule, "severity": severity, "count": count}


def relative_path(file: str) -> str:
    """A path as reports of a repository have it: from the working directory, with ``/``; as it is where it leads out of there."""
    if file == UNNAMED:
        return "stdin"
    try:
        path = os.path.relpath(file)
    except (OSError, ValueError):
        return file
    return (file if path.startswith("..") else path).replace(os.sep, "/")
