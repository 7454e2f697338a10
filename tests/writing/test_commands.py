"""``compile -o`` and ``schema -o``: only what they wrote is written again, and they may be stopped at any time."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from imagespec.cli.writing import write_whole
from tests.cli.conftest import invoke
from tests.generated.tables import base, model
from tests.writing.killing import CALLS, TRACER, kill
from tests.writing.stopping import listing

MINIMAL = Path(__file__).parent.parent / "table" / "minimal.yaml"
PACKAGE = ("compile", MINIMAL, "-o")
SCHEMAS = ("schema", "--spec", MINIMAL, "-o")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another table."""
    path = tmp_path / "other.yaml"
    text = MINIMAL.read_text("utf-8").replace("pencil", "crayon").replace("trace:", "copy:")
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("thing", ["NOTES.md", "module.py", ".git", "schemas/mine.json", "__pycache__/mine.txt"])
def test_a_package_that_holds_something_else_is_left_alone(thing: str, other: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gw"
    assert invoke(*PACKAGE, folder).code == 0
    (folder / thing).parent.mkdir(exist_ok=True)
    (folder / thing).mkdir() if thing == ".git" else (folder / thing).write_text("precious")
    before = listing(tmp_path)
    result = invoke("compile", other, "-o", folder)
    assert (result.code, result.out) == (2, "")
    assert f"{folder}: holds {thing}, not written by this command" in result.err.replace("\n", " ")
    assert listing(tmp_path) == before


def test_a_file_of_a_package_that_was_changed_is_left_alone(other: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gw"
    assert invoke(*PACKAGE, folder).code == 0
    with (folder / "draw.py").open("a") as file:
        file.write("# mine\n")
    before = listing(tmp_path)
    result = invoke("compile", other, "-o", folder)
    assert (result.code, "draw.py" in result.err) == (2, True)
    assert listing(tmp_path) == before


@pytest.mark.parametrize("name", ["openapi.json", "index.json", "imagespec.d.ts", "tool/draw/brush.json"])
def test_schemas_do_not_replace_a_users_own_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text('{"mine": true}')
    before = listing(tmp_path)
    result = invoke(*SCHEMAS, tmp_path)
    assert (result.code, result.out, name in result.err) == (2, "", True)
    assert listing(tmp_path) == before


def test_schemas_stand_beside_a_users_files(other: Path, tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    assert invoke(*SCHEMAS, folder).code == 0
    (folder / "tool" / "mine.json").write_text("mine")
    (folder / ".git").mkdir()
    assert invoke("schema", "--spec", other, "-o", folder).code == 0
    assert (folder / "tool" / "mine.json").read_text() == "mine"
    assert (folder / ".git").is_dir()
    assert (folder / "tool" / "draw" / "crayon.json").exists()
    assert not (folder / "tool" / "draw" / "pencil.json").exists()


def test_schemas_are_not_led_outside(other: Path, tmp_path: Path) -> None:
    folder, outside = tmp_path / "schemas", tmp_path / "outside"
    assert invoke(*SCHEMAS, folder).code == 0
    (folder / "tool").rename(outside)
    (folder / "tool").symlink_to(outside)
    before = listing(tmp_path)
    result = invoke("schema", "--spec", other, "-o", folder)
    assert (result.code, "tool/draw" in result.err) == (2, True)
    assert listing(tmp_path) == before


def test_a_link_to_a_package_keeps_leading_to_it(other: Path, tmp_path: Path) -> None:
    (tmp_path / "gw").symlink_to(tmp_path / "build-1")
    (tmp_path / "build-1").mkdir()
    assert invoke(*PACKAGE, tmp_path / "gw").code == 0
    assert "import gw" in invoke("compile", other, "-o", tmp_path / "gw").out
    assert (tmp_path / "gw").is_symlink()
    assert (tmp_path / "build-1" / "copy.py").exists()
    assert not (tmp_path / "build-1" / "trace.py").exists()


@pytest.mark.parametrize("command", [PACKAGE, SCHEMAS])
def test_an_empty_name_or_a_file_is_no_folder(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for output in ("", tmp_path / "file"):
        assert invoke(*command, output).code == 2
    assert listing(tmp_path) == {"file": b"mine"}


# -- one file ----------------------------------------------------------------------------------------------------------


def test_a_file_keeps_its_mode_and_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 4321, 4322)
    was = path.stat()
    write_whole(path, b"new\r\n")
    now = path.stat()
    assert path.read_bytes() == b"new\r\n"
    assert (stat.S_IMODE(now.st_mode), now.st_uid, now.st_gid) == (0o640, was.st_uid, was.st_gid)
    assert now.st_ino != was.st_ino


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_that_would_change_hands_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    os.chown(path, 4321, 4322)

    def refuse(*arguments: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    with pytest.raises(PermissionError):
        write_whole(path, "new")
    assert listing(tmp_path) == {"a.json": b"old"}


# -- stops -------------------------------------------------------------------------------------------------------------


@pytest.mark.exhaustive
@pytest.mark.skipif(TRACER is None, reason="needs strace")
@pytest.mark.parametrize("command", ["compile", "schema"])
def test_killed_at_any_call_that_changes_a_file(command: str, tmp_path: Path) -> None:
    """The whole command, killed before each such call in turn: the folder holds the old set, with what is beside it, or the new one."""
    folder, one, other = tmp_path / "out", tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(json.dumps(base()), "utf-8")  # few files, so that there are few calls
    other.write_text(json.dumps(base(models={"crayon": model(["draw"], ["text"])})), "utf-8")
    first, second = (
        ("compile", table, "-o", folder) if command == "compile" else ("schema", "--spec", table, "-o", folder) for table in (one, other)
    )
    assert invoke(*first).code == 0
    if command == "schema":
        (folder / "README.md").write_text("mine")
    old = listing(folder)
    shutil.copytree(folder, tmp_path / "kept")
    assert invoke(*second).code == 0
    new = listing(folder)
    traced, outcomes = 0, set()
    for call in CALLS:
        number = 0
        while True:
            number += 1
            shutil.rmtree(folder)
            shutil.copytree(tmp_path / "kept", folder)
            killed = kill(call, number, *map(str, second))
            found = listing(folder)
            assert found in (old, new), (call, number)
            outcomes.add(found == new)
            traced += killed
            if not killed:
                assert found == new
                break
    assert outcomes == {True, False}
    assert traced > 2 * len(new)
