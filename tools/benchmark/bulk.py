"""Large files: ``imagespec lint`` on the lines of a batch, one in a hundred with an error, beside loops that parse and judge each line.

Processor time is that of all processes of a program together. Where other programs need the cores, the clock says little; then the
speedup of two processes is judged by the processor time, as what two free cores would give if the work is shared evenly.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from .cold import TOOLS
from .payloads import words

LINT, PARSE = "imagespec lint", "orjson.loads alone"
START, LINT_START = "start", "lint of one line"
LINT_2 = "imagespec lint --jobs 2"
IDLE = 0.5
"""Most programs that wait for a core, as the system counts them, for the clock to be believed."""

LOOP = "for line in open(sys.argv[1], 'rb'):\n    "
JUDGED = f"{LOOP}is_valid(orjson.loads(line)['body'])"
LOOPS = {
    PARSE: f"import orjson\n{LOOP}orjson.loads(line)",
    "orjson + limit by hand, simple": f"import orjson\nfrom benchmark.rules.limit import is_valid\n{JUDGED}",
    "orjson + imagespec.is_valid": f"import orjson\nfrom imagespec import is_valid\n{JUDGED}",
    "orjson + jsonschema-rs": f"import orjson\nfrom benchmark.rules.by_jsonschema_rs import is_valid\n{JUDGED}",
    "msgspec typed decode": (
        "import msgspec\nfrom benchmark.rules.by_msgspec import Request\n"
        "class Line(msgspec.Struct):\n    body: Request\n    custom_id: str\n    method: str\n    url: str\n"
        f"decode = msgspec.json.Decoder(Line).decode\n{LOOP}try: decode(line)\n    except msgspec.ValidationError: pass"
    ),
    "pydantic validate_json": (
        "from pydantic import TypeAdapter, ValidationError\nfrom typing_extensions import TypedDict\n"
        "from benchmark.rules.by_pydantic import Request\n"
        "class Line(TypedDict):\n    body: Request\n    custom_id: str\n    method: str\n    url: str\n"
        f"validate = TypeAdapter(Line).validate_json\n{LOOP}try: validate(line)\n    except ValidationError: pass"
    ),
}


class Run(NamedTuple):
    """A run of a program: seconds of the processors and of the clock, megabytes of its largest process, and what it wrote."""

    used: float
    clock: float
    peak: float
    output: bytes


class Bulk(NamedTuple):
    """What was measured.

    Attributes:
        lines: the number of lines in the file.
        rates: lines a second of processor time, less the start of the program.
        share: processor time of the parser alone to that of the lint, both less their start.
        speedup: of two processes, and whether it is by the clock.
        by_clock: whether the machine was idle enough to believe the clock.
        peak: megabytes at most in one process.
        same: whether both ways to lint wrote the same.
    """

    lines: int
    rates: dict[str, float]
    share: float
    speedup: float
    by_clock: bool
    peak: float
    same: bool


def run(*command: str | Path) -> Run:
    code = (
        "import resource, subprocess, sys, time\nbegun = time.monotonic()\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024, file=sys.stderr)\n"
        "sys.stdout.buffer.write(done.stdout)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code, *command], capture_output=True, check=True)
    used, clock, peak = map(float, done.stderr.split()[-3:])
    return Run(used, clock, peak, done.stdout)


def best(runs: list[Run]) -> Run:
    """The least of each."""
    return Run(min(one.used for one in runs), min(one.clock for one in runs), max(one.peak for one in runs), runs[0].output)


def body(random: Random) -> dict[str, Any]:
    return {"model": "gpt-image-2", "prompt": words(random, 3, 22), "size": random.choice(["1024x1024", "1536x1024", "auto"]), "n": 1}


def write(path: Path, count: int) -> None:
    """Lines of a batch, one in a hundred with an error."""
    random = Random(0)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            request = body(random) | ({"n": 11} if number % 100 == 99 else {})
            line = {"custom_id": f"request-{number}", "method": "POST", "url": "/v1/images/generations", "body": request}
            file.write(json.dumps(line) + "\n")


def measure(folder: Path, count: int, repetitions: int) -> Bulk:
    """The best of some runs of each, which take turns.

    Args:
        folder: where the file is written.
        count: its lines.
        repetitions: how often each program runs.
    """
    path, one = folder / "batch.jsonl", folder / "one.jsonl"
    write(path, count)
    write(one, 1)
    idle = os.getloadavg()[0] < IDLE
    command: str | Path = Path(sys.executable).parent / "imagespec"
    lint: list[str | Path] = [command, "lint", "--format", "jsonl", "--today", "2026-11-26", "--jobs"]
    tools = f"import sys\nsys.path.insert(0, {str(TOOLS)!r})\n"
    commands: dict[str, list[str | Path]] = {
        START: [sys.executable, "-I", "-c", "import orjson"],
        **{name: [sys.executable, "-I", "-c", tools + source, path] for name, source in LOOPS.items()},
        LINT_START: [*lint, "1", one],
        LINT: [*lint, "1", path],
        LINT_2: [*lint, "2", path],
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(repetitions):
        for name, arguments in commands.items():
            runs[name].append(run(*arguments))
    found = {name: best(every) for name, every in runs.items()}
    return summary(count, found, idle)


def summary(count: int, found: dict[str, Run], idle: bool) -> Bulk:
    alone, together, start = found[LINT], found[LINT_2], found[START].used
    starts = {LINT: found[LINT_START].used}
    judging = {name: max(one.used - starts.get(name, start), 1e-6) for name, one in found.items()}
    by_clock, by_cores = alone.clock / together.clock, 2 * alone.used / together.used
    return Bulk(
        lines=count,
        rates={name: count / judging[name] for name in (*LOOPS, LINT)},
        share=judging[PARSE] / judging[LINT],
        speedup=by_clock if idle else by_cores,
        by_clock=idle,
        peak=max(alone.peak, together.peak),
        same=alone.output == together.output and bool(alone.output),
    )
