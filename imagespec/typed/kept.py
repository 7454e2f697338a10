"""Values as an instance keeps them: copies that nobody can change, and back to what is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import Any, TypeVar

from imagespec.typed.omitted import Omitted
from imagespec.typed.shown import shown

_V = TypeVar("_V")
_DEPTH = 4
"""As deep as a check looks."""

_FIRM = frozenset({bytes, str, int, float, bool, type(None), Omitted})
"""Types of most values, which nobody can change."""


class Kept:
    """A value that is kept as something else than what is sent."""

    __slots__ = ()

    def _sent(self) -> Any:
        raise NotImplementedError


class Object(Kept, Mapping[Any, Any]):
    """A JSON object that cannot be changed. Equal to a dict of the same entries."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[Any, Any]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, key: object) -> Any:
        return self._entries[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __hash__(self) -> int:
        return hash(frozenset(self._entries))

    def __reduce__(self) -> tuple[type[Object], tuple[dict[Any, Any]]]:
        return Object, (self._entries,)

    def __repr__(self) -> str:
        return shown(self)

    def _sent(self) -> dict[Any, Any]:
        return {key: sent(entry) for key, entry in self._entries.items()}


class Array(Kept, tuple[_V, ...]):
    """A JSON array that cannot be changed; a class of its own, as a plain tuple is one upload with its name."""

    __slots__ = ()

    def _sent(self) -> list[Any]:
        return [*map(sent, self)]


def keep(value: Any, depth: int = _DEPTH) -> Any:
    """A value as an instance keeps it."""
    kind = type(value)
    if kind in _FIRM or isinstance(value, Kept):
        return value
    if kind is tuple and _FIRM.issuperset(map(type, value)):
        return value
    if isinstance(value, bytearray):
        return bytes(value)
    if depth == 0 or not isinstance(value, (dict, list, tuple)):
        return value
    if isinstance(value, dict):
        return Object({key: keep(entry, depth - 1) for key, entry in dict.items(value)})
    entries = [keep(entry, depth - 1) for entry in value]
    return Array(entries) if isinstance(value, list) else value if all(map(is_, entries, value)) else tuple(entries)


def keep_all(value: Any, each: Callable[[Any], Any] = keep) -> Any:
    """A JSON array with each entry kept in its way; anything else as it is kept."""
    return Array(map(each, value)) if isinstance(value, (list, tuple)) else keep(value)


def sent(value: Any) -> Any:
    """What is sent for a value that was kept."""
    kind = type(value)
    if kind in _FIRM:
        return value
    if isinstance(value, Kept):
        return value._sent()
    if kind is tuple and not _FIRM.issuperset(map(type, value)):
        return tuple(map(sent, value))
    return value
