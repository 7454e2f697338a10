"""The constraint kinds, one file each: how to check a value, write the check as code, say it, and propose a fix.

Each is loaded when it is first asked for: a sentence needs two or three of them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from imagespec.kinds.bare import Bare
    from imagespec.kinds.contents import Contents
    from imagespec.kinds.count import Count
    from imagespec.kinds.data_url import DataUrl
    from imagespec.kinds.discouraged import Deprecated, Discouraged
    from imagespec.kinds.every import ROW_KINDS, Interaction
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

_MODULES = {
    "bare": ("Bare",),
    "contents": ("Contents",),
    "count": ("Count",),
    "data_url": ("DataUrl",),
    "discouraged": ("Deprecated", "Discouraged"),
    "every": ("ROW_KINDS", "Interaction"),
    "exactly_one": ("ExactlyOne",),
    "file": ("File",),
    "interaction": ("SameDimensions", "Together"),
    "kind": ("Kind", "Provenance", "Subject"),
    "length": ("Length",),
    "model": ("KnownModel", "Lifecycle", "NamedModel", "PrefixedModel", "ServedModel"),
    "one_of": ("OneOf",),
    "presence": ("Misshapen", "Required", "SpelledOnce", "Unknown", "Unsupported"),
    "range_": ("Range",),
    "resolution": ("Resolution",),
    "sheet": ("Sheet",),
    "sizes": ("Sizes",),
    "starts_with": ("StartsWith",),
    "type_": ("Type",),
    "values_": ("Preview", "Refused"),
}

__all__ = [
    "ROW_KINDS", "Bare", "Contents", "Count", "DataUrl", "Deprecated", "Discouraged", "ExactlyOne", "File", "Interaction", "Kind",
    "KnownModel", "Length", "Lifecycle", "Misshapen", "NamedModel", "OneOf", "PrefixedModel", "Preview", "Provenance", "Range",
    "Refused", "Required", "Resolution", "SameDimensions", "ServedModel", "Sheet", "Sizes", "SpelledOnce", "StartsWith", "Subject",
    "Together", "Type", "Unknown", "Unsupported",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    for module, names in _MODULES.items():
        if name in names:
            value = getattr(__import__(f"imagespec.kinds.{module}", fromlist=[name]), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
