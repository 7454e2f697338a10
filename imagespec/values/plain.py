"""A plain copy of any Python object, so that a check meets built-in types only."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SCALARS = (str, int, float, bytes)
_DEPTH = 4


class Opaque:
    """A value with no JSON form; only its type name is kept.

    ``readable`` says whether it can be uploaded (it is a path or has a ``read`` method).
    """

    __slots__ = ("name", "readable")

    def __init__(self, name: str, readable: bool) -> None:
        self.name = name
        self.readable = readable

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Opaque) and (self.name, self.readable) == (other.name, other.readable)

    def __hash__(self) -> int:
        return hash((self.name, self.readable))


def plain(value: object, depth: int = _DEPTH) -> object:
    """Copy a value down to built-in types: dict, list, tuple, str, int, float, bool, bytes, None, or ``Opaque``.

    Runs none of the value's own code except attribute look-up on its type, follows containers at most ``depth``
    levels (so cycles end), and never raises. Keys that are not text become ``Opaque``.
    """
    if value is None or value is True or value is False:
        return value
    if type(value) in _SCALARS:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, (bytes, bytearray)):
        return bytes(memoryview(value))
    if depth > 0 and isinstance(value, (dict, list, tuple)):
        return _container(value, depth - 1)
    return opaque(value)


def opaque(value: object) -> Opaque:
    """Stand in for an object with no JSON form."""
    kind = type(value)
    return Opaque(str(kind.__name__), hasattr(kind, "__fspath__") or hasattr(kind, "read"))


def _container(value: dict[Any, Any] | list[Any] | tuple[Any, ...], depth: int) -> object:
    if isinstance(value, dict):
        items = dict.items(value)
        return {(plain(key, 0) if isinstance(key, str) else opaque(key)): plain(entry, depth) for key, entry in items}
    if isinstance(value, list):
        return [plain(entry, depth) for entry in list.__iter__(value)]
    return tuple(plain(entry, depth) for entry in tuple.__iter__(value))
