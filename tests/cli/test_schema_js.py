"""``imagespec schema --js`` writes the package for npm."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import imagespec
from imagespec.cli.main import cli
from imagespec.cli.schema import JS_MAKER
from imagespec.compile.npm.package import npm_package

SMALL = str(Path(__file__).parent.parent / "table" / "minimal.yaml")
OWN = str(Path(__file__).parent.parent / "forms" / "own.yaml")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["schema", "--js", *arguments])
    return result.exit_code, result.output


def made(table: str) -> dict[str, str]:
    return npm_package(imagespec.load(table).spec, JS_MAKER)


def found(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def test_the_package_of_a_table_is_written(tmp_path: Path) -> None:
    code, output = run("--spec", SMALL, "-o", str(tmp_path / "checks"))
    assert code == 0
    files = made(SMALL)
    assert found(tmp_path / "checks") == files
    assert output.startswith(f"wrote imagespec-studio, {len(files)} files of studio@2026-01-01, to ")


def test_another_table_takes_its_place_and_files_of_ones_own_stay(tmp_path: Path) -> None:
    assert run("--spec", SMALL, "-o", str(tmp_path))[0] == 0
    (tmp_path / "mine.js").write_text("mine", "utf-8")
    code, output = run("--spec", OWN, "-o", str(tmp_path))
    assert (code, "removed" in output) == (0, True)
    assert found(tmp_path) == {**made(OWN), "mine.js": "mine"}


@pytest.mark.parametrize("name", ["index.js", "package.json", "adapters/zod.js", "manifest.json"])
def test_what_was_changed_is_not_written_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("{}", "utf-8")
    code, output = run("--spec", SMALL, "-o", str(tmp_path))
    assert (code, f"holds {name}" in output) == (2, True)
    assert found(tmp_path) == {name: "{}"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--js writes a folder; name it with -o"),
        (("-o", "-"), "--js writes a folder; name it with -o"),
        (("-o", ""), "--output is empty"),
        (("-o", "checks.js"), "named like a file"),
        (("--model", "dall-e-3", "-o", "checks"), "leave out --model"),
        (("--operation", "edit", "--shape", "form", "-o", "checks"), "leave out --operation and --shape"),
        (("--draft", "draft-07", "-o", "checks"), "leave out --draft"),
        (("--unknown-models", "-o", "checks"), "leave out --unknown-models"),
        (("--spec", "openai@1999-01-01", "-o", "checks"), "1999-01-01"),
        (("--spec", "no-such.yaml", "-o", "checks"), "no-such.yaml"),
    ],
)
def test_wrong_use_exits_2_and_writes_nothing(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = run(*arguments)
    assert (code, said in output) == (2, True), output
    assert [*tmp_path.iterdir()] == []


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "checks").write_text("mine", "utf-8")
    code, output = run("--spec", SMALL, "-o", str(tmp_path / "checks" / ""))
    assert code == 2
    assert "cannot be written" in output or "named like a file" in output
    assert (tmp_path / "checks").read_text("utf-8") == "mine"
