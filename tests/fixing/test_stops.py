"""``lint --fix`` and ``migrate`` may be stopped at any time, and keep what belongs to a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import invoke
from tests.writing.killing import CALLS, TRACER, kill
from tests.writing.stopping import listing

FILES = {
    "a.json": '{"model": "dall-e-3", "prompt": "a cat", "output_format": "png", "size": "1024X1024"}\n',
    "b.jsonl": '{"model": "dall-e-3", "prompt": "a", "output_format": "png"}\n{"model": "dall-e-3", "prompt": "b", "stream": true}\n',
    "c.yaml": "# c\nmodel: dall-e-3\nprompt: a cat\noutput_format: png # p\nquality: hd\n",
}
ON = ("--spec", "openai@2026-11-26", "--today", "2026-11-26")
COMMANDS = {"fix": ("lint", "--fix", *ON), "migrate": ("migrate", *ON)}


def put(folder: Path) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink() if path.is_file() else [*map(Path.unlink, path.iterdir()), path.rmdir()]
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return listing(folder)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_keeps_its_mode_owner_and_links(command: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(FILES["a.json"])
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 4321, 4322)
    (tmp_path / "link.json").symlink_to(path)
    was = path.stat()
    assert invoke(*COMMANDS[command], tmp_path / "link.json").code == 0
    now = path.stat()
    assert path.read_text() != FILES["a.json"]
    assert (tmp_path / "link.json").is_symlink()
    assert (stat.S_IMODE(now.st_mode), now.st_uid, now.st_gid) == (0o640, was.st_uid, was.st_gid)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_written_is_told_and_the_rest_is_done(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = put(tmp_path)
    replace = os.replace

    def refuse(source: Any, target: Any) -> None:
        if os.fspath(target).endswith("a.json"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    result = invoke(*COMMANDS[command], tmp_path)
    assert result.code == 2
    assert "a.json: cannot be written (No space left on device)" in result.err
    left = listing(tmp_path)
    assert left.keys() == old.keys()
    assert [name for name in old if left[name] == old[name]] == ["a.json"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_without_changes_is_not_written(command: str, tmp_path: Path) -> None:
    put(tmp_path)
    invoke(*COMMANDS[command], tmp_path)
    before = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.iterdir()}
    invoke(*COMMANDS[command], tmp_path)
    assert {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.iterdir()} == before


@pytest.mark.exhaustive
@pytest.mark.skipif(TRACER is None, reason="needs strace")
@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_any_call_that_changes_a_file(command: str, tmp_path: Path) -> None:
    """The whole command, killed before each such call in turn: every file is whole, the old one or the new one."""
    folder = tmp_path / "prompts"
    old = put(folder)
    assert invoke(*COMMANDS[command], folder).code == 0
    new = listing(folder)
    assert all(old[name] != new[name] for name in FILES)
    outcomes = set()
    for call in CALLS:
        number = 0
        while True:
            number += 1
            put(folder)
            killed = kill(call, number, *COMMANDS[command], str(folder))
            found = {name: (folder / name).read_bytes() for name in FILES}
            assert all(found[name] in (old[name], new[name]) for name in FILES), (call, number)
            outcomes.add(sum(found[name] == new[name] for name in FILES))
            if not killed:
                break
    assert outcomes == {0, 1, 2, 3}
