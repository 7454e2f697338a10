"""What must hold of the report of any value at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from imagespec.api import Handle
from imagespec.report.report import Report

USER_TEXT = 80
LONGEST_MESSAGE = 1500
OPERATIONS = ("generate", "edit", "edit-json", "variation")


def judged(handle: Handle, request: Any, operation: str = "generate", **options: Any) -> Report:
    """Check a value, read the whole report in every way, and assert what holds of all reports."""
    report = handle.check(request, operation, **options)
    assert handle.is_valid(request, operation, **options) is report.ok
    assert bool(report) is report.ok is not any(d.severity == "error" for d in report.diagnostics)
    assert len(report) == len(report.diagnostics)
    assert len(report.errors) + len(report.warnings) == len(report)
    for diagnostic in report.diagnostics:
        assert shown_safely(str(diagnostic)), str(diagnostic)
        assert shown_safely(diagnostic.message), diagnostic.message
        assert all(shown_safely(fix.title) for fix in diagnostic.fixes)
        assert all(len(text) <= USER_TEXT for text in texts(diagnostic.params.get("actual"))), diagnostic.params
        assert all(shown_safely(text) for text in texts(diagnostic.params)), diagnostic.params
        assert diagnostic.pointer == "" or diagnostic.pointer.startswith("/")
        hash(diagnostic)
    as_json = json.dumps(report.to_dict(), allow_nan=False)
    assert json.loads(as_json)["ok"] is report.ok
    repr(report)
    hash(report)
    return report


def shown_safely(text: str) -> bool:
    """Whether a text is short enough to show and has nothing a terminal would act on."""
    return len(text) <= LONGEST_MESSAGE and text.isprintable()


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from texts(key)
            yield from texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from texts(entry)
