"""``imagespec schema`` writes what ``json_schema`` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import imagespec
from imagespec.cli.main import cli
from imagespec.compile.schema_files import schema_files


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["schema", *arguments])
    return result.exit_code, result.output


def test_the_form_of_generate_is_written_by_default() -> None:
    code, output = run()
    assert code == 0
    assert json.loads(output) == imagespec.json_schema()


def test_a_model_is_written_as_its_own_schema() -> None:
    code, output = run("--model", "gpt-image-2", "--operation", "edit", "--draft", "draft-07")
    assert code == 0
    assert json.loads(output) == imagespec.json_schema("edit", "gpt-image-2", "model", "draft-07")


def test_another_revision_and_shape() -> None:
    code, output = run("--revision", "openai@2026-05-07", "--shape", "union")
    assert code == 0
    assert json.loads(output) == imagespec.json_schema(shape="union", spec="openai@2026-05-07")


@pytest.mark.parametrize(("shape", "file"), [("openapi", "openapi.json"), ("typescript", "imagespec.d.ts"), ("table", "table.schema.json")])
def test_whole_revisions(shape: str, file: str) -> None:
    assert run("--shape", shape) == (0, schema_files(imagespec.load().spec)[file])


def test_a_file_and_a_folder(tmp_path: Path) -> None:
    assert run("--model", "dall-e-3", "-o", str(tmp_path / "one.json"))[0] == 0
    assert json.loads((tmp_path / "one.json").read_text("utf-8"))["title"].startswith("DALL-E 3")
    code, output = run("-o", str(tmp_path / "all"))
    assert code == 0
    files = schema_files(imagespec.load().spec)
    assert f"{len(files)} files" in output
    assert {path.relative_to(tmp_path / "all").as_posix() for path in (tmp_path / "all").rglob("*") if path.is_file()} == set(files)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--operation", "draw"),
        ("--model", "gpt-image-9"),
        ("--shape", "model"),
        ("--shape", "tree"),
        ("--shape", "union", "--unknown-models"),
        ("--model", "dall-e-3", "-o", "/no/such/folder/x.json"),
        ("--revision", "openai@1999-01-01"),
    ],
)
def test_wrong_use_exits_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2
