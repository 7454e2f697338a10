"""Bodies of the Responses API with an image tool, and what became of them."""

from __future__ import annotations

import pytest

import imagespec
from tests.corpus.test_corpus import Row, rows

RESPONSES = rows("responses")
OUTSIDE = {
    "comm-1278979-stream": "about the stream of the whole response, in 2025",
    "comm-1278979-hosted": "about the model that calls the tool, of which the table says nothing",
    "codex-22637": "about the model that calls the tool, of which the table says nothing",
    "sub2api-2384-choice": "about the choice among tools, in a backend of another product",
}
"""Rows that are not about what the tool is told, each with the reason."""


@pytest.mark.parametrize("row", RESPONSES, ids=lambda row: row["id"])
@pytest.mark.parametrize("spec", ["openai@2026-05-07", "openai@2026-08-20", "openai"])
def test_real_bodies(row: Row, spec: str) -> None:
    report = imagespec.check(row["request"], "responses.create", spec=spec, today=row.get("date", "2026-08-30"))
    answer = report.to_openai_error()
    if row["verdict"] == "accepted" or row["id"] in OUTSIDE:
        assert report.ok
        assert answer is None
        return
    assert all(d.pointer.startswith("/tools/0") for d in report.diagnostics)
    assert answer
    assert answer["error"]["param"].partition("[")[0] == row["param"].partition("[")[0]
    if "message" in row:
        assert (answer["error"]["message"], answer["error"]["param"], answer["error"]["code"]) == (
            row["message"],
            row["param"],
            row["code"],
        )
