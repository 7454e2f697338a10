"""What is no JSON is said in whole sentences, without raw control characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import invoke


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": x}', "not JSON: expecting value, but found x}; correct it."),
        ('{"a": "b', 'not JSON: unterminated string: "b; correct it.'),
        ('{"a": "\t"}', 'not JSON: invalid control character: \\x09"}; correct it.'),
        ('{"a": "\x1b[31m"}', 'not JSON: invalid control character: \\x1b[31m"}; correct it.'),
        ('{"a": "\\q"}', 'not JSON: invalid \\escape: \\q"}; correct it.'),
    ],
)
def test_what_is_wrong_in_a_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.jsonl").write_text(f"{text}\n", "utf-8")
    (entry,) = invoke("lint", "--format", "json", tmp_path / "a.jsonl").said["diagnostics"]
    assert entry["message"] == said
