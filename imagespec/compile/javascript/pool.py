"""Constants of a module: equal ones share a name."""

from __future__ import annotations

from collections.abc import Collection
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
