"""Free image sizes as JSON Schema: two patterns where they can say it, any size where they cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imagespec.kinds.schema import Fragment, none_of
from imagespec.kinds.size_limits import SizeLimits

if TYPE_CHECKING:
    from imagespec.kinds.size_pattern import SizePatterns

_TYPICAL = ((1024, 1024), (1536, 864), (1024, 1536), (3840, 2160))


def size_schema(limits: SizeLimits, words: tuple[str, ...]) -> Fragment:
    """The schema of the words and the sizes within limits."""
    typical = [f"{width}x{height}" for width, height in _TYPICAL if not tuple(limits.missed(width, height))]
    examples = {"examples": [*words, *typical]}
    try:
        return _said(patterns(limits, words)) | examples
    except ValueError:  # a word that looks like the beginning of a size
        sizes = {"type": "string", **_said(patterns(limits, ()))}
        return {"anyOf": [{"type": "string", "enum": [*words]}, sizes]} | examples


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
    """Neither in the corners of the grid of sizes nor beside it: one negation of both, so that one mistake gives one error."""
    beside = none_of({"type": "string", "pattern": patterns.allowed})
    return none_of({"type": "string", "pattern": patterns.forbidden}, {"type": "string", **beside})
