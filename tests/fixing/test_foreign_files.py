"""What is no request is not emptied by fixes that remove what is unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import invoke

FOREIGN = {"name": "x", "version": "1.0"}


@pytest.mark.parametrize("options", [["--fix"], ["--fix", "--unsafe-fixes"]])
def test_foreign_files_stay(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "package.json").write_text(json.dumps(FOREIGN), "utf-8")
    (tmp_path / "compose.yaml").write_text("services:\n  web:\n    image: nginx\n", "utf-8")
    said = invoke("lint", *options, tmp_path)
    assert json.loads((tmp_path / "package.json").read_text("utf-8")) == FOREIGN
    assert (tmp_path / "compose.yaml").read_text("utf-8").startswith("services:")
    assert (said.code, "package.json" in said.err) == (0, False)


def test_a_foreign_file_among_requests_is_said_to_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"model": "gpt-image-2", "prompt": "a"}}\n{json.dumps(FOREIGN)}\n', "utf-8")
    said = invoke("lint", "--fix", "--unsafe-fixes", path)
    assert json.loads(path.read_text("utf-8").splitlines()[1]) == FOREIGN
    assert "a.jsonl:2: holds no parameter of generate, so it is left as it is" in said.err.replace("\n", " ")


def test_misspelt_requests_are_repaired(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"promt": "a cat", "modle": "gpt-image-2"}', "utf-8")
    invoke("lint", "--fix", "--unsafe-fixes", path)
    assert json.loads(path.read_text("utf-8")) == {"prompt": "a cat", "model": "gpt-image-2"}
