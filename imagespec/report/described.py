"""What attrs says of a class of ``frozen``, made by attrs itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from imagespec.report.field import NOTHING, Factory
from imagespec.report.hints import hint

if TYPE_CHECKING:
    from typing import Any


def described(cls: Any, own: dict[str, Any], kw_only: bool) -> Any:
    """The attributes of a class, those of its bases among them, as attrs has them.

    Args:
        cls: the class as it is written.
        own: what is said of its own attributes.
        kw_only: whether they are keywords.
    """
    namespace = {"__module__": cls.__module__, "__qualname__": cls.__qualname__}
    annotations = {name: hint(cls.__annotations__[name], cls.__module__) for name in own}
    twin = type(cls)(cls.__name__, cls.__bases__, namespace | {"__annotations__": annotations} | {n: _field(e) for n, e in own.items()})
    return attrs.frozen(twin, slots=False, kw_only=kw_only, init=False, repr=False, eq=False).__attrs_attrs__


def _field(entry: Any) -> Any:
    default = entry.default
    if isinstance(default, Factory):
        made: Any = attrs.Factory  # typed as a function
        default = made(default.factory, takes_self=default.takes_self)
    return attrs.field(
        default=attrs.NOTHING if default is NOTHING else default, converter=entry.converter, init=entry.init, repr=entry.repr,
        eq=entry.eq, hash=entry.hash, alias=entry.alias, metadata=entry.metadata,
    )  # fmt: skip
