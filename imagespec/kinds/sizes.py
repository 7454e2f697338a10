"""``sizes``: a closed set of image sizes. Like ``one_of``, but the nearest member is the nearest in shape."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import Any, ClassVar

from imagespec.kinds.kind import Flaw
from imagespec.kinds.one_of import OneOf
from imagespec.report.frozen import frozen
from imagespec.values.sizes import dimensions, intended_dimensions


@frozen(kw_only=True)
class Sizes(OneOf):
    """A closed set of image sizes.

    Attributes:
        values: WIDTHxHEIGHT in pixels, and words such as auto
    """

    KEY: ClassVar[str] = "sizes"

    def nearest(self, value: Any) -> tuple[str, bool]:
        text = str(value)[:64]
        word = text.strip().lower()
        if word in self.values:
            return word, True
        if word in self.instead:
            return self.instead[word], False
        wanted = intended_dimensions(text)
        known = [(member, size) for member in self.values if (size := dimensions(member))]
        if not wanted or not known:
            return "", False
        best = min(known, key=lambda pair: _distance(wanted, pair[1]))
        return best[0], best[1] == wanted

    def flaws(self) -> Iterator[Flaw]:
        yield from super().flaws()
        for value in self.values:
            if value[:1].isdigit() and not dimensions(value):
                yield ("values",), f"{value} is no size", "write WIDTHxHEIGHT"


def _distance(a: tuple[int, int], b: tuple[int, int]) -> tuple[float, float]:
    """How far apart two sizes are: in shape first, then in area."""
    shape = abs(log(a[0] * b[1]) - log(a[1] * b[0]))
    return round(shape, 9), abs(log(a[0] * a[1]) - log(b[0] * b[1]))
