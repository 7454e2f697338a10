"""The constraint kinds, one file each: how to check a value, write the check as code, say it, and propose a fix."""

from __future__ import annotations

from imagespec.kinds.bare import Bare
from imagespec.kinds.contents import Contents
from imagespec.kinds.count import Count
from imagespec.kinds.data_url import DataUrl
from imagespec.kinds.discouraged import Deprecated, Discouraged
from imagespec.kinds.exactly_one import ExactlyOne
from imagespec.kinds.file import File
from imagespec.kinds.interaction import SameDimensions, Together
from imagespec.kinds.kind import Kind, Provenance, Subject
from imagespec.kinds.length import Length
from imagespec.kinds.model import KnownModel, Lifecycle, NamedModel, PrefixedModel, ServedModel
from imagespec.kinds.one_of import OneOf
from imagespec.kinds.presence import Misshapen, Required, SpelledOnce, Unknown, Unsupported
from imagespec.kinds.range_ import Range
from imagespec.kinds.resolution import Resolution
from imagespec.kinds.sheet import Sheet
from imagespec.kinds.sizes import Sizes
from imagespec.kinds.starts_with import StartsWith
from imagespec.kinds.type_ import Type
from imagespec.kinds.values_ import Preview, Refused

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

__all__ = [
    "ROW_KINDS", "Bare", "Contents", "Count", "DataUrl", "Deprecated", "Discouraged", "ExactlyOne", "File", "Interaction", "Kind",
    "KnownModel", "Length", "Lifecycle", "Misshapen", "NamedModel", "OneOf", "PrefixedModel", "Preview", "Provenance", "Range",
    "Refused", "Required", "Resolution", "SameDimensions", "ServedModel", "Sheet", "Sizes", "SpelledOnce", "StartsWith", "Subject",
    "Together", "Type", "Unknown", "Unsupported",
]  # fmt: skip
