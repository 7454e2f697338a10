"""Which sizes are tried where not all are."""

from __future__ import annotations

SIDE = 4000
"""The longest edge that is tried: a little above the limit of every model."""

_AROUND_LIMITS = (1, 15, 16, 17, 480, 1024, 1920, 2880, 3824, 3839, 3840, 3841, 3856, SIDE)


def widths(every: int) -> list[int]:
    """One width in ``every``, and those around limits; all of them when ``every`` is 1."""
    return sorted({*range(1, SIDE + 1, every), *_AROUND_LIMITS})
