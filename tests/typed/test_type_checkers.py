"""mypy and pyright accept the right uses and find each mistake on its line, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).resolve().parent / "programs"
RIGHT, WRONG = PROGRAMS / "right.py", PROGRAMS / "wrong.py"
MISTAKES = {number for number, line in enumerate(WRONG.read_text("utf-8").splitlines(), 1) if "# E: " in line}

Found = set[tuple[str, int]]


def mypy(folder: Path) -> Found:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--output=json", RIGHT.name, WRONG.name]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert not said.stderr, said.stderr
    findings = [json.loads(line) for line in said.stdout.splitlines() if line.startswith("{")]
    return {(Path(finding["file"]).name, finding["line"]) for finding in findings if finding["severity"] == "error"}


def pyright(folder: Path) -> Found:
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, RIGHT.name, WRONG.name]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    findings = json.loads(said.stdout)["generalDiagnostics"]
    return {(Path(finding["file"]).name, finding["range"]["start"]["line"] + 1) for finding in findings if finding["severity"] == "error"}


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_each_mistake_is_found_on_its_line(checker: Callable[[Path], Found], tmp_path: Path) -> None:
    """In a folder of their own, so that the package is a library to the checkers, whose public names they look at."""
    assert len(MISTAKES) >= 40
    for program in (RIGHT, WRONG):
        shutil.copy(program, tmp_path)
    found = checker(tmp_path)
    assert {number for name, number in found if name == WRONG.name} == MISTAKES
    assert not [number for name, number in found if name == RIGHT.name]
