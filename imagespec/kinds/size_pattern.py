"""Derive the two regular expressions that say which image sizes are allowed.

A size is ``WIDTHxHEIGHT``, in decimals without leading zeros, both a multiple of
``step``, limited in edge, ratio and area.  No regular expression multiplies, so:

``allowed``
    describes a *grid*: both edges are multiples of ``step`` between the smallest
    and the largest edge of any allowed size (or the text is one of the words);
``forbidden``
    describes the *corners* of the grid that ratio and area cut off.

The JSON Schema is ``{"pattern": allowed, "not": {"pattern": forbidden}}``.  Since
``forbidden`` only matters for texts on the grid, it is free to say anything about
the others, which keeps it short: with step 16, ``x37`` is "a height from 3700 to
3799" (neither 37 nor 370 is on the grid) and ``x374`` is "3744".

Python ``re``, Rust ``regex`` and ECMAScript (with or without ``u``) agree about the
syntax used: literals, classes, groups, ``|?*^$``, ``{2}`` and, only in
``forbidden``, where the grid vouches for a digit, ``.`` and ``[^0]``.  Python's
``$`` also matches before a final newline, so ``forbidden`` refuses any newline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import isqrt

from attrs import frozen

__all__ = ["NotExpressible", "SizePatterns", "size_patterns"]

DIGITS = "0123456789"
MAX_EDGES = 100_000
"""How many different edges a grid may have."""
MAX_EDGES_WITH_CORNERS = 5_000
"""How many if there are corners: these take 10 seconds and 60,000 characters."""

Limits = tuple[int, int | None, int | None, int | None, int | None]
"""Step, largest edge, largest ratio, least and most pixels."""
Span = tuple[int, int]
"""A half-open range of positions in the list of the grid's edges."""
Plan = tuple[int, tuple[tuple[str, str], ...]]
"""Alternatives, as (digits already spelled, text), behind the length of it all."""


class NotExpressible(ValueError):
    """No regular expression of sane length says what these limits say.

    Either the grid has too many edges (see the constants); or nothing bounds them,
    and there is a ratio or an area to keep, or ``step`` does not divide 10,000.  The
    caller may leave limits out, that is, allow more.
    """


@frozen
class SizePatterns:
    """A text is allowed when ``allowed`` matches and ``forbidden`` does not.

    ``forbidden`` is never None, as there is always the final newline to refuse.
    """

    allowed: str
    forbidden: str


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
    limits = step, max_edge, max_ratio, min_pixels, max_pixels
    largest = _largest_edge(limits)
    if largest is None:
        return _assemble(_spell_multiples(step), [], words)
    if largest // step > MAX_EDGES:
        raise NotExpressible(f"more than {MAX_EDGES} different edges")
    edges, rows = _grid(limits, largest)
    corners = []
    if any(row != (0, len(edges)) for row in rows):
        if len(edges) > MAX_EDGES_WITH_CORNERS:
            raise NotExpressible(f"corners of {len(edges)} different edges")
        corners = _spell_corners(edges, rows)
    return _assemble(_spell_exactly(frozenset(map(str, edges))), corners, words)


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
    but also EDGExEDGEx, so ``forbidden`` refuses that.
    """
    accepted = [re.sub(r"([\\^$.*+?()\[\]{}|])", r"\\\1", word) for word in words]
    refused = [r"\n"]
    if edges:
        accepted.append(f"(?:{_group(edges)}(?:x|$)){{2}}")
        refused.append("[0-9]x$")
    if corners:
        refused.append(f"^{_group(corners)}")
    forbidden = "|".join(reversed(refused))
    for word in words:
        if re.search(forbidden, word):
            raise ValueError(f"the pattern for sizes refuses the word {word!r}")
    return SizePatterns(f"^{_group(accepted)}$" if accepted else "x^", forbidden)


# --- spelling sets of digits and of numbers -----------------------------------


def _group(alternatives: Iterable[str]) -> str:
    """Join alternatives so that something can stand before and after them."""
    texts = list(alternatives)
    return texts[0] if len(texts) == 1 else f"(?:{'|'.join(texts)})"


def _ranges(wanted: Iterable[str], free: Iterable[str] = ()) -> str:
    """Spell the inside of a class; ``free`` digits may be in it or not."""
    marks = "".join("w" if d in wanted else "f" if d in free else "-" for d in DIGITS)
    text = ""
    for found in re.finditer("w(?:[wf]*w)?", marks):
        run = DIGITS[found.start() : found.end()]
        listed = "".join(digit for digit in run if digit in wanted)
        text += listed if len(listed) < 3 else f"{run[0]}-{run[-1]}"
    return text


@cache
def _loose_class(wanted: frozenset[str], free: frozenset[str]) -> str:
    """Spell a set of digits for where nothing but a digit can stand."""
    others = frozenset(DIGITS) - wanted - free
    if not others:
        return "."
    if len(wanted) == 1:
        return min(wanted)
    spellings = f"[{_ranges(wanted, free)}]", f"[^{_ranges(others, free)}]"
    return min(spellings, key=len)


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
        return [min(texts) if len(texts) == 1 else f"[{_ranges(texts)}]"]
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
                start = _group(_spell_exactly(frozenset(some)))
                candidate.append(start + _group(_spell_exactly(rest)))
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
    return [f"[1-9][0-9]*{_group(ends) if ends else ''}", *short]


# --- covering the corners -----------------------------------------------------


class _Heights:
    """Spells sets of the grid's heights (as bits) by how their digits begin."""

    def __init__(self, edges: list[int]) -> None:
        self._count = len(edges)
        self._bits: dict[str, int] = {}
        self._spelled: dict[tuple[str, int, int], tuple[str, ...]] = {}
        for position, edge in enumerate(edges):
            text = f"{edge}$"
            for length in range(len(text) + 1):
                known = self._bits.get(text[:length], 0)
                self._bits[text[:length]] = known | 1 << position

    def spell(self, must: int, may: int, start: str = "") -> tuple[str, ...]:
        """Return what may follow ``start``: all of ``must`` and none but ``may``."""
        here = self._bits.get(start, 0)
        must, may = must & here, may & here
        if not must:
            return ()
        if may == here:
            return ("",)
        key = start, must, may
        if key not in self._spelled:
            self._spelled[key] = self._spell_digits(must, may, start)
        return self._spelled[key]

    def _spell_digits(self, must: int, may: int, start: str) -> tuple[str, ...]:
        by_tail: dict[tuple[str, ...], set[str]] = {}
        for digit in DIGITS + "$":
            if tail := self.spell(must, may, start + digit):
                by_tail.setdefault(tail, set()).add(digit)
        below = {digit: self._bits.get(start + digit, 0) for digit in DIGITS}
        alternatives = []
        for tail, some in by_tail.items():
            harmless = may if tail == ("",) else 0
            free = frozenset(d for d in DIGITS if not below[d] & ~harmless)
            if "$" in some:
                alternatives.append("$")
            if wanted := frozenset(some - {"$"}):
                alternatives.append(_loose_class(wanted, free - wanted) + _group(tail))
        return tuple(alternatives)

    def outside(self, goal: Span, done: Span, common: Span) -> str:
        """Spell those from ``done`` without ``goal``; any outside ``common`` may be."""
        must = _bits(done[0], goal[0]) | _bits(goal[1], done[1])
        may = _bits(0, common[0]) | _bits(common[1], self._count)
        return _group(self.spell(must, may))


def _bits(start: int, end: int) -> int:
    """Return an integer with the bits from ``start`` to before ``end`` set."""
    return (1 << end) - (1 << start) if start < end else 0


class _Widths:
    """The widths of one length and prefix, told apart by the next digit.

    ``cover`` finds what to forbid them.  For a range of digits, what is forbidden to
    all these widths, below or above or both, may be forbidden at once; what remains
    is left to parts of the range and finally to the longer prefix.  This is dynamic
    programming over (range of digits, heights outside which all is done).

    With the ``i``-th to ``j``-th of the digits, heights outside ``common[i, j]`` are
    forbidden to all, those outside ``needed[i, j]`` to some.
    """

    def __init__(self, prefix: str, rows: dict[str, Span], heights: _Heights) -> None:
        self.prefix, self.heights = prefix, heights
        self.dots = "." * (len(min(rows)) - len(prefix) - 1)
        groups: dict[str, dict[str, Span]] = {}
        for width, row in rows.items():
            groups.setdefault(width[len(prefix)], {})[width] = row
        self.digits = "".join(groups)
        self.whole = 0, len(groups) - 1
        self.common: dict[Span, Span] = {}
        self.needed: dict[Span, Span] = {}
        self.plans: dict[tuple[Span, Span, bool], Plan] = {}
        self.longer: list[_Widths | None] = []
        for i, (digit, group) in enumerate(groups.items()):
            spans: set[Span] = set()
            for j, other in enumerate(list(groups.values())[i:], i):
                spans.update(other.values())
                lows, highs = zip(*spans, strict=True)
                self.common[i, j] = min(lows), max(highs)
                self.needed[i, j] = max(lows), min(highs)
            alike = self.common[i, i] == self.needed[i, i]
            self.longer.append(None if alike else _Widths(prefix + digit, group, heights))

    def cover(self, digits: Span, done: Span, together: bool = True) -> Plan:
        """Return the shortest plan for the widths that go on with these digits."""
        needed = self.needed[digits]
        done = min(done[0], needed[0]), max(done[1], needed[1])
        if done == needed:
            return 0, ()
        key = digits, done, together
        if key not in self.plans:
            plans = (self._together if together else self._apart)(digits, done)
            self.plans[key] = min(plans, key=lambda plan: plan[0])
        return self.plans[key]

    def _together(self, digits: Span, done: Span) -> Iterator[Plan]:
        """Yield plans that begin with what is common to all these widths, or do not.

        For all digits they always do: anything else takes longer and gains nothing.
        """
        common = self.common[digits]
        goals = [common]
        if digits != self.whole and common != self.needed[digits]:
            goals += [(common[0], done[1]), (done[0], common[1]), done]
        wanted = frozenset(self.digits[digits[0] : digits[1] + 1])
        widths = _loose_class(wanted, frozenset(DIGITS).difference(self.digits))
        for goal in dict.fromkeys(goals):
            cost, parts = self.cover(digits, goal, together=False)
            if goal != done:
                heights = self.heights.outside(goal, done, common)
                text = f"{widths}{self.dots}x{heights}"
                cost, parts = cost + len(text) + len("|"), ((self.prefix, text), *parts)
            yield cost, parts

    def _apart(self, digits: Span, done: Span) -> Iterator[Plan]:
        """Yield plans for two parts of the range or for the one longer prefix."""
        first, last = digits
        longer = self.longer[first]
        if first == last and longer:
            cost, parts = longer.cover(longer.whole, done)
            yield cost + len("d(?:)" if len(parts) > 1 else "d"), parts
        for i in range(first, last):
            a, b = self.cover((first, i), done), self.cover((i + 1, last), done)
            yield a[0] + b[0], a[1] + b[1]


def _spell_corners(edges: list[int], rows: list[Span]) -> list[str]:
    """Return alternatives for all forbidden sizes of the grid and no allowed one."""
    lengths: dict[int, dict[str, Span]] = {}
    for width, row in zip(map(str, edges), rows, strict=True):
        lengths.setdefault(len(width), {})[width] = row
    heights = _Heights(edges)
    parts: list[tuple[str, str]] = []
    for some in lengths.values():
        widths = _Widths("", some, heights)
        parts += widths.cover(widths.whole, (0, len(edges)))[1]
    return _nest(parts)


def _nest(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Spell the parts, each prefix that several of them share only once."""
    texts = []
    longer: dict[str, list[tuple[str, str]]] = {}
    for prefix, text in parts:
        if prefix:
            longer.setdefault(prefix[0], []).append((prefix[1:], text))
        else:
            texts.append(text)
    return texts + [digit + _group(_nest(some)) for digit, some in longer.items()]
