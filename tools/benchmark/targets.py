"""What must hold, and whether it does: ratios of one run, and what a start costs over a bare Python."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .bulk import Bulk
from .cold import Start
from .contenders import FOUNDING, PUBLIC
from .growth import Curve
from .results import Results, Table

CHECK, NEWEST = "spec.check", "imagespec.check, newest revision"
RS, RS_ALL, PYDANTIC_ALL = "jsonschema-rs is_valid", "jsonschema-rs iter_errors", "pydantic errors()"
COLD = {
    "clean check": 2.5,
    "first finding with text": 25,
    "typed validate": 35,
    "imagespec lint, one file": 60,
    "imagespec models": 120,
    "imagespec rules size.step": 80,
    "imagespec diff": 400,
    "imagespec schema --model gpt-image-2": 250,
}
LEAST_SHARE, LEAST_SPEEDUP, MOST_MEMORY, MOST_GROWTH = 0.4, 1.6, 150, 1.25


class Target(NamedTuple):
    """One figure that has a bound: at most ``bound``, or at least where ``at_least``."""

    name: str
    figure: float
    bound: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound

    def __str__(self) -> str:
        sign = "at least" if self.at_least else "at most"
        return f"{'holds' if self.holds else 'FAILS'}  {self.name}: {self.figure:.2f}, {sign} {self.bound:g}"


def targets(results: Results) -> list[Target]:
    """The targets of the parts that were measured."""
    found: list[Target] = []
    if results.machine_code:
        return [*of_machine_code(results.calls)] if results.calls else []
    if results.calls:
        found += of_calls(results.calls)
    if results.starts:
        found += of_starts(results.starts)
    if results.bulk:
        found += of_bulk(results.bulk)
    if results.growth:
        found += of_growth(results.growth)
    return found


def of_calls(table: Table) -> Iterator[Target]:
    def ratio(name: str, kind: str, which: str) -> float:
        return table[which][name, kind].ratio

    def times(slow: str, fast: str, kind: str) -> float:
        return ratio(slow, kind, "invalid") / ratio(fast, kind, "invalid")

    for which in table:
        yield Target(f"{PUBLIC}, {which}, to the limit", ratio(PUBLIC, "verdict", which), 1.45)
    yield Target(f"{CHECK} of {FOUNDING}, valid, text not read, to the limit", ratio(CHECK, "findings", "valid"), 1.8)
    yield Target(f"{CHECK} of {FOUNDING}, invalid, text not read, to the limit", ratio(CHECK, "findings", "invalid"), 2.5)
    for which in table:
        yield Target(f"{NEWEST}, {which}, text not read, to the limit", ratio(NEWEST, "findings", which), 2.2)
    yield Target(f"{CHECK}, invalid, all text read, to the limit", ratio(CHECK, "text", "invalid"), 12)
    yield Target(f"{PUBLIC}, mixed, to {RS}", ratio(PUBLIC, "verdict", "mixed") / ratio(RS, "verdict", "mixed"), 1.3)
    yield Target(f"{RS_ALL} to {CHECK}, invalid, text not read", times(RS_ALL, CHECK, "findings"), 4.5, at_least=True)
    yield Target(f"{PYDANTIC_ALL} to {CHECK}, invalid, text not read", times(PYDANTIC_ALL, CHECK, "findings"), 3.2, at_least=True)
    yield Target(f"{RS_ALL} to {CHECK}, invalid, all text read", times(RS_ALL, CHECK, "text"), 1, at_least=True)


def of_machine_code(table: Table) -> Iterator[Target]:
    for which in table:
        to_rs = table[which][PUBLIC, "verdict"].ratio / table[which][RS, "verdict"].ratio
        yield Target(f"{PUBLIC} as machine code, {which}, to {RS}", to_rs, 0.9)


def of_starts(starts: dict[str, Start]) -> Iterator[Target]:
    for name, most in COLD.items():
        yield Target(f"{name}, ms over a bare Python", starts[name].ms, most)
    memory = starts["clean check"].mb
    if memory is not None:
        yield Target("clean check, MB over a bare Python", memory, 1)


def of_bulk(bulk: Bulk) -> Iterator[Target]:
    yield Target("lint, processor time of orjson.loads alone to it", bulk.share, LEAST_SHARE, at_least=True)
    yield Target("lint with two processes, times as fast", bulk.speedup, LEAST_SPEEDUP, at_least=True)
    yield Target("lint, MB at most in a process", bulk.peak, MOST_MEMORY)
    yield Target("lint with two processes says the same", float(bulk.same), 1, at_least=True)


def of_growth(curves: list[Curve]) -> Iterator[Target]:
    for curve in curves:
        yield Target(f"{curve.dimension}, {curve.call}: exponent of growth", curve.exponent, MOST_GROWTH)
