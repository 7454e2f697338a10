"""What is found in a file read by pieces, by forms and by several processes is what is found line by line."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imagespec.cli.bulk import lines_file, pieces
from imagespec.cli.bulk.scanned import Stretch
from tests.bulk.lines import FORMS, good, messy
from tests.cli.conftest import Result, invoke
from tests.conftest import Depth

FORMATS = ("text", "json", "jsonl", "junit", "github")
OPTIONS: list[tuple[str, ...]] = [
    (), ("--ignore", "size,request.format"), ("--select", "n,custom_id", "--statistics"), ("--strict",), ("--operation", "generate"),
    ("--alias", "nope=gpt-image-2"), ("--spec", "openai@2026-05-07"), ("--error", "size.experimental"), ("--model", "gpt-image-2"),
]  # fmt: skip
WHOLE = 10**9


@pytest.fixture
def stretches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many lines were taken by forms, of every stretch."""
    taken: list[int] = []
    take = lines_file._Walk.take

    def counted(self: lines_file._Walk, *args: object) -> Iterator[object]:
        for told in take(self, *args):  # type: ignore[arg-type]
            if isinstance(told, Stretch):
                taken.append(told.scanned.lines)
            yield told

    monkeypatch.setattr(lines_file._Walk, "take", counted)
    return taken


@pytest.fixture
def lint(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Lint with pieces of at least so many bytes; small files are not read by pieces."""

    def run(path: Path, least: int, *options: str) -> Result:
        monkeypatch.setattr(pieces, "LEAST", least)
        monkeypatch.setattr(lines_file, "SMALL", least // 3)
        return invoke("lint", path, "--today", "2026-11-26", *options)

    return run


def test_files_of_every_kind_of_line(lint: Callable[..., Result], stretches: list[int], tmp_path: Path, depth: Depth) -> None:
    path = tmp_path / "a.jsonl"
    for seed in range(depth(24, 300)):
        rng = random.Random(seed)
        path.write_bytes(messy(seed, 150, rng.choice([0.01, 0.05, 0.4])))
        format_, options = rng.choice(FORMATS), rng.choice(OPTIONS)
        if format_ in ("junit", "github", "jsonl"):
            options = tuple(option for option in options if option != "--statistics")
        expected = lint(path, WHOLE, "--format", format_, *options)
        assert lint(path, rng.choice([300, 2_000, 9_000]), "--format", format_, *options) == expected, (seed, format_, options)
    assert sum(stretches) > 1_000


@pytest.mark.parametrize("number", range(len(FORMS)))
def test_many_lines_of_one_kind(lint: Callable[..., Result], tmp_path: Path, number: int) -> None:
    """What is learned of a line holds for the next ones; right lines stand between them."""
    rng = random.Random(number)
    path = tmp_path / "a.jsonl"
    lines = [(FORMS[number] if index % 3 else good)(index, rng) for index in range(40)]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    expected = lint(path, WHOLE, "--format", "json")
    assert lint(path, 1_500, "--format", "json") == expected
    assert lint(path, 5_000, "--format", "json", "--jobs", "1") == expected


def test_several_processes(lint: Callable[..., Result], tmp_path: Path) -> None:
    """The configuration, ignored findings and places that are not read come from the processes, too."""
    (tmp_path / "imagespec.toml").write_text('ignore = ["size", "request.format"]\nignore-keys = ["sise"]\n', "utf-8")
    path = tmp_path / "a.jsonl"
    path.write_bytes(messy(5, 600, 0.03))
    for format_ in ("text", "json"):
        expected = lint(path, WHOLE, "--format", format_)
        assert "ignored by" in expected.out or format_ == "json"
        assert lint(path, 5_000, "--format", format_, "--jobs", "3") == expected
        assert lint(path, 5_000, "--format", format_, "--jobs", "1") == expected


def test_a_file_named_twice_and_one_that_is_small(lint: Callable[..., Result], tmp_path: Path) -> None:
    """Each file has ids, endpoints and lines of its own."""
    rng = random.Random(3)
    for name, count in (("a.jsonl", 60), ("b.jsonl", 60), ("c.jsonl", 2)):
        (tmp_path / name).write_text("".join(good(number, rng) + "\n" for number in range(count)), "utf-8")
    expected = lint(tmp_path, WHOLE)
    assert expected.code == 0
    assert lint(tmp_path, 3_000, "--jobs", "2") == expected


def test_limits_of_the_file_are_told_where_they_are_passed(lint: Callable[..., Result], tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "extends: openai@2026-11-26\ntable: mine\nrevision: '2026-11-27'\ntitle: Mine\n"
        "sources: {own: {title: Own, url: 'https://example.com', date: '2026-11-27'}}\n"
        "batch: {max_requests: 50, max_bytes: 20000, source: own}\n", "utf-8",
    )  # fmt: skip
    rng = random.Random(4)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(good(number % 120, rng) + "\n" for number in range(200)), "utf-8")
    expected = lint(path, WHOLE, "--spec", str(own), "--format", "json")
    assert {"batch.count", "batch.file-size", "custom_id.value"} <= set(expected.rules)
    for least in (500, 4_000):
        assert lint(path, least, "--spec", str(own), "--format", "json") == expected


def test_the_baseline_and_quiet_lines(lint: Callable[..., Result], tmp_path: Path) -> None:
    path, known = tmp_path / "a.jsonl", tmp_path / "known.json"
    path.write_bytes(messy(6, 200, 0.05))
    lint(path, 2_000, "--baseline", str(known), "--write-baseline")
    first = known.read_bytes()
    lint(path, WHOLE, "--baseline", str(known), "--write-baseline")
    assert known.read_bytes() == first
    assert lint(path, 2_000, "--baseline", str(known)).code == 0
    assert lint(path, 2_000, "-q") == lint(path, WHOLE, "-q")


def test_what_is_not_reported_is_said_at_each_line(lint: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{good(number, random.Random(number))} {{}}\n" for number in range(40)), "utf-8")
    result = lint(path, 300, "--select", "n")
    assert result == lint(path, WHOLE, "--select", "n")
    assert result.err.count("more text follows") == 40
