"""The documents say what is true: every example in them is run."""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

import imagespec
from imagespec.cli.catalogue import RULES
from imagespec.cli.config import configured
from imagespec.cli.formats import NAMES
from imagespec.cli.rulebook.meanings import MEANINGS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/sizes.md",
    "docs/bulk.md",
    "docs/source-code.md",
    "docs/integrations.md",
    "docs/javascript.md",
    "docs/playground.md",
    "docs/rules/README.md",
    "imagespec/tables/README.md",
)
FENCE = re.compile(r"^```(\w+)(?: title=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(document: str, language: str) -> list[tuple[str, str]]:
    """Title and text of the fenced blocks of a language."""
    return [(title, text) for found, title, text in FENCE.findall((ROOT / document).read_text("utf-8")) if found == language]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the documents talk about."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "examples" / "batch.jsonl", tmp_path / "batch.jsonl")
    shutil.copy(ROOT / "examples" / "request.json", tmp_path / "request.json")
    for folder in ("prompts", "drafts"):
        (tmp_path / folder).mkdir()
        shutil.copy(ROOT / "examples" / "request.json", tmp_path / folder)
    for document in DOCUMENTS:
        for title, text in blocks(document, "yaml"):
            name = Path("imagespec/tables/openai", title) if title[:4].isdigit() else Path(title)
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        for title, text in blocks(document, "python"):
            if title:
                (tmp_path / title).write_text(text, "utf-8")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell with ``imagespec`` on its path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "NO_COLOR": "1"}
    return subprocess.run(command, shell=True, cwd=folder, env=environment, text=True, capture_output=True, timeout=60, check=False)


def test_the_readme_has_two_blocks_of_commands_in_order() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert [found for found, _, _ in FENCE.findall(text)].count("sh") == 2
    run_block, test_block = (text for _, text in blocks("README.md", "sh"))
    assert re.search(r"^## Run\n\n```sh\n" + re.escape(run_block), text, re.MULTILINE)
    assert re.search(r"^## Test\n\n```sh\n" + re.escape(test_block), text, re.MULTILINE)
    assert "imagespec lint examples/" in run_block
    assert test_block.splitlines()[-1] == ".venv/bin/pytest"


def test_the_readme_says_what_it_does_in_three_lines_and_shows_it() -> None:
    title, lead, picture, following = (ROOT / "README.md").read_text("utf-8").split("\n\n")[:4]
    assert title == "# imagespec"
    assert len(lead.splitlines()) == 3
    assert re.fullmatch(r"\[!\[[^]]+\]\(docs/playground\.png\)\]\(docs/playground\.md\)", picture)
    assert following == "## Run"


def test_the_run_block_ends_well_and_shows_findings() -> None:
    """Its last line, with the command of this environment in place of the new one; only exit code 1 counts as intended."""
    last = blocks("README.md", "sh")[0][1].splitlines()[-1].replace(".venv/bin/imagespec", "imagespec")
    done = run(last, ROOT)
    assert done.returncode == 0
    assert "examples/batch-with-mistakes.jsonl\n  1:152 error size.step" in done.stdout
    assert run(last.replace("examples/", "nowhere/"), ROOT).returncode != 0


@pytest.mark.parametrize("document", DOCUMENTS)
def test_python_examples(document: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    text = "\n".join(text for _, text in blocks(document, "python"))
    test = doctest.DocTestParser().get_doctest(text, {}, document, document, 0)
    assert len(test.examples) == text.count(">>>")
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize(
    "command",
    [line[2:] for document in DOCUMENTS for _, text in blocks(document, "console") for line in text.splitlines() if line.startswith("$ ")],
)
def test_commands(command: str, desk: Path) -> None:
    if command == "python tools/build":
        assert (ROOT / "tools" / "build").is_file()
        return
    done = run(command, desk)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_findings_in_source_code_are_what_is_printed(desk: Path) -> None:
    (printed,) = (text for _, text in blocks("README.md", "console") if "app.py" in text)
    command, *lines = printed.splitlines()
    assert run(command.removeprefix("$ "), desk).stdout.splitlines() == lines


def test_the_output_in_the_readme_is_what_is_printed() -> None:
    finding, summary = (text for _, text in blocks("README.md", "text"))
    command = "imagespec lint --today 2026-05-07"
    assert finding in run(f"{command} examples/batch-with-mistakes.jsonl", ROOT).stdout
    printed = run(f"{command} --spec openai@2026-11-26 examples/batch-with-mistakes.jsonl", ROOT).stdout
    assert printed.splitlines()[-1] == summary.strip()


@pytest.mark.parametrize("title", [title for document in DOCUMENTS for title, _ in blocks(document, "yaml")])
def test_tables_and_settings_are_right(title: str, desk: Path) -> None:
    path = next(desk.rglob(title))
    if title.startswith("."):  # tests/hooks runs them
        return
    if title == "prompt.yaml":
        assert run(f"imagespec lint --strict --spec openai@2026-05-07 {path}", desk).returncode == 0
        text = path.read_text("utf-8")
        path.write_text(text.replace("# imagespec: ignore[size.experimental]", ""), "utf-8")
        assert run(f"imagespec lint --strict --spec openai@2026-05-07 {path}", desk).returncode == 1
        return
    table = imagespec.load(path)
    if not title[:4].isdigit():  # tests/table/test_guide.py has more of them
        return
    before = set(imagespec.load("openai@2026-05-07").models)
    (model,) = set(table.models) - before
    assert table.check({"model": model, "prompt": "a cat", "size": "640x640"}).errors[0].rule == "size.value"
    assert table.is_valid({"model": model, "prompt": "a cat", "size": "2048x2048"})


def test_the_settings_in_the_readme_are_read(tmp_path: Path) -> None:
    ((title, text),) = blocks("README.md", "toml")
    (tmp_path / title).write_text(text, "utf-8")
    config = configured(tmp_path)
    written = tomllib.loads(text)["tool"]["imagespec"]
    assert {*config._fields} - {"file"} == {key.replace("-", "_") for key in written}
    assert (config.spec, config.strict, config.aliases["house-*"]) == ("openai@2026-11-12", True, "gpt-image-2")


@pytest.mark.parametrize(
    ("name", "code"), [(path.name, 1 if "mistakes" in path.name else 0) for path in sorted((ROOT / "examples").glob("*.[jy]*"))]
)
def test_examples_are_as_good_as_their_names(name: str, code: int) -> None:
    assert run(f"imagespec lint --strict --today 2026-05-07 examples/{name}", ROOT).returncode == code


def test_every_option_and_format_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    help_text = run("imagespec lint --help", ROOT).stdout
    for option in re.findall(r"--[a-z-]+", help_text):
        assert option in text or option in ("--help", "--no-color"), option
    assert all(f"`{name}`" in text for name in NAMES)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_taught_by_the_documented_command(shell: str, desk: Path) -> None:
    command = f"_IMAGESPEC_COMPLETE={shell}_source imagespec"
    assert command in (ROOT / "README.md").read_text("utf-8")
    done = run(command, desk)
    if "Bash version" not in done.stderr:  # where an old shell is too old for it
        assert "imagespec" in done.stdout
    words = {"bash": "COMP_WORDS='imagespec lint --bas' COMP_CWORD=2", "zsh": "COMP_WORDS='imagespec lint --bas' COMP_CWORD=2",
             "fish": "COMP_WORDS='imagespec lint --bas' COMP_CWORD='--bas'"}[shell]  # fmt: skip
    assert "--baseline" in run(f"{words} _IMAGESPEC_COMPLETE={shell}_complete imagespec", desk).stdout


def test_every_problem_has_a_meaning() -> None:
    assert {name.rpartition(".")[2] for name in RULES} <= set(MEANINGS)


def test_links_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / document).read_text("utf-8")):
            assert (ROOT / document).parent.joinpath(unquote(target)).exists(), target


def test_the_changelog_has_three_sorts() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    for release in text.split("\n## ")[1:]:
        assert re.findall(r"^### (\w+)", release, re.MULTILINE) == ["Table", "Rules", "Code"]


def test_json_says_the_keys_the_readme_names() -> None:
    done = run("imagespec lint --format json examples/batch-with-mistakes.jsonl", ROOT)
    said = json.loads(done.stdout)
    text = (ROOT / "README.md").read_text("utf-8")
    assert all(f"`{key}`" in text for key in said["diagnostics"][0])
