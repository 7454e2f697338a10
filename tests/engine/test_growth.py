"""The work for a report grows with the request, not with its square."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec.engine.render import TRIED_ALONE, UNHURRIED
from tests.support.work import exponent, work

SIZES = (500, 1000, 2000, 4000)
MOST = 1.2
"""The largest exponent of growth."""

TABLE = """
extends: openai@2026-05-07
table: labels
revision: "2026-05-07"
title: Requests with many labels
sources:
  own: {title: Own, url: "https://example.com", date: "2026-05-07"}
operations:
  generate:
    parameters:
      labels:
        type: array
        source: own
        items: {type: string, one_of: {values: [low, high]}}
families:
  gpt-image:
    operations:
      generate:
        takes: {add: [labels]}
"""

REQUESTS: dict[str, Callable[[int], tuple[dict[str, Any], str]]] = {
    "objects with two mistakes": lambda n: ({"images": [{"image_url": "ftp://x", "x": 1}] * n}, "edit-json"),
    "objects with a near key": lambda n: ({"images": [{"file_id": "a", "imageurl": 1}] * n}, "edit-json"),
    "texts": lambda n: ({"images": ["file-abc"] * n}, "edit-json"),
    "files": lambda n: ({"image": [{"format": "gif"}] * n}, "edit"),
    "unknown keys": lambda n: ({f"size{index}": index for index in range(n)}, "generate"),
    "odd keys": lambda n: ({f"\x1b{index}": index for index in range(n)}, "generate"),
    "safe fixes": lambda n: ({"labels": ["HIGH"] * n}, "generate"),
    "fixes that break something": lambda n: ({"labels": ["HIGH", "Low"] * n, "n": 99, "size": "1x1"}, "generate"),
}


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> imagespec.Handle:
    path: Path = tmp_path_factory.mktemp("labels") / "labels.yaml"
    path.write_text(TABLE, "utf-8")
    return imagespec.load(path)


@pytest.mark.parametrize("kind", REQUESTS)
def test_a_report_grows_with_the_request(labels: imagespec.Handle, kind: str) -> None:
    works = []
    for size in SIZES:
        request, operation = REQUESTS[kind](size)
        request = {"model": "gpt-image-2", "prompt": "a cat", **request}
        whole = partial(lambda request, operation: labels.check(request, operation).to_dict(), request, operation)
        whole()  # what is loaded once is no growth
        works.append(work(whole))
    assert len(labels.check(request, operation)) >= SIZES[-1]
    steps = zip(pairwise(SIZES), pairwise(works), strict=True)
    assert max(exponent(sizes, counts) for sizes, counts in steps) <= MOST, (kind, works)


def test_fixes_are_tried_on_whole_requests_a_few_times_only(labels: imagespec.Handle, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    again = labels.engine._again
    monkeypatch.setattr(labels.engine, "_again", lambda report, request: tried.append(request) or again(report, request))
    report = labels.check({"model": "gpt-image-2", "prompt": "a cat", "labels": ["HIGH"] * 3000})
    assert all(fix.safe for d in report for fix in d.fixes)
    assert len(tried) == TRIED_ALONE + 1
    assert tried[-1]["labels"] == ["HIGH"] * TRIED_ALONE + ["high"] * (3000 - TRIED_ALONE)


def test_near_names_are_sought_for_the_first_findings() -> None:
    request = {"model": "gpt-image-2", "prompt": "a cat", **{f"output_format{index}": 1 for index in range(UNHURRIED * 2)}}
    titles = [d.fixes[0].title if d.fixes else "" for d in imagespec.check(request)]
    assert titles[:UNHURRIED] == ["rename it to output_format"] * UNHURRIED
    assert titles[UNHURRIED] == f"remove output_format{UNHURRIED}"
