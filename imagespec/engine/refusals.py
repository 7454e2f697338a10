"""Findings as the API itself would tell them: one of them, in the words that it was seen to use.

What the table says of it stands under ``refusals`` there; what follows from a limit and a value, ``wording`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from imagespec.engine.wording import Case, by_limit
from imagespec.kinds.row import Row
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.refusal import SCHEMA, Refusal
from imagespec.report.report import Report

_SEEN = ("required", "retired")
"""Problems that the API refuses although they are warnings here."""

_HARMLESS = ("deprecated", "experimental", "preview")
"""Problems of requests that the API takes."""

_PLACES = {"unknown_parameter": "unknown", "missing_file_mimetype": "files", "unsupported_file_mimetype": "files"}
"""What the order of the table calls mistakes that are not told by parameter, by their code."""

Taken = Callable[[str], Sequence[str]]
"""The values that the model of a report takes for a parameter, ``()`` where they are no closed set."""


def refusal(
    report: Report, rows: Mapping[str, Row], diagnostics: Sequence[Diagnostic], words: Mapping[str, Any], taken: Taken
) -> Refusal | None:
    """What the API would say of a report: of its errors; where it has none, of the warnings about what the API was seen to refuse."""
    found = [(rows[finding[0]], finding, diagnostic) for finding, diagnostic in zip(report.findings, diagnostics, strict=True)]
    refused = [each for each in found if each[1][1]] or [each for each in found if _seen_refused(each[0])]
    told = [
        _told(Case.of(row, diagnostic.rule, finding, report, words["listed"], taken), diagnostic, words)
        for row, finding, diagnostic in refused
    ]
    return min(told, key=lambda each: each[0])[1] if told else None


def _seen_refused(row: Row) -> bool:
    """Whether the API refuses what a warning is about: it was seen to, or a limit says so that was inferred from such answers."""
    basis = row.kind.provenance_of(row.problem).basis
    inferred = basis == "inferred" and row.problem != "unsupported"  # that one is a doubt, not a limit
    return row.problem in _SEEN or ((basis == "observed" or inferred) and row.problem not in _HARMLESS)


def _told(case: Case, diagnostic: Diagnostic, words: Mapping[str, Any]) -> tuple[tuple[bool, int], Refusal]:
    """The wording of one finding, and when it is told: the shape of a request is judged before its model reads it."""
    text = words["texts"].get(case.rule)
    said = _as_written(text, case) if text and _applies(text, case) else by_limit(case, diagnostic.message)
    order: tuple[str, ...] = words["order"]
    place = _PLACES.get(said.code or "", case.parameter)
    return (said.type != SCHEMA, order.index(place) if place in order else len(order)), said


def _applies(text: Mapping[str, Any], case: Case) -> bool:
    """Whether a text is about the operation, the model and the other parameter of a finding."""
    report, needed = case.report, str(case.limits.get("needs", "")).partition(" ")[0]
    return (
        report.operation in text.get("operations", (report.operation,))
        and report.model in text.get("models", (report.model,))
        and text.get("needs", needed) == needed
    )


def _as_written(text: Mapping[str, Any], case: Case) -> Refusal:
    small = "below" in text and case.pixels < case.limits.get("min", 0)
    message: str = text["below" if small else "message"]
    for key, value in {**case.limits, "model": case.report.model}.items():
        message = message.replace("{" + key + "}", str(value))
    param = text.get("param", case.name)
    return Refusal(message.replace("{value}", case.shown), text["type"], param or None, text.get("code"))
