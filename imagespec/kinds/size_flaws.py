"""Limits of free image sizes that make no sense together: nothing is left, or one of them refuses nothing."""

from __future__ import annotations

from imagespec.kinds.range_ import bound_flaws

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from imagespec.kinds.kind import Flaw
    from imagespec.kinds.size_limits import SizeLimits


def impossible(limits: SizeLimits, experimental: int | None, *, bounded: bool) -> Iterator[Flaw]:
    """Limits that no size meets, and a number of pixels, above which sizes are experimental, that none has.

    Args:
        limits: step, edge and ratio of 1 at least.
        experimental: pixels, or ``None`` where no size is experimental.
        bounded: whether the table bounds the pixels.
    """
    wrong = [(("pixels", *part), problem, remedy) for part, problem, remedy in bound_flaws(limits.least, limits.most, 0)] if bounded else []
    yield from wrong
    if wrong:
        return
    if experimental is not None and limits.most is not None and experimental >= limits.most:
        yield ("experimental",), "pixels allows no more than that, so the rule can never fire", "lower it, or remove it"
        return
    if limits.edge is None or (not limits.widths() and limits.edge >= limits.step):  # unbounded, or too many to list
        return
    most = max((width * run[-1] for width, run in limits.listed()), default=0)
    if not most:
        yield (), "no size meets these limits", "loosen one of them"
    elif experimental is not None and experimental >= most:
        problem = f"no allowed size has more than {experimental:,} pixels, so the rule can never fire"
        yield ("experimental",), problem, "lower it, or remove it"


def implied(limits: SizeLimits, *, stepped: bool) -> Iterator[Flaw]:
    """Limits that refuse no size the others allow. ``stepped``: the table gives a step."""
    step, edge, ratio, least, high = limits.numbers
    low = least or 1
    because = "the other limits imply it, so the rule can never fire"
    if stepped and step == 1:
        yield ("step",), "every size is a multiple of 1, so the rule can never fire", "remove it"
    if edge and high:
        wide = (edge // step + 1) * step
        tall = -(-max(-(-wide // ratio) if ratio else 1, -(-low // wide)) // step) * step
        if wide * tall > high:
            yield ("edge",), because, "lower it, or remove it"
    if edge and high and (edge // step * step) ** 2 <= high:
        yield ("pixels", "max"), because, "lower it, or remove it"
    if least is not None and step * step >= low:
        yield ("pixels", "min"), because, "raise it, or remove it"
    longest = edge // step * step if edge else high
    if ratio and longest and longest <= ratio * -(-max(1, -(-low // longest)) // step) * step:
        yield ("ratio",), because, "lower it, or remove it"
