"""Derive the two regular expressions that say which image sizes are allowed.

A size is ``WIDTHxHEIGHT``, in decimals without leading zeros, both a multiple of
``step``, limited in edge, ratio and area.  No regular expression multiplies, so:

``allowed``
    describes a *grid*: both edges are multiples of ``step`` between the smallest
    and the largest edge of any allowed size (or the text is one of the words);
``forbidden``
    describes the *corners* of the grid that ratio and area cut off.

A JSON Schema takes what matches ``allowed`` and not ``forbidden``.  Since the latter
only matters for texts on the grid, it is free to say anything about the others,
which keeps it short: with step 16, ``x37`` is "a height from 3700 to 3799" (neither
37 nor 370 is on the grid) and ``x374`` is "3744".

Python ``re``, Rust ``regex`` and ECMAScript (with or without ``u``) agree about the
syntax used: literals, classes, groups, ``|?*^$``, ``{2}`` and, only in
``forbidden``, where the grid vouches for a digit, ``.`` and ``[^0]``.  Python's
``$`` also matches before a final newline, so ``forbidden`` refuses any newline.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import isqrt
from typing import Any

from imagespec.kinds.schema import escaped, group
from imagespec.kinds.size_corners import ranges, spell_corners
from imagespec.report.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imagespec.kinds.size_corners import Span

__all__ = ["NotExpressible", "SizePatterns", "size_patterns"]

MAX_EDGES = 100_000
"""How many different edges a grid may have."""
MAX_EDGES_WITH_CORNERS = 5_000
"""How many if there are corners: these take some 10 seconds and 76,000 characters."""

Limits = tuple[int, int | None, int | None, int | None, int | None]
"""Step, largest edge, largest ratio, least and most pixels."""


class NotExpressible(ValueError):
    """No regular expression of sane length says what these limits say.

    Either the grid has too many edges (see the constants); or nothing bounds them,
    and there is a ratio or an area to keep, or ``step`` does not divide 10,000.  The
    caller may leave limits out, that is, allow more.
    """


@frozen
class SizePatterns:
    """A text is allowed when ``allowed`` matches and ``forbidden`` does not.

    ``forbidden`` is never None, as there is always the final newline to refuse. ``corners`` is
    the part of it that is about sizes, ``""`` where every size of the grid is allowed.
    """

    allowed: str
    forbidden: str
    corners: str = ""


@lru_cache(maxsize=64)
def size_patterns(
    step: int,
    max_edge: int | None,
    max_ratio: int | None,
    min_pixels: int | None,
    max_pixels: int | None,
    words: tuple[str, ...] = (),
) -> SizePatterns:
    """Return the patterns for these limits, None being no limit, and these words.

    Raises ``NotExpressible``; or ``ValueError`` for a step or ratio below 1 and for a
    word ``forbidden`` matches: a size off limits, or with a newline, or like ``4x``.
    """
    if any(limit is not None and limit < 1 for limit in (step, max_ratio)):
        raise ValueError("step and max_ratio must be at least 1")
    return _assemble(*_spelled((step, max_edge, max_ratio, min_pixels, max_pixels)), words)


@lru_cache(maxsize=64)
def _spelled(limits: Limits) -> tuple[list[str], list[str]]:
    """The alternatives for an edge, and those for what ratio and area forbid, which take the longest to find."""
    step, largest = limits[0], _largest_edge(limits)
    if largest is None:
        return _spell_multiples(step), []
    if largest // step > MAX_EDGES:
        raise NotExpressible(f"more than {MAX_EDGES} different edges")
    edges, rows = _grid(limits, largest)
    corners: list[str] = []
    if any(row != (0, len(edges)) for row in rows):
        if len(edges) > MAX_EDGES_WITH_CORNERS:
            raise NotExpressible(f"corners of {len(edges)} different edges")
        corners = _shipped_corners().get(limits) or spell_corners(edges, rows)
        WITH_CORNERS.add(limits)
    return _spell_exactly(frozenset(map(str, edges))), corners


WITH_CORNERS: set[Limits] = set()
"""The limits so far whose corners were spelled."""


def corners_of(limits: Limits) -> list[str]:
    """The alternatives for what ratio and area forbid, searched for anew."""
    largest = _largest_edge(limits)
    return [] if largest is None else spell_corners(*_grid(limits, largest))


@cache
def _shipped_corners() -> dict[Limits, list[str]]:
    """The alternatives for the limits of shipped tables, which were searched for when the package was built."""
    from imagespec._compiled.corners import CORNERS

    known: Any = CORNERS
    return known  # type: ignore[no-any-return]


def _largest_edge(limits: Limits) -> int | None:
    """Return a bound for the edges that follows from the limits, if there is one."""
    step, max_edge, ratio, min_pixels, max_pixels = limits
    bounds = [] if max_edge is None else [max_edge]
    if max_pixels is not None:
        bounds.append(max_pixels // step)
        if ratio is not None:
            bounds.append(isqrt(max(0, ratio * max_pixels)))
    if not bounds and (ratio is not None or (min_pixels or 0) > step * step):
        raise NotExpressible("ratio or area to keep, but edges without bound")
    return min(bounds, default=None)


def _grid(limits: Limits, largest: int) -> tuple[list[int], list[Span]]:
    """Return the grid's edges and the span of allowed heights for each as a width.

    Width and height are subject to the same limits, so one list serves both.  A
    width in between that allows no height at all has the span ``(count, 0)``.
    """
    step, _, ratio, min_pixels, max_pixels = limits
    allowed: dict[int, Span] = {}
    for width in range(step, largest + 1, step):
        least, most = -(-max(1, min_pixels or 1) // width), largest
        if max_pixels is not None:
            most = min(most, max_pixels // width)
        if ratio is not None:
            least, most = max(least, -(-width // ratio)), min(most, ratio * width)
        if -(-least // step) <= most // step:
            allowed[width] = -(-least // step), most // step + 1
    if not allowed:
        return [], []
    first, last = min(allowed), max(allowed)
    edges = list(range(first, last + 1, step))
    empty = len(edges) + first // step, first // step
    spans = [allowed.get(edge, empty) for edge in edges]
    return edges, [(low - first // step, high - first // step) for low, high in spans]


def _assemble(edges: list[str], corners: list[str], words: tuple[str, ...]) -> SizePatterns:
    """Combine alternatives for one edge and for the corners with the words.

    The edge is spelled once and used twice: ``(?:EDGE(?:x|$)){2}`` is EDGExEDGE,
    but also EDGExEDGEx, so ``forbidden`` refuses that: an ``x`` at the end, of a
    number only if a word ends like this.
    """
    accepted = [escaped(word) for word in words]
    refused = [r"\n"]
    if edges:
        accepted.append(f"(?:{group(edges)}(?:x|$)){{2}}")
        refused.append("[0-9]x$" if any(word.endswith("x") for word in words) else "x$")
    off = f"^{group(corners)}" if corners else ""
    refused += [off] if off else []
    forbidden = "|".join(reversed(refused))
    for word in words:
        if re.search(forbidden, word):
            raise ValueError(f"the pattern for sizes refuses the word {word!r}")
    return SizePatterns(f"^{group(accepted)}$" if accepted else "x^", forbidden, off)


# --- spelling sets of digits and of numbers -----------------------------------


@cache
def _spell_exactly(texts: frozenset[str]) -> list[str]:
    """Return alternatives that match exactly these strings of digits.

    Each string is cut in two, after the first digit or before the last one to three,
    and the heads that have the same set of tails share an alternative.
    """
    if not texts or texts == {""}:
        return sorted(texts)
    longest = max(map(len, texts))
    if "" in texts:
        others = _spell_exactly(texts - {""})
        return [f"{others[0]}?" if longest == 1 else f"(?:{'|'.join(others)})?"]
    if longest == 1:
        return [min(texts) if len(texts) == 1 else f"[{ranges(texts)}]"]
    candidates = []
    for cut in (1, -1, -2, -3):
        tails: dict[str, set[str]] = {}
        for text in sorted(texts):
            tails.setdefault(text[:cut], set()).add(text[cut:])
        heads: dict[frozenset[str], set[str]] = {}
        for head, some in tails.items():
            heads.setdefault(frozenset(some), set()).add(head)
        if set(tails) != {""}:
            candidate = []
            for rest, some in heads.items():
                start = group(_spell_exactly(frozenset(some)))
                candidate.append(start + group(_spell_exactly(rest)))
            candidates.append(candidate)
    return min(candidates, key=lambda candidate: len("|".join(candidate)))


def _spell_multiples(step: int) -> list[str]:
    """Return alternatives for all multiples of ``step``, if their last digits tell."""
    size = next((n for n in range(5) if 10**n % step == 0), None)
    if size is None:
        raise NotExpressible(f"multiples of {step} without bound")
    numbers = range(0, 10**size, step)
    ends = _spell_exactly(frozenset(str(n).zfill(size) for n in numbers if size))
    short = _spell_exactly(frozenset(str(n) for n in numbers if n))
    return [f"[1-9][0-9]*{group(ends) if ends else ''}", *short]
