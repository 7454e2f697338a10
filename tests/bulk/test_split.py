"""``--good`` and ``--bad`` copy each line into one of two files, byte for byte."""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path

import pytest

from imagespec.cli.bulk import pieces
from tests.bulk.lines import good, messy
from tests.cli.conftest import Result, invoke, process

BAD = '{"custom_id": "bad", "method": "POST", "url": "/v1/images/generations", "body": {"model": "gpt-image-2", "prompt": "a", "n": 11}}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pieces, "LEAST", 2_000)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def split(*arguments: str | Path) -> Result:
    return invoke("lint", "--today", "2026-11-26", "--good", "good.jsonl", "--bad", "bad.jsonl", *arguments)


def test_every_line_is_in_one_of_them(folder: Path) -> None:
    for seed in range(8):
        data = messy(seed, 200, [0.02, 0.3][seed % 2])
        (folder / "a.jsonl").write_bytes(data)
        split("a.jsonl", *(["--jobs", "2"] if seed < 2 else []))
        right, wrong = (folder / "good.jsonl").read_bytes(), (folder / "bad.jsonl").read_bytes()
        parts = [part.rstrip(b"\n").split(b"\n") if part else [] for part in (right, wrong)]
        assert sorted(parts[0] + parts[1]) == sorted(data.rstrip(b"\n").split(b"\n"))
        iterators = [iter(part) for part in parts]
        found = {entry["line"] for entry in invoke("lint", "a.jsonl", "--format", "json", "--today", "2026-11-26").said["diagnostics"]
                 if entry["severity"] == "error" and entry["rule"] not in ("url.count", "batch.count")}  # fmt: skip
        for number, raw in enumerate(data.rstrip(b"\n").split(b"\n"), 1):
            is_other = b'"o"' in raw  # an answer or a chat, of which the first is told only
            is_bad = number in found or not raw.strip(b" \t\r\n") or is_other
            assert next(iterators[is_bad]) == raw, (seed, number)


def test_where_nothing_is_read_the_files_stay(folder: Path) -> None:
    (folder / "a.json").write_text("{}", "utf-8")
    (folder / "good.jsonl").write_text("of yesterday", "utf-8")
    for name in ("a.json", "none.jsonl"):
        assert split(name).code == 2
        assert (folder / "good.jsonl").read_text("utf-8") == "of yesterday"
        assert not (folder / "bad.jsonl").exists()
    (folder / "a.jsonl").write_bytes(b"")
    split("a.jsonl")
    assert (folder / "good.jsonl").read_bytes() == (folder / "bad.jsonl").read_bytes() == b""


def test_the_good_file_is_good(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(messy(11, 300, 0.2))
    split("a.jsonl")
    again = invoke("lint", "good.jsonl", "--today", "2026-11-26", "--format", "json", "--ignore", "url.count")
    assert again.code == 0
    assert invoke("lint", "bad.jsonl").code == 1


def test_what_is_reported_decides(folder: Path) -> None:
    (folder / "a.jsonl").write_text(f"{BAD}\n{BAD.replace('bad', 'c')}\n", "utf-8")
    assert split("a.jsonl", "--ignore", "n").code == 0
    assert (folder / "bad.jsonl").read_bytes() == b""
    assert split("a.jsonl").code == 1
    assert (folder / "good.jsonl").read_bytes() == b""


def test_warnings_are_bad_where_they_fail(folder: Path) -> None:
    (folder / "a.jsonl").write_text(BAD.replace('"n": 11', '"size": "3840x2160"') + "\n", "utf-8")
    assert split("a.jsonl").code == 0
    assert (folder / "bad.jsonl").read_bytes() == b""
    assert split("a.jsonl", "--strict").code == 1
    assert (folder / "good.jsonl").read_bytes() == b""


def test_files_follow_each_other(folder: Path) -> None:
    """A last line without its break gets one where another follows, and a mark in the middle of a file goes."""
    rng = random.Random(0)
    first, second = good(1, rng), good(2, rng)
    (folder / "a.jsonl").write_text(first, "utf-8")
    (folder / "b.jsonl").write_text("\ufeff" + second, "utf-8")
    split("a.jsonl", "b.jsonl")
    assert (folder / "good.jsonl").read_text("utf-8") == f"{first}\n{second}"
    split("b.jsonl", "a.jsonl")
    assert (folder / "good.jsonl").read_text("utf-8") == f"\ufeff{second}\n{first}"


def test_either_of_them_alone_and_compressed(folder: Path) -> None:
    (folder / "a.jsonl").write_text(f"{BAD}\n{good(1, random.Random(0))}\n", "utf-8")
    assert invoke("lint", "a.jsonl", "--bad", "bad.jsonl.gz").code == 1
    assert gzip.decompress((folder / "bad.jsonl.gz").read_bytes()).decode() == f"{BAD}\n"
    assert sorted(path.name for path in folder.iterdir()) == ["a.jsonl", "bad.jsonl.gz"]


def test_a_file_that_is_no_lines_is_said(folder: Path) -> None:
    (folder / "a.json").write_text(json.dumps({"model": "gpt-image-2", "prompt": "a cat"}, indent=1), "utf-8")
    result = split("a.json")
    assert (result.code, result.err) == (2, "imagespec: a.json: is not split: it does not hold one request on each line\n")


def test_one_file_for_both_is_wrong_use(folder: Path) -> None:
    (folder / "a.jsonl").write_text(BAD, "utf-8")
    result = invoke("lint", "a.jsonl", "--good", "x.jsonl", "--bad", "./x.jsonl")
    assert result.code == 2
    assert "--good and --bad name the same file" in result.err


def test_the_input_may_be_replaced_by_what_is_good_of_it(folder: Path) -> None:
    right = good(1, random.Random(0))
    (folder / "a.jsonl").write_text(f"{BAD}\n{right}\n", "utf-8")
    os.chmod(folder / "a.jsonl", 0o640)
    assert invoke("lint", "a.jsonl", "--good", "a.jsonl").code == 1
    assert (folder / "a.jsonl").read_text("utf-8") == f"{right}\n"
    assert (folder / "a.jsonl").stat().st_mode & 0o777 == 0o640


def test_a_target_that_cannot_be_written_is_said(folder: Path) -> None:
    (folder / "a.jsonl").write_text(BAD, "utf-8")
    done = process("lint", "a.jsonl", "--good", "none/good.jsonl")
    assert (done.returncode, done.stderr) == (2, b"imagespec: none/good.jsonl: cannot be written (No such file or directory)\n")
    if os.path.exists("/dev/full"):
        done = process("lint", "a.jsonl", "--bad", "/dev/full")
        assert (done.returncode, done.stderr) == (2, b"imagespec: /dev/full: cannot be written (No space left on device)\n")
