"""What a report says, without the cost of its sentences."""

from __future__ import annotations

from typing import Any

from imagespec.api import Handle
from imagespec.report.report import Report
from imagespec.values.plain import plain


def said(report: Report) -> list[tuple[Any, ...]]:
    """Rule, pointer, severity and params of every diagnostic."""
    return [(d.rule, d.pointer, d.severity, d.params) for d in report.diagnostics]


def found(handle: Handle, report: Report) -> list[tuple[Any, ...]]:
    """The same from the raw findings and the rows they refer to: no message, fix or source is made."""
    if not len(report):
        return []
    rows = handle.engine._load("rows", handle.engine.operations[report.operation]).ROWS
    return [
        (rows[number].rule, rows[number].pointer(tuple(tokens)), "error" if is_error else "warning", rows[number].params(plain(value)))
        for number, is_error, value, *tokens in report.findings
    ]


def verdict_row(report: Report) -> set[tuple[str, str, str]]:
    """The identity of each diagnostic: rule, pointer and severity."""
    return {(d.rule, d.pointer, d.severity) for d in report.diagnostics}
