"""Names that mean nothing are refused, on the command line and in the configuration, with the nearest that means something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from imagespec.cli.config import configured
from imagespec.values.days import day_number
from tests.cli.conftest import Result, invoke

GOOD = '{"model": "gpt-image-2", "prompt": "a cat"}'

Project = Callable[[str], Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A folder whose pyproject.toml gets the given section; commands run in it."""
    monkeypatch.chdir(tmp_path)

    def write(section: str) -> Path:
        (tmp_path / "pyproject.toml").write_text(f"[project]\nname = 'x'\n[tool.imagespec]\n{section}\n", "utf-8")
        return tmp_path

    return write


def run(*arguments: str, stdin: str = GOOD) -> Result:
    return invoke(*arguments, stdin=stdin)


def said(result: Result) -> str:
    return " ".join(result.err.split())


# -- rules ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("sise", "size"),
        ("size.setp", "step"),
        ("sise.step", "size.step"),
        ("*.unsuported", "unsupported"),
        ("keys.count", "key.count"),
        ("Size", "size"),
        ("custom-id", "custom_id"),
    ],
)
def test_rules_that_are_none(project: Project, name: str, nearest: str) -> None:
    project("strict = false")
    for option in ("--select", "--ignore"):
        result = run("lint", "-", option, f"n,{name}")
        assert (result.code, result.out) == (2, "")
        assert f"{option}: no rule {name}" in said(result)
        assert f"did you mean {nearest}?" in said(result)
    for key in ("select", "ignore"):
        project(f'{key} = ["n", "{name}"]')
        result = run("lint", "-")
        assert (result.code, result.out) == (2, "")
        assert f"pyproject.toml: tool.imagespec.{key}: no rule {name}" in said(result)
        assert f"did you mean {nearest}?" in said(result)


@pytest.mark.parametrize(
    "name", ["size", "size.step", "*.step", "*", "file_id", "images", "key.count", "key", "batch", "*.count", "model.retired"]
)
@pytest.mark.parametrize("spec", ["openai", "azure", "openai@2026-05-07"])
def test_rules_that_are_some(project: Project, name: str, spec: str) -> None:
    project(f'ignore = ["{name}"]\nspec = "{spec}"')
    assert run("lint", "-").code == 0
    assert run("lint", "-", "--select", name).code == 0


def test_a_table_of_ones_own_has_rules_of_its_own(project: Project) -> None:
    table = Path(__file__).parent / "hard" / "quad.yaml"
    request = '{"model": "brush", "text": "a"}'
    assert run("lint", "-", "--spec", str(table), "--ignore", "layers,tone.value,ink", stdin=request).code == 0
    result = run("lint", "-", "--spec", str(table), "--ignore", "layer", stdin=request)
    assert (result.code, "did you mean layers?" in said(result)) == (2, True)


# -- models, aliases and operations --------------------------------------------------------------------------------


def test_models_that_are_none(project: Project) -> None:
    project('models = ["gpt-image-2", "gpt-imgae-1.5"]')
    result = run("models", "--expiring", "90d")
    assert (result.code, result.out) == (2, "")
    assert "pyproject.toml: tool.imagespec.models: no model gpt-imgae-1.5; did you mean gpt-image-1.5?" in said(result)
    result = run("models", "gpt-imgae-2")
    assert (result.code, "did you mean gpt-image-2?" in said(result)) == (2, True)


def test_aliases_that_stand_for_none(project: Project) -> None:
    project('aliases = { ours = "gpt-imgae-2" }')
    for command in (("lint", "-"), ("models", "--expiring", "90d")):
        result = run(*command)
        assert result.code == 2
        assert "pyproject.toml: tool.imagespec.aliases: alias 'ours' stands for no model 'gpt-imgae-2'; did you mean gpt-image-2?" in said(
            result
        )
    project("strict = false")
    result = run("lint", "-", "--alias", "ours=gpt-imgae-2")
    assert (result.code, "did you mean gpt-image-2?" in said(result)) == (2, True)


def test_operations_that_are_none(project: Project) -> None:
    project("strict = false")
    result = run("lint", "-", "--operation", "genrate")
    assert (result.code, result.out) == (2, "")
    assert "no operation 'genrate'; did you mean generate?" in said(result)


def test_commands_that_are_none() -> None:
    for name, nearest in (("lnit", "lint"), ("model", "models"), ("schemas", "schema")):
        result = run(name)
        assert (result.code, f"did you mean {nearest}?" in said(result)) == (2, True)
    assert "use one of compile, diff, lint" in said(run("xyzzy"))


# -- dates ---------------------------------------------------------------------------------------------------------


BROKEN_DATES = ["2026-15-05", "2026-13-45", "20260507--", "2026-02-29", "2026-00-10", "2026-04-31", "0000-01-01", "2026-5-07", "2026/05/07",
                "--20260507", "2026-W19-4", "2026-05-0７", "+026-05-07", " 2026-5-7", "20260507", "2026-05-07T"]  # fmt: skip


@pytest.mark.parametrize("date", BROKEN_DATES)
def test_dates_that_are_none(project: Project, date: str) -> None:
    project("strict = false")
    commands = [
        ("lint", "-", "--spec", f"openai@{date}"), ("lint", "-", "--today", date), ("diff", f"openai@{date}"),
        ("models", "--expiring", "9d", "--today", date), ("schema", "--spec", f"openai@{date}"),
    ]  # fmt: skip
    for command in commands:
        result = run(*command)
        assert (result.code, result.out) == (2, ""), command
    assert day_number(date) == 0
    for key in ("today", "spec"):
        project(f'{key} = "{"openai@" if key == "spec" else ""}{date}"')
        assert run("lint", "-").code == 2


def test_dates_that_are_some() -> None:
    from datetime import date, timedelta

    day = date(1999, 1, 1)
    while day < date(2105, 1, 1):
        assert day_number(day.isoformat()) == day.year * 10000 + day.month * 100 + day.day
        day += timedelta(1)


# -- the configuration ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["git folder", "git file", "project", "broken project", "own section"])
def test_the_search_stops_at_the_root_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.imagespec]\nstrict = true\n", "utf-8")
    inner = tmp_path / "inner"
    (inner / "deep").mkdir(parents=True)
    monkeypatch.chdir(inner / "deep")
    assert configured().strict
    if root == "git folder":
        (inner / ".git").mkdir()
    elif root == "git file":
        (inner / ".git").write_text("gitdir: elsewhere")
    elif root == "own section":
        (inner / "pyproject.toml").write_text("[tool.imagespec]\n")
    else:
        (inner / "pyproject.toml").write_text("[project]\nname = 'x'\n" + ("broken [" if "broken" in root else ""))
    assert not configured().strict
    if root != "own section":
        (inner / "deep" / "pyproject.toml").write_text("[tool.other]\nx = 1\n[tool.imagespec]\nstrict = true\n")
        assert configured().strict


def test_the_root_may_have_the_section_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n[tool.imagespec]\nstrict = true\n")
    monkeypatch.chdir(tmp_path / "deep")
    assert configured().strict


@pytest.mark.parametrize(
    "text",
    [
        b"broken [",
        b"[project]\ndependencies = ['imagespec>=0.1'\n[tool.x",
        b"[tool.poetry.dependencies]\nimagespec = '^0.1'\nbroken",
        b"# [tool.imagespec]\nbroken [",
        b"imagespec \xff\xfe",
        b"imagespec = " + b"[" * 100_000,
        b"[tool]\nother = 1\n[more]\nimagespec = 2\nbroken",
    ],
)
def test_a_broken_file_that_configures_nothing_blocks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text)
    monkeypatch.chdir(tmp_path)
    assert (run("lint", "-").code, run("lint", "-").err) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        b"[tool.imagespec]\nstrict = tru",
        b"[tool.imagespec\nstrict = true",
        b"[ tool . imagespec ]\nstrict = \xff",
        b"['tool'.\"imagespec\"]\nstrict",
        b"tool.imagespec.strict = yes",
        b"[tool]\nother = 1\n\nimagespec = {strict = yes}",
        b"tool = {imagespec = {strict = yes}}",
        b"[tool.imagespec]\nignore = " + b"[" * 100_000,
        b"broken = \n[[tool.imagespec]]\n",
    ],
)
def test_a_broken_file_that_means_to_configure_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text)
    monkeypatch.chdir(tmp_path)
    for command in (("lint", "-"), ("models",), ("rules",), ("schema",), ("models", "--expiring", "9d")):
        result = run(*command)
        assert (result.code, result.out) == (2, "")
        assert "pyproject.toml: cannot be read" in result.err
        assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    "section", ['spec = ""', 'models = [""]', 'aliases = {"" = "gpt-image-2"}', 'aliases = {x = ""}', 'select = [""]', 'today = ""']
)
def test_empty_names_are_refused(project: Project, section: str) -> None:
    project(section)
    result = run("lint", "-")
    assert (result.code, "must not be empty" in result.err) == (2, True)


def test_the_summary_names_the_configuration_that_ignored_something(project: Project) -> None:
    bad = GOOD.replace("}", ', "size": "1x1", "n": 11}')
    root = project('ignore = ["size"]')
    (root / "deep").mkdir()
    out = run("lint", "-", stdin=bad).out.splitlines()[-1]
    assert out.endswith("; 2 findings ignored by pyproject.toml")
    assert "ignored by" not in run("lint", "-").out
    assert "ignored by" not in run("lint", "-", "--ignore", "size", stdin=bad).out, "the command line says so itself"
    project('select = ["n"]')
    assert run("lint", "-", stdin=bad).out.endswith("; 2 findings ignored by pyproject.toml\n")
    assert run("lint", "-", "--ignore", "size.pixels", stdin=bad).out.endswith("; 1 finding ignored by pyproject.toml\n")


def test_the_file_is_named_as_seen_from_where_the_command_runs(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project('ignore = ["sise"]')
    (root / "deep").mkdir()
    monkeypatch.chdir(root / "deep")
    assert "../pyproject.toml: tool.imagespec.ignore: no rule sise; did you mean size?" in said(run("lint", "-"))
