"""What is kept for the end is the same on disk as in memory."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from imagespec.cli.formats import kept
from tests.cli.conftest import REVISION, invoke

BAD = '{"model": "gpt-image-2", "prompt": "a cat", "n": 11, "style": "vivid"}\n'
GOOD = '{"model": "gpt-image-2", "prompt": "a cat"}\n'
SHARED = """\
- &one {model: gpt-image-2, prompt: a cat, n: 11, size: 1920x1080}  # imagespec: ignore[size]
- {model: gpt-image-2, prompt: b}
- *one
- {model: gpt-image-1.5, prompt: c, quality: hd}  # imagespec: ignore[quality]
"""


@pytest.mark.parametrize("format_", ["json", "junit"])
def test_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str) -> None:
    (tmp_path / "a.jsonl").write_text(BAD * 30 + GOOD + "{broken\n", "utf-8")
    (tmp_path / "b.yaml").write_text(SHARED, "utf-8")
    (tmp_path / "c.jsonl").write_text("\ufeff" + GOOD + BAD, "utf-8")
    in_memory = invoke("lint", *REVISION, "--format", format_, tmp_path)
    monkeypatch.setattr(kept, "_IN_MEMORY", 100)
    assert invoke("lint", *REVISION, "--format", format_, tmp_path) == in_memory


def test_cases_of_a_file_whose_findings_come_last(tmp_path: Path) -> None:
    """Comments leave findings out when all of the file is read; each finding stands in the case of its request all the same."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(SHARED, "utf-8")
    document = ElementTree.fromstring(invoke("lint", *REVISION, "--format", "junit", tmp_path).out)
    suites = document.findall("testsuite")
    assert [(suite.get("tests"), suite.get("failures")) for suite in suites] == [("4", "2")] * 2
    for suite in suites:
        cases = suite.findall("testcase")
        assert [case.get("name") for case in cases] == [f"request {number} (line {number})" for number in (1, 2, 3, 4)]
        assert [[failure.get("type") for failure in case.findall("failure")] for case in cases] == [["n.range"], [], ["n.range"], []]
    assert (document.get("tests"), document.get("failures")) == ("8", "4")
