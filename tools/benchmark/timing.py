"""Times taken in turns: in each repetition every contender judges each set once, in another order, and is compared with the limit of
that repetition. What else the machine does then falls on all alike, and processor time is counted, not the clock.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable
from random import Random
from statistics import median
from typing import NamedTuple

from .contenders import SETS, Timer

Key = tuple[str, str]
"""Name and kind of a contender."""

LEAST_PASS = 2e6
"""Nanoseconds that a timed pass takes at least."""
LARGE_PASS = 1e7
"""A contender whose pass takes longer is left out of some repetitions."""


class Figure(NamedTuple):
    """The median of nanoseconds for a request, and of the ratios to the limit in the same repetition."""

    ns: float
    ratio: float


def measure(timers: dict[Key, Timer], limit: Key, sizes: dict[str, int], repetitions: int) -> dict[str, dict[Key, Figure]]:
    """For each set, the figures of each contender.

    Args:
        timers: what to time.
        limit: the contender that the ratios are to.
        sizes: the number of requests in each set.
        repetitions: how often; contenders that are slow take part in fewer, at least in three.
    """
    random = Random(0)
    passes, every = {}, {}
    for key, timed in timers.items():
        timed("mixed")  # what is loaded or made once
        took = timed("mixed") * sizes["mixed"]
        for which in SETS:
            passes[key, which] = max(1, round(LEAST_PASS / (took * sizes[which] / sizes["mixed"])))
        every[key] = max(1, min(round(took / LARGE_PASS), repetitions // 3))
    raw: dict[tuple[str, Key], list[Figure]] = defaultdict(list)
    gc.freeze()  # what is there already is not looked at again by each collection
    for repetition in range(repetitions):
        here = [key for key in timers if repetition % every[key] == 0]
        for which in SETS:
            for key, ns in one_round(timers, here, which, passes, limit, random):
                raw[which, key].append(ns)
    gc.unfreeze()
    return {
        which: {key: Figure(median(one.ns for one in raw[which, key]), median(one.ratio for one in raw[which, key])) for key in timers}
        for which in SETS
    }


def one_round(
    timers: dict[Key, Timer], here: list[Key], which: str, passes: dict[tuple[Key, str], int], limit: Key, random: Random
) -> Iterable[tuple[Key, Figure]]:
    """Each contender on one set, once."""
    order = random.sample(here, len(here))
    gc.collect()
    gc.disable()
    try:
        times = {key: timers[key](which, passes[key, which]) for key in order}
    finally:
        gc.enable()
    return [(key, Figure(ns, ns / times[limit])) for key, ns in times.items()]
