"""Whatever the founding documents type has a counterpart here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

import imagespec
from imagespec import types
from tools.pages.coverage import FILE_INPUT, coverage, coverage_page

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS: dict[str, Any] = json.loads(Path(__file__).with_name("seeds.json").read_text("utf-8"))["documents"]


def test_nothing_of_any_document_is_missing() -> None:
    rows = list(coverage(imagespec.load().spec, DOCUMENTS))
    assert len({row.document for row in rows}) == 5
    assert len(rows) > 600
    assert not [row for row in rows if not row.here]


def test_every_counterpart_can_be_imported() -> None:
    for row in coverage(imagespec.load().spec, DOCUMENTS):
        name, _, field = row.here.partition(":")[0].partition(".")
        if name in (FILE_INPUT, "ImageModel"):
            assert hasattr(types, name)
            continue
        place = getattr(imagespec, name)
        members = getattr(place, "__args__", (place,))
        assert not field or any(field in {a.name for a in attrs.fields(member)} for member in members), row


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "object", "fields": {"prompt": [], "seed": []}},
        {"kind": "object", "fields": {"quality": ["high", "ultra"]}},
        {"kind": "enumeration", "values": ["x"]},
        {"kind": "union", "members": ["Nothing"]},
    ],
)
def test_what_is_not_here_is_found_missing(entry: dict[str, Any]) -> None:
    content = {"types": {"Request": entry}, "counterparts": {"Request": "GenerateRequest"}}
    spec = imagespec.load().spec
    assert sum(not row.here for row in coverage(spec, {"rust-client": content})) == 1
    assert "**missing**" in coverage_page(spec, {"rust-client": content})
    assert not any(row.here for row in coverage(spec, {"rust-client": {"types": {"Nothing": entry}, "counterparts": {}}}))


def test_the_page_is_the_one_in_the_docs() -> None:
    page = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    assert page == coverage_page(imagespec.load().spec, DOCUMENTS)
    assert " 0 without a counterpart" in page
