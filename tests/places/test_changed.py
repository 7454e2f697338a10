"""Fixes and migrations of requests inside documents touch nothing else, and what cannot be changed where it stands is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import REVISION, invoke

YAML = """\
# ours
llm: {model: gpt-4o}
image:
  hero:   {model: gpt-image-1, quality: hd, size: 1024x1024}   # kept
  card:
    model: dall-e-3   # old
    style: vivid
    variants: 2
"""
FIXED = YAML.replace("quality: hd", "quality: high")
MOVED = FIXED.replace("model: gpt-image-1,", "model: gpt-image-2,").replace("dall-e-3", "gpt-image-2").replace("    style: vivid\n", "")
JSON = (
    '{"tests": [{"request": {"model": "gpt-image-2", "prompt": "a", "quality": "HIGH"}},\n '
    '{"request": {"model": "gpt-image-2", "prompt": "b", "n": 11.0}}]}'
)


def test_safe_fixes_land_in_each_request_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(JSON, "utf-8")
    assert invoke("lint", "--fix", *REVISION, path).code == 1
    assert path.read_text("utf-8") == JSON.replace("HIGH", "high")
    invoke("lint", "--fix", "--unsafe-fixes", *REVISION, path)
    assert path.read_text("utf-8") == JSON.replace("HIGH", "high").replace("11.0", "10")
    assert invoke("lint", *REVISION, path).code == 0


def test_settings_are_fixed_and_keep_their_comments_and_their_own_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(YAML, "utf-8")
    invoke("lint", "--fix", "--unsafe-fixes", "--ignore", "model", *REVISION, path)
    assert path.read_text("utf-8") == FIXED


@pytest.mark.parametrize("named", [True, False])
def test_settings_are_migrated_in_place(tmp_path: Path, named: bool) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(YAML, "utf-8")
    result = invoke("migrate", "--to", "gpt-image-2", *REVISION, path if named else tmp_path)
    assert path.read_text("utf-8") == MOVED
    assert (result.code, "prompt is missing" in result.out) == (0, False)


NODE = {"type": "n8n-nodes-base.httpRequest", "parameters": {
    "url": "https://api.openai.com/v1/images/generations", "bodyParameters": {"parameters": [
        {"name": "model", "value": "gpt-image-1"}, {"name": "prompt", "value": "a"}, {"name": "quality", "value": "HIGH"},
    ]}}}  # fmt: skip
HELD = {
    "a form": json.dumps({"nodes": [NODE]}),
    "a text": json.dumps({"log": json.dumps({"model": "gpt-image-1", "prompt": "a", "quality": "HIGH"})}),
    "shared by jobs": json.dumps({"defaults": {"model": "gpt-image-1", "quality": "HIGH"}, "jobs": [{"prompt": "a"}, {"prompt": "b"}]}),
}


@pytest.mark.parametrize("case", HELD)
def test_what_does_not_stand_there_as_it_is_sent_stays_and_that_is_said(case: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(HELD[case], "utf-8")
    fixed = invoke("lint", "--fix", *REVISION, path)
    assert "not changed: it does not stand there as it is sent" in " ".join(fixed.err.split())
    assert "can be fixed" not in fixed.out
    assert ": 1 error, 0 warnings" in fixed.out
    moved = invoke("migrate", "--to", "gpt-image-2", *REVISION, path)
    assert "left as it is: its text could not be changed" in moved.out
    assert (fixed.code, moved.code, path.read_text("utf-8")) == (1, 1, HELD[case])


def test_a_diff_of_a_folder_passes_foreign_files(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "x", "n": 11}', "utf-8")
    (tmp_path / "a.yaml").write_text(YAML, "utf-8")
    result = invoke("lint", "--diff", "--unsafe-fixes", "--ignore", "model", *REVISION, tmp_path)
    assert ("-  hero:   {model: gpt-image-1, quality: hd" in result.out, "package.json" in result.out + result.err) == (True, False)
