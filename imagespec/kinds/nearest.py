"""The allowed size nearest to a wanted one, by several measures of nearness.

A change of size is measured as a factor, so that half and double are equally far: 2 for an edge that doubles or halves, 1 for
one that stays. The sum of changes in logarithms is the product of these factors, a fraction of integers, so nothing is rounded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from imagespec.report.frozen import frozen
from imagespec.values.wishes import USUAL, edges_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Literal

    from imagespec.values.wishes import Wish

    Strategy = Literal["closest", "ratio", "cover", "contain", "area"]

Size = tuple[int, int]
"""Width and height in pixels."""

Factor = tuple[int, int]
"""A fraction of positive integers, 1 or more."""

LONGEST = 10**9 - 1
"""The longest edge, in pixels, to which a nearest size is looked for."""


@frozen
class Measure:
    """How a strategy measures nearness.

    Attributes:
        says: the measure in words.
        distance: factors that are least for the nearest size, the first before the second.
        ideal: the height, as a fraction, that is nearest among those of a width.
        power: a size of another width than the wanted one is at least as far away as this power of the factor between the widths.
        side: 1 where the edges may not become shorter, -1 where they may not become longer, else 0.
    """

    says: str
    distance: Callable[[Size, Size], tuple[Factor, ...]]
    ideal: Callable[[Size, int], tuple[int, int]]
    power: int
    side: int = 0


def _factor(a: int, b: int) -> Factor:
    return (a, b) if a >= b else (b, a)


def _edges(size: Size, wanted: Size) -> tuple[Factor, ...]:
    wide, tall = _factor(size[0], wanted[0]), _factor(size[1], wanted[1])
    return ((wide[0] * tall[0], wide[1] * tall[1]),)


def _shape(size: Size, wanted: Size) -> Factor:
    return _factor(size[0] * wanted[1], size[1] * wanted[0])


def _pixels(size: Size, wanted: Size) -> Factor:
    return _factor(size[0] * size[1], wanted[0] * wanted[1])


def _shape_twice(size: Size, wanted: Size) -> tuple[Factor, ...]:
    shape, pixels = _shape(size, wanted), _pixels(size, wanted)
    return ((shape[0] ** 2 * pixels[0], shape[1] ** 2 * pixels[1]),)


def _shape_eightfold(size: Size, wanted: Size) -> tuple[Factor, ...]:
    shape, pixels = _shape(size, wanted), _pixels(size, wanted)
    return ((shape[0] ** 8 * pixels[0], shape[1] ** 8 * pixels[1]),)


def _pixels_twice(size: Size, wanted: Size) -> tuple[Factor, ...]:
    shape, pixels = _shape(size, wanted), _pixels(size, wanted)
    return ((shape[0] * pixels[0] ** 2, shape[1] * pixels[1] ** 2),)


def _widest_change(size: Size, wanted: Size) -> tuple[Factor, ...]:
    wide, tall = _factor(size[0], wanted[0]), _factor(size[1], wanted[1])
    return (wide if wide[0] * tall[1] >= tall[0] * wide[1] else tall, _shape(size, wanted))


MEASURES: dict[str, Measure] = {
    "closest": Measure(
        "least change of both edges: the sum of |log| of their factors", _edges, lambda wanted, width: (wanted[1], 1), power=1
    ),
    "ratio": Measure(
        "keeps the shape: twice the |log| change of the ratio plus that of the pixels",
        _shape_twice, lambda wanted, width: (width * wanted[1], wanted[0]), power=2,
    ),
    "cover": Measure(
        "no edge shorter, to crop: least factor of the edge that grows most, then of the ratio",
        _widest_change, lambda wanted, width: (width * wanted[1], wanted[0]), power=1, side=1,
    ),
    "contain": Measure(
        "no edge longer, to pad: least factor of the edge that shrinks most, then of the ratio",
        _widest_change, lambda wanted, width: (width * wanted[1], wanted[0]), power=1, side=-1,
    ),
    "area": Measure(
        "keeps the pixels: twice the |log| change of the pixels plus that of the ratio",
        _pixels_twice, lambda wanted, width: (wanted[0] * wanted[1], width), power=2,
    ),
    "shape": Measure(
        "of a ratio alone: eight times the |log| change of the ratio plus that of the pixels",
        _shape_eightfold, lambda wanted, width: (width * wanted[1], wanted[0]), power=2,
    ),
}  # fmt: skip
"""The strategies by name, and ``shape``, which ``of_ratio`` uses.

Of sizes equally near, the larger in pixels is chosen, then the nearer in shape, then the wider.
"""

STRATEGIES: tuple[Strategy, ...] = tuple(name for name in MEASURES if name != "shape")  # type: ignore[misc]  # the words of Strategy


class Grid:
    """Every allowed size, as runs of heights by width.

    Attributes:
        widths: in pixels, ascending; a width may come more than once.
        runs: the heights of each: multiples of the step of the range.
        least, most: the pixels of the smallest and the largest size, 0 where there is none.
    """

    __slots__ = ("__weakref__", "least", "most", "runs", "widths")

    def __init__(self, columns: Iterable[tuple[int, range]]) -> None:
        listed = sorted(((width, run) for width, run in columns if run), key=lambda column: column[0])
        self.widths: tuple[int, ...] = tuple(width for width, _ in listed)
        self.runs: tuple[range, ...] = tuple(run for _, run in listed)
        self.least = min((width * run[0] for width, run in listed), default=0)
        self.most = max((width * run[-1] for width, run in listed), default=0)

    def __iter__(self) -> Iterator[tuple[int, range]]:
        return zip(self.widths, self.runs, strict=True)

    def of_shape(self, wide: int, tall: int) -> Iterator[Size]:
        """The sizes of exactly a ratio, ascending."""
        for width, run in self:
            height, rest = divmod(width * tall, wide)
            if not rest and height in run:
                yield width, height


@lru_cache(maxsize=4096)
def nearest(grid: Grid, width: int, height: int, strategy: str = "closest") -> Size | None:
    """The size of a grid that is nearest to a wanted one.

    Args:
        grid: the allowed sizes.
        width: 1 to ``LONGEST`` pixels.
        height: the same.
        strategy: a name of ``MEASURES``.

    Returns:
        Width and height, ``None`` where no size covers the wanted one, or none is contained in it, or none is allowed.
    """
    measure, wanted = MEASURES[strategy], (width, height)
    start = (bisect_right if measure.side < 0 else bisect_left)(grid.widths, width)
    upward = range(start, len(grid.widths) if measure.side >= 0 else start)
    downward = range(start - 1 if measure.side <= 0 else -1, -1, -1)
    best: Size | None = None
    distance: tuple[Factor, ...] = ()
    for indexes in (upward, downward):
        for index in indexes:
            wide = grid.widths[index]
            if distance:
                far, near = _factor(wide, width)
                if far**measure.power * distance[0][1] > near**measure.power * distance[0][0]:
                    break
            for tall in _candidates(grid.runs[index], measure, wanted, wide):
                found = measure.distance((wide, tall), wanted)
                if best is None or _nearer(found, (wide, tall), distance, best, wanted):
                    best, distance = (wide, tall), found
    return best


def _candidates(run: range, measure: Measure, wanted: Size, width: int) -> tuple[int, ...]:
    """The heights of a run among which the nearest is: those beside the ideal one, as the distance only grows from there."""
    step, low, high = run.step, run[0], run[-1]
    if measure.side > 0:
        low = max(low, -(-wanted[1] // step) * step)
    elif measure.side < 0:
        high = min(high, wanted[1] // step * step)
    if low > high:
        return ()
    ideal, parts = measure.ideal(wanted, width)
    below = ideal // parts // step * step
    if below < low:
        return (low,)
    return (high,) if below >= high else (below, below + step)


def _nearer(a: tuple[Factor, ...], size: Size, b: tuple[Factor, ...], than: Size, wanted: Size) -> bool:
    """Whether a size at distance ``a`` comes before another at distance ``b``."""
    for one, other in zip(a, b, strict=True):
        left, right = one[0] * other[1], other[0] * one[1]
        if left != right:
            return left < right
    pixels, others = size[0] * size[1], than[0] * than[1]
    if pixels != others:
        return pixels > others
    one, other = _shape(size, wanted), _shape(than, wanted)
    return (one[0] * other[1], than[0]) < (other[0] * one[1], size[0])


def repair_strategy(grid: Grid, width: int, height: int) -> Strategy:
    """How a wrong size is repaired: its edges are rounded, but of one with too few or too many pixels the shape is kept."""
    return "closest" if grid.least <= width * height <= grid.most else "ratio"


def of_ratio(grid: Grid, wide: int, tall: int, pixels: int) -> Size | None:
    """The size for a ratio and a number of pixels.

    It has exactly that ratio where there is such a size with at most half as many pixels again, or as few: then the nearest
    in pixels, of equals the larger. Else it is the nearest by ``shape``. ``pixels`` outside the allowed ones count as the limit.
    """
    pixels = min(max(pixels, grid.least), grid.most)
    best: tuple[Factor, Size] | None = None
    for size in grid.of_shape(wide, tall):
        far, near = _factor(size[0] * size[1], pixels)
        if 2 * far <= 3 * near and (best is None or far * best[0][1] <= best[0][0] * near):
            best = (far, near), size
    return best[1] if best else nearest(grid, *edges_of(wide, tall, pixels), "shape")


BAND = 500_000
"""Pixels: of each such band, a list of good sizes has one at least."""

OFF = (102, 100)
"""The most that the ratio of a good size may be off, as a factor."""


def good_sizes(grid: Grid, wide: int, tall: int) -> list[Size]:
    """The good sizes for a ratio, ascending in pixels.

    These are all of exactly that ratio, and of each half megapixel without one the nearest in shape, at most 2 % off.
    """
    exact = list(grid.of_shape(wide, tall))
    bands = {width * height // BAND for width, height in exact}
    found: dict[int, tuple[Factor, Size]] = {}
    for width, run in grid:
        for height in _candidates(run, MEASURES["shape"], (wide, tall), width):
            far, near = _shape((width, height), (wide, tall))
            band = width * height // BAND
            if band in bands or far * OFF[1] > near * OFF[0]:
                continue
            best = found.get(band)
            if best is None or far * best[0][1] <= best[0][0] * near:
                found[band] = (far, near), (width, height)
    return sorted([*exact, *(size for _, size in found.values())], key=lambda size: (size[0] * size[1], size))


def granted(grid: Grid, wish: Wish) -> Size | None:
    """The allowed size for what somebody wished, ``None`` without any: what the fix of a size puts in its place."""
    if not grid.widths:
        return None
    if wish.ratio:
        return of_ratio(grid, *wish.ratio, USUAL)
    return nearest(grid, wish.width, wish.height, repair_strategy(grid, wish.width, wish.height))
