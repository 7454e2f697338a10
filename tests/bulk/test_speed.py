"""Large files: memory, and how much work is done for a line. ``tools/bench --only bulk`` measures the times that come of it."""

from __future__ import annotations

import json
import pickle
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from imagespec.cli.bulk import known, pieces
from imagespec.cli.bulk.reader import Wanted
from imagespec.cli.bulk.scan import Scanner
from imagespec.cli.bulk.workers import Workers
from imagespec.cli.judge import Judge
from imagespec.cli.settings import AllSettings, Asked
from tests.bulk.lines import body, line
from tests.cli.test_process import COMMAND
from tests.conftest import Depth

PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
MOST_MEMORY = 150 << 10  # in kilobytes
ASKED = Asked(today="2026-11-26")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """Lines of a batch, one in a hundred with an error."""
    rng = random.Random(0)
    path = tmp_path_factory.mktemp("large") / "a.jsonl"
    count = 1_000_000 if pytestconfig.getoption("--exhaustive") else 40_000
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            more = {"n": 11} if number % 100 == 99 else {}
            prompt = " ".join(rng.choices(["cat", "roof", "rain", "painted", "blue", "old house"], k=22))
            file.write(json.dumps(line(number, body(rng) | {"prompt": prompt} | more)) + "\n")
    return path


def lint(path: Path, *options: str) -> bytes:
    """What is said."""
    command = [COMMAND, "lint", path, "--format", "jsonl", "--today", "2026-11-26", *options]
    done = subprocess.run(command, capture_output=True, timeout=1_000, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    return done.stdout


def test_several_processes_say_the_same(large: Path, depth: Depth) -> None:
    alone = lint(large)
    assert depth(40_000, 1_000_000) // 100 <= alone.count(b"\n") <= depth(40_000, 1_000_000) // 100 + 2
    assert alone == lint(large, "--jobs", "2") == lint(large, "--jobs", "5")


def test_few_lines_are_taken_apart(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of some thousand lines that are alike but for id and prompt, few are read as JSON or judged, and little is known of the others."""
    read, judged = [], []
    loads, judge = known.loads, Judge.judged
    monkeypatch.setattr(known, "loads", lambda text: (read.append(1), loads(text))[1])
    monkeypatch.setattr(Judge, "judged", lambda self, record: (judged.append(1), judge(self, record))[1])
    scanner = Scanner("a.jsonl", AllSettings(ASKED).here, Wanted())
    with large.open("rb") as file:
        scanned = [scanner.scan(piece) for piece, _ in zip(pieces.of_file(str(large), file), range(8), strict=False)]
    lines = sum(one.lines for one in scanned)
    assert lines > 20_000
    assert len(read) < 100
    assert len(judged) < 100
    assert sum(len(pickle.dumps(one)) for one in scanned) < 40 * lines


def test_processes_share_the_work(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process scans pieces while others do, and none twice."""
    here = []
    scan = Scanner.scan
    monkeypatch.setattr(Scanner, "scan", lambda self, piece: (here.append(piece.start), scan(self, piece))[1])
    monkeypatch.setattr(pieces, "LEAST", 1 << 17)
    scanner, workers = Scanner("a.jsonl", AllSettings(ASKED).here, Wanted()), Workers(2, ASKED, Wanted())
    with large.open("rb") as file:
        every = [*pieces.of_file(str(large), file)][:60]
        found = [(piece, scanned.lines) for piece, scanned in workers.scanned(str(large), "a.jsonl", scanner, iter(every))]
    workers.close()
    assert [piece for piece, _ in found] == every
    assert 2 <= len(here) == len({*here}) <= len(every) - 2
    assert sum(lines for _, lines in found) == large.read_bytes()[: every[-1].stop].count(b"\n")


@pytest.mark.exhaustive
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted there")
@pytest.mark.parametrize(("lines", "options"), [(1_000_000, ()), (1_000_000, ("--jobs", "2")), (400_000, ("--format", "junit"))])
def test_memory(large: Path, tmp_path: Path, lines: int, options: tuple[str, ...]) -> None:
    """What is kept of every request for the end would be more: JUnit begins with the number of all."""
    path = tmp_path / "a.jsonl"
    with large.open("rb") as file, path.open("wb") as part:
        part.writelines(islice(file, lines))
    command = [sys.executable, "-c", PEAK, COMMAND, "lint", path, *options]
    assert int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) < MOST_MEMORY
