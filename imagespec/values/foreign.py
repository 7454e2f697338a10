"""Values of foreign types as clients send them: mappings, sequences, members of enumerations."""

from __future__ import annotations

from imagespec.values.opaque import BUILT_IN, is_a, is_omitted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MOST = 1_000_000
"""Most entries that are read of a mapping or sequence with code of its own, which may never end."""


def read(value: object) -> object:
    """The built-in value that a foreign one stands for, one level deep; any other value as it is.

    A member of an enumeration is its value, any ``Mapping`` a dict, any ``Sequence`` but text and bytes a list. Runs the
    code that makes it one; where that raises, the value stays as it is.
    """
    from _collections_abc import Mapping, Sequence  # what collections.abc is made of, without the rest of that package

    if is_omitted(value):
        return value
    try:
        kind = type(value)
        if (enumeration := _enumeration()) and issubclass(kind, enumeration):
            return object.__getattribute__(value, "_value_")
        if issubclass(kind, Mapping):
            return _taken(value, lambda mapping, key: (key, mapping[key]), dict)
        if issubclass(kind, Sequence) and not issubclass(kind, (str, bytes, bytearray, memoryview, tuple)) and not _is_text(kind):
            return _taken(value, lambda _, entry: entry, list)
    except Exception:
        pass  # its code is not what it says
    return value


def _enumeration() -> Any:
    """``enum.Enum``, ``None`` as long as nobody has loaded it: no value can be a member then."""
    from sys import modules

    return getattr(modules.get("enum"), "Enum", None)


def _is_text(kind: type) -> bool:
    return any(base.__name__ == "UserString" for base in kind.__mro__)


def _taken(value: Any, entry: Callable[[Any, Any], Any], into: Callable[[Any], object]) -> object:
    """The entries of a mapping or sequence, as many as it says it has."""
    count = min(len(value), MOST)
    return into(entry(value, part) for part, _ in zip(iter(value), range(count), strict=False))


def natural(value: Any) -> Any:
    """A copy of a request as clients send it, with everything else in it, such as open files, left as it is.

    Looks into objects and arrays, four levels deep.
    """
    return _natural(value, 4)


def _natural(value: Any, depth: int) -> Any:
    known = value if issubclass(type(value), BUILT_IN) else read(value)
    if depth == 0:
        return known
    if is_a(known, dict):
        sent = [(str.__str__(key) if is_a(key, str) else key, entry) for key, entry in dict.items(known) if not is_omitted(entry)]
        return {key: _natural(entry, depth - 1) for key, entry in sent}
    return [_natural(entry, depth - 1) for entry in known] if type(known) is list else known
