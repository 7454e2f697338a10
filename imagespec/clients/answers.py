"""The answer that the API would give to a refused request."""

from __future__ import annotations

from typing import Any

from imagespec.report.report import Report


def error_of(report: Report) -> dict[str, Any]:
    """``message``, ``type``, ``param`` and ``code`` of the first error of a report, as the API words it.

    What the API was not seen to say, such as of the lines of a batch, is said in the words of the finding.
    """
    answer = report.to_openai_error()
    if answer:
        return dict(answer["error"])
    first = report.errors[0]
    return {"message": first.message, "type": "invalid_request_error", "param": _param(first.pointer), "code": None}


def _param(pointer: str) -> str | None:
    """What the API calls the field that a pointer leads to; an upload's pointers lead into its file."""
    first = pointer.strip("/").partition("/")[0]
    return "file" if first.isdigit() else first or None
