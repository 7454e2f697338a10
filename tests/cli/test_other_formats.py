"""Files whose names say that they hold something else than JSON or YAML are said to be unread, not found broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imagespec.cli.inputs.files import OTHERS, SUFFIXES
from tests.cli.conftest import REVISION, invoke

GOOD = {"model": "gpt-image-2", "prompt": "a cat"}
TEXTS = {
    ".ini": "[images]\nmodel = gpt-image-2\n", ".css": "body {}\n", ".csv": "model,n\n", ".xml": "<n>11</n>\n", ".XML": "<n>11</n>\n",
}  # fmt: skip


@pytest.mark.parametrize("ending", TEXTS)
def test_another_format_is_said_to_be_unread(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"images{ending}"
    path.write_text(TEXTS[ending], "utf-8")
    for argument in (path, tmp_path / f"*{ending}"):
        result = invoke("lint", "--format", "json", *REVISION, argument)
        assert (result.code, result.said["diagnostics"]) == (2, [])
        assert f"images{ending}: a {ending.lower()} file is not read" in result.err.replace("\n", " ")


def test_what_else_is_named_is_checked_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.ini").write_text("n = 11\n", "utf-8")
    (tmp_path / "a.json").write_text(json.dumps(GOOD | {"n": 11}), "utf-8")
    result = invoke("lint", "--format", "json", *REVISION, tmp_path / "a.ini", tmp_path / "a.json")
    assert (result.code, [found["rule"] for found in result.said["diagnostics"]]) == (2, ["n.range"])


def test_a_folder_with_other_formats_is_clean(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("n = 11\n", "utf-8")
    (tmp_path / "a.json").write_text(json.dumps(GOOD), "utf-8")
    result = invoke("lint", *REVISION, tmp_path)
    assert (result.code, result.err) == (0, "")


def test_models_in_another_format_are_not_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "images.ini"
    path.write_text("model = gpt-image-1.5\n", "utf-8")
    result = invoke("models", "--expiring", "30d", "--requests", path)
    assert (result.code, "a .ini file is not read" in result.err.replace("\n", " ")) == (2, True)


def test_a_file_that_is_missing_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "cannot be read (No such file" in invoke("lint", *REVISION, tmp_path / "a.toml").err.replace("\n", " ")


def test_names_that_mean_nothing_are_read_by_look(tmp_path: Path) -> None:
    for name in ("request", "request.txt", "request.prompt"):
        (tmp_path / name).write_text(json.dumps(GOOD), "utf-8")
        assert invoke("lint", *REVISION, tmp_path / name).code == 0


def test_no_ending_is_read_and_not_read() -> None:
    assert OTHERS.isdisjoint(SUFFIXES)
