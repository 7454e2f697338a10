"""Attributes of frozen classes that are made when they are first read."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Later:
    """A base that keeps what the attributes are made of which a new instance does not have yet; ``__getattr__`` is asked for these."""

    __slots__ = ("__weakref__", "_later")  # one that added a reference of its own would be of another layout than its twin


def twin(cls: type) -> Any:
    """A class with the slots of a frozen one, which can be written.

    An instance is filled by plain assignments, and then told to be of the frozen class: this takes a third of the time of an
    ``__init__`` that must go around the guard of its own class for every attribute.
    """
    slots: Any = vars(cls)["__slots__"]
    return type(f"Open{cls.__name__}", cls.__bases__, {"__slots__": slots})
