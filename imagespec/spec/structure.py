"""Plain data to rows, strictly: no unknown keys, no coercion. What is wrong is told, and the rest is read on.

A value that does not fit is left out of its row; where the row needs one, a blank stands in, and its path is among
those that must not be judged any more. A key that is one letter off a key of its row is read as that key.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from imagespec.kinds import ROW_KINDS
from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import fields
from imagespec.spec import rows
from imagespec.spec.document import Document
from imagespec.spec.faults import Fault, Path_, nearest
from imagespec.spec.keys import keys
from imagespec.spec.parsed import Unreadable
from imagespec.spec.readers import WRONG, Reader, Wrong, blank, parameter_type, reader
from imagespec.values.text import quoted, visible

_GUESSED = 100
"""Most unknown keys of one row whose right spelling is looked for."""


class Structured(NamedTuple):
    """The rows of a document.

    Attributes:
        table: the rows, with blanks where a value is wrong.
        faults: what does not fit.
        wrong: the paths that must not be judged any more.
        renamed: the key as written of an entry that was read as if it were spelled right.
    """

    table: rows.TableRow
    faults: list[Fault]
    wrong: set[Path_]
    renamed: dict[Path_, str]


def structure(document: Document) -> Structured:
    """Turn a document into rows."""
    reading = Reading()
    table = reading.row(rows.TableRow, document.data, (), kept=True)
    return Structured(table, reading.faults, reading.wrong, reading.renamed)


class _Column(NamedTuple):
    """One key of a row: how its value is read, whether it must be there, and what stands in where it is not."""

    read: Reader
    needed: bool
    wanted: bool
    blank: Any


class Reading:
    """The reading of one document: the mistakes so far."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.wrong: set[Path_] = set()
        self.renamed: dict[Path_, str] = {}

    def refuse(self, path: Path_, problem: str, remedy: str) -> Wrong:
        """Remember a value that does not fit."""
        self.faults.append(Fault(path, problem, remedy))
        self.wrong.add(path)
        return WRONG

    def value(self, read: Reader, value: Any, path: Path_) -> Any:
        """A value, ``WRONG`` where it does not fit or could not even be parsed."""
        if isinstance(value, Unreadable):
            self.wrong.add(path)
            return WRONG
        return read(self, value, path)

    def row(self, cls: type, value: Any, path: Path_, *, kept: bool) -> Any:
        """An instance of a class of rows. One that lacks what it needs is ``WRONG``, or has blanks when it must be ``kept``."""
        columns = _columns(cls)
        if not isinstance(value, dict):
            self.refuse(path, *_no_mapping(cls, value))
            return cls(**{name: column.blank for name, column in columns.items() if column.needed}) if kept else WRONG
        given = self._spelled(cls, columns, value, path)
        read: dict[str, Any] = {}
        for name, entry in given.items():
            got = self.value(columns[name].read, entry, (*path, name))
            if got is not WRONG:
                read[name] = got
        lacking = [name for name, column in columns.items() if column.needed and name not in read]
        if missing := [name for name in lacking if name not in given]:
            missing += [name for name, column in columns.items() if column.wanted and name not in given]
            said = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
            keys = ", ".join(f"{name}:" for name in missing)
            self.faults.append(Fault(path, f"{said} {'is' if len(missing) == 1 else 'are'} missing", f"add {keys}"))
            self.wrong |= {(*path, name) for name in missing}
        if lacking and not kept:
            self.wrong.add(path)
            return WRONG
        return _made(cls, read | {name: columns[name].blank for name in lacking})

    def _spelled(self, cls: type, columns: dict[str, _Column], value: dict[str, Any], path: Path_) -> dict[str, Any]:
        """The entries of a row by the keys that they mean, without those that mean none."""
        given = {name: entry for name, entry in value.items() if name in columns}
        for count, name in enumerate(name for name in value if name not in columns):
            free = [key for key in columns if key not in value] if count < _GUESSED else []
            near = nearest(name, (key for key in free if key not in given))
            remedy = f"did you mean {near}?" if near else _elsewhere(cls, name) or f"use one of {', '.join(columns)}"
            self.faults.append(Fault((*path, name), f"unknown key {visible(name)}", remedy))
            if near:
                given[near] = value[name]
                self.renamed[(*path, near)] = name
            else:
                self.wrong.add((*path, name))
        return given


def _made(cls: type, read: dict[str, Any]) -> Any:
    """The instance of what was read: the keys of a provenance and the kinds of a parameter stand beside its own in a table."""
    names = _names(cls)
    beside = {name: value for name, value in read.items() if name not in names}
    own = {name: value for name, value in read.items() if name in names}
    if "provenance" in names:
        return cls(**own, provenance=Provenance(**beside)) if beside else cls(**own)
    return cls(**own, constraints={key: beside[key] for key in ROW_KINDS if key in beside}) if beside else cls(**own)


def _names(cls: type) -> list[str]:
    """The names of the attributes of a class."""
    return [attribute.name for attribute in fields(cls)]


def _elsewhere(cls: type, name: str) -> str:
    """The remedy for a key that the kinds of a parameter have, but not the parameter; ``""`` where none has it."""
    kinds = [key for key, kind in ROW_KINDS.items() if name in _names(kind)] if cls is rows.ParameterRow else []
    return f"write it in {' or '.join(f'{key}: {{{name}: ...}}' for key in kinds)}" if kinds else ""


def _no_mapping(cls: type, value: Any) -> tuple[str, str]:
    if cls is rows.ParameterRow:
        return f"{quoted(value)} is no parameter row", "write a mapping such as {range: {min: 1, max: 10}}"
    names = [name for name in _names(cls) if name != "provenance"]
    if names and "provenance" in _names(cls):
        return f"{quoted(value)} is no mapping", f"write {{{', '.join(f'{name}: ...' for name in names)}}}"
    return f"{quoted(value)} is no mapping", "write it as a mapping, key: value"


# -- the columns of a row ------------------------------------------------------------------------------------------


@lru_cache(maxsize=128)
def _columns(cls: type) -> dict[str, _Column]:
    return {
        key.name: _Column(
            parameter_type if (cls, key.name) == (rows.ParameterRow, "type") else reader(key.hint), key.needed, key.wanted, blank(key.hint)
        )
        for key in keys(cls)
    }
