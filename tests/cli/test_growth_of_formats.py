"""Every format, and every way to change a file, takes work in step with the findings in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from imagespec.cli.formats import NAMES
from tests.cli.conftest import REVISION, invoke
from tests.support.work import exponent, work

BAD = '{"model": "gpt-image-2", "prompt": "a cat %d", "n": 11, "size": "1920x1080", "quality": "HIGH"}\n'
SIZES = (25, 50, 100)
MOST = 1.2
"""The largest exponent of growth."""

WAYS = [*(("--format", name) for name in NAMES), ("--statistics",), ("--fix",), ("--fix", "--unsafe-fixes"), ("--diff",), ("--strict",)]


@pytest.mark.exhaustive
@pytest.mark.parametrize("options", WAYS, ids=" ".join)
def test_work_grows_with_the_findings(tmp_path: Path, options: tuple[str, ...]) -> None:
    paths = []
    for size in (5, *SIZES):
        path = tmp_path / f"{size}.jsonl"
        path.write_text("".join(BAD % number for number in range(size)), "utf-8")
        paths.append(path)
    counts = [work(lambda path=path: invoke("lint", *options, *REVISION, path)) for path in paths]
    assert exponent(SIZES, counts[1:]) <= MOST, counts
