"""``imagespec schema`` writes what ``json_schema`` says."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

import imagespec
from imagespec.cli.main import cli
from imagespec.compile.schema_files import schema_files

SMALL = str(Path(__file__).parent.parent / "table" / "minimal.yaml")
"""A table whose files are few and quickly written."""


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
    code, output = run("--spec", "openai@2026-05-07", "--shape", "union")
    assert code == 0
    assert json.loads(output) == imagespec.json_schema(shape="union", spec="openai@2026-05-07")


def test_the_ui_schema_of_a_form() -> None:
    code, output = run("--shape", "ui", "--operation", "edit")
    assert code == 0
    assert json.loads(output) == imagespec.ui_schema("images.edit") == imagespec.load().ui_schema("edit")


@pytest.mark.parametrize(("shape", "file"), [("openapi", "openapi.json"), ("typescript", "imagespec.d.ts"), ("table", "table.schema.json")])
def test_whole_revisions(shape: str, file: str) -> None:
    assert run("--shape", shape, "--spec", SMALL) == (0, schema_files(imagespec.load(SMALL).spec)[file])


def test_a_file_and_a_folder(tmp_path: Path) -> None:
    assert run("--model", "dall-e-3", "-o", str(tmp_path / "one.json"))[0] == 0
    assert json.loads((tmp_path / "one.json").read_text("utf-8"))["title"].startswith("DALL·E 3")
    code, output = run("--spec", SMALL, "-o", str(tmp_path / "all"))
    assert code == 0
    files = schema_files(imagespec.load(SMALL).spec)
    assert f"{len(files)} files" in output
    assert {path.relative_to(tmp_path / "all").as_posix() for path in (tmp_path / "all").rglob("*") if path.is_file()} == set(files)


def test_a_folder_of_another_revision_is_left_with_the_new_one_only(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / "tool").mkdir()
    (tmp_path / "tool" / "mine.json").write_text("{}", "utf-8")
    assert run("--spec", "openai@2026-05-07", "-o", str(tmp_path))[0] == 0
    code, output = run("--spec", SMALL, "-o", str(tmp_path))
    assert code == 0
    assert "removed" in output
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {*schema_files(imagespec.load(SMALL).spec), "README.md", "tool/mine.json"}


@pytest.mark.parametrize("index", ["{", "[]", '{"files": 5}', '{"files": [{"path": "../../kept.json"}, {"path": 5}, {}]}', "[" * 100_000])
def test_a_strange_index_takes_nothing_away(index: str, tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_text("{}", "utf-8")
    folder = tmp_path / "draft-07" / "all"
    folder.mkdir(parents=True)
    (folder / "index.json").write_text(index, "utf-8")
    code, output = run("--spec", SMALL, "-o", str(folder))
    assert (code, "holds index.json" in output) == (2, True)
    assert (tmp_path / "kept.json").exists()
    assert (folder / "index.json").read_text("utf-8") == index


def test_standard_output_and_files_are_told_from_folders(tmp_path: Path) -> None:
    assert run("-o", "-")[1] == run()[1]
    assert run("-o", str(tmp_path / "x.json"))[0] == 0
    assert (tmp_path / "x.json").read_text("utf-8") == run()[1]
    assert run("--draft", "draft-07", "-o", str(tmp_path / "y"))[0] == 0
    assert json.loads((tmp_path / "y").read_text("utf-8")) == imagespec.json_schema(draft="draft-07")


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.json"
    file.write_text("before", "utf-8")

    def fails(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fails)
    code, output = run("-o", str(file))
    assert code == 2
    assert "No space left" in output
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]
    assert file.read_text("utf-8") == "before"


def test_what_is_no_file_is_written_in_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    read: list[str] = []
    reader.start()
    assert run("--model", "dall-e-3", "-o", str(pipe))[0] == 0
    reader.join(10)
    assert json.loads(read[0]) == imagespec.json_schema(model="dall-e-3", shape="model")


def test_a_link_keeps_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("before", "utf-8")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert run("-o", str(tmp_path / "link.json"))[0] == 0
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text("utf-8") == run()[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", ""),
        ("--model", "dall-e-3", "-o", "."),
        ("--shape", "typescript", "--model", "dall-e-3"),
        ("--shape", "openapi", "--draft", "draft-07"),
        ("--shape", "table", "--unknown-models"),
        ("--operation", "draw"),
        ("--model", "gpt-image-9"),
        ("--shape", "model"),
        ("--shape", "tree"),
        ("--shape", "union", "--unknown-models"),
        ("--shape", "form", "--unknown-models"),
        ("--shape", "ui", "--draft", "draft-07"),
        ("--shape", "ui", "--operation", "paint"),
        ("--model", "dall-e-3", "-o", "/no/such/folder/x.json"),
        ("--spec", "openai@1999-01-01"),
    ],
)
def test_wrong_use_exits_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2
