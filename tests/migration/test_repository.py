"""``imagespec migrate`` on a repository of prompts for models that ended or will."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.cli.conftest import invoke
from tests.conftest import Depth

FILES, REQUESTS = (60, 300), (288, 1_440)
"""How large the repository is, in a quick run and in a whole one."""

ON = ("--spec", "openai@2026-11-26", "--today", "2026-11-26")
SUBJECTS = ("a lighthouse at dusk", "die Möwe über dem Hafen", "猫と月 🌙", 'a sign that says "open # 24h"', "a map: old, torn")


def request(random: Random) -> dict[str, Any]:
    """A request as people had it, in order for its model."""
    model = random.choice(("dall-e-3", "gpt-image-1", "gpt-image-1.5"))
    found: dict[str, Any] = {"model": model, "prompt": random.choice(SUBJECTS)}
    extra: dict[str, tuple[Any, ...]] = {
        "size": ("1024x1024", "1536x1024", "1024x1536", "auto"), "quality": ("low", "medium", "high", "auto"), "n": (1, 2, 4),
        "background": ("transparent", "opaque", "auto"), "output_format": ("png", "webp"), "moderation": ("low", "auto"),
    }  # fmt: skip
    if model == "dall-e-3":
        extra = {
            "size": ("1024x1024", "1792x1024", "1024x1792"), "quality": ("standard", "hd"), "style": ("vivid", "natural"), "n": (1,),
            "response_format": ("url", "b64_json"),
        }  # fmt: skip
    for key in random.sample(list(extra), random.randint(1, 4)):
        found[key] = random.choice(extra[key])
    if random.random() < 0.3:
        found = dict(reversed(found.items()))
    return found


def comments(random: Random) -> Iterator[str]:
    for number in range(10_000):
        yield f"# {number}: {random.choice(('keep', 'see ticket 7', 'style: vivid was the wish', 'é'))}"


def plain(value: Any) -> str:
    """A value of one line, without quotes where all readers take it so."""
    is_word = isinstance(value, str) and value.isascii() and value.replace("-", "").replace(".", "").isalnum()
    return str(value) if is_word else json.dumps(value, ensure_ascii=False)


def as_yaml(entry: dict[str, Any], random: Random, notes: Iterator[str], line: str) -> str:
    if random.random() < 0.25:
        members = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
        return f"- {{{members}}} {next(notes)}{line}"
    text, dash = "", "- "
    for key, value in entry.items():
        if dash == "  " and random.random() < 0.3:
            text += f"  {next(notes)}{line}"
        if key == "prompt" and random.random() < 0.5:
            text += f"{dash}prompt: |{line}    {value}{line}    # no comment{line}"
        else:
            text += f"{dash}{key}: {plain(value)}{'  ' + next(notes) if random.random() < 0.4 else ''}{line}"
        dash = "  "
    return text


def make(folder: Path, files: int, total: int) -> None:
    """Files with so many requests: JSON, JSON Lines and YAML with comments, some with carriage returns or a mark."""
    random = Random(1201)
    notes = comments(random)
    counts = [random.choice((4, 5)) for _ in range(files)]
    while sum(counts) != total:
        index = random.randrange(files)
        counts[index] += 1 if sum(counts) < total else -1
    for number, count in enumerate(counts):
        requests = [request(random) for _ in range(count)]
        line = random.choice(("\n", "\n", "\r\n"))
        if number % 3 == 0:
            name, text = "json", json.dumps(requests, indent=random.choice((2, 4)), ensure_ascii=random.random() < 0.5).replace("\n", line)
        elif number % 3 == 1:
            name, text = "jsonl", "".join(json.dumps(entry, ensure_ascii=False) + line for entry in requests)
        else:
            name, text = "yaml", f"{next(notes)}{line}" + "".join(as_yaml(entry, random, notes, line) for entry in requests)
        path = folder / f"{number % 7}" / f"{number:03}.{name}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((("\ufeff" if number % 50 == 0 else "") + text).encode())


@pytest.fixture
def repository(tmp_path: Path, depth: Depth) -> Path:
    folder = tmp_path / "prompts"
    folder.mkdir()
    make(folder, depth(*FILES), depth(*REQUESTS))
    return folder


def texts(folder: Path) -> dict[Path, str]:
    return {path: path.read_bytes().decode() for path in sorted(folder.rglob("*.*"))}


def notes_in(text: str) -> list[str]:
    return re.findall(r"# \d+: [^\r\n]*", text)


@pytest.mark.parametrize("to", ["gpt-image-2.6-flare", "gpt-image-2", ""])
def test_a_repository(to: str, repository: Path, depth: Depth) -> None:
    before = texts(repository)
    assert len(before) == depth(*FILES)
    target = ["--to", to] if to else []
    shown = invoke("migrate", *ON, *target, "--diff", repository)
    assert (shown.code, texts(repository)) == (1, before)
    done = invoke("migrate", *ON, *target, "--format", "json", repository)
    assert (done.code, done.err) == (0, "")
    after = texts(repository)
    every = done.said["requests"]
    assert len(every) == depth(*REQUESTS)
    assert all(entry["to"] == to or not to for entry in every)
    assert {entry["from"] for entry in every} == {"dall-e-3", "gpt-image-1", "gpt-image-1.5"}
    for path, text in before.items():
        assert notes_in(after[path]) == notes_in(text), path
        assert after[path].startswith("\ufeff") == text.startswith("\ufeff")
        assert after[path].count("\r\n") * (text.count("\r\n") > 0) == after[path].count("\n") * (text.count("\r\n") > 0)
        assert after[path].count("# no comment") == text.count("# no comment")
    linted = invoke("lint", *ON, "--format", "json", repository)
    assert linted.code == 0
    assert not {entry["rule"] for entry in linted.said["diagnostics"]} - {"file.format"}
    listed_are_all(before, every)
    again = invoke("migrate", *ON, *target, repository)
    assert f"{depth(*REQUESTS):,} requests: 0 moved with 0 changes in 0 files" in again.out


def listed_are_all(before: dict[Path, str], every: list[dict[str, Any]]) -> None:
    """Every key of a request that is different now is named by a change."""
    last: dict[str, int] = {}
    old = {str(path): requests_in(text, path.suffix) for path, text in before.items()}
    new = {str(path): requests_in(path.read_bytes().decode(), path.suffix) for path in before}
    for entry in every:
        file, number = entry["file"], entry["record"] - 1
        last[file] = number
        one, other = old[file][number], new[file][number]
        different = {key for key in {*one, *other} if one.get(key) != other.get(key)}
        assert {change.partition(":")[0] for change in entry["changes"]} == different
        assert [key for key in one if key in other] == [key for key in other if key in one]
    assert sum(last.values()) + len(last) == len(every)


def requests_in(text: str, suffix: str) -> list[dict[str, Any]]:
    text = text.removeprefix("\ufeff")
    if suffix == ".yaml":
        import yaml

        return list(yaml.safe_load(text))
    return list(json.loads(text)) if suffix == ".json" else [json.loads(line) for line in text.splitlines()]


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
def test_the_difference_is_what_is_done(repository: Path, tmp_path: Path, depth: Depth) -> None:
    """``patch`` makes of the old files, with what ``--diff`` shows, the new ones."""
    shown = subprocess.run(
        [sys.executable, "-m", "imagespec", "migrate", *ON, "--diff", "."], cwd=repository, capture_output=True, check=False, timeout=120
    )
    copy = tmp_path / "copy"
    copy.mkdir()
    make(copy, depth(*FILES), depth(*REQUESTS))
    assert texts(copy).keys() == {copy / path.relative_to(repository) for path in texts(repository)}
    patched = subprocess.run(["patch", "-p0", "--binary"], cwd=copy, input=shown.stdout, capture_output=True, check=False, timeout=120)
    assert patched.returncode == 0, patched.stdout
    invoke("migrate", *ON, repository)
    old = {path.relative_to(copy): text for path, text in texts(copy).items() if path.suffix != ".orig"}
    assert old == {path.relative_to(repository): text for path, text in texts(repository).items()}


@pytest.mark.exhaustive
def test_it_takes_less_than_two_seconds(repository: Path) -> None:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "imagespec", "migrate", *ON, "--to", "gpt-image-2.6-flare", str(repository)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=120, env=os.environ | {"PYTHONOPTIMIZE": ""})
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    print({"migrate 1,440 requests in 300 files, seconds": round(seconds, 2)})
    assert seconds < 2
