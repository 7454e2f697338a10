"""``lint --fix`` and ``migrate`` as a person uses them: each scenario is one text with the files, the command and what comes of it.

A scenario begins with a sentence. ``$ command`` is what is run, ``? 1`` its exit code. The parts after it begin with a line of
``=== name``: a file before (``=== a.json``) and after it (``=== a.json afterwards``, where it changes), what stands on standard
input (``=== stdin``), and what is printed (``=== stdout``, ``=== stderr``), nothing where the part is missing.
``(CR)`` and ``(ESC)`` stand for those characters, and ``(no line break)`` at the end of a part for what it says.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import invoke

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.txt"))
_PART = re.compile(r"^=== (.+)\n", re.MULTILINE)
_AFTER = " afterwards"


class Scenario(NamedTuple):
    command: list[str]
    code: int
    parts: dict[str, str]

    @property
    def files(self) -> dict[str, str]:
        """The files before, by their names."""
        return {name: text for name, text in self.parts.items() if name not in ("stdin", "stdout", "stderr") and not name.endswith(_AFTER)}


def decoded(text: str) -> str:
    return text.replace("(CR)", "\r").replace("(ESC)", "\x1b").replace("(no line break)\n", "")


def read(path: Path) -> Scenario:
    head, *rest = _PART.split(path.read_text("utf-8"))
    parts = {name: decoded(text) for name, text in zip(rest[::2], rest[1::2], strict=True)}
    command = re.search(r"^\$ imagespec (.+)$", head, re.MULTILINE)
    code = re.search(r"^\? (\d+)$", head, re.MULTILINE)
    assert command, path
    assert code, path
    return Scenario(shlex.split(command[1]), int(code[1]), parts)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = read(path)
    monkeypatch.chdir(tmp_path)
    for name, text in scenario.files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.encode())
    result = invoke(*scenario.command, stdin=scenario.parts.get("stdin"))
    assert result.err == scenario.parts.get("stderr", "")
    assert result.out == scenario.parts.get("stdout", "")
    assert result.code == scenario.code
    for name, text in scenario.files.items():
        assert Path(name).read_bytes().decode() == scenario.parts.get(name + _AFTER, text), name
    assert sorted(str(file) for file in Path().rglob("*") if file.is_file()) == sorted(scenario.files)


def test_every_option_has_a_scenario() -> None:
    told = " ".join(" ".join(read(path).command) for path in SCENARIOS)
    for option in (
        "--fix",
        "--unsafe-fixes",
        "--diff",
        "migrate",
        "--to",
        "--operation",
        "--model",
        "--alias",
        "--spec",
        "--today",
        "--format",
    ):
        assert option in told, option
