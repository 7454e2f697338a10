"""Folders, links, patterns, pipes and devices: what an argument leads to is read or said to be left out, never passed over."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import Any

import pytest

from imagespec.cli.inputs import files
from imagespec.cli.inputs.walk import Skipped
from tests.cli.conftest import REVISION, Result, invoke

GOOD = '{"model": "gpt-image-2", "prompt": "a cat"}'

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such links, pipes and permissions there")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two requests, the working directory of the test."""
    tmp_path.chmod(0o755)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/a.json", "in/deep/b.jsonl"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(*arguments: str) -> Result:
    return invoke("lint", "--format", "json", *REVISION, *arguments)


def read(result: Result) -> list[str]:
    return [entry["file"] for entry in result.said["requests"]]


# -- links ---------------------------------------------------------------------------------------------------------


def test_a_linked_folder_is_read(tree: Path) -> None:
    (tree / "outside").mkdir()
    (tree / "outside" / "c.yaml").write_text(GOOD, "utf-8")
    (tree / "in" / "link").symlink_to("../outside")
    for argument in ("in", "in/**/*"):
        result = lint(argument)
        assert (read(result), result.err, result.code) == (["in/a.json", "in/deep/b.jsonl", "in/link/c.yaml"], "", 0)
    assert read(lint("in/*/*.yaml")) == ["in/link/c.yaml"]


def test_what_two_links_lead_to_is_read_once(tree: Path) -> None:
    (tree / "in" / "0-first").symlink_to("deep")
    (tree / "in" / "again").symlink_to("deep")
    (tree / "in" / "again.json").symlink_to("a.json")
    for argument in ("in", "in/**/*.json*"):
        result = lint(argument)
        assert (read(result), result.err, result.code) == (["in/a.json", "in/deep/b.jsonl"], "", 0)


@pytest.mark.parametrize("target", [".", "..", "../deep", "../.."])
def test_a_loop_is_told_and_hides_nothing(tree: Path, target: str) -> None:
    (tree / "in" / "deep" / "loop").symlink_to(target)
    for argument in ("in", "in/**/*.json*"):
        result = lint(argument)
        assert read(result) == ["in/a.json", "in/deep/b.jsonl"]
        assert result.err.count("leads back to a folder that it stands in") == 1
        assert result.code == 0


def test_links_that_lead_nowhere(tree: Path) -> None:
    (tree / "in" / "gone.json").symlink_to("nowhere")
    (tree / "in" / "self.json").symlink_to("self.json")
    (tree / "in" / "self").symlink_to("self")
    for argument in ("in", "in/**/*.json*"):
        result = lint(argument)
        assert read(result) == ["in/a.json", "in/deep/b.jsonl"]
        assert {line.split(": ")[1] for line in result.err.splitlines()} == {"in/gone.json", "in/self.json"}
        assert result.code == 2


def test_a_file_counts_once_by_whatever_name(tree: Path) -> None:
    (tree / "link.json").symlink_to("in/a.json")
    result = lint("in/a.json", "./in/a.json", str(tree / "in" / "a.json"), "link.json", "in/deep/../a.json", "in")
    assert read(result) == ["in/a.json", "in/deep/b.jsonl"]


# -- permissions ---------------------------------------------------------------------------------------------------


@contextmanager
def somebody() -> Iterator[None]:
    """Be a user whom permissions hold for."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.parametrize(
    "argument", ["in", "in/**/*.json*", "**/*.jsonl", "in/*/*.jsonl", "in/deep/*.jsonl", "in/*/b.jsonl", "in/deep/b.*l"]
)
@pytest.mark.parametrize("mode", [0o000, 0o111, 0o444])
def test_a_folder_without_permission_is_said(tree: Path, argument: str, mode: int) -> None:
    folder = tree / "in" / "deep"
    folder.chmod(mode)
    try:
        with somebody():
            found = files.expanded(argument)
    finally:
        folder.chmod(0o755)
    unread = {entry.name for entry in found if isinstance(entry, Skipped) and entry.unread}
    listed = {entry for entry in found if isinstance(entry, str)}  # by its name in the folder; opening it will say more
    assert "in/deep" in unread or listed | unread >= {"in/deep/b.jsonl"}, found


def test_a_folder_that_cannot_be_read_makes_exit_code_2(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refusing(path: Any = ".") -> Any:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", refusing)
    for argument in ("in", "in/**/*.json*", "in/*/*.jsonl", "in/deep/*"):
        result = lint(argument, "in/a.json")
        assert result.code == 2
        assert result.err == "imagespec: in/deep: cannot be read (Permission denied)\n"
        assert "in/a.json" in read(result)


# -- pipes, sockets and devices ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "says"), [("pipe", "is a pipe"), ("socket", "is a socket"), ("device", "is a device")])
def test_what_is_no_file_is_skipped_in_a_folder(tree: Path, kind: str, says: str) -> None:
    name = "in/x.json"
    if kind == "pipe":
        os.mkfifo(name)
    elif kind == "device":
        os.symlink("/dev/zero", name)
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(name)
    for argument in ("in", "in/*"):
        result = lint(argument)
        assert "in/a.json" in read(result)
        assert f"in/x.json: {says}" in result.err
        assert result.code == 2
    os.rename(name, "in/x.log")
    assert lint("in").code == 0, "nobody reads such a name"


def test_a_pipe_is_read_when_it_is_named(tree: Path) -> None:
    os.mkfifo("pipe")
    writer = threading.Thread(target=lambda: Path("pipe").write_text(GOOD, "utf-8"))
    writer.start()
    result = lint("pipe")
    writer.join(10)
    assert (read(result), result.code) == (["pipe"], 0)


@pytest.mark.parametrize("name", ["/dev/zero", "zero.json", "zero.jsonl", "zero.yaml", "zero.txt"])
def test_a_device_without_an_end_is_read_up_to_a_limit(tree: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_OF_A_DEVICE", 3_000_000)
    if name != "/dev/zero":
        os.symlink("/dev/zero", name)
    result = lint(name, "in/a.json")
    assert (read(result), result.code) == (["in/a.json"], 2)
    assert "read up to 3,000,000 bytes" in result.err


def test_an_empty_device_holds_no_request(tree: Path) -> None:
    result = lint("/dev/null")
    assert (result.rules, result.code) == (["request.required"], 1)


# -- patterns ------------------------------------------------------------------------------------------------------


def test_patterns_mean_what_glob_means(tree: Path) -> None:
    for name in ("in/.hidden.json", "in/.dot/x.json", "in/deep/er/c.json", "in/[x].json", "top.json", "in/A.JSON"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(GOOD, "utf-8")
    patterns = [
        "*", "**", "**/*", "**/*.json", "in/**", "in/**/*.json", "in/*/*", "*/*.json", "**/deep/**", "**/**/c.json", "in/.*", "in/.*/*",
        "in/[ax].json", "in/[[]x].json", "in/[!A].json", "i?/?.json", "./in/*.json", "in//*.json", "in/../*.json", "in/deep/../*.json",
        "**/.dot/*.json", f"{tree}/**/*.json", "no/*.json", "in/a.json/*", "in/*/b.jsonl", "**/b.jsonl", "*/", "**/",
    ]  # fmt: skip
    for pattern in patterns:
        expected = {os.path.realpath(path) for path in glob(pattern, recursive=True) if os.path.isfile(path)}
        found = [entry for entry in files.expanded(pattern) if isinstance(entry, str)]
        assert {os.path.realpath(path) for path in found} == expected, pattern
        assert found == sorted(found)
        assert bool(expected) or [entry.reason for entry in files.expanded(pattern) if isinstance(entry, Skipped)] == ["no file matches"]
