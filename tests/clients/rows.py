"""The requests of the corpus as a client can send them: forms with texts and real files."""

from __future__ import annotations

from typing import Any

import imagespec
from tests.clients.calls import PNG
from tests.corpus.test_corpus import PAYLOADS, REJECTIONS, written_out

_FILES = ("image", "image[]", "mask", "markup")


def sendable() -> list[dict[str, Any]]:
    """Each request with what the check of the newest revision says of it."""
    return [row for row in map(_row, (*REJECTIONS, *PAYLOADS)) if row]


def _row(row: dict[str, Any]) -> dict[str, Any] | None:
    operation, request = row["operation"], written_out(row["request"])
    if operation not in ("edit", "variation"):
        ok = imagespec.is_valid(request, operation)
        return {"id": row["id"], "operation": operation, "request": request, "files": [], "ok": ok}
    files = {name: value for name, value in request.items() if name in _FILES}
    values = {name: value for name, value in request.items() if name not in _FILES and value is not None and value != []}
    if any(isinstance(value, (dict, list, float)) for value in values.values()):
        return None  # what a form makes of it is the client's
    names = [f"{name}[]" if isinstance(value, list) and name == "image" else name for name, value in files.items() if value is not None]
    sent = {**{name: _text(value) for name, value in values.items()}, **dict.fromkeys(names, ("a.png", PNG))}
    lists = {name: [value] if name.endswith("[]") else value for name, value in sent.items()}
    return {"id": row["id"], "operation": operation, "request": values, "files": names, "ok": imagespec.is_valid(lists, operation)}


def _text(value: Any) -> str:
    return "true" if value is True else "false" if value is False else str(value)
