"""What the keys of a table mean, from the docstrings of the rows and kinds they are read into."""

from __future__ import annotations

import re
from functools import lru_cache
from inspect import cleandoc

from imagespec.spec.keys import Key

_ENTRY = re.compile(r"^    (\w+): (.*)$", re.MULTILINE)


def meaning(key: Key) -> str:
    """What a key says, in a phrase; ``""`` where nothing is written."""
    return _phrase(summary(key.of)) if key.hint is key.of else _meanings(key.of).get(key.name, "")


def summary(cls: type) -> str:
    """The first paragraph of what a class says of itself, on one line, with code in single backticks."""
    return " ".join(cleandoc(cls.__doc__ or "").partition("\n\n")[0].split()).replace("``", "`")


def _phrase(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}".removesuffix(".")


@lru_cache(maxsize=128)
def _meanings(cls: type) -> dict[str, str]:
    """What a class and those it inherits from say of their attributes."""
    found: dict[str, str] = {}
    for ancestor in reversed(cls.__mro__):
        _, _, said = cleandoc(ancestor.__doc__ or "").partition("Attributes:\n")
        found |= dict(_ENTRY.findall(said.partition("\n\n")[0]))
    return found
