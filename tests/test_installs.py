"""The package where it cannot write, and where it is no folder: imported from its wheel as it is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.wheel import WheelBuilder

from imagespec.spec.load import shipped

ROOT = Path(__file__).resolve().parent.parent
FORKED = ROOT / "tests" / "cli" / "forked.py"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no such processes there")

REQUEST = {"model": "gpt-image-2", "prompt": "a cat", "n": 11}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return Path(built)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a request and a table."""
    (tmp_path / "bad.json").write_text(json.dumps(REQUEST), "utf-8")
    (tmp_path / "good.yaml").write_text("model: gpt-image-2\nprompt: a cat\n", "utf-8")
    shutil.copy(ROOT / "tests" / "table" / "minimal.yaml", tmp_path / "table.yaml")
    return tmp_path


QUICK = [
    (["lint", "bad.json", "good.yaml"], 1), (["lint", "--spec", "openai@2026-05-07", "bad.json"], 1), (["models", "gpt-image-2"], 0),
    (["rules", "n.range"], 0), (["schema"], 0),
]  # fmt: skip
WHOLE = [
    *QUICK, (["lint", "--ignore", "n", "bad.json"], 0), (["rules"], 0), (["schema", "-o", "schemas/"], 0),
    (["compile", "table.yaml", "-o", "checks"], 0), (["compile", "openai", "-o", "more_checks"], 0),
    (["lint", "--spec", "table.yaml", "bad.json"], 1), (["diff", "openai@2026-05-07", "--requests", "bad.json"], 0),
    *((["lint", "--spec", name, "bad.json"], 1) for name in shipped()), *((["models", "--spec", name], 0) for name in shipped()),
]  # fmt: skip
"""What every command does, and with every revision, and the exit codes."""


def run(folder: Path, place: Path, jobs: list[tuple[list[str], int]]) -> None:
    """Run commands and programs with the package at a place."""
    environment = os.environ | {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}

    def python(*arguments: str, **options: Any) -> str:
        command = [sys.executable, "-W", "error", *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False, **options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert python("-c", "import imagespec; print(imagespec.__file__)").startswith(str(place))
    results = json.loads(python(str(FORKED), input=json.dumps([{"args": args} for args, _ in jobs])))
    for (args, code), (left, out, err) in zip(jobs, results, strict=True):
        assert (left, err) == (code, ""), args
        assert out, args
    programs = [
        "import imagespec; assert not imagespec.is_valid({'model': 'gpt-image-2', 'prompt': 'a', 'n': 11})",
        "import imagespec; assert imagespec.validate({'model': 'gpt-image-2', 'prompt': 'a'})",
        "import imagespec; assert imagespec.load('openai@2026-05-07').models",
    ]
    for program in programs:
        python("-c", program)


def test_from_a_zip(wheel: Path, folder: Path, pytestconfig: pytest.Config) -> None:
    run(folder, wheel, WHOLE if pytestconfig.getoption("--exhaustive") else QUICK)


@pytest.mark.exhaustive
def test_nothing_is_written_where_it_is_installed(wheel: Path, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    for path in [*site.rglob("*"), site]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    try:
        run(folder, site, WHOLE)
        assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    finally:
        for path in [site, *before]:
            path.chmod(0o755)
