"""Files in many layouts: only the values that a fix is about, and the members it takes out, change."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

import imagespec
from imagespec.cli.edits.difference import same
from tests.cli.conftest import invoke
from tests.conftest import Depth
from tests.fixing.written import Piece, Written, written
from tests.support.requests import generated

REVISION = ("--spec", "openai@2026-11-26", "--today", "2026-11-26")


def requests(count: int, random: Random) -> list[dict[str, Any]]:
    """Requests, good and bad, that a file can hold and that are short enough to read; image tools stand in bodies."""
    found = []
    for operation, request in generated(imagespec.load().spec, count * 5, seed=random.randint(0, 10**6)):
        if operation == "tool":
            continue
        try:
            text = json.dumps(request, allow_nan=False)
            text.encode()
        except (TypeError, ValueError):
            continue
        if len(text) < 2_000 and "\\ud8" not in text and "\\u00" not in text:
            found.append(json.loads(text))
    random.shuffle(found)
    return found[:count]


def expected(request: dict[str, Any], *, unsafe: bool) -> Any:
    return imagespec.fix(request, None, unsafe=unsafe, today="2026-11-26").request


def stays(file: Written, after: str, fixed: list[Any]) -> None:
    """All that no fix is about stands in the new text, in its order: values, comments, and how lines end."""
    position = 0
    for piece in file.pieces:
        request = file.requests[piece.record] if piece.key else {}
        if piece.key and not (piece.key in fixed[piece.record] and same(request[piece.key], fixed[piece.record][piece.key])):
            continue
        kept = piece.text.strip(" \r\n") if piece.key or "#" in piece.text else ""
        found = after.find(kept, position)
        assert found >= 0, f"{kept!r} is gone from {file.name}\n{file.text}\n{after}"
        position = found + len(kept)
    assert after.startswith("\ufeff") == file.marked
    assert ("\r\n" in after) == ("\r\n" in file.text) or after.count("\n") == 0
    bare = after.replace("\r\n", "")
    assert "\r" not in bare
    assert "\r\n" not in after or "\n" not in bare
    if all(request.keys() == new.keys() for request, new in zip(file.requests, fixed, strict=True)):
        only_values_change(file, after, fixed)


def only_values_change(file: Written, after: str, fixed: list[Any]) -> None:
    """Where no member comes or goes, every byte outside the changed values is the same."""

    def part(piece: Piece) -> str:
        changes = piece.key and not same(file.requests[piece.record][piece.key], fixed[piece.record][piece.key])
        return ".*?" if changes else re.escape(piece.text)

    pattern = ("\ufeff" if file.marked else "") + "".join(map(part, file.pieces))
    assert re.fullmatch(pattern, after, re.DOTALL), f"{file.text}\n{after}"


@pytest.mark.parametrize("unsafe", [False, True])
def test_generated_files(unsafe: bool, tmp_path: Path, depth: Depth) -> None:
    count = depth(40, 1_000)
    random = Random(f"files {unsafe}")
    every = requests(count * 4, random)
    files = [written(number, every[number * 4 : number * 4 + random.randint(1, 4)], random) for number in range(count)]
    for file in files:
        (tmp_path / file.name).write_bytes(file.text.encode())
    options = ("lint", "--fix", *(["--unsafe-fixes"] if unsafe else []), *REVISION, "--format", "json", tmp_path)
    first = invoke(*options)
    changed = 0
    for file in files:
        after = (tmp_path / file.name).read_bytes().decode()
        fixed = [expected(request, unsafe=unsafe) for request in file.requests]
        refused = f"{file.name}:" in first.err
        if not any(not same(request, new) for request, new in zip(file.requests, fixed, strict=True)):
            assert after == file.text
        elif not refused:
            stays(file, after, fixed)
            changed += 1
    assert changed > count // 3
    assert first.err.count("not changed") + first.err.count("stays as it is") <= count // 20, first.err
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert "imagespec: 0 fixes in 0 files" in invoke(*options).err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_files_read_as_the_requests_that_fix_gives(tmp_path: Path, depth: Depth) -> None:
    """What stands in the files afterwards is, value for value, what ``imagespec.fix`` answers."""
    random = Random("read")
    every = requests(depth(60, 600), random)
    (tmp_path / "a.json").write_text(json.dumps(every, indent=2), "utf-8")
    assert invoke("lint", "--fix", "--unsafe-fixes", *REVISION, tmp_path / "a.json").code in (0, 1)
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [same(one, expected(request, unsafe=True)) for one, request in zip(found, every, strict=True)] == [True] * len(every)
