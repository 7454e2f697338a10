"""How values are told apart by their classes, without running code of theirs."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard, TypeVar

    from imagespec.images.hand import Hand

    T = TypeVar("T")

class_name = type.__dict__["__name__"].__get__
"""The name of a class, whatever its metaclass says."""


def is_a(value: object, kind: type[T]) -> TypeGuard[T]:
    """What ``isinstance`` says of an honest value. Does not ask the value, whose ``__class__`` may be code that lies or raises."""
    return issubclass(type(value), kind)


class Opaque:
    """A value with no JSON form; only its type name is kept.

    ``readable`` says whether it can be uploaded (it is a path or has a ``read`` method). ``lacks`` says what is wrong with
    a path that leads to no file, and ``path`` where it leads. ``hand`` is what was read of the file that it is or leads to,
    ``None`` where nothing could be.
    """

    __slots__ = ("hand", "lacks", "name", "path", "readable")

    def __init__(self, name: str, readable: bool, lacks: str = "", path: str = "", hand: Hand | None = None) -> None:
        self.hand = hand
        self.name = name
        self.readable = readable
        self.lacks = lacks
        self.path = path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Opaque) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(self._all())

    def _all(self) -> tuple[object, ...]:
        return self.name, self.readable, self.lacks, self.path


BUILT_IN = (str, int, float, bytes, bytearray, dict, list, tuple, type(None), Opaque)
"""The classes of the values that a reader tells apart by itself."""

_OMITTED = frozenset({"NotGiven", "Omit", "Omitted"})
"""What the classes are called whose instances stand, in SDKs, for a parameter that is not sent."""


def is_omitted(value: object) -> bool:
    """Whether a value stands for a parameter that is not sent, such as ``openai.NOT_GIVEN``, told by the name of its class."""
    return class_name(type(value)) in _OMITTED
