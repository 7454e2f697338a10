"""A writer of JavaScript source. Text enters code only as a literal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from imagespec.kinds.kind import Constraint

_WORD = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_WIDTH = 120


class Script:
    """Collects lines with indentation. ``limit`` names the constant that holds a limit as data."""

    def __init__(self, limit: Callable[[Constraint], str]) -> None:
        self.lines: list[str] = []
        self.limit = limit
        self._depth = 0

    def line(self, text: str) -> None:
        """Write one line at the current indentation."""
        self.lines.append("  " * self._depth + text)

    @contextmanager
    def block(self, header: str, end: str = "}") -> Iterator[None]:
        """Write a header, and what follows inside one level deeper, up to the end."""
        self.line(header)
        self._depth += 1
        yield
        self._depth -= 1
        self.line(end)

    @staticmethod
    def literal(value: object) -> str:
        """A value as JavaScript writes it."""
        return literal(value)


class Code(str):
    """Text that is code already, among values that are written as literals."""

    __slots__ = ()


def literal(value: Any) -> str:
    """A JavaScript literal on one line.

    Raises:
        TypeError: the value is no plain constant.
    """
    if isinstance(value, Code):
        return str(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(_entry(key, entry) for key, entry in value.items())} }}" if value else "{}"
    if value is None or isinstance(value, (str, int, bool)):
        return json.dumps(value).replace("</", "<\\/")
    raise TypeError(f"no literal for {type(value).__name__}")


def _entry(key: str, value: Any) -> str:
    return key if isinstance(value, Code) and value == key else f"{_key(key)}: {literal(value)}"


def _key(key: str) -> str:
    """A key of an object; ``__proto__`` is one only when it is computed."""
    if key == "__proto__":
        return f"[{literal(key)}]"
    return key if _WORD.fullmatch(key) else literal(key)


def laid_out(value: Any, indent: int = 0, taken: int = 0) -> str:
    """A literal over as many lines as it needs, with ``taken`` characters before it on its first."""
    text = literal(value)
    if indent * 2 + taken + len(text) <= _WIDTH or not isinstance(value, (list, tuple, dict)) or not value:
        return text
    inner, close = "  " * (indent + 1), "  " * indent
    if isinstance(value, dict):
        entries = []
        for key, entry in value.items():
            start = f"{_key(key)}: "
            entries.append(_entry(key, entry) if literal(entry) == key else start + laid_out(entry, indent + 1, len(start)))
        return "{\n" + "".join(f"{inner}{entry},\n" for entry in entries) + close + "}"
    if all(not isinstance(entry, (list, tuple, dict)) for entry in value):
        return "[\n" + "".join(f"{inner}{line}\n" for line in _filled([literal(entry) for entry in value], len(inner))) + close + "]"
    return "[\n" + "".join(f"{inner}{laid_out(entry, indent + 1)},\n" for entry in value) + close + "]"


def _filled(words: list[str], indent: int) -> Iterator[str]:
    """Words with commas in as few lines as they fit."""
    line = ""
    for word in words:
        if line and indent + len(line) + len(word) + 2 > _WIDTH:
            yield line
            line = ""
        line += f"{' ' if line else ''}{word},"
    yield line


def imported(names: set[str], module: str) -> str:
    """An import of names, nothing without any."""
    if not names:
        return ""
    line = f'import {{ {", ".join(sorted(names))} }} from "{module}";'
    if len(line) > _WIDTH:
        line = "import {\n" + "".join(f"  {name},\n" for name in sorted(names)) + f'}} from "{module}";'
    return line + "\n"


def identifier(*words: str) -> str:
    """Words as a name in camel case."""
    parts = [part for word in words for part in re.split(r"[^A-Za-z0-9]+", word) if part]
    name = "".join(part[:1].upper() + part[1:] for part in parts) or "value"
    name = name[:1].lower() + name[1:]
    return f"_{name}" if name[0].isdigit() else name
