"""Fixes: RFC 6902 operations that repair a request, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from attrs import frozen

from imagespec.report.pointer import parse_pointer


@frozen
class Edit:
    """One RFC 6902 operation.

    ``op`` is ``add``, ``remove``, ``replace`` or ``move``; ``path`` and ``from_`` are RFC 6901 pointers; ``value`` is
    any JSON value and counts for ``add`` and ``replace`` only.
    """

    op: Literal["add", "remove", "replace", "move"]
    path: str
    value: Any = None
    from_: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The operation as RFC 6902 writes it."""
        if self.op == "move":
            return {"op": self.op, "from": self.from_, "path": self.path}
        return {"op": self.op, "path": self.path} | ({} if self.op == "remove" else {"value": self.value})


@frozen
class Fix:
    """A repair: what it does in words, its edits, and whether it keeps what the request asks for (``safe``)."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The fix as plain JSON."""
        safety = "safe" if self.safe else "unsafe"
        return {"title": self.title, "safety": safety, "edits": [edit.to_dict() for edit in self.edits]}


def apply_edits(document: Any, edits: Iterable[Edit]) -> Any:
    """Apply edits in order to a copy of a JSON document of dicts and lists.

    Raises:
        KeyError, IndexError, ValueError: a path leads nowhere.
    """
    for edit in edits:
        if edit.op == "move":
            source = parse_pointer(edit.from_ or "")
            document = _edited(_edited(document, source, "remove", None), parse_pointer(edit.path), "add", _get(document, source))
        else:
            document = _edited(document, parse_pointer(edit.path), edit.op, edit.value)
    return document


def _get(document: Any, tokens: tuple[str, ...]) -> Any:
    for token in tokens:
        document = document[int(token)] if isinstance(document, list) else document[token]
    return document


def _edited(document: Any, tokens: tuple[str, ...], op: str, value: Any) -> Any:
    if not tokens:
        return value
    copy = list(document) if isinstance(document, list) else dict(document)
    key: Any = tokens[0] if isinstance(copy, dict) else int(tokens[0])
    if len(tokens) > 1:
        copy[key] = _edited(copy[key], tokens[1:], op, value)
    elif op == "remove":
        del copy[key]
    elif isinstance(copy, list) and op == "add":
        copy.insert(key, value)
    elif op == "replace" and isinstance(copy, dict) and key not in copy:
        raise KeyError(key)
    else:
        copy[key] = value
    return copy
