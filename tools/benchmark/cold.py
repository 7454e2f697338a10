"""What a start costs: a program that loads, judges one request and ends, over a Python that does nothing, in the same run.

Time is that of the processor, of the program and of the system for it. Memory is the most that was in use (``VmHWM``), which only
Linux tells.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

TOOLS = Path(__file__).resolve().parents[1]
CLEAN = {"model": "gpt-image-2", "prompt": "a cat", "size": "1536x864", "n": 2, "quality": "high"}
WRONG = {"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080", "n": 11}

BARE = "a Python that does nothing"
OURS = {
    "clean check": f"import imagespec\nassert imagespec.check({CLEAN!r}).ok",
    "verdict": f"import imagespec\nassert imagespec.is_valid({CLEAN!r})",
    "first finding with text": f"import imagespec\nassert imagespec.check({WRONG!r}).diagnostics[0].message",
    "typed validate": f"import imagespec\nassert imagespec.validate({CLEAN!r}).size == '1536x864'",
}
RULES = {
    "limit by hand, simple": "limit",
    "limit by hand, all meanings": "full_limit",
    "jsonschema-rs": "by_jsonschema_rs",
    "msgspec": "by_msgspec",
    "pydantic": "by_pydantic",
    "attrs + cattrs": "by_cattrs",
    "fastjsonschema": "by_fastjsonschema",
    "jsonschema": "by_jsonschema",
}
COMMANDS = {
    "imagespec lint, one file": ("lint", "one.json"),
    "imagespec models": ("models",),
    "imagespec rules size.step": ("rules", "size.step"),
    "imagespec diff": ("diff", "openai@2026-05-07", "openai"),
    "imagespec schema --model gpt-image-2": ("schema", "--model", "gpt-image-2"),
}
PEAK = "\nprint(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"


class Start(NamedTuple):
    """Milliseconds and megabytes over a bare Python; no memory for commands, and where the system does not tell."""

    ms: float
    mb: float | None


def programs() -> dict[str, str]:
    """What to load and judge, as source."""
    load = f"import sys\nsys.path.insert(0, {str(TOOLS)!r})\n"
    peers = {name: f"{load}from benchmark.rules import {module}\nassert {module}.is_valid({CLEAN!r})" for name, module in RULES.items()}
    return {BARE: "pass", **OURS, **peers}


def starts(folder: Path, repetitions: int) -> dict[str, Start]:
    """Every start, with its cost over a bare Python.

    Args:
        folder: where to run.
        repetitions: how often each is started, in turns.
    """
    (folder / "one.json").write_text(json.dumps(CLEAN), "utf-8")
    command = Path(sys.executable).parent / "imagespec"
    what = {name: [sys.executable, "-I", "-c", source] for name, source in programs().items()}
    what |= {name: [str(command), *arguments] for name, arguments in COMMANDS.items()}
    random = Random(0)
    times: dict[str, list[float]] = defaultdict(list)
    for name in what:
        milliseconds(what[name], folder)  # for the files that Python compiles
    for _ in range(repetitions):
        for name in random.sample(list(what), len(what)):
            times[name].append(milliseconds(what[name], folder))
    bare = median(times[BARE])
    peaks = memory(folder)
    return {name: Start(median(every) - bare, peaks.get(name)) for name, every in times.items()} | {BARE: Start(bare, peaks.get(BARE))}


def milliseconds(command: list[str], folder: Path) -> float:
    """Processor time of a program."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)[:80]} ended with {process.returncode}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def memory(folder: Path, repetitions: int = 3) -> dict[str, float]:
    """Megabytes at most in each program, over a bare Python; what that has itself."""
    if sys.platform != "linux":
        return {}
    peaks = {name: median(peak(source, folder) for _ in range(repetitions)) for name, source in programs().items()}
    return {name: found - peaks[BARE] if name != BARE else found for name, found in peaks.items()}


def peak(source: str, folder: Path) -> float:
    run = subprocess.run([sys.executable, "-I", "-c", source + PEAK], cwd=folder, capture_output=True, text=True, check=True)
    return int(run.stdout) / 1024
