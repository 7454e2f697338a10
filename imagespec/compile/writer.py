"""A writer of Python source. Text enters code only as a literal; constants are pooled under names of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class CodeWriter:
    """Collects lines with indentation, and the constants they use."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 0
        self._constants: dict[str, str] = {}
        self._fresh = 0

    def line(self, text: str) -> None:
        """Write one line at the current indentation."""
        self._lines.append("    " * self._depth + text if text else "")

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """Write a header, and what follows inside one level deeper; an empty body becomes ``pass``."""
        self.line(header)
        self._depth += 1
        before = len(self._lines)
        yield
        if len(self._lines) == before:
            self.line("pass")
        self._depth -= 1

    def start_function(self) -> None:
        """Leave two blank lines and count locals afresh."""
        self._lines += ["", ""]
        self._fresh = 0

    def constant(self, value: object) -> str:
        """The name of a module-level constant with this value; equal constants share a name."""
        return self._constants.setdefault(literal(value), f"K{len(self._constants)}")

    def variable(self) -> str:
        """A local name not used before."""
        self._fresh += 1
        return f"v{self._fresh}"

    def constants(self) -> list[str]:
        """The definitions of the constants, in order of first use."""
        return [f"{name} = {text}" for text, name in self._constants.items()]

    def lines(self) -> list[str]:
        """The lines written so far."""
        return list(self._lines)


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
