"""What the keys of a table mean, from the docstrings of the rows and kinds they are read into."""

from __future__ import annotations

import re
from functools import lru_cache
from inspect import cleandoc
from typing import Any, NamedTuple, get_type_hints

import attrs

from imagespec.kinds import ROW_KINDS
from imagespec.kinds.kind import Provenance

_ENTRY = re.compile(r"^    (\w+): (.*)$", re.MULTILINE)


class Key(NamedTuple):
    """One key of a row.

    Attributes:
        name: the key.
        hint: the type of its value.
        needed: whether the row cannot be read without it.
        wanted: whether the rules about tables ask for it all the same.
        meaning: what it says, in a phrase.
    """

    name: str
    hint: Any
    needed: bool
    wanted: bool
    meaning: str


@lru_cache(maxsize=128)
def keys(cls: type) -> tuple[Key, ...]:
    """The keys that a class of rows has in a table: its own, those of its provenance, and the kinds of a parameter."""
    hints, meanings = get_type_hints(cls), _meanings(cls)
    found: list[Key] = []
    for attribute in attrs.fields(cls):
        if attribute.name == "provenance":
            found += keys(Provenance)
        elif attribute.name == "constraints":
            found += (Key(key, kind, needed=False, wanted=False, meaning=_phrase(summary(kind))) for key, kind in ROW_KINDS.items())
        else:
            needed = attribute.default is attrs.NOTHING
            wanted = "wanted" in attribute.metadata
            found.append(Key(attribute.name, hints[attribute.name], needed, wanted, meanings.get(attribute.name, "")))
    return tuple(found)


def summary(cls: type) -> str:
    """The first paragraph of what a class says of itself, on one line, with code in single backticks."""
    return " ".join(cleandoc(cls.__doc__ or "").partition("\n\n")[0].split()).replace("``", "`")


def _phrase(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}".removesuffix(".")


def _meanings(cls: type) -> dict[str, str]:
    """What a class and those it inherits from say of their attributes."""
    found: dict[str, str] = {}
    for ancestor in reversed(cls.__mro__):
        _, _, said = cleandoc(ancestor.__doc__ or "").partition("Attributes:\n")
        found |= dict(_ENTRY.findall(said.partition("\n\n")[0]))
    return found
