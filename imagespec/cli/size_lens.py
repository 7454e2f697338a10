"""A magnified part of the picture of sizes: the allowed ones around a wanted one, and which is nearest by which strategy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from imagespec.cli.svg import GREY, INK, RED, Frame, dot, line, ring, text

if TYPE_CHECKING:
    from imagespec.kinds.nearest import Grid, Size

_SIDE = 208
_STEPS = 5
"""How many steps of the allowed sizes the lens shows along an edge."""


def wants_lens(asked: Size, chosen: Size, nearest: Mapping[str, Size | None], step: int) -> bool:
    """Whether sizes lie too near to each other for the picture, and near enough for the lens."""
    reach = step * _STEPS / 2
    near = all(abs(a - b) < reach for size in (chosen, *filter(None, nearest.values())) for a, b in zip(size, asked, strict=True))
    return step > 1 and asked != chosen and near


def lens(x: float, y: float, grid: Grid, step: int, asked: Size, chosen: Size, nearest: Mapping[str, Size | None]) -> Iterator[str]:
    """The shapes of the lens, with its upper left corner at a place."""
    span = step * _STEPS
    frame = Frame(x, y, _SIDE, span, (asked[0] - span / 2, asked[1] - span / 2))
    yield text(x, y - 8, "The nearest by each strategy, magnified", size=11, fill=GREY)
    yield f'<rect x="{x}" y="{y}" width="{_SIDE}" height="{_SIDE}" rx="6" fill="#fbfcfd" stroke="#c9ced6"/>'
    yield line(*_through(frame, asked), "#8b95a5", dashed=True)
    for width, run in grid:
        if abs(width - asked[0]) < span / 2:
            yield from (dot(frame.at(width, height), "#9fc1f2", radius=4) for height in run if abs(height - asked[1]) < span / 2)
    yield ring(frame.at(*asked), RED)
    named: dict[Size, list[str]] = {}
    for strategy, size in nearest.items():
        if size:
            named.setdefault(size, []).append(strategy)
    for size, strategies in named.items():
        place = frame.at(*size)
        yield dot(place, INK if size == chosen else "#2f6fdd", radius=5)
        left = size[0] > asked[0]
        anchor, weight = "start" if left else "end", 600 if size == chosen else 400
        across, up = place[0] + (9 if left else -9), place[1] + 4 - 6.5 * (len(strategies) - 1)
        for row, strategy in enumerate(strategies):
            yield text(across, up + 13 * row, strategy, size=12, anchor=anchor, weight=weight, halo=True)


def _through(frame: Frame, asked: Size) -> tuple[tuple[float, float], tuple[float, float]]:
    """The line of the wanted ratio through the lens."""
    half = frame.most / 2
    reach = min(half, half * asked[0] / asked[1])
    rise = reach * asked[1] / asked[0]
    return frame.at(asked[0] - reach, asked[1] - rise), frame.at(asked[0] + reach, asked[1] + rise)
