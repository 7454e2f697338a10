"""The figures as Markdown, each table between marks of its own in a page that is written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .bulk import LINT, LINT_2, Bulk
from .cold import BARE, COMMANDS, OURS, RULES, Start
from .contenders import PUBLIC, SETS
from .growth import Curve
from .results import Results, Table
from .targets import NEWEST, RS
from .timing import Figure, Key

Rows = Iterable[tuple[str, ...]]


def begin(part: str) -> str:
    return f"<!-- begin {part}: written by tools/bench -->"


END = "<!-- end -->"


def parts(results: Results, notes: dict[Key, str]) -> dict[str, str]:
    """The tables of what was measured, by the names of their marks: of machine code one of its own, beside those of the wheel in Python."""
    if results.machine_code:
        return {"machine code": of_machine_code(results)}
    made = {"machine": results.where}
    if results.calls:
        for kind in ("verdict", "findings", "text"):
            made[kind] = of_calls(results.calls, kind, notes)
    if results.data:
        made["bytes"] = of_calls(results.data, "bytes", notes)
    if results.starts:
        made |= of_starts(results.starts)
    if results.bulk:
        made["bulk"] = of_bulk(results.bulk)
    if results.growth:
        made["growth"] = of_growth(results.growth)
    return made


def filled(page: str, tables: dict[str, str]) -> str:
    """The page with its tables renewed; those that were not measured stay.

    Raises:
        ValueError: the page has no marks for a table.
    """
    for part, table in tables.items():
        mark = re.compile(re.escape(begin(part)) + r".*?" + re.escape(END), re.DOTALL)
        page, count = mark.subn(lambda _, part=part, table=table: f"{begin(part)}\n{table}\n{END}", page)
        if count != 1:
            raise ValueError(f"the page has no place for {part}: {begin(part)}")
    return page


def table(head: tuple[str, ...], rows: Rows) -> str:
    """A Markdown table; all columns but the first are numbers."""
    lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


def ratio(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def of_calls(found: Table, kind: str, notes: dict[Key, str]) -> str:
    """Ratios on each set of requests, and nanoseconds on the mixed one, the quickest first."""
    keys = sorted((key for key in found["mixed"] if key[1] == kind), key=lambda key: found["mixed"][key].ratio)

    def name(key: Key) -> str:
        return key[0] + (f" ({notes[key]})" if notes.get(key) else "")

    def row(key: Key) -> tuple[str, ...]:
        mixed: Figure = found["mixed"][key]
        return name(key), *(ratio(found[which][key].ratio) for which in SETS), f"{mixed.ns:,.0f}"

    return table(("", *SETS, "ns, mixed"), map(row, keys))


def of_machine_code(results: Results) -> str:
    """How the calls of the newest revision stand to the limit and to the quickest library, and what a start costs."""
    said = [f"Measured with {results.where}"]
    if found := results.calls:
        ours, theirs, findings = (PUBLIC, "verdict"), (RS, "verdict"), (NEWEST, "findings")
        rows = [(key[0], *(ratio(found[which][key].ratio) for which in SETS)) for key in (ours, theirs, findings)]
        rows.append((f"{PUBLIC} to {RS}", *(ratio(found[which][ours].ratio / found[which][theirs].ratio) for which in SETS)))
        said.append(table(("", *SETS), rows))
    if starts := results.starts:
        clean = starts["clean check"]
        said.append(f"A start with a clean check takes {clean.ms:.1f} ms" + (f" and {clean.mb:.1f} MB." if clean.mb is not None else "."))
    return "\n\n".join(said)


def of_starts(starts: dict[str, Start]) -> dict[str, str]:
    bare = starts[BARE]

    def size(start: Start) -> str:
        return "" if start.mb is None else f"{start.mb:.1f}"

    libraries = sorted((*list(OURS)[:2], *RULES), key=lambda name: starts[name].ms)
    named = {name: f"imagespec, {name}" for name in OURS}
    loaded = table(
        ("loads, and judges one request", "ms", "MB"),
        [(named.get(name, name), f"{starts[name].ms:.1f}", size(starts[name])) for name in libraries],
    )
    commands = table(("", "ms"), [(named.get(name, f"`{name}`"), f"{starts[name].ms:.1f}") for name in (*OURS, *COMMANDS)])
    said = f"A bare Python takes {bare.ms:.1f} ms" + (f" and {bare.mb:.1f} MB." if bare.mb is not None else ".")
    return {"import": f"{loaded}\n\n{said}", "cold": commands}


def of_bulk(bulk: Bulk) -> str:
    rows = [(name, f"{rate:,.0f}") for name, rate in sorted(bulk.rates.items(), key=lambda row: -row[1])]
    rates = table((f"{bulk.lines:,} lines", "lines a second"), [(f"`{name}`" if name == LINT else name, rate) for name, rate in rows])
    clock = "by the clock" if bulk.by_clock else "by processor time, as the cores were not idle"
    return f"{rates}\n\n`{LINT_2}` is {bulk.speedup:.2f} times as fast as one process ({clock}); at most {bulk.peak:.0f} MB in a process."


def of_growth(curves: list[Curve]) -> str:
    rows = [
        (
            f"{curve.dimension}, {curve.call}",
            f"{curve.points[0][0]:,}", f"{curve.points[0][1]:,.1f}",
            f"{curve.points[-1][0]:,}", f"{curve.points[-1][1]:,.1f}", f"{curve.exponent:.2f}",
        )
        for curve in curves
    ]  # fmt: skip
    return table(("", "from", "µs", "to", "µs", "power"), rows)
