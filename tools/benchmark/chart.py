"""The figures as pictures: bars of ratios, and curves of growth. Both axes of a curve, and the bars, are logarithmic."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor, log10

from imagespec.cli.svg import BLUE, GREY, INK, ORANGE, RED, document, dot, line, polygon, text

from .contenders import FULL, LIMIT
from .growth import Curve
from .results import Table

PALE = "#c3c9d2"
LABELS, BAR, ROW, WIDTH = 250.0, 420.0, 19.0, 760.0
PANEL, GAP, SIDE = 236.0, 64.0, 170.0
PARTS = (
    ("verdict", "mixed", "A verdict on mixed requests"),
    ("findings", "invalid", "All findings of invalid requests, their text not read"),
    ("text", "invalid", "All findings of invalid requests, all text read"),
)
COLOURS = (BLUE, ORANGE, RED)


def bars(table: Table) -> str:
    """How many times as long as the limit by hand each takes."""
    most = max(figure.ratio for kind, which, _ in PARTS for key, figure in table[which].items() if key[1] == kind)
    scale = BAR / log10(most * 1.3 / LEAST)
    shapes = [
        text(24, 32, "Times as long as straight-line Python written by hand", size=17, weight=600),
        text(
            24, 51, "a verdict of the simple one on the same requests = 1; shorter is better; the scale is logarithmic", size=12, fill=GREY
        ),
    ]
    y = 84.0
    for kind, which, title in PARTS:
        shapes.append(text(24, y, title, size=13, weight=600))
        y += 10
        for name, ratio in sorted(
            ((key[0], figure.ratio) for key, figure in table[which].items() if key[1] == kind), key=lambda row: row[1]
        ):
            shapes += bar(name, ratio, y, scale)
            y += ROW
        y += 26
    return document(WIDTH, y, "Speed beside other libraries", "Ratios of processor time to straight-line Python.", shapes)


LEAST = 0.7
"""Where the bars begin."""


def bar(name: str, ratio: float, y: float, scale: float) -> Iterator[str]:
    length = max(2.0, scale * log10(max(ratio, LEAST) / LEAST))
    colour = BLUE if "imagespec" in name or name.startswith("spec.") else ORANGE if name in (LIMIT, FULL) else PALE
    yield text(LABELS - 8, y + 13, name, size=12, anchor="end", fill=INK)
    yield polygon([(LABELS, y + 3), (LABELS + length, y + 3), (LABELS + length, y + ROW - 3), (LABELS, y + ROW - 3)], colour, colour)
    yield text(LABELS + length + 6, y + 13, f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}", size=12, fill=GREY)


def curves(every: list[Curve]) -> str:
    """A panel for each dimension."""
    dimensions = list(dict.fromkeys(curve.dimension for curve in every))
    across = 3
    rows = ceil(len(dimensions) / across)
    shapes = [
        text(24, 32, "Cost against size", size=17, weight=600),
        text(24, 51, "microseconds of the processor; both scales are logarithmic; the grey line is linear growth", size=12, fill=GREY),
    ]
    for index, dimension in enumerate(dimensions):
        left, top = 64 + index % across * (PANEL + GAP), 92 + index // across * (SIDE + 110)
        shapes += panel(dimension, [curve for curve in every if curve.dimension == dimension], left, top)
    width, height = 48 + across * (PANEL + GAP), 80 + rows * (SIDE + 110)
    return document(width, height, "Cost against size", "Curves of processor time against the size of what is judged.", shapes)


def panel(dimension: str, every: list[Curve], left: float, top: float) -> Iterator[str]:
    """The curves of one dimension, with what they are below."""
    sizes = [size for curve in every for size, _ in curve.points]
    times = [took for curve in every for _, took in curve.points]
    first, last = log10(min(sizes)), log10(max(sizes))
    low, high = floor(log10(min(times))), ceil(log10(max(times)))

    def at(size: float, took: float) -> tuple[float, float]:
        return left + (log10(size) - first) / (last - first) * PANEL, top + SIDE - (log10(took) - low) / max(high - low, 1) * SIDE

    yield text(left, top - 10, dimension, size=13, weight=600)
    yield polygon([(left, top), (left + PANEL, top), (left + PANEL, top + SIDE), (left, top + SIDE)], "#fbfcfd", "#c9ced6")
    for power in range(low, high + 1):
        y = at(min(sizes), 10.0**power)[1]
        yield line((left, y), (left + PANEL, y), "#e6e9ee")
        yield text(left - 6, y + 4, f"{10.0**power:,.0f}" if power >= 0 else f"{10.0**power:g}", size=10, fill=GREY, anchor="end")
    for size, anchor in ((min(sizes), "start"), (max(sizes), "end")):
        yield text(at(size, 10.0**low)[0], top + SIDE + 14, f"{size:,}", size=10, fill=GREY, anchor=anchor)
    yield from linear(at, every[-1], high)
    for index, curve in enumerate(every):
        places = [at(*point) for point in curve.points]
        for start, end in pairwise(places):
            yield line(start, end, COLOURS[index], width=2)
        yield from (dot(place, COLOURS[index], radius=3) for place in places)
        yield text(
            left, top + SIDE + 32 + index * 15, f"{curve.call}: grows with the power {curve.exponent:.2f}", size=11, fill=COLOURS[index]
        )


def linear(at: object, curve: Curve, high: int) -> Iterator[str]:
    """A line of linear growth from the middle of a curve on, as far as it stays in the panel."""
    size, took = curve.points[len(curve.points) // 2]
    largest = min(curve.points[-1][0], size * 10.0**high / took)
    yield line(at(size, took), at(largest, took * largest / size), PALE, width=1.5, dashed=True)  # type: ignore[operator]
