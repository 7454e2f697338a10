"""How the values of a table are read, by their type: each fits, or is refused with what to write instead."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from imagespec.kinds.type_ import NAMES
from imagespec.report.frozen import has
from imagespec.spec import rows
from imagespec.spec.faults import Path_
from imagespec.spec.parsed import Unreadable
from imagespec.values.text import quoted, visible

if TYPE_CHECKING:
    from imagespec.spec.structure import Reading


class Wrong:
    """What a reader gives back for a value that does not fit."""


WRONG = Wrong()

Reader = Callable[["Reading", Any, Path_], Any]
"""Reads a value at a path; gives back ``WRONG``, and the reading knows why, when it does not fit."""

_PRIMITIVES = {str: "text", int: "a whole number", bool: "true or false"}
_BLANKS: dict[Any, Any] = {str: "", int: 1, bool: False}


def blank(hint: Any) -> Any:
    """What stands in for a value of a type that a row needs and does not have."""
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    return _BLANKS.get(hint, ())


def reader(hint: Any) -> Reader:
    """How the values of a type are read."""
    if hint is Any:
        return lambda reading, value, path: value
    if hint in _PRIMITIVES:
        return _primitive(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        options = [option for option in inner if option is not type(None)]
        return reader(options[0]) if len(options) == 1 else _scalar
    if origin is Literal:
        return _word(inner)
    if hint == rows.Names:
        return _names
    if origin is dict:
        return _mapping(inner[1])
    if origin is tuple:
        return _list(inner[0]) if has(inner[0]) else _scalars
    if hint is rows.ConditionRow:
        return lambda reading, value, path: reading.row(hint, value if isinstance(value, dict) else {"values": value}, path, kept=True)
    return _row_reader(hint)


def _row_reader(cls: type) -> Reader:
    """How a row is read that is left out when it lacks what it needs."""
    return lambda reading, value, path: reading.row(cls, value, path, kept=False)


def _entry_reader(hint: Any) -> Reader:
    """How an entry is read that must not vanish, for others name it or count it."""
    if has(hint) and hint is not rows.ConditionRow:
        return lambda reading, value, path: reading.row(hint, value, path, kept=True)
    return reader(hint)


def _mapping(entry: Any) -> Reader:
    read = _entry_reader(entry)

    def mapping(reading: Reading, value: Any, path: Path_) -> Any:
        if not isinstance(value, dict):
            return reading.refuse(path, f"{quoted(value)} is no mapping", "write it as a mapping, key: value")
        got = {key: reading.value(read, entry, (*path, key)) for key, entry in value.items()}
        return {key: entry for key, entry in got.items() if entry is not WRONG}

    return mapping


def _list(entry: Any) -> Reader:
    read = _entry_reader(entry)

    def entries(reading: Reading, value: Any, path: Path_) -> Any:
        if not isinstance(value, list):
            return reading.refuse(path, f"{quoted(value)} is no list", "write it as a list, with a dash before each entry")
        got = [reading.value(read, item, (*path, index)) for index, item in enumerate(value)]
        return tuple(item if item is not WRONG else entry() for item in got)

    return entries


def _primitive(kind: type) -> Reader:
    def primitive(reading: Reading, value: Any, path: Path_) -> Any:
        if type(value) is kind:
            return value
        return reading.refuse(path, f"{quoted(value)} is not {_PRIMITIVES[kind]}", f"write {_PRIMITIVES[kind]}")

    return primitive


def _word(words: tuple[str, ...]) -> Reader:
    def word(reading: Reading, value: Any, path: Path_) -> Any:
        if type(value) is str and value in words:
            return value
        return reading.refuse(path, f"{quoted(value)} is no known word", f"use one of {', '.join(words)}")

    return word


def parameter_type(reading: Reading, value: Any, path: Path_) -> Any:
    """The name of a type of parameters."""
    if type(value) is str and value not in NAMES:
        return reading.refuse(path, f"{visible(value)} is no parameter type", f"use one of {', '.join(NAMES)}")
    return _primitive(str)(reading, value, path)


def _scalar(reading: Reading, value: Any, path: Path_) -> Any:
    if isinstance(value, (str, int)):
        return value
    return reading.refuse(path, f"{quoted(value)} is no single value", "write text, a whole number, true or false")


def _names(reading: Reading, value: Any, path: Path_) -> Any:
    """One name or a list of names."""
    entries = [value] if isinstance(value, str) else value
    if not isinstance(entries, list) or not all(isinstance(entry, (str, Unreadable)) for entry in entries):
        return reading.refuse(path, f"{quoted(value)} is no name or list of names", "write names as text, numbers in double quotes")
    names = [entry for entry in entries if isinstance(entry, str)]
    if len(set(names)) != len(names):
        return reading.refuse(path, "a name stands twice in the list", "remove one")
    return _without_unreadable(reading, entries, path)


def _scalars(reading: Reading, value: Any, path: Path_) -> Any:
    entries = value if isinstance(value, list) else [value]
    if not entries or not all(isinstance(entry, (str, int, Unreadable)) for entry in entries):
        return reading.refuse(path, f"{quoted(value)} is no value or list of values", "write text, whole numbers, true or false")
    return _without_unreadable(reading, entries, path)


def _without_unreadable(reading: Reading, entries: list[Any], path: Path_) -> Any:
    """The entries of a list, ``WRONG`` when one of them could not be parsed: what is left says something else."""
    if any(isinstance(entry, Unreadable) for entry in entries):
        reading.wrong.add(path)
        return WRONG
    return tuple(entries)
