"""``frozen`` as of attrs, for classes that are built when a table is loaded: it compiles ``__init__`` only.

attrs compiles source for ``__eq__``, ``__hash__`` and ``__repr__`` of every class, half the time that building a class
takes; the same three are made from closures here.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import frozen
else:

    def frozen(cls: type | None = None, *, repr: bool = True, **options: Any) -> Any:
        """``attrs.frozen`` with its options but ``eq`` and ``order``, and the same meaning of equality, hash and repr."""
        if cls is None:
            return lambda cls: frozen(cls, repr=repr, **options)
        written = vars(cls)
        built = attrs.frozen(cls, repr=False, eq=False, **options)
        for name, method in _methods(built).items():
            if name not in written and (repr or name != "__repr__"):
                setattr(built, name, method)
        return built


__all__ = ["frozen"]


def _methods(cls: type) -> dict[str, Any]:
    attributes = attrs.fields(cls)
    shown = [(attribute.name, attribute.repr if callable(attribute.repr) else repr) for attribute in attributes if attribute.repr]
    values = _values([attribute.name for attribute in attributes if attribute.eq])
    hashed = _values([attribute.name for attribute in attributes if (attribute.eq if attribute.hash is None else attribute.hash)])

    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash((cls, hashed(self)))

    def __repr__(self: Any) -> str:  # noqa: N807
        inner = ", ".join(f"{name}={show(getattr(self, name))}" for name, show in shown)
        return f"{type(self).__qualname__.rpartition('>.')[2]}({inner})"

    return {"__eq__": __eq__, "__hash__": __hash__, "__repr__": __repr__}


def _values(names: list[str]) -> Any:
    """What gives the values of attributes, in order."""
    return attrgetter(*names) if names else lambda instance: ()
