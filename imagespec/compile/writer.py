"""A writer of Python source. Text enters code only as a literal; constants are pooled under names of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Constants:
    """Module-level constants: equal ones share a name, which begins with what first used them; numbers do so for one use only."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._names: dict[Any, str] = {}

    def name(self, value: Any, about: str) -> str:
        """The name of the constant with a value. ``about`` is the parameter it is used for."""
        key = (about, value) if isinstance(value, int) else _hashable(value)
        known = self._names.get(key)
        if known is None:
            base = f"K_{identifier(about).upper()}"
            known, number = base, 1
            while known in self.values:
                number += 1
                known = f"{base}_{number}"
            self._names[key] = known
            self.values[known] = value
        return known


class CodeWriter:
    """Collects lines with indentation, and the names of the constants they use."""

    def __init__(self, constants: Constants) -> None:
        self.used: dict[str, None] = {}
        self.about = "keys"
        """What is being written: the beginning of the names of new constants."""
        self.lines: list[str] = []
        self._constants = constants
        self._depth = 0
        self._fresh = 0

    def line(self, text: str) -> None:
        """Write one line at the current indentation."""
        self.lines.append("    " * self._depth + text if text else "")

    @contextmanager
    def block(self, header: str, *, needed: bool = True) -> Iterator[None]:
        """Write a header, and what follows inside one level deeper; an empty body becomes ``pass``, or nothing where none is needed."""
        self.line(header)
        self._depth += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            if needed:
                self.line("pass")
            else:
                self.lines.pop()
        self._depth -= 1

    @contextmanager
    def aside(self) -> Iterator[list[str]]:
        """Write into a list of lines of its own, from the leftmost indentation, to be pasted."""
        lines, depth = self.lines, self._depth
        self.lines, self._depth = [], 0
        yield self.lines
        self.lines, self._depth = lines, depth

    def paste(self, lines: list[str]) -> None:
        """Write lines that were written aside at the current indentation."""
        for text in lines:
            self.line(text)

    def constant(self, value: object) -> str:
        """The name of a module-level constant with this value; equal constants share a name."""
        name = self._constants.name(value, self.about)
        self.used[name] = None
        return name

    def variable(self) -> str:
        """A local name not used before."""
        self._fresh += 1
        return f"v{self._fresh}"


def identifier(text: str) -> str:
    """The text with everything that a Python name cannot hold replaced by an underscore."""
    return "".join(character if character.isascii() and character.isalnum() else "_" for character in text)


def _hashable(value: Any) -> Any:
    """A key under which equal constants meet: of mappings by their entries, of members with their types, as 1 equals True."""
    if isinstance(value, dict):
        return dict, tuple(value.items())
    return type(value), frozenset((type(entry), entry) for entry in value) if isinstance(value, frozenset) else value


def literal(value: Any) -> str:
    """A Python literal with a fixed order, so that the same table gives the same source everywhere.

    Raises:
        TypeError: the value is no plain constant.
    """
    if isinstance(value, frozenset):
        return f"frozenset(({', '.join(sorted(map(literal, value)))},))" if value else "frozenset()"
    if isinstance(value, tuple):
        return f"({', '.join(map(literal, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(entry)}" for key, entry in value.items()) + "}"
    if value is None or type(value) in (str, int, bool):
        return repr(value)
    raise TypeError(f"no literal for {type(value).__name__}")
