"""The arithmetic of free image sizes: which sizes step, ratio, edge and pixels leave.

All on integers in pixels, without a division that rounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from imagespec.kinds.nearest import Grid
from imagespec.kinds.range_ import outside
from imagespec.report.frozen import frozen

_TABLE_LIMIT = 4096
"""Most widths that are listed one by one."""


@frozen
class SizeLimits:
    """Both edges are multiples of ``step``; a limit that is ``None`` claims nothing.

    Attributes:
        step: pixels.
        edge: the longest edge in pixels.
        ratio: the most that the long edge may be of the short one.
        least, most: width times height in pixels, both allowed themselves.
    """

    step: int = 1
    edge: int | None = None
    ratio: int | None = None
    least: int | None = None
    most: int | None = None

    @property
    def numbers(self) -> tuple[int, int | None, int | None, int | None, int | None]:
        """Step, edge, ratio, least and most pixels."""
        return self.step, self.edge, self.ratio, self.least, self.most

    def missed(self, width: int, height: int) -> Iterator[str]:
        """The names of the limits that a size breaks."""
        if width % self.step or height % self.step:
            yield "step"
        if self.ratio is not None and (width > self.ratio * height or height > self.ratio * width):
            yield "ratio"
        if self.edge is not None and (width > self.edge or height > self.edge):
            yield "edge"
        if (self.least is not None and width * height < self.least) or (self.most is not None and width * height > self.most):
            yield "pixels"

    def expressions(self) -> Iterator[tuple[str, str]]:
        """Each limit with the Python expression that is true when ``width`` and ``height`` break it."""
        if self.step > 1:
            yield "step", f"width % {self.step} or height % {self.step}"
        if self.ratio is not None:
            yield "ratio", f"width > {self.ratio} * height or height > {self.ratio} * width"
        if self.edge is not None:
            yield "edge", f"width > {self.edge} or height > {self.edge}"
        if self.least is not None or self.most is not None:
            yield "pixels", outside("width * height", self.least, self.most)

    def heights(self, width: int) -> range:
        """The allowed heights of a width, in pixels: always one unbroken run of multiples of the step.

        Raises:
            ValueError: the limits leave the heights unbounded.
        """
        low, highs = 1, []
        if self.edge is not None:
            highs.append(self.edge)
        if self.ratio is not None:
            low = -(-width // self.ratio)
            highs.append(width * self.ratio)
        if self.least is not None:
            low = max(low, -(-self.least // width))
        if self.most is not None:
            highs.append(self.most // width)
        if not highs:
            raise ValueError("no limit bounds the height")
        fits = width % self.step == 0 and (self.edge is None or width <= self.edge)
        return range(-(-low // self.step) * self.step, min(highs) + 1 if fits else 0, self.step)

    def widths(self) -> range:
        """Every width that may have an allowed height; empty when the limits leave widths unbounded or too many."""
        longest = self.edge or 0
        return range(self.step, longest + 1, self.step) if longest // self.step <= _TABLE_LIMIT else range(0)

    def listed(self) -> Iterator[tuple[int, range]]:
        """Every width that has an allowed height, with its heights; nothing where widths cannot be listed."""
        return ((width, run) for width in self.widths() if (run := self.heights(width)))

    @property
    def spans(self) -> dict[str, tuple[int, int, int]]:
        """Width as text, to lowest height, highest height and width in pixels."""
        return _tables(self)[0]

    @property
    def edges(self) -> dict[str, int]:
        """Height as text, to the height in pixels."""
        return _tables(self)[1]

    @property
    def grid(self) -> Grid:
        """Every allowed size; none where widths cannot be listed."""
        return _grid(self)

    def around(self) -> Iterator[tuple[int, int]]:
        """Sizes at and beside every edge of the allowed ones."""
        off = (-self.step, -1, 0, 1, self.step)
        for width, run in self.listed():
            for height in {run[0], run[-1]}:
                yield from ((width + a, height + b) for a in off for b in off if width + a > 0 and height + b > 0)


@lru_cache(maxsize=64)
def _tables(limits: SizeLimits) -> tuple[dict[str, tuple[int, int, int]], dict[str, int]]:
    """The spans and edges of limits: models share limits, and their functions the tables."""
    runs = dict(limits.listed())
    heights = sorted(set().union(*runs.values()))
    return {str(width): (run[0], run[-1], width) for width, run in runs.items()}, {str(height): height for height in heights}


@lru_cache(maxsize=64)
def _grid(limits: SizeLimits) -> Grid:
    return Grid(limits.listed())
