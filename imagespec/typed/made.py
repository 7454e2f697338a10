"""What instances of generated classes share: a hash that never fails, and pickles that find their class again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from imagespec.report.frozen import fields
from imagespec.typed.revision import Revision

if TYPE_CHECKING:
    from imagespec.api import Handle


class Made:
    """An instance of a class that a table defines. Its module may have been compiled in memory or found by a folder."""

    __slots__ = ()

    _revision: ClassVar[Revision]

    def __reduce__(self) -> tuple[Any, ...]:
        cls = type(self)
        made_by_attrs: Any = self
        state = made_by_attrs.__getstate__()
        if cls.__module__.replace(".", "").isidentifier():
            return _new, (cls,), state
        return _new_of, (cls._revision.handle, cls.__name__), state


def hash_of(instance: Any) -> int:
    """The hash of an attrs instance, of those fields that can be hashed."""
    compared = (attribute.name for attribute in fields(type(instance)) if attribute.eq and attribute.hash is not False)
    return hash((type(instance), *(_hash(getattr(instance, name)) for name in compared)))


def _hash(value: object) -> int:
    try:
        return hash(value)
    except TypeError:
        return 0


def _new(cls: type[Made]) -> Made:
    return cls.__new__(cls)


def _new_of(handle: Handle, name: str) -> Made:
    """An empty instance of a class of a table that was compiled in memory."""
    return _new(getattr(handle.classes, name))
