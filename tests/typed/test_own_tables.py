"""Tables of one's own: the same bytes are one spec, compiled once, with requests that are values in every process."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec import own
from imagespec.api import Handle
from imagespec.compile.user_package import compile_user_package

TABLE = 'extends: openai@2026-11-12\ntable: own\nrevision: "2026-11-12"\ntitle: My gateway\n'
EDIT = {"model": "gpt-image-2", "prompt": "x", "images": [{"file_id": "a"}], "mask": {"file_id": "m"}}
GENERATE = {"model": "gpt-image-2", "prompt": "x"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(f"{TABLE}# {tmp_path}\n", "utf-8")
    return path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The paths that were compiled."""
    paths: list[Any] = []
    load_path = own.load_path
    monkeypatch.setattr(own, "load_path", lambda path: [paths.append(path), load_path(path)][1])
    return paths


def test_two_loads_of_the_same_bytes_are_the_same_spec(table: Path, compiled: list[Any]) -> None:
    other = table.with_name("other.yaml")
    other.write_bytes(table.read_bytes())
    first, second, third = imagespec.load(table), imagespec.load(str(table)), imagespec.load(other)
    assert first is second is third
    assert len(compiled) == 1
    one, two = (handle.validate(EDIT, "edit-json") for handle in (first, third))
    assert (one, hash(one), type(one)) == (two, hash(two), type(two))


def test_a_file_that_has_not_changed_is_not_compiled_again(table: Path, compiled: list[Any]) -> None:
    for _ in range(5):
        assert imagespec.is_valid(GENERATE, spec=table)
        assert imagespec.check(GENERATE, spec=str(table)).ok
        assert imagespec.validate(GENERATE, spec=table).to_dict() == GENERATE
    assert len(compiled) == 1


def test_a_file_that_has_changed_is_read_anew(table: Path, compiled: list[Any]) -> None:
    before = table.stat()
    assert imagespec.load(table).spec.title == "My gateway"
    table.write_text(table.read_text("utf-8").replace("My", "Me"), "utf-8")
    os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns))  # same size, same time
    assert imagespec.load(table).spec.title == "Me gateway"
    assert len(compiled) == 2


def test_a_broken_file_is_told_each_time_and_a_repaired_one_works(table: Path) -> None:
    good = table.read_bytes()
    table.write_bytes(b"nothing: here\n")
    for _ in range(2):
        with pytest.raises(imagespec.TableError):
            imagespec.load(table)
    table.unlink()
    with pytest.raises(imagespec.TableError):
        imagespec.load(table)
    table.write_bytes(good)
    assert imagespec.load(table).is_valid(GENERATE)


def test_what_nobody_holds_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "_MOST", 2)
    for number in range(4):
        path = tmp_path / f"{number}.yaml"
        path.write_text(f"{TABLE}# {tmp_path} {number}\n", "utf-8")
        imagespec.load(path)
    assert len(own._recent) == 2


def test_threads_share_one_compilation(table: Path, compiled: list[Any]) -> None:
    start = threading.Barrier(8)

    def work(_: int) -> tuple[Handle, Any]:
        start.wait()
        handle = imagespec.load(table)
        return handle, handle.validate(EDIT, "edit-json")

    with ThreadPoolExecutor(8) as pool:
        found = [*pool.map(work, range(8))]
    assert len({id(handle) for handle, _ in found}) == len(compiled) == 1
    assert len({typed for _, typed in found}) == 1


def twins(value: Any) -> list[Any]:
    return [
        copy.copy(value),
        copy.deepcopy(value),
        *(pickle.loads(pickle.dumps(value, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)),
    ]


@pytest.mark.parametrize("options", [{}, {"aliases": {"a": "gpt-image-2"}}, {"ignore": ["parameter.unknown"]}])
def test_requests_are_values(table: Path, options: dict[str, Any]) -> None:
    handle = imagespec.load(table)
    for typed in (handle.validate(EDIT, "edit-json", **options), handle.validate(GENERATE, **options)):
        for twin in twins(typed):
            assert (twin, hash(twin), type(twin)) == (typed, hash(typed), type(typed))
    item = handle.validate(EDIT, "edit-json").images[0]
    assert all(twin == item and hash(twin) == hash(item) for twin in twins(item))


def test_requests_and_handles_pickle_into_another_process(table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mychecks"
    folder.mkdir()
    for name, source in compile_user_package(imagespec.load(table).spec).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(source, "utf-8")
    handles = [imagespec.load(spec) for spec in (table, folder, "openai@2026-05-07", "openai")]
    values = [(handle, handle.validate(EDIT, "edit-json"), handle.validate(GENERATE)) for handle in handles]
    assert all(twin is handle for handle in handles for twin in twins(handle))
    assert all(twin == typed for _, *both in values for typed in both for twin in twins(typed))
    file = tmp_path / "values.pickle"
    file.write_bytes(pickle.dumps(values))
    program = (
        "import pickle, sys, attrs\n"
        "for handle, edit, plain in pickle.load(open(sys.argv[1], 'rb')):\n"
        f"    assert handle.validate({EDIT!r}, 'edit-json') == edit and attrs.evolve(edit, n=2).n == 2\n"
        f"    assert handle.validate({GENERATE!r}) == plain and hash(attrs.evolve(plain)) == hash(plain)\n"
        "    try:\n        attrs.evolve(edit, n=11)\n    except ValueError as error:\n        print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.count("n.range") == len(handles)


def test_a_pickle_knows_that_the_table_has_changed(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pickled = pickle.dumps(imagespec.load(table))
    before = table.read_text("utf-8")
    monkeypatch.setattr(own, "_alive", {})  # as in another process
    table.write_text(before + "# another comment\n", "utf-8")
    assert pickle.loads(pickled).spec.title == "My gateway"
    table.write_text(before.replace("My", "Our"), "utf-8")
    with pytest.raises(imagespec.TableError, match="holds another table than the one that was pickled; load it anew, or put the file back"):
        pickle.loads(pickled)
