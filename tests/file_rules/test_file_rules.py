"""Every rule of files and batch lines on files as people write them.

A folder holds the files ``good``, ``bad`` and, where a finding has a fix, ``fixed``, each with the end of its name, and ``table.yaml``
where the limit of the shipped table is out of reach. ``expected.json`` lists everything found in the bad file with its place.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imagespec.cli.catalogue import RULES
from tests.cli.conftest import invoke

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")
SAID = ("rule", "severity", "line", "column", "pointer", "params")


@pytest.fixture(params=FOLDERS, ids=lambda path: path.name)
def folder(request):
    return request.param


def one(folder, name):
    """The file of a folder with this name before its end."""
    (path,) = folder.glob(f"{name}.*")
    return path


def found(folder, name):
    table = folder / "table.yaml"
    on = ("--spec", table if table.exists() else "openai@2026-11-26", "--today", "2026-11-26")
    return invoke("lint", one(folder, name), "--format", "json", *on)


def test_good(folder):
    result = found(folder, "good")
    assert result.said["diagnostics"] == []
    assert result.said["requests"]
    assert (result.code, result.err) == (0, "")


def test_bad(folder):
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    result = found(folder, "bad")
    assert [{key: entry[key] for key in SAID} for entry in result.said["diagnostics"]] == expected
    own = [entry for entry in result.said["diagnostics"] if entry["rule"] == folder.name]
    assert {entry["severity"] for entry in own} == {RULES[folder.name].severity}
    assert result.code == int(any(entry["severity"] == "error" for entry in expected))
    for entry in own:
        assert entry["message"].endswith((".", "?"))
        assert entry["source"]["url"].startswith("https://")


def test_fixed(folder, tmp_path):
    diagnostics = [entry for entry in found(folder, "bad").said["diagnostics"] if entry["fixes"]]
    assert bool([*folder.glob("fixed.*")]) == bool(diagnostics), "fixed is there when the finding has a fix"
    if not diagnostics:
        return
    bad = one(folder, "bad")
    path = tmp_path / bad.name
    path.write_bytes(bad.read_bytes())
    unsafe = ["--unsafe-fixes"] * any(entry["fixes"][0]["safety"] == "unsafe" for entry in diagnostics)
    assert invoke("lint", "--fix", *unsafe, path, "--spec", "openai@2026-11-26", "--today", "2026-11-26").code == 0
    assert path.read_bytes() == one(folder, "fixed").read_bytes()
    assert found(folder, "fixed").said["diagnostics"] == []


def test_every_rule_has_a_folder_and_every_folder_a_rule():
    assert {path.name for path in FOLDERS} == set(RULES)


def test_folders_hold_nothing_else():
    for path in FOLDERS:
        assert {file.stem for file in path.iterdir()} - {"fixed", "table"} == {"good", "bad", "expected"}, path.name
