"""What names of a table are called in what is generated: modules, classes, attributes, files. A name that is taken gets an underscore."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable
from keyword import iskeyword

from imagespec.spec.reserved import ATTRIBUTES, DEVICES, MODULES, TYPES, WORDS

_IMPORTED_ELSEWHERE = sys.stdlib_module_names - {"test"} | {"imagespec"}


def module_names(operations: Iterable[str]) -> dict[str, str]:
    """The module of the checks of each operation; that of its rows ends in ``_rows``."""
    taken = {*MODULES, *DEVICES, *WORDS}
    found: dict[str, str] = {}
    for operation in operations:
        name = operation.replace("-", "_")
        while not taken.isdisjoint((name, f"{name}_rows")):
            name += "_"
        taken |= {name, f"{name}_rows"}
        found[operation] = name
    return found


def capitals(name: str) -> str:
    """A name in CapWords: ``gpt-image-1.5`` is ``GptImage15``."""
    words = "".join(word[:1].upper() + word[1:] for word in re.split(r"[^A-Za-z0-9]+", name))
    return words if words[:1].isalpha() else f"M{words}"


def type_name(name: str, taken: Collection[str]) -> str:
    """A name in CapWords as a type that no other is called like."""
    return _fresh(name, {*taken, *TYPES})


def attribute_name(name: str, taken: Collection[str]) -> str:
    """The attribute for a parameter or field: other characters are an underscore, and ``p_`` stands before a digit."""
    word = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "value"
    return _fresh(f"p_{word}" if word[0].isdigit() else word, {*taken, *ATTRIBUTES, *WORDS})


def file_names(names: Iterable[str]) -> dict[str, str]:
    """What the files about models are called: every other character is a dash, and no two are the same on any system."""
    taken = set(DEVICES)
    found: dict[str, str] = {}
    for name in names:
        base = re.sub(r"[^A-Za-z0-9._-]", "-", name).strip(".") or "model"
        free, number = base, 1
        while free.lower() in taken or free.partition(".")[0].lower() in DEVICES:
            number += 1
            free = f"{number}-{base}"
        taken.add(free.lower())
        found[name] = free
    return found


def unimportable(name: str) -> str:
    """What keeps a package of a name from being imported, ``""`` when nothing does."""
    if not name.isidentifier():
        return "the name of the folder must be a Python name"
    if iskeyword(name):
        return f"{name} is a word of Python, and cannot be imported"
    if name in _IMPORTED_ELSEWHERE:
        return f"a package called {name} would hide the one that its own modules import"
    return ""


def _fresh(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "_"
    return name
