"""Constants of a module, and rows of a table: equal ones are there once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from imagespec.compile.javascript.script import Code, declared, literal


class Pool:
    """Constants by their names, which begin with what first used them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._values: dict[str, Any] = {}

    def name(self, value: Any, base: str) -> Code:
        """The name of the constant with a value."""
        key = literal(value)
        if key not in self._names:
            name, number = base, 1
            while name in self._values:
                number += 1
                name = f"{base}{number}"
            self._names[key] = name
            self._values[name] = value
        return Code(self._names[key])

    @property
    def names(self) -> Collection[str]:
        """The names of the constants."""
        return self._values.keys()

    def source(self, *, exported: bool = True) -> str:
        """The constants, one after the other."""
        return "\n".join(declared(name, value, exported=exported) for name, value in self._values.items())


_FIRST = ord("0")


class Rows:
    """Distinct values in the order of their first use. A list of some of them is a text with one character for each."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self.values: list[Any] = []

    def place(self, value: Any) -> int:
        """The place of a value."""
        key = literal(value)
        if key not in self._places:
            self._places[key] = len(self.values)
            self.values.append(value)
        return self._places[key]

    def spelled(self, values: Iterable[Any]) -> str:
        """A list of values."""
        return "".join(chr(_FIRST + self.place(value)) for value in values)
