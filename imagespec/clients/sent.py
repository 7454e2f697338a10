"""What is said of a request on its way: a report that knows what was repaired, and a warning."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any

from imagespec.report.report import Report

if TYPE_CHECKING:
    from types import FrameType

    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix

_BETWEEN = frozenset({
    "imagespec", "openai", "httpx", "httpx2", "httpcore", "httpcore2", "requests", "urllib3", "aiohttp", "litellm", "starlette",
    "fastapi", "uvicorn", "anyio", "asyncio", "contextlib", "functools", "logfire", "langsmith", "langfuse", "instructor", "opentelemetry",
})  # fmt: skip
"""Packages whose code stands between that of a user and the wire."""


class PreflightWarning(UserWarning):
    """A request that was sent although something is wrong with it."""


class SentReport(Report):
    """The report on a request as it would be sent.

    Attributes:
        applied: the fixes that were made to it, in order; the findings are those that are left.
    """

    __slots__ = ("applied",)

    def __init__(self, report: Report, applied: tuple[Fix, ...] = ()) -> None:
        for name in Report.__slots__:
            setattr(self, name, getattr(report, name))
        self.applied = applied

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled and copied as what it says."""
        make, arguments = super().__reduce__()
        return _restored, (make, arguments, self.applied)


def _restored(make: Any, arguments: tuple[Any, ...], applied: tuple[Fix, ...]) -> SentReport:
    return SentReport(make(*arguments), applied)


def said(operation: str, model: str, diagnostics: tuple[Diagnostic, ...]) -> Report:
    """A report that says what was found elsewhere."""
    report = Report(operation, model, tuple((diagnostic.rule, diagnostic.severity == "error", None) for diagnostic in diagnostics))
    report._every = report._diagnostics = diagnostics
    return report


def speak(report: Report) -> None:
    """Warn of the findings of a request, at the line of the user's code that sends it."""
    frame = _users()
    text = f"imagespec would not send this {report.operation} request:\n" + "\n".join(map(str, report.diagnostics))
    module = frame.f_globals.get("__name__", "__main__")
    # Without a registry: each call speaks, and nothing grows with the number of texts.
    warnings.warn_explicit(text, PreflightWarning, frame.f_code.co_filename, frame.f_lineno, module, None)


def _users() -> FrameType:
    """The innermost frame that is no client's; the outermost where there is none."""
    frame = sys._getframe(1)
    while frame.f_back and str(frame.f_globals.get("__name__", "")).partition(".")[0] in _BETWEEN:
        frame = frame.f_back
    return frame
