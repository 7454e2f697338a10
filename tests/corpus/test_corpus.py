"""Real requests from public sources, and what became of them.

``rejections.jsonl`` holds requests with the answer of a live API, ``payloads.jsonl`` requests from code and
documentation with the verdict of the documents. A prompt given as ``{"length_chars": N}`` stands for a text of N characters.
Requests to the Responses API, and to services that change a request before they pass it on, are left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.report.report import Report
from tests.conftest import FOUNDING
from tests.support.reference import reference
from tests.support.verdicts import said

Row = dict[str, Any]

EXCEPTIONS = {
    "drama-2880x1620": 'the provider answered for "tools" of another endpoint; the size that was wrong is found as size.step',
    "sub2api-7150-flare": "a limit of the Codex backend; the Images API documents transparent backgrounds for this model",
    "sub2api-7150-sunburst": "a limit of the Codex backend; the Images API documents transparent backgrounds for this model",
}
"""Rows whose recorded verdict this project does not share, each with the reason."""


def rows(name: str) -> list[Row]:
    with (Path(__file__).parent / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


REJECTIONS, PAYLOADS = rows("rejections"), rows("payloads")


def written_out(value: Any) -> Any:
    """The request with texts in place of their lengths."""
    if isinstance(value, dict):
        return "a" * value["length_chars"] if set(value) == {"length_chars"} else {key: written_out(entry) for key, entry in value.items()}
    return [written_out(entry) for entry in value] if isinstance(value, list) else value


def handle_of(row: Row) -> Handle:
    """The founding revision, or the newest for a model that came later."""
    founding = imagespec.load(FOUNDING)
    model = row["request"].get("model")
    later = isinstance(model, str) and model not in founding.models and model in imagespec.load().models
    return imagespec.load() if later else founding


def report_of(row: Row) -> Report:
    return handle_of(row).check(written_out(row["request"]), row["operation"])


def names(report: Report, parameter: str | None) -> bool:
    """Whether a finding is about the parameter; any finding when none is named."""
    found = {d.rule.partition(".")[0] for d in report.diagnostics} | {d.pointer.split("/")[1] for d in report.diagnostics if d.pointer}
    return bool(found) if parameter is None else bool(found & {parameter, parameter.partition("[")[0], parameter.partition(".")[0]})


def holds(row: Row) -> bool:
    """Whether the report says what happened."""
    report = report_of(row)
    if "documented_verdict" in row:
        return {"valid": report.ok, "invalid": not report.ok}.get(row["documented_verdict"], True)
    if row["verdict"] == "accepted":
        return report.ok
    return not row["static"] or names(report, row["error_param"])


@pytest.mark.parametrize("row", [*REJECTIONS, *PAYLOADS], ids=lambda row: row["id"])
def test_real_requests(row: Row) -> None:
    report = report_of(row)
    if row["id"] in EXCEPTIONS:
        assert not holds(row), "this exception is stale: remove it"
    else:
        assert holds(row), f"{row.get('verdict') or row['documented_verdict']} by {row['source']}, but {list(map(str, report.diagnostics))}"


@pytest.mark.parametrize("row", [*REJECTIONS, *PAYLOADS], ids=lambda row: row["id"])
def test_real_requests_have_one_verdict(row: Row) -> None:
    request, handle = written_out(row["request"]), handle_of(row)
    report = handle.check(request, row["operation"], today="2026-05-07")
    assert said(report) == list(reference(handle.spec, request, row["operation"], None, "2026-05-07"))
    assert handle.is_valid(request, row["operation"]) is report.ok


def test_exceptions_name_rows() -> None:
    assert set(EXCEPTIONS) <= {row["id"] for row in (*REJECTIONS, *PAYLOADS)}


def test_the_material_is_complete() -> None:
    assert (len(REJECTIONS), len(PAYLOADS)) == (166, 256)
    assert {row["operation"] for row in (*REJECTIONS, *PAYLOADS)} == {"generate", "edit", "edit-json", "variation"}
    assert sum(row["verdict"] == "rejected" and row["static"] for row in REJECTIONS) > 90
