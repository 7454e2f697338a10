"""What is said of an attribute of a class of ``frozen``, in the words of attrs."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NOTHING: Any = ...
"""Stands for no default."""


class Factory:
    """What makes a default: a function of nothing, or with ``takes_self`` of the instance so far."""

    def __init__(self, factory: Callable[..., Any], takes_self: bool = False) -> None:
        self.factory, self.takes_self = factory, takes_self


class Field:
    """An attribute, by the names that attrs has for what is said of it."""

    name: str
    kw_only: bool

    def __init__(
        self, *, default: Any = NOTHING, factory: Any = None, converter: Any = None, init: bool = True, repr: Any = True, eq: bool = True,
        hash: bool | None = None, alias: str | None = None, metadata: Any = None,
    ) -> None:  # fmt: skip
        self.default = Factory(factory) if factory else default
        self.converter, self.init, self.repr, self.eq, self.hash = converter, init, repr, eq, hash
        self.alias, self.metadata = alias, metadata or {}

    def named(self, name: str, kw_only: bool) -> Field:
        """The same under its name."""
        self.name, self.kw_only, self.alias = name, kw_only, self.alias or name.lstrip("_")
        return self


def default_of(field: Any) -> Any:
    """The default of an attribute, made where a function makes it; ``NOTHING`` where there is none."""
    return field.default.factory() if isinstance(field.default, Factory) else field.default
