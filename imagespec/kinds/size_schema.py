"""Free image sizes as JSON Schema: two patterns where they can say it, any size where they cannot."""

from __future__ import annotations

from imagespec.kinds.schema import group, none_of, whole_number
from imagespec.kinds.size_limits import SizeLimits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imagespec.kinds.schema import Fragment
    from imagespec.kinds.size_pattern import SizePatterns

_TYPICAL = ((1024, 1024), (1536, 864))


def size_schema(limits: SizeLimits, words: tuple[str, ...]) -> Fragment:
    """The schema of the words and the sizes within limits."""
    typical = [f"{width}x{height}" for width, height in _TYPICAL if not tuple(limits.missed(width, height))]
    examples = {"examples": [*words, *typical]}
    try:
        return _said(patterns(limits, words)) | examples
    except ValueError:  # a word that looks like the beginning of a size
        sizes = {"type": "string", **_said(patterns(limits, ()))}
        return {"anyOf": [{"type": "string", "enum": [*words]}, sizes]} | examples


def beyond(limits: SizeLimits, looser: SizeLimits) -> Fragment | None:
    """The sizes within looser limits on step and edge that are not within these, ``None`` where no pattern says which.

    The looser pattern stands beside it and vouches for digits and for the end of the text.
    """
    if not limits.spans or not expressible(limits):
        return None
    widths = [width for width, _ in limits.listed()]
    wider = looser.edge is None or looser.edge // looser.step * looser.step > widths[-1]
    outside = group([whole_number(1, widths[0] - 1), *([whole_number(widths[-1] + 1, None)] if wider else [])])
    outside = outside.replace("[0-9]", ".")
    return {"pattern": "|".join(filter(None, (patterns(limits, ()).corners, f"^{outside}x", f"x{outside}$")))}


def patterns(limits: SizeLimits, words: tuple[str, ...]) -> SizePatterns:
    """The patterns of the words and sizes; of all sizes where no pattern of sane length says which."""
    from imagespec.kinds.size_pattern import size_patterns

    return size_patterns(*(limits if expressible(limits) else SizeLimits()).numbers, words)


def expressible(limits: SizeLimits) -> bool:
    """Whether patterns of sane length say which sizes are within limits."""
    from imagespec.kinds.size_pattern import NotExpressible, size_patterns

    try:
        size_patterns(*limits.numbers)
    except NotExpressible:
        return False
    return True


def _said(patterns: SizePatterns) -> Fragment:
    """Neither in the corners of the grid of sizes nor beside it: one negation of both, so that one mistake gives one error.

    Without corners, no size is at fault twice.
    """
    if not patterns.corners:
        return {"pattern": patterns.allowed, **none_of({"type": "string", "pattern": patterns.forbidden})}
    beside = none_of({"type": "string", "pattern": patterns.allowed})
    return none_of({"type": "string", "pattern": patterns.forbidden}, {"type": "string", **beside})
