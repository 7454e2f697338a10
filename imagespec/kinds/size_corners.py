"""Spell the sizes that ratio and area forbid, as short as a search finds.

Each width of the grid allows one span of heights; a text is *forbidden* when its
height is outside.  An alternative like ``31[^0].x26`` forbids a set of widths a set
of heights, and may forbid again what another does, or say anything about texts that
are not on the grid.  With step 16, the widths of ``31[^0].`` (3120, 3136, 3152, 3168, 3184) all end
differently, so behind ``31[^0]`` the last digit will do: ``31[^0](?:.x267|2x264)``.
"""

from __future__ import annotations

import re
from functools import cache

from imagespec.kinds.schema import group

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
__all__ = ["DIGITS", "Span", "ranges", "spell_corners"]

DIGITS = "0123456789"
MAX_EDGES_THOROUGH = 1_000
"""How many edges get the search that tries everything; more get the one that scales."""
IMPOSSIBLE = 1 << 60
"""The cost of what cannot be spelled."""

Span = tuple[int, int]
"""A half-open range of positions in the list of the grid's edges."""
Row = tuple[str, Span]
"""The last digits of a width, all or some, and the heights that it allows."""
Plan = tuple[int, tuple[str, ...]]
"""Alternatives, behind the cost of them all."""
Tree = tuple[tuple[str, "Tree"], ...]
"""Digits or classes, each with what must follow; empty if anything may."""


def ranges(wanted: Iterable[str], free: Iterable[str] = ()) -> str:
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
    spellings = f"[{ranges(wanted, free)}]", f"[^{ranges(others, free)}]"
    return min(spellings, key=len)


def _plan(texts: Iterable[str], price: int) -> Plan:
    """Return these alternatives with their cost: the length and the price of each."""
    found = tuple(texts)
    return sum(map(len, found)) + price * len(found), found


def _cost(plan: Plan) -> int:
    return plan[0]


def _factor(start: str, grouped: Iterable[str], apart: Iterable[str], price: int) -> Plan:
    """Write ``start`` before a group or, when that is cheaper, before each alternative."""
    plans = _plan([start + group(grouped)], price), _plan((start + text for text in apart), price)
    return min(plans, key=_cost)


def _bits(start: int, end: int) -> int:
    """Return an integer with the bits from ``start`` to before ``end`` set."""
    return (1 << end) - (1 << start) if start < end else 0


class _Heights:
    """Spells sets of the grid's heights (as bits) by how their digits begin."""

    def __init__(self, edges: list[int], thorough: bool) -> None:
        self._count, self._thorough = len(edges), thorough
        self._bits: dict[str, int] = {}
        self._trees: dict[tuple[str, int, int], Tree] = {}
        self._spelled: dict[tuple[Tree, int], tuple[str, ...]] = {}
        for position, edge in enumerate(edges):
            text = f"{edge}$"
            for length in range(len(text) + 1):
                known = self._bits.get(text[:length], 0)
                self._bits[text[:length]] = known | 1 << position

    def outside(self, widths: str, goal: Span, done: Span, common: Span, price: int) -> Plan:
        """Forbid the widths what is in ``done`` without ``goal``; all outside ``common`` may be."""
        must = _bits(done[0], goal[0]) | _bits(goal[1], done[1])
        may = _bits(0, common[0]) | _bits(common[1], self._count)
        return self._behind(f"{widths}x", self._tree(must, may, ""), price)

    def _behind(self, start: str, tree: Tree, price: int) -> Plan:
        """Spell what leads to a tree, and the tree."""
        grouped = self._spell(tree, 1)
        if len(grouped) == 1 or not self._thorough:
            return _plan([start + group(grouped)], price)
        return _factor(start, grouped, self._spell(tree, price + len(start)), price)

    def _spell(self, tree: Tree, price: int) -> tuple[str, ...]:
        """Return a tree's alternatives, the cheapest at this price."""
        if (tree, price) not in self._spelled:
            plans = [self._behind(start, tail, price) for start, tail in tree]
            self._spelled[tree, price] = tuple(text for _, texts in plans for text in texts) or ("",)
        return self._spelled[tree, price]

    def _tree(self, must: int, may: int, start: str) -> Tree:
        """Return what may follow ``start``: all of ``must`` (not empty) and none but ``may``."""
        here = self._bits[start]
        must, may = must & here, may & here
        if may == here:
            return ()
        key = start, must, may
        if key not in self._trees:
            self._trees[key] = self._branches(must, may, start)
        return self._trees[key]

    def _branches(self, must: int, may: int, start: str) -> Tree:
        by_tail: dict[Tree, set[str]] = {}
        below = {digit: self._bits.get(start + digit, 0) for digit in DIGITS + "$"}
        for digit, bits in below.items():
            if must & bits:
                by_tail.setdefault(self._tree(must, may, start + digit), set()).add(digit)
        branches: list[tuple[str, Tree]] = []
        for tail, some in by_tail.items():
            harmless = 0 if tail else may
            free = frozenset(d for d in DIGITS if not below[d] & ~harmless)
            if "$" in some:
                branches.append(("$", ()))
            if wanted := frozenset(some - {"$"}):
                branches.append((_loose_class(wanted, free - wanted), tail))
        return tuple(branches)


def _by_digit(rows: Iterable[Row]) -> list[list[Row]]:
    """Group rows by their next digit."""
    groups: dict[str, list[Row]] = {}
    for digits, span in rows:
        groups.setdefault(digits[0], []).append((digits, span))
    return [*groups.values()]


def _behind_digit(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without their next digit."""
    return [(digits[1:], span) for digits, span in rows]


class _Widths:
    """The widths of one length and beginning, in groups told apart by the next digit.

    ``cover`` finds what to forbid them.  For a range of groups, what is forbidden to
    all these widths, below or above or both, may be forbidden at once; what remains
    is left to parts of the range, and finally to a longer beginning: a digit, or the
    class of the range if a later digit tells its groups apart.  This is dynamic
    programming over (range of groups, heights outside which all is done, price).

    An alternative's price is what it costs beyond its length: 1 for the ``|`` and,
    where no group saves it from being repeated, the length of the beginning.

    With the ``i``-th to ``j``-th of the groups, heights outside ``common[i, j]`` are
    forbidden to all, those outside ``needed[i, j]`` to some.
    """

    def __init__(self, groups: list[list[Row]], heights: _Heights, thorough: bool) -> None:
        self.groups, self.heights, self.thorough = groups, heights, thorough
        self.left = len(groups[0][0][0])
        self.whole = 0, len(groups) - 1
        self.common: dict[Span, Span] = {}
        self.needed: dict[Span, Span] = {}
        self.spelled: dict[Span, list[tuple[str, Span]]] = {}
        self.plans: dict[tuple[Span, Span, int, bool], Plan] = {}
        self.longer: list[_Widths | None] = []
        self.classed: dict[Span, _Widths] = {}
        for i, rows in enumerate(groups):
            spans: set[Span] = set()
            for j, others in enumerate(groups[i:], i):
                spans.update(span for _, span in others)
                lows, highs = zip(*spans, strict=True)
                self.common[i, j] = min(lows), max(highs)
                self.needed[i, j] = max(lows), min(highs)
            alike = self.common[i, i] == self.needed[i, i]
            self.longer.append(None if alike else _Widths(_by_digit(_behind_digit(rows)), heights, thorough))

    def cover(self, some: Span, done: Span, price: int, together: bool = True) -> Plan:
        """Return the cheapest plan for the widths of this range of groups."""
        needed = self.needed[some]
        done = min(done[0], needed[0]), max(done[1], needed[1])
        if done == needed:
            return 0, ()
        key = some, done, price, together
        if key not in self.plans:
            plans = (self._together if together else self._apart)(some, done, price)
            self.plans[key] = min(plans, key=_cost, default=(IMPOSSIBLE, ()))
        return self.plans[key]

    def _together(self, some: Span, done: Span, price: int) -> Iterator[Plan]:
        """Yield plans that begin with what is common to all these widths, or do not.

        For all groups they always do: anything else takes longer and gains nothing.
        """
        common = self.common[some]
        goals = [common]
        if some != self.whole and common != self.needed[some]:
            goals += [(common[0], done[1]), (done[0], common[1]), done]
        for goal in dict.fromkeys(goals):
            cost, texts = self.cover(some, goal, price, together=False)
            if goal == done:
                yield cost, texts
                continue
            for widths, allowed in self._spellings(some):
                if goal[0] <= allowed[0] and allowed[1] <= goal[1]:
                    first = self.heights.outside(widths, goal, done, allowed, price)
                    yield first[0] + cost, first[1] + texts

    def _apart(self, some: Span, done: Span, price: int) -> Iterator[Plan]:
        """Yield plans for a longer beginning, of one group or of all, and for two parts of the range."""
        first, last = some
        if first == last and (longer := self.longer[first]):
            _, grouped = longer.cover(longer.whole, done, 1)
            _, apart = longer.cover(longer.whole, done, price + 1) if self.thorough else (0, grouped)
            yield _factor(self._class(some, 0), grouped, apart, price)
        if first < last and self.left > 1 and self._alone(some):
            cost, grouped = self._behind_class(some).cover((0, last - first), done, 1)
            if cost < IMPOSSIBLE:
                yield _plan([self._class(some, 0) + group(grouped)], price)
        for i in range(first, last):
            a, b = self.cover((first, i), done, price), self.cover((i + 1, last), done, price)
            yield a[0] + b[0], a[1] + b[1]

    def _behind_class(self, some: Span) -> _Widths:
        """Return the groups of a range, to be told apart by the digit after the next."""
        if some not in self.classed:
            groups = [_behind_digit(rows) for rows in self.groups[some[0] : some[1] + 1]]
            self.classed[some] = _Widths(groups, self.heights, self.thorough)
        return self.classed[some]

    def _spellings(self, some: Span) -> list[tuple[str, Span]]:
        """Return texts for these widths, each with the heights allowed to any width it matches.

        Any of the digits left may tell these widths from the others, or none.
        """
        if some not in self.spelled:
            places = self.left if self._simple(some) else 1
            self.spelled[some] = [self._spelling(some, place) for place in range(places)]
        return self.spelled[some]

    def _spelling(self, some: Span, place: int) -> tuple[str, Span]:
        if some == self.whole:
            return "." * self.left, self.common[some]
        here = self._digits(some, place)
        spans = {span for rows in self.groups for digits, span in rows if digits[place] in here}
        lows, highs = zip(*spans, strict=True)
        text = "." * place + self._class(some, place) + "." * (self.left - place - 1)
        return text, (min(lows), max(highs))

    def _class(self, some: Span, place: int) -> str:
        """Spell the digits that these widths have at a place; those that no width has may be in it."""
        return _loose_class(self._digits(some, place), frozenset(DIGITS) - self._digits(self.whole, place))

    def _digits(self, some: Span, place: int) -> frozenset[str]:
        return frozenset(digits[place] for rows in self.groups[some[0] : some[1] + 1] for digits, _ in rows)

    def _simple(self, some: Span) -> bool:
        """Tell whether the widths within each group of the range are alike, which is when more is tried."""
        return self.thorough and not any(self.longer[some[0] : some[1] + 1])

    def _alone(self, some: Span) -> bool:
        """Tell whether the range is simple and its next digits occur in no other group."""
        others = self.groups[: some[0]] + self.groups[some[1] + 1 :]
        here = self._digits(some, 0)
        return self._simple(some) and not any(digits[0] in here for rows in others for digits, _ in rows)


def spell_corners(edges: list[int], rows: list[Span]) -> list[str]:
    """Return alternatives for all forbidden sizes of the grid and no allowed one.

    ``rows`` has for each edge as a width the span of edges that are its heights.
    """
    thorough = len(edges) <= MAX_EDGES_THOROUGH
    heights = _Heights(edges, thorough)
    lengths: dict[int, list[Row]] = {}
    for width, span in zip(map(str, edges), rows, strict=True):
        lengths.setdefault(len(width), []).append((width, span))
    texts: list[str] = []
    for some in lengths.values():
        widths = _Widths(_by_digit(some), heights, thorough)
        texts += widths.cover(widths.whole, (0, len(edges)), 1)[1]
    return texts
