"""A plain copy of any Python object, so that a check meets built-in types only."""

from __future__ import annotations

from imagespec.values.opaque import Opaque, class_name, is_a, is_omitted
from imagespec.values.unknown import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from imagespec.images.hand import Hand

_DEPTH = 4
_BASES, _NAMESPACE = (type.__dict__[name].__get__ for name in ("__mro__", "__dict__"))


def plain(value: object, depth: int = _DEPTH) -> object:
    """Copy a value down to built-in types: dict, list, tuple, str, int, float, bool, bytes, None, or ``Opaque``.

    Values of foreign types are read as ``foreign.read`` says, and what is not sent is left out of objects. Runs none of
    the code of other values but a look-up of ``read`` and what reads an open file, follows containers at most ``depth``
    levels (so cycles end), and never raises. Keys that are not text become ``Opaque``.
    """
    kind = type(value)
    if kind is str or kind is int or kind is float or kind is bool or kind is bytes or kind is Opaque or value is None or value is UNKNOWN:
        return value
    if kind is not dict and kind is not list:
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
    if depth <= 0:
        return opaque(value)
    if kind is list:
        return _list(value, depth - 1)
    return _container(value, depth - 1)


def _key(key: object) -> object:
    return plain(key, 0) if is_a(key, str) else opaque(key)


def opaque(value: object) -> Opaque:
    """Stand in for an object with no JSON form. Of a path and an open file, the header is read."""
    name = str(class_name(type(value)))
    if any("__fspath__" in _NAMESPACE(base) for base in _BASES(type(value))):
        from imagespec.values.paths import lacks

        wrong, path = lacks(value)
        if wrong:
            return Opaque(name, readable=False, lacks=wrong, path=path)
        from imagespec.images.hand import of_path

        return Opaque(name, readable=True, path=path, hand=of_path(value))
    return Opaque(name, _reads(value), hand=_held(value))


def _held(value: object) -> Hand | None:
    """What an open file of Python's own sorts is; any other object is not asked."""
    if not _reads(value):
        return None
    from imagespec.images.hand import is_open, of_open

    return of_open(value) if is_open(value) else None


def _reads(value: object) -> bool:
    try:
        return hasattr(value, "read")  # asked of the object, as wrappers such as temporary files pass it on
    except Exception:
        return False


def _container(value: object, depth: int) -> object:
    if is_a(value, dict):
        copy = {}
        for key, entry in [*dict.items(value)]:
            if type(entry) is str or not is_omitted(entry):
                copy[key if type(key) is str else _key(key)] = entry if type(entry) is str else plain(entry, depth)
        return copy
    if is_a(value, list):
        return _list(value, depth)
    if is_a(value, tuple):
        return tuple([plain(entry, depth) for entry in tuple.__iter__(value)])
    from imagespec.values.foreign import read

    known = read(value)
    if type(known) is dict or type(known) is list:
        return _container(known, depth)
    return opaque(value) if known is value else plain(known, depth)


def _list(value: Any, depth: int) -> list[object]:
    return [entry if type(entry) is str else plain(entry, depth) for entry in list.copy(value)]
