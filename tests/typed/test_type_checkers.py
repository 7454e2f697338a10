"""mypy and pyright accept the right uses and find each mistake on its line, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = Path(__file__).resolve().parent / "programs"
RIGHT, WRONG = PROGRAMS / "right.py", PROGRAMS / "wrong.py"
MISTAKES = {number for number, line in enumerate(WRONG.read_text("utf-8").splitlines(), 1) if "# E: " in line}

Found = set[tuple[str, int]]


def mypy(cache: Path) -> Found:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", "--output=json", str(RIGHT), str(WRONG)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not said.stderr, said.stderr
    findings = [json.loads(line) for line in said.stdout.splitlines() if line.startswith("{")]
    return {(Path(finding["file"]).name, finding["line"]) for finding in findings if finding["severity"] == "error"}


def pyright(_: Path) -> Found:
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, str(RIGHT), str(WRONG)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    findings = json.loads(said.stdout)["generalDiagnostics"]
    return {(Path(finding["file"]).name, finding["range"]["start"]["line"] + 1) for finding in findings if finding["severity"] == "error"}


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_each_mistake_is_found_on_its_line(checker: Callable[[Path], Found], tmp_path: Path) -> None:
    assert len(MISTAKES) >= 40
    found = checker(tmp_path)
    assert {number for name, number in found if name == WRONG.name} == MISTAKES
    assert not [number for name, number in found if name == RIGHT.name]
