"""Real requests on the newest revision: what became of them then is what it says today, but for what has changed since."""

from __future__ import annotations

import pytest

import imagespec
from tests.corpus.test_corpus import EXCEPTIONS, PAYLOADS, REJECTIONS, Row, names, written_out

TODAY = "2026-11-21"
ENDS = ("model.retired", "model.deprecated")
"""That a model has ended meanwhile is no answer to what was wrong with a request then."""

_NO_DEFAULT = (
    "valid for the default model dall-e-2 of then; no document names a default any more, and no living model takes response_format"
)
CHANGED: dict[str, str] = dict.fromkeys(("p0079", "p0194", "p0262", "p0418"), _NO_DEFAULT)
"""Rows about which newer documents say something else, each with the reason."""


def holds(row: Row, ignore: tuple[str, ...] = ()) -> bool:
    """Whether the newest revision says what happened."""
    report = imagespec.check(written_out(row["request"]), row["operation"], today=TODAY, ignore=ignore)
    if "documented_verdict" in row:
        return {"valid": report.ok, "invalid": not report.ok}.get(row["documented_verdict"], True)
    if row["verdict"] == "accepted":
        return report.ok
    return not row["static"] or names(report, row["error_param"])


@pytest.mark.parametrize("row", [*REJECTIONS, *PAYLOADS], ids=lambda row: row["id"])
def test_real_requests_today(row: Row) -> None:
    if row["id"] in EXCEPTIONS or row["id"] in CHANGED:
        assert not holds(row, ENDS), "this exception is stale: remove it"
    else:
        assert holds(row)


def test_reasons() -> None:
    assert set(CHANGED) <= {row["id"] for row in (*REJECTIONS, *PAYLOADS)} - set(EXCEPTIONS)
    assert all(len(reason) > 30 for reason in CHANGED.values())
