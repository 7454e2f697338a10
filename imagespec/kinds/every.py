"""Every kind that a table can use."""

from __future__ import annotations

from imagespec.kinds.bare import Bare
from imagespec.kinds.contents import Contents
from imagespec.kinds.count import Count
from imagespec.kinds.data_url import DataUrl
from imagespec.kinds.discouraged import Deprecated, Discouraged
from imagespec.kinds.exactly_one import ExactlyOne
from imagespec.kinds.file import File
from imagespec.kinds.interaction import SameDimensions, Together
from imagespec.kinds.length import Length
from imagespec.kinds.one_of import OneOf
from imagespec.kinds.range_ import Range
from imagespec.kinds.resolution import Resolution
from imagespec.kinds.sheet import Sheet
from imagespec.kinds.sizes import Sizes
from imagespec.kinds.starts_with import StartsWith
from imagespec.kinds.values_ import Preview, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imagespec.kinds.kind import Kind

Interaction = Together | SameDimensions | Sheet
"""A limit that needs more than one parameter."""

ROW_KINDS: dict[str, type[Kind]] = {
    kind.KEY: kind
    for kind in (
        Length,
        StartsWith,
        DataUrl,
        OneOf,
        Sizes,
        Resolution,
        Range,
        Count,
        Bare,
        File,
        Contents,
        ExactlyOne,
        Refused,
        Preview,
        Discouraged,
        Deprecated,
    )
}
"""The kinds a parameter row may hold, by their key, in the order they are checked and reported."""
