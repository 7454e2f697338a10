"""``sizes``: a closed set of image sizes. Like ``one_of``, but the nearest member is the nearest in size."""

from __future__ import annotations

from functools import lru_cache

from imagespec.kinds.nearest import Grid, granted
from imagespec.kinds.one_of import OneOf
from imagespec.report.frozen import frozen
from imagespec.values.sizes import dimensions
from imagespec.values.wishes import wished

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from imagespec.kinds.kind import Flaw


@frozen(kw_only=True)
class Sizes(OneOf):
    """A closed set of image sizes.

    Attributes:
        values: WIDTHxHEIGHT in pixels, and words such as auto
    """

    KEY: ClassVar[str] = "sizes"
    READS_NUMBERS: ClassVar[bool] = True
    JAVASCRIPT: ClassVar[str] = """
    grid: (l) => (grids.get(l) ?? grids.set(l, grid(l.values.flatMap(column))).get(l)),
    meant(l, value) {
      const text = cut(value, 64);
      return spelledOtherwise(l, strip(text).toLowerCase()) ?? sizeMeant(this.grid(l), text);
    },
    """

    def nearest(self, value: Any) -> tuple[str, bool]:
        text = str(value)[:64]
        word = text.strip().lower()
        if word in self.values:
            return word, True
        if word in self.instead:
            return self.instead[word], False
        wish = wished(text)
        size = granted(self.grid, wish) if wish else None
        if not wish or not size:
            return "", False
        return f"{size[0]}x{size[1]}", wish.literal and size == (wish.width, wish.height)

    def meant(self, text: str) -> str:
        return self.nearest(text)[0]

    @property
    def grid(self) -> Grid:
        """Every allowed size."""
        return _grid(self.values)

    def flaws(self) -> Iterator[Flaw]:
        yield from super().flaws()
        for value in self.values:
            if value[:1].isdigit() and not dimensions(value):
                yield ("values",), f"{value} is no size", "write WIDTHxHEIGHT"


@lru_cache(maxsize=64)
def _grid(values: tuple[str, ...]) -> Grid:
    sizes = [size for value in values if (size := dimensions(value))]
    return Grid((width, range(height, height + 1)) for width, height in sizes)
