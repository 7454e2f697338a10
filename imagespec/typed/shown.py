"""How values look in a ``repr``: content of files never shows, and long texts show by their beginning and length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_LONG = 200
_BRIEF = 60
_BEGINNING = 24
_DEPTH = 8


def brief(value: Any) -> str:
    """A value that may hold an image as text."""
    return shown(value, _BRIEF)


def shown(value: Any, most: int = _LONG, depth: int = _DEPTH) -> str:
    """Any value: texts of more than ``most`` code points and the content of ``data:`` URLs are cut, bytes are counted."""
    if isinstance(value, str):
        return _text(value, most)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return f"<{len(value):,} bytes>"
    if not isinstance(value, (Mapping, list, tuple)):
        return repr(value)
    if depth == 0:
        return "..."
    if isinstance(value, Mapping):
        return f"{{{_joined(f'{shown(key)}: {shown(entry, most, depth - 1)}' for key, entry in value.items())}}}"
    entries = _joined(shown(entry, most, depth - 1) for entry in value)
    return f"[{entries}]" if isinstance(value, list) else f"({entries}{',' * (len(value) == 1)})"


def _text(text: str, most: int) -> str:
    if text[:5].lower() == "data:":
        most, beginning = 0, text[: text.find(",", 0, _LONG) + 1] or text[:5]
    else:
        beginning = text[:_BEGINNING]
    return repr(text) if len(text) <= most else f"<{beginning!r}... {len(text):,} characters>"


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts)
