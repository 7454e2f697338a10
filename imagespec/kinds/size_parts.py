"""The limits of free image sizes as a table writes them, each with its own source."""

from __future__ import annotations

from imagespec.kinds.kind import UNSOURCED, Provenance
from imagespec.kinds.range_ import widest
from imagespec.report.frozen import evolve, frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


@frozen(kw_only=True)
class Step:
    """What both edges are multiples of.

    Attributes:
        of: pixels
    """

    of: int
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Most:
    """The most a quantity may be: an aspect ratio (long edge to short edge), or an edge in pixels.

    Attributes:
        max: the most
    """

    max: int
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Pixels:
    """Width times height in pixels; both bounds are allowed themselves.

    Attributes:
        min: the least
        max: the most
    """

    min: int | None = None
    max: int | None = None
    provenance: Provenance = UNSOURCED


@frozen(kw_only=True)
class Above:
    """Sizes that are accepted, but experimental.

    Attributes:
        above: the most pixels, width times height, that are not experimental
    """

    above: int
    provenance: Provenance = UNSOURCED


def widest_part(parts: Sequence[Any]) -> Any:
    """The part of several limits that takes every size that any of them takes, as softly as the softest; ``None`` where none is."""
    if None in parts:
        return None
    softest = next((part for part in parts if part.provenance.implied() == "warning"), parts[0])
    if isinstance(softest, Step):
        least = min(part.of for part in parts)
        return None if any(part.of % least for part in parts) else evolve(softest, of=least)
    if isinstance(softest, Pixels):
        low, high = widest([(part.min, part.max) for part in parts])
        return evolve(softest, min=low, max=high)
    name = "above" if isinstance(softest, Above) else "max"
    return evolve(softest, **{name: max(getattr(part, name) for part in parts)})
