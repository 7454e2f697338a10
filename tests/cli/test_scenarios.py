"""Scenario files that a person can read: input, command, output and exit code. Every option is in one of them."""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from imagespec.cli.main import cli

FOLDER = Path(__file__).parent / "scenarios"
FILES = sorted(FOLDER.glob("*/*.txt"))
COMMANDS = ("lint", "models", "rules", "schema", "playground", "diff", "compile", "size", "migrate")
ESCAPED = " (escaped)"


class Part(NamedTuple):
    """One part of a scenario: what its heading says, and the text below."""

    kind: str
    name: str
    text: str


def parts(text: str) -> Iterator[Part]:
    """The parts of a scenario; the first has no heading."""
    head, *others = re.split(r"^=== ", text, flags=re.MULTILINE)
    yield Part("about", "", head)
    for other in others:
        heading, _, body = other.partition("\n")
        kind, _, name = heading.partition(" ")
        yield Part(kind, name, body)


def played(scenario: list[Part], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Part]:
    """The same parts with what is printed and written now."""
    monkeypatch.chdir(folder)
    stdin, done = "", None
    for part in scenario:
        if part.kind == "file":
            path = folder / part.name.removesuffix(ESCAPED)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = part.text.encode().decode("unicode_escape") if part.name.endswith(ESCAPED) else part.text
            path.write_bytes(text.encode("latin-1" if part.name.endswith(ESCAPED) else "utf-8"))
        elif part.kind == "environment":
            monkeypatch.setenv(*part.name.split("=", 1))
        elif part.kind == "stdin":
            stdin = part.text
        elif part.kind in ("stderr", "exit"):
            continue  # they come with their command
        if part.kind == "now":
            yield part._replace(text=(folder / part.name).read_text("utf-8"))
        elif part.kind != "run":
            yield part
        else:
            name, *arguments = shlex.split(part.name)
            assert name == "imagespec"
            done = CliRunner().invoke(cli, arguments, input=stdin, catch_exceptions=False, prog_name="imagespec")
            yield part._replace(text=done.stdout)
            if done.stderr:
                yield Part("stderr", "", done.stderr)
            yield Part("exit", str(done.exit_code), "")
            stdin = ""


def written(scenario: list[Part]) -> str:
    """A scenario as its file has it."""
    first, *others = scenario
    return first.text + "".join(
        f"=== {part.kind}{' ' * bool(part.name)}{part.name}\n{part.text}{'' if part.text.endswith(chr(10)) or not part.text else chr(10)}"
        for part in others
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_scenario(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    scenario = [*parts(text)]
    assert scenario[0].text.strip(), "a scenario says what it shows"
    assert any(part.kind == "run" for part in scenario)
    assert written([*played(scenario, tmp_path, monkeypatch)]) == text


def commands() -> list[list[str]]:
    return [shlex.split(part.name)[1:] for path in FILES for part in parts(path.read_text("utf-8")) if part.kind == "run"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_a_scenario(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command
    used = {word.partition("=")[0] for words in commands() if words[:1] == [name] for word in words}
    for option in command.params:
        if isinstance(option, click.Option):
            assert used.intersection(option.opts), option.opts
            assert not option.secondary_opts or used.intersection(option.secondary_opts), option.secondary_opts


@pytest.mark.parametrize("code", ["0", "1", "2"])
def test_every_exit_code_is_in_a_scenario(code: str) -> None:
    assert any(f"=== exit {code}\n" in path.read_text("utf-8") for path in FILES)


def main() -> None:
    """Write what is printed now into the scenario files."""
    for path in [FOLDER / name for name in sys.argv[1:]] or FILES:
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
            for name in ("COLUMNS", "GITHUB_ACTIONS"):
                monkeypatch.delenv(name, raising=False)
            result = written([*played([*parts(path.read_text("utf-8"))], Path(folder), monkeypatch)])
            monkeypatch.chdir(os.path.sep)
        path.write_text(result, "utf-8")


if __name__ == "__main__":
    main()
