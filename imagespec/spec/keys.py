"""The keys that a class of rows has in a table: its own, those of its provenance, and the kinds of a parameter."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from imagespec.kinds import ROW_KINDS
from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import NOTHING, fields
from imagespec.report.hints import hint


class Key(NamedTuple):
    """One key of a row.

    Attributes:
        name: the key.
        hint: the type of its value.
        needed: whether the row cannot be read without it.
        wanted: whether the rules about tables ask for it all the same.
        of: the class that has it as an attribute; of a kind, the kind itself.
    """

    name: str
    hint: Any
    needed: bool
    wanted: bool
    of: type


@lru_cache(maxsize=128)
def keys(cls: type) -> tuple[Key, ...]:
    """The keys of a class of rows or of a kind, in order."""
    found: list[Key] = []
    for attribute in fields(cls):
        if attribute.name == "provenance":
            found += keys(Provenance)
        elif attribute.name == "constraints":
            found += (Key(key, kind, needed=False, wanted=False, of=kind) for key, kind in ROW_KINDS.items())
        else:
            needed, wanted = attribute.default is NOTHING, "wanted" in attribute.metadata
            found.append(Key(attribute.name, _hint(cls, attribute.name), needed, wanted, cls))
    return tuple(found)


def _hint(cls: type, name: str) -> Any:
    """The type of an attribute. ``typing.get_type_hints`` says the same, evaluating every annotation of every class anew."""
    owner = next(ancestor for ancestor in cls.__mro__ if name in getattr(ancestor, "__annotations__", ()))
    return hint(owner.__annotations__[name], owner.__module__)
