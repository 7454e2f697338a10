"""``imagespec compile``: a user's own table as a package that needs nothing but the run side."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import imagespec
from imagespec.cli.main import cli
from tests.conftest import Depth
from tests.diff.tables import HEAD, TABLES
from tests.support.requests import generated

SMALL = Path(__file__).parent.parent / "table" / "minimal.yaml"


def compiled(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["compile", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small table: where its package goes is the same for all."""
    path = tmp_path / "table.yaml"
    shutil.copy(SMALL, path)
    return path


@pytest.fixture
def gateway(tmp_path: Path) -> Path:
    """A table that extends the newest revision."""
    path = tmp_path / "table.yaml"
    path.write_text(HEAD + TABLES["models"], "utf-8")
    return path


PROGRAM = """
import sys
import my_gateway
body = {"model": "house-1", "prompt": "a fox"}
assert my_gateway.is_valid(body)
assert my_gateway.check(body).diagnostics == ()
assert my_gateway.validate(body)
report = my_gateway.check({**body, "n": 11, "size": "9:16"})
assert [d.rule for d in report.diagnostics] == ["n.range", "size.value"], report.diagnostics
assert report.diagnostics[0].message and report.diagnostics[0].source.url
assert not my_gateway.is_valid({"model": "dall-e-3", "prompt": "a fox"})
assert my_gateway.is_valid({"model": "mine", "prompt": "a fox"}, aliases={"mine": "house-1"})
print(*sorted({"yaml", "cattrs", "jsonschema", "click"} & set(sys.modules)))
"""


def test_the_package_works_without_yaml(gateway: Path, tmp_path: Path) -> None:
    result = compiled(gateway, "-o", tmp_path / "my_gateway")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("wrote mine@2026-11-13 to ")
    root = Path(imagespec.__file__).parent.parent
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(root)))}
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["models", *(pytest.param(name, marks=pytest.mark.exhaustive) for name in ("nested", "sizes"))])
def test_reports_equal_those_of_the_table(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, depth: Depth) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(HEAD + TABLES[name], "utf-8")
    package = f"compiled_{name}"
    assert compiled(path, "-o", tmp_path / package).exit_code == 0
    monkeypatch.syspath_prepend(tmp_path)
    module, handle = importlib.import_module(package), imagespec.load(path)
    count, refused = depth(100, 1_500), 0
    for index, (operation, request) in enumerate(generated(handle.spec, count)):
        one, other = module.check(request, operation, today="2026-11-21"), handle.check(request, operation, today="2026-11-21")
        assert module._handle.engine.outline(one) == handle.engine.outline(other)
        assert module.is_valid(request, operation) is one.ok
        if index % 20 == 0:
            assert one.diagnostics == other.diagnostics
        refused += not one.ok
    assert count // 15 < refused < count * 14 // 15


def test_a_revision_compiled_once_is_there_at_import_speed(tmp_path: Path) -> None:
    result = compiled("openai@2026-05-07", "-o", tmp_path / "may_checks")
    assert (result.exit_code, result.stderr) == (0, "")
    program = """
import sys
import imagespec, may_checks
may = imagespec.load(may_checks)
assert may.name == "openai@2026-05-07"
assert may.is_valid({"model": "dall-e-3", "prompt": "a fox", "style": "vivid"})
assert imagespec.check({"model": "dall-e-3", "prompt": "a fox", "n": 2}, spec=may_checks).errors[0].message
assert not {"yaml", "cattrs", "jsonschema", "click"} & set(sys.modules)
assert "dall-e-2" in may.models
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(Path(imagespec.__file__).parent.parent)))}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    by_folder, by_name = imagespec.load(tmp_path / "may_checks"), imagespec.load("openai@2026-05-07")
    assert by_folder is imagespec.load(tmp_path / "may_checks")
    for operation, request in generated(by_name.spec, 1_000):
        one, other = (handle.check(request, operation) for handle in (by_folder, by_name))
        assert by_folder.engine.outline(one) == by_name.engine.outline(other)


@pytest.mark.parametrize("thing", [sys, "folder"])
def test_what_is_no_compiled_package_is_refused(tmp_path: Path, thing: object) -> None:
    (tmp_path / "__init__.py").write_text("raise SystemExit('run')\n")
    with pytest.raises(ValueError, match="no package that imagespec compile wrote"):
        imagespec.load(tmp_path if thing == "folder" else thing)


def test_compiling_again_replaces_the_package(table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my_gateway"
    small = Path(__file__).parent.parent / "table" / "minimal.yaml"
    assert compiled(small, "-o", folder).exit_code == 0
    assert compiled(table, "-o", folder).exit_code == 0
    assert compiled(table, "-o", tmp_path / "other").exit_code == 0
    assert listing(folder) == listing(tmp_path / "other")


def test_a_new_folder_in_a_new_folder(table: Path, tmp_path: Path) -> None:
    assert compiled(table, "-o", tmp_path / "a" / "b" / "checks").exit_code == 0
    assert (tmp_path / "a" / "b" / "checks" / "__init__.py").is_file()


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("content", [{"notes.txt": "mine"}, {"__init__.py": "print('mine')\n"}, {"__init__.py": "", "models.py": ""}])
def test_a_folder_with_other_files_is_left_alone(table: Path, tmp_path: Path, content: dict[str, str]) -> None:
    folder = tmp_path / "checks"
    folder.mkdir()
    for name, text in content.items():
        (folder / name).write_text(text)
    before = listing(tmp_path)
    result = compiled(table, "-o", folder)
    assert result.exit_code == 2
    assert all(name in result.stderr for name in content)
    assert listing(tmp_path) == before


def test_the_checkout_is_no_place_for_it(table: Path) -> None:
    """A package of tools/build is not one of this command."""
    folder = Path(imagespec.__file__).parent / "_compiled" / "openai"
    before = listing(folder)
    assert compiled(table, "-o", folder).exit_code == 2
    assert listing(folder) == before


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("not-a-name", "must be a Python name"),
        ("1st", "must be a Python name"),
        ("with space", "must be a Python name"),
        ("a.b", "must be a Python name"),
        ("import", "cannot be imported"),
        ("None", "cannot be imported"),
        ("imagespec", "would hide"),
        ("typing", "would hide"),
    ],
)
def test_a_folder_that_cannot_be_imported(table: Path, tmp_path: Path, name: str, why: str) -> None:
    result = compiled(table, "-o", tmp_path / name)
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [table])
    assert why in result.stderr


@pytest.mark.parametrize("text", ["table: x\n", "extends: openai\nmodels: {gpt-image-2: {n: 1}}\n", "no: yaml: at: all\n", ""])
def test_nothing_is_written_for_a_table_that_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(text)
    result = compiled(path, "-o", tmp_path / "checks")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [path])
    assert str(path) in result.stderr.replace("\n", "")


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    assert compiled(tmp_path / "absent.yaml", "-o", tmp_path / "checks").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(table: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("I am no folder")
    result = compiled(table, "-o", file / "checks")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "table.yaml"]
