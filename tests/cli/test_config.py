"""``[tool.imagespec]``: found upwards, checked strictly, and overruled by the command line."""

import shutil
from pathlib import Path

import pytest

from imagespec.cli.config import configured
from tests.cli.conftest import Result, invoke

GOOD = '{"model": "gpt-image-2", "prompt": "a cat"}'


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder whose pyproject.toml gets the given section; commands run in a folder inside it."""
    inside = tmp_path / "prompts"
    inside.mkdir()
    monkeypatch.chdir(inside)

    def write(section: str) -> Path:
        (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "x"\n[tool.imagespec]\n{section}', "utf-8")
        return tmp_path

    return write


def run(*arguments: str, stdin: str = GOOD) -> Result:
    return invoke(*arguments, stdin=stdin)


def test_nothing_configured_means_the_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("this is [not TOML", "utf-8")
    assert configured().spec == "openai"


def test_a_configured_revision_is_used_and_overruled(project):
    project('spec = "openai@2026-05-07"')
    newer = '{"model": "gpt-image-2.5-flare", "prompt": "a cat"}'
    assert run("lint", "-", stdin=newer).code == 1
    assert run("lint", "-", "--spec", "openai", stdin=newer).code == 0
    assert "openai@2026-05-07" in run("models").out


def test_a_configured_table_is_found_beside_the_file(project):
    root = project('spec = "tables/mine.yaml"')
    source = Path(__import__("imagespec").__file__).parent / "tables" / "openai" / "2026-05-07.yaml"
    (root / "tables").mkdir()
    shutil.copy(source, root / "tables" / "mine.yaml")
    assert "openai@2026-05-07" in run("models").out


def test_aliases_of_file_and_command_line_add_up(project):
    project('aliases = { ours = "gpt-image-2", other = "gpt-image-1.5" }')
    assert run("lint", "-", stdin=GOOD.replace("gpt-image-2", "ours")).code == 0
    other = GOOD.replace("gpt-image-2", "other").replace("}", ', "size": "1600x1600"}')
    assert run("lint", "-", stdin=other).code == 1
    assert run("lint", "-", "--alias", "other=gpt-image-2", stdin=other).code == 0


def test_select_ignore_strict_and_today(project):
    project('ignore = ["size"]')
    bad = GOOD.replace("}", ', "size": "1x1", "n": 11}')
    assert run("lint", "-", "--format", "json", stdin=bad).rules == ["n.range"]
    project('select = ["size.step"]')
    assert run("lint", "-", "--format", "json", stdin=bad).rules == ["size.step"]
    old = '{"model": "gpt-image-1.5", "prompt": "a cat"}'
    project('strict = true\ntoday = "2026-11-30"')
    result = run("lint", "-", "--format", "json", stdin=old)
    assert (result.code, result.rules) == (1, ["model.deprecated"])
    assert run("lint", "-", "--format", "json", "--today", "2026-12-01", stdin=old).rules == ["model.retired"]


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ('tabel = "openai"', "tool.imagespec.tabel: unknown key; use one of spec"),
        ("strict = 1", "tool.imagespec.strict: must be true or false"),
        ("ignore = [1]", "tool.imagespec.ignore: must be a list of text"),
        ('aliases = ["a"]', "tool.imagespec.aliases: must be a table of text"),
        ('aliases = { ours = "gpt-imgae-2" }', "did you mean gpt-image-2?"),
        ('spec = "openai@2020-01-01"', "no spec 'openai@2020-01-01'"),
        ('spec = "gone.yaml"', "gone.yaml"),
        ("strict = ", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(project, section, says):
    project(section)
    result = run("lint", "-")
    assert result.code == 2
    assert says in " ".join(result.err.split())


def test_expiring_lists_and_fails_on_what_is_used(project):
    root = project("strict = false")
    listed = run("models", "--expiring", "20d", "--today", "2026-11-21")
    assert listed.code == 0
    assert "gpt-image-1.5 " in listed.out
    assert "ends 2026-12-01" in listed.out
    assert "ended 2026-05-12" in listed.out
    assert "gpt-image-1.5" not in run("models", "--expiring", "9d", "--today", "2026-11-21").out

    requests = root / "requests.jsonl"
    requests.write_text(f"{GOOD}\n{GOOD.replace('gpt-image-2', 'gpt-image-1.5')}\n", "utf-8")
    used = run("models", "--expiring", "20d", "--today", "2026-11-21", "--requests", str(requests))
    assert used.code == 1
    assert "requests.jsonl:2" in used.out
    said = run("models", "--expiring", "20d", "--today", "2026-11-21", "--requests", str(requests), "--format", "json").said
    assert {row["model"] for row in said["models"] if row["used_in"]} == {"gpt-image-1.5"}
    assert run("models", "--expiring", "9d", "--today", "2026-11-21", "--requests", str(requests)).code == 0


@pytest.mark.parametrize(
    ("section", "code"),
    [('models = ["gpt-image-1-mini"]', 1), ('aliases = { x = "chatgpt-image-latest" }', 1), ('models = ["gpt-image-2"]', 0)],
)
def test_expiring_counts_what_the_project_declares(project, section, code):
    project(section)
    assert run("models", "--expiring", "20d", "--today", "2026-11-21").code == code


@pytest.mark.parametrize(
    "arguments", [("--expiring", "soon"), ("--expiring", "9d", "--today", "tomorrow"), ("--expiring", "9d", "--requests", "gone.jsonl")]
)
def test_expiring_says_what_it_cannot_read(project, arguments):
    project("strict = false")
    assert run("models", *arguments).code == 2
