"""The package as users install it: what the wheel holds, and that it works without the source tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import imagespec
from imagespec.spec.load import shipped

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(built)


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the content of the wheel, and the examples beside it."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(site)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_the_wheel_holds_code_tables_and_types_but_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "imagespec/py.typed" in names
    for name in shipped():
        table, _, date = name.partition("@")
        assert f"imagespec/tables/{table}/{date}.yaml" in names
        assert f"imagespec/_compiled/{table}/generate.py" in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"imagespec", f"imagespec-{imagespec.__version__}.dist-info"}
    assert any(name.endswith("LICENSE") for name in names)


def test_the_metadata_are_complete(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
        metadata = Parser().parsestr(archive.read(name).decode())
    assert metadata["Version"] == imagespec.__version__
    assert metadata["Requires-Python"] == ">=3.10"
    assert metadata["License-Expression"] == "MIT"
    needed = {requirement.split(">")[0].split(";")[0].strip().lower() for requirement in metadata.get_all("Requires-Dist")}
    assert {"attrs", "cattrs", "click", "pyyaml", "jsonschema"} <= needed
    assert "## Run" in metadata.get_payload()


def test_the_wheel_works_without_the_source_tree(site: Path) -> None:
    script = "import imagespec; print(imagespec.__file__); print(imagespec.is_valid({'model': 'gpt-image-2', 'prompt': 'a'}))"
    done = run(site, "-c", script)
    file, verdict = done.stdout.splitlines()
    assert Path(file).is_relative_to(site)
    assert verdict == "True"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["lint", "examples/batch.jsonl"], 0),
        (["lint", "examples/"], 1),
        (["models", "gpt-image-2", "--spec", "openai@2026-05-07"], 0),
        (["rules", "size.step"], 0),
    ],
)
def test_the_commands_work_without_the_source_tree(site: Path, arguments: list[str], code: int) -> None:
    done = run(site, "-c", "from imagespec.cli.main import main; main()", *arguments)
    assert done.returncode == code, done.stderr
    assert done.stdout
    assert str(ROOT) not in done.stdout


def test_the_entry_point_is_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="imagespec")
    assert command.value == "imagespec.cli.main:main"
    assert version("imagespec") == imagespec.__version__
