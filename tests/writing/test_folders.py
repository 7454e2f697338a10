"""A folder of generated files: whole or not at all wherever a writer is stopped, and nothing of anybody else is touched."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from imagespec.cli import folders
from imagespec.cli.folders import write_folder
from imagespec.cli.writing import Occupied
from imagespec.compile.manifest import listed, sealed
from tests.writing.stopping import listing, steps, stopped

MANIFEST = "index.json"

Depth = Callable[[int, int], int]


def whole_set(files: Mapping[str, str]) -> dict[str, str]:
    return {**files, MANIFEST: json.dumps(sealed(MANIFEST, {}, files))}


FIRST = whole_set({"a.json": "1", "b/c.json": "1", "gone/d.json": "1", "gone/too.json": "1"})
SECOND = whole_set({"a.json": "2", "b/c.json": "2", "new/e.json": "2", "b/f/g.json": "2"})


def write(folder: Path, files: Mapping[str, str], *, alone: bool = False) -> list[str]:
    return write_folder(folder, files, MANIFEST, alone=alone)


def theirs(folder: Path) -> None:
    """What a user may have put beside generated files."""
    (folder / "README.md").write_text("mine")
    (folder / "b" / "mine.json").write_text("mine")
    (folder / ".git" / "refs").mkdir(parents=True)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main")
    (folder / "link").symlink_to("README.md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "out"
    write(path, FIRST)
    return path


def test_a_set_replaces_another(folder: Path) -> None:
    assert sorted(write(folder, SECOND)) == ["gone/d.json", "gone/too.json"]
    files = {name: content for name, content in listing(folder).items() if content is not None}
    assert files == {name: text.encode() for name, text in SECOND.items()}
    assert not (folder / "gone").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_what_others_have_put_there_stays(folder: Path) -> None:
    theirs(folder)
    (folder / "b" / "mine.json").chmod(0o640)
    (folder / "b").chmod(0o750)
    inode = (folder / "README.md").stat().st_ino
    before = listing(folder)
    write(folder, SECOND)
    after = listing(folder)
    own = {"README.md", "b/mine.json", ".git", ".git/HEAD", ".git/refs", "link"}
    assert {name: after[name] for name in own} == {name: before[name] for name in own}
    assert own | {name for name, content in after.items() if content is None} | set(SECOND) == set(after)
    assert (folder / "README.md").stat().st_ino == inode
    assert ((folder / "b" / "mine.json").stat().st_mode & 0o777, (folder / "b").stat().st_mode & 0o777) == (0o640, 0o750)


# -- stops -------------------------------------------------------------------------------------------------------------


def _nothing(folder: Path) -> None:
    pass


def _empty(folder: Path) -> None:
    folder.mkdir()


def _first(folder: Path) -> None:
    write(folder, FIRST)


def _first_and_theirs(folder: Path) -> None:
    write(folder, FIRST)
    theirs(folder)


def sampled(number: int, most: int) -> range:
    """Steps from the first to behind the last one, evenly, at most so many."""
    return range(0, number + 1, max(1, -(-(number + 1) // most)))


@pytest.mark.parametrize("before", [_nothing, _empty, _first, _first_and_theirs])
def test_a_stop_leaves_the_old_set_or_the_new_one(before: Callable[[Path], None], tmp_path: Path, depth: Depth) -> None:
    done = tmp_path / "done"
    before(done)
    old, existed = listing(done), done.exists()
    number = steps(lambda: write(done, SECOND))
    new, outcomes = listing(done), []
    assert number > 2 * len(SECOND)
    for step in sampled(number, depth(15, 1_000)):
        folder = tmp_path / str(step) / "out"
        folder.parent.mkdir()
        before(folder)
        assert stopped(lambda folder=folder: write(folder, SECOND), step) is (step < number)
        assert folder.exists() or not existed
        found = listing(folder)
        assert found in (old, new), step
        outcomes.append(found == new)
        write(folder, SECOND)  # the next run is not kept from its work by what the stop has left behind
        assert listing(folder) == new
    assert outcomes == sorted(outcomes)


def test_a_stop_while_files_are_put_in_one_by_one_loses_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, depth: Depth) -> None:
    """Where two folders cannot change places, every file is an old or a new one at any time, and the next run completes the set."""
    monkeypatch.setattr(folders, "swap", lambda one, other: False)
    _first_and_theirs(tmp_path / "done")
    number = steps(lambda: write(tmp_path / "done", SECOND))
    for step in sampled(number, depth(15, 1_000)):
        folder = tmp_path / str(step) / "out"
        folder.parent.mkdir()
        _first_and_theirs(folder)
        old = files_in(folder)
        stopped(lambda folder=folder: write(folder, SECOND), step)
        found = files_in(folder)
        for name in {*FIRST} & {*SECOND}:
            assert found[name] in (FIRST[name].encode(), SECOND[name].encode())
        assert {*old, *SECOND} >= {*found}
        write(folder, SECOND)
        assert files_in(folder) == {name: text.encode() for name, text in SECOND.items()} | {
            name: content for name, content in old.items() if name not in FIRST
        }


def files_in(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in listing(folder).items() if content is not None}


@pytest.mark.parametrize("call", ["replace", "unlink", "link", "rename", "mkdir"])
@pytest.mark.parametrize("swaps", [True, False])
def test_a_failure_anywhere_leaves_the_old_set(call: str, swaps: bool, folder: Path, monkeypatch: pytest.MonkeyPatch, depth: Depth) -> None:
    theirs(folder)
    before, original = listing(folder), getattr(os, call)
    if not swaps:
        monkeypatch.setattr(folders, "swap", lambda one, other: False)
    for number in range(0, 30, depth(6, 1)):
        calls = iter(range(100))

        def fails(*arguments: object, calls: Iterator[int] = calls, number: int = number, **options: object) -> object:
            if next(calls) == number:
                raise OSError(28, "No space left on device")
            return original(*arguments, **options)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, fails)
            try:
                write(folder, SECOND)
            except OSError:
                assert listing(folder) == before
        left = [path for path in folder.parent.iterdir() if path != folder]
        assert call in ("unlink", "rmdir") or not left  # what cannot be removed is beside the folder
        if listing(folder) != before:
            write(folder, FIRST)
        assert listing(folder) == before


# -- what is in the way ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.json", "b/c.json", "gone/d.json", MANIFEST])
def test_a_file_changed_by_hand_is_named_and_stays(name: str, folder: Path) -> None:
    (folder / name).write_text("changed by hand")
    before = listing(folder)
    with pytest.raises(Occupied) as caught:
        write(folder, SECOND)
    assert name in caught.value.names
    assert listing(folder) == before


@pytest.mark.parametrize("alone", [True, False])
def test_files_that_were_there_first_are_named_and_stay(alone: bool, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("mine")
    (tmp_path / "new").write_text("a file where a folder goes")
    with pytest.raises(Occupied) as caught:
        write(tmp_path, SECOND, alone=alone)
    assert {"a.json", "new/e.json"} <= set(caught.value.names)
    assert listing(tmp_path) == {"a.json": b"mine", "new": b"a file where a folder goes"}


@pytest.mark.parametrize("thing", ["NOTES.md", ".git", "b/module.py", "__pycache__/notes.txt"])
def test_a_folder_of_its_own_holds_nothing_else(thing: str, folder: Path) -> None:
    path = folder / thing
    path.parent.mkdir(exist_ok=True)
    path.mkdir() if thing == ".git" else path.write_text("mine")
    before = listing(folder)
    with pytest.raises(Occupied) as caught:
        write(folder, SECOND, alone=True)
    assert caught.value.names == [thing]
    assert listing(folder) == before


def test_what_python_caches_is_in_nobodys_way(folder: Path) -> None:
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "checks.cpython-311.pyc").write_bytes(b"\0")
    write(folder, SECOND, alone=True)
    assert not (folder / "__pycache__").exists()


def test_a_file_that_is_as_it_will_be_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("2")
    write(tmp_path, SECOND)
    assert (tmp_path / MANIFEST).read_text() == SECOND[MANIFEST]


def test_line_ends_of_another_platform_are_no_change(folder: Path) -> None:
    lines = whole_set({"a.json": "1\n2\n"})
    write(folder, lines)
    (folder / "a.json").write_bytes(b"1\r\n2\r\n")
    write(folder, SECOND)
    assert (folder / "a.json").read_text() == "2"


# -- links -------------------------------------------------------------------------------------------------------------


def test_a_link_to_the_folder_keeps_leading_to_it(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder, target_is_directory=True)
    write(link, SECOND)
    assert link.is_symlink()
    assert (folder / "a.json").read_text() == "2"


@pytest.mark.parametrize("name", ["gone", "b", "a.json"])
def test_a_link_in_the_folder_leads_nowhere(name: str, folder: Path) -> None:
    """Neither is anything written through it, nor deleted."""
    outside = folder.parent / "outside"
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    before = listing(folder.parent)
    with pytest.raises(Occupied) as caught:
        write(folder, SECOND)
    assert any(found.startswith(name) for found in caught.value.names)
    assert listing(folder.parent) == before


@pytest.mark.parametrize(
    "path", ["../kept.json", "b/../../kept.json", "/etc/passwd", "", ".", "..", "b//c.json", r"a\..\b", "c:x", "nul\0"]
)
def test_a_manifest_leads_nowhere_else(path: str, folder: Path) -> None:
    forged = json.dumps(sealed(MANIFEST, {}, {path: "x"}))
    assert listed(MANIFEST, forged) == {}
    (folder.parent / "kept.json").write_text("x")
    (folder / MANIFEST).write_text(forged)
    before = listing(folder.parent)
    with pytest.raises(Occupied):
        write(folder, SECOND)
    assert listing(folder.parent) == before


@pytest.mark.parametrize(
    "text",
    [FIRST[MANIFEST].replace("gone/d.json", "b/mine.json"), '{"sha256": 5}', '{"sha256": {}}', "[]", "{", "[" * 100_000, "\0", "\ud800"],
)
def test_a_strange_manifest_lists_nothing(text: str, folder: Path) -> None:
    assert listed(MANIFEST, FIRST[MANIFEST])
    assert listed(MANIFEST, text) == {}
    (folder / MANIFEST).write_text(text, "utf-8", "surrogatepass")
    with pytest.raises(Occupied):
        write(folder, SECOND)


def test_a_pipe_in_the_place_of_the_manifest_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / MANIFEST)
    with pytest.raises(Occupied):
        write(tmp_path, SECOND)


# -- others at work ----------------------------------------------------------------------------------------------------


def test_what_comes_in_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs(folder)
    swap = folders.swap

    def meanwhile(one: Path, other: Path) -> bool:
        (folder / "late.txt").write_text("late")
        (folder / "edited").write_text("edited")
        (folder / "edited").rename(folder / "README.md")  # as editors save
        return swap(one, other)

    monkeypatch.setattr(folders, "swap", meanwhile)
    write(folder, SECOND)
    assert (folder / "late.txt").read_text() == "late"
    assert (folder / "README.md").read_text() == "edited"
    assert (folder / "a.json").read_text() == "2"
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_a_folder_that_someone_works_in_stays_the_same_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    inode = folder.stat().st_ino
    write(Path("."), SECOND)
    assert (Path("a.json").read_text(), folder.stat().st_ino) == ("2", inode)
    assert {path.name for path in folder.iterdir()} == {"a.json", "b", "new", MANIFEST}


def test_many_other_files_are_left_where_they_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_LINKED", 3)
    theirs(folder)
    inode = folder.stat().st_ino
    write(folder, SECOND)
    assert folder.stat().st_ino == inode
    assert (folder / ".git" / "HEAD").exists()
    assert (folder / "a.json").read_text() == "2"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "x"):
        with pytest.raises(OSError, match=r"directory|exists"):
            write(path, SECOND)
    assert listing(tmp_path) == {"file": b"mine"}
