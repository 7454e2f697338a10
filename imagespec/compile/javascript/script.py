"""JavaScript source of plain values. Text enters code only as a literal."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

_WORD = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_WIDTH = 120


class Code(str):
    """Text that is code already, among values that are written as literals."""

    __slots__ = ()


class Call:
    """A call of a function that does nothing but answer, so that bundlers drop what nobody uses."""

    __slots__ = ("last", "start")

    def __init__(self, function: str, *arguments: Any) -> None:
        *first, self.last = arguments
        self.start = f"/* @__PURE__ */ {function}({''.join(f'{literal(argument)}, ' for argument in first)}"


def literal(value: Any) -> str:
    """A JavaScript literal on one line.

    Raises:
        TypeError: the value is no plain constant.
    """
    if isinstance(value, Code):
        return str(value)
    if isinstance(value, Call):
        return f"{value.start}{literal(value.last)})"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)}: {literal(entry)}' for key, entry in value.items())} }}" if value else "{}"
    if value is None or isinstance(value, (str, int, bool)):
        return json.dumps(value).replace("</", "<\\/").replace("<!--", "\\x3c!--").replace("\x7f", "\\x7f")
    raise TypeError(f"no literal for {type(value).__name__}")


def _key(key: str) -> str:
    """A key of an object; ``__proto__`` is one only when it is computed."""
    if key == "__proto__":
        return f"[{literal(key)}]"
    return key if _WORD.fullmatch(key) else literal(key)


def declared(name: str, value: Any, *, exported: bool = True) -> str:
    """A constant."""
    start = f"{'export ' if exported else ''}const {name} = "
    return f"{start}{laid_out(value, 0, len(start) + 1)};\n"


def laid_out(value: Any, indent: int = 0, taken: int = 0) -> str:
    """A literal over as many lines as it needs, with ``taken`` characters beside it on its first."""
    text = literal(value)
    if isinstance(value, Call):
        return f"{value.start}{laid_out(value.last, indent, taken + len(value.start) + 1)})"
    if indent * 2 + taken + len(text) <= _WIDTH or not isinstance(value, (list, tuple, dict)) or not value:
        return text
    inner, close = "  " * (indent + 1), "  " * indent
    if isinstance(value, dict):
        entries = [f"{_key(key)}: {laid_out(entry, indent + 1, len(_key(key)) + 3)}" for key, entry in value.items()]
        return "{\n" + "".join(f"{inner}{entry},\n" for entry in entries) + close + "}"
    if all(not isinstance(entry, (list, tuple, dict, Call)) for entry in value):
        return "[\n" + "".join(f"{inner}{line}\n" for line in _filled(list(map(literal, value)), len(inner))) + close + "]"
    return "[\n" + "".join(f"{inner}{laid_out(entry, indent + 1, 1)},\n" for entry in value) + close + "]"


def _filled(words: list[str], indent: int) -> Iterator[str]:
    """Words with commas in as few lines as they fit."""
    line = ""
    for word in words:
        if line and indent + len(line) + len(word) + 2 > _WIDTH:
            yield line
            line = ""
        line += f"{' ' if line else ''}{word},"
    yield line


def imported(names: Collection[str], module: str) -> str:
    """An import of names, nothing without any."""
    if not names:
        return ""
    line = f'import {{ {", ".join(sorted(names))} }} from "{module}";'
    if len(line) > _WIDTH:
        line = "import {\n" + "".join(f"  {name},\n" for name in sorted(names)) + f'}} from "{module}";'
    return line + "\n"


def identifier(*words: str) -> str:
    """Words as a name in camel case. The last should be one of our own: a name may be a word of the language otherwise."""
    parts = [part for word in words for part in re.split(r"[^A-Za-z0-9]+", word) if part]
    name = "".join(part[:1].upper() + part[1:] for part in parts)
    name = name[:1].lower() + name[1:]
    return f"_{name}" if name[0].isdigit() else name
