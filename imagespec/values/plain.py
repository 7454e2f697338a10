"""A plain copy of any Python object, so that a check meets built-in types only."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeGuard, TypeVar

    T = TypeVar("T")

_DEPTH = 4
_NAME, _BASES, _NAMESPACE = (type.__dict__[name].__get__ for name in ("__name__", "__mro__", "__dict__"))


def is_a(value: object, kind: type[T]) -> TypeGuard[T]:
    """What ``isinstance`` says of an honest value. Does not ask the value, whose ``__class__`` may be code that lies or raises."""
    return issubclass(type(value), kind)


class Opaque:
    """A value with no JSON form; only its type name is kept.

    ``readable`` says whether it can be uploaded (it is a path or has a ``read`` method). ``lacks`` says what is wrong with
    a path that leads to no file, and ``path`` where it leads.
    """

    __slots__ = ("lacks", "name", "path", "readable")

    def __init__(self, name: str, readable: bool, lacks: str = "", path: str = "") -> None:
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


def plain(value: object, depth: int = _DEPTH) -> object:
    """Copy a value down to built-in types: dict, list, tuple, str, int, float, bool, bytes, None, or ``Opaque``.

    Values of foreign types are read as ``foreign.read`` says, and what is not sent is left out of objects. Runs none of
    the code of other values but a look-up of ``read``, follows containers at most ``depth`` levels (so cycles end), and
    never raises. Keys that are not text become ``Opaque``.
    """
    kind = type(value)
    if kind is str or kind is int or kind is float or kind is bool or kind is bytes or kind is Opaque or value is None:
        return value
    if is_a(value, str):
        return str.__str__(value)
    if is_a(value, int):
        return int.__int__(value)
    if is_a(value, float):
        return float.__float__(value)
    if is_a(value, bytes):
        return bytes.__getitem__(value, slice(None))
    if is_a(value, bytearray):
        return bytes(bytearray.__getitem__(value, slice(None)))
    if depth > 0:
        return _container(value, depth - 1)
    return opaque(value)


def opaque(value: object) -> Opaque:
    """Stand in for an object with no JSON form."""
    name = str(_NAME(type(value)))
    if any("__fspath__" in _NAMESPACE(base) for base in _BASES(type(value))):
        from imagespec.values.paths import lacks

        wrong, path = lacks(value)
        return Opaque(name, not wrong, wrong, path)
    return Opaque(name, _reads(value))


def _reads(value: object) -> bool:
    try:
        return hasattr(value, "read")  # asked of the object, as wrappers such as temporary files pass it on
    except Exception:
        return False


def _container(value: object, depth: int) -> object:
    if is_a(value, dict):
        sent = [pair for pair in [*dict.items(value)] if not is_omitted(pair[1])]
        return {(plain(key, 0) if is_a(key, str) else opaque(key)): plain(entry, depth) for key, entry in sent}
    if is_a(value, list):
        return [plain(entry, depth) for entry in list.copy(value)]
    if is_a(value, tuple):
        return tuple([plain(entry, depth) for entry in tuple.__iter__(value)])
    from imagespec.values.foreign import read

    known = read(value)
    if type(known) is dict or type(known) is list:
        return _container(known, depth)
    return opaque(value) if known is value else plain(known, depth)


_OMITTED = frozenset({"NotGiven", "Omit", "Omitted"})
"""What the classes are called whose instances stand, in SDKs, for a parameter that is not sent."""


def is_omitted(value: object) -> bool:
    """Whether a value stands for a parameter that is not sent, such as ``openai.NOT_GIVEN``, told by the name of its class."""
    return _NAME(type(value)) in _OMITTED
