"""Bodies as text: JSON, also with placeholders in it, form-encoded, and multipart; and lists of keys with values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from imagespec.places.documents.candidate import Path
from imagespec.values.patterns import pattern

_BOUNDARY = pattern(r"\s*--([^\r\n]{1,200})\r?\n")
_NAME = pattern(r'name="([^"]*)"')
_FILE = pattern(r"filename\*?=|content-type:\s*image/", re.IGNORECASE)
_PAIR = pattern(r"[A-Za-z_][\w.\[\]%-]*=")
_LARGEST = 50_000_000


class Body(NamedTuple):
    """What a body holds: ``value`` where it is JSON, of the text ``text``, which has the same offsets; else ``fields`` of a form."""

    value: Any = None
    text: str = ""
    fields: dict[str, Any] | None = None


def read(text: str) -> Body | None:
    """Read a body; ``None`` where it is none of these."""
    if len(text) > _LARGEST:
        return None
    start = text.lstrip()
    if start.startswith("=") and start[1:].lstrip().startswith(("{", "[")):  # an expression of n8n
        text = text.replace("=", " ", 1)
        start = text.lstrip()
    if start.startswith(("{", "[")):
        return _json(text)
    if match := _BOUNDARY.match(text):
        return Body(fields=_multipart(text, match.group(1)))
    if _PAIR.match(start) and "\n" not in start.strip() and " " not in start.strip():
        from urllib.parse import parse_qsl  # slow to load, and seldom needed

        return Body(fields=dict(parse_qsl(start.strip(), keep_blank_values=True)))
    return None


def _json(text: str) -> Body | None:
    for form in (text, _without_placeholders(text)):
        try:
            return Body(json.loads(form), form)
        except (ValueError, RecursionError):
            continue
    return None


def _without_placeholders(text: str) -> str:
    """The text, as long as before, with placeholders outside of strings in quotes, and nothing in them that JSON would stop at."""
    parts: list[str] = []
    offset, quoted = 0, False
    while offset < len(text):
        char = text[offset]
        if text.startswith(("{{", "${"), offset):
            close = "}}" if char == "{" else "}"
            end = text.find(close, offset)
            if end >= 0:
                end += len(close)
                parts.append(_placeholder(text[offset:end], quoted=quoted))
                offset = end
                continue
        if char == "\\" and quoted:
            parts.append(text[offset : offset + 2])
            offset += 2
            continue
        quoted ^= char == '"'
        parts.append(char)
        offset += 1
    return "".join(parts)


def _placeholder(text: str, *, quoted: bool) -> str:
    inner = "x" * (len(text) - 4)
    if quoted:
        return f"{{{{{inner}}}}}" if text.startswith("{{") else "${" + "x" * (len(text) - 3) + "}"
    if text.startswith("{{"):
        return f'"{{{{{inner[2:]}}}}}"' if len(text) >= 6 else '"  "'
    return '"$' + "x" * (len(text) - 3) + '"'


def _multipart(text: str, boundary: str) -> dict[str, Any]:
    """The fields of a multipart body. Of files it is known that they are there, and no more: they are ``None``."""
    found: dict[str, Any] = {}
    for part in text.split(f"--{boundary}"):
        head, _, content = part.replace("\r\n", "\n").partition("\n\n")
        if name := _NAME.search(head):
            found[name.group(1)] = None if _FILE.search(head) else content.removesuffix("\n")
    return found


def pairs(entries: Any, path: Path) -> tuple[dict[str, Any], dict[str, Path]] | None:
    """A list of keys with values, such as ``[{"name": "model", "value": "dall-e-3"}]``, as an object, and where its values stand.

    ``None`` where it is no such list. What is switched off is left out; of files it is only known that they are there.
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return None
    values: dict[str, Any] = {}
    sources: dict[str, Path] = {}
    for index, entry in enumerate(entries):
        name = next((entry[key] for key in ("key", "name") if isinstance(entry.get(key), str)), None)
        if name is None:
            return None
        if entry.get("disabled") is True or entry.get("enabled") is False:
            continue
        is_file = entry.get("type") == "file" or "src" in entry or "fileName" in entry or "inputDataFieldName" in entry
        values[name] = None if is_file else entry.get("value")
        sources[name] = (*path, index, "value") if "value" in entry else (*path, index)
    return values, sources


def numbers(fields: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The fields of a form with those that are numbers as such."""
    whole = set(names)
    return {
        key: int(value) if key in whole and isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 else value
        for key, value in fields.items()
    }
