"""A million lines: memory, and speed against what reading their JSON takes at the least."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bulk.lines import body, line
from tests.cli.test_process import COMMAND
from tests.conftest import Depth

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is counted there")

PARSED = """
import orjson, sys, time
begun = time.process_time()
for line in open(sys.argv[1], "rb"):
    orjson.loads(line)
print(time.process_time() - begun)
"""
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
LEAST_SHARE = 0.4
MOST_MEMORY = 150 << 10  # in kilobytes


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


def lint(path: Path, *options: str) -> tuple[bytes, float, float]:
    """What is said, and seconds of the processors and of the clock."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [COMMAND, "lint", path, "--format", "jsonl", "--today", "2026-11-26", *options]
    done = subprocess.run(command, capture_output=True, timeout=1_000, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (done.returncode, done.stderr) == (1, b"")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, used, time.monotonic() - begun


def test_several_processes_say_the_same(large: Path, depth: Depth) -> None:
    assert depth(40_000, 1_000_000) // 100 <= lint(large)[0].count(b"\n") <= depth(40_000, 1_000_000) // 100 + 2
    assert lint(large)[0] == lint(large, "--jobs", "2")[0]


@pytest.mark.exhaustive
def test_a_million_lines(large: Path) -> None:
    """Times are of processors, as the machine may be busy."""
    for jobs in ("1", "2"):
        command = [sys.executable, "-c", PEAK, COMMAND, "lint", large, "--jobs", jobs]
        assert int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) < MOST_MEMORY
    parsing = min(float(subprocess.run([sys.executable, "-c", PARSED, large], capture_output=True, check=True).stdout) for _ in range(2))
    used = min(lint(large)[1] for _ in range(2))
    assert parsing / used >= LEAST_SHARE
    alone, together = (min(lint(large, "--jobs", jobs)[1:] for _ in range(2)) for jobs in ("1", "2"))
    assert together[0] < 1.35 * alone[0]  # the work is the same, so that with two cores to themselves it takes half the time
    if (os.cpu_count() or 1) > 1 and os.getloadavg()[0] < 0.5:
        assert alone[1] / together[1] >= 1.6
