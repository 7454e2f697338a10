"""Fixes: RFC 6902 operations that repair a request, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from imagespec.report.frozen import frozen
from imagespec.report.later import Later, twin
from imagespec.report.pointer import parse_pointer
from imagespec.values.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Literal, Protocol

    class Trial(Protocol):
        """Tries the fixes of a report that are said to be safe."""

        def holds(self, index: int) -> bool:
            """Whether the one at a place among them is."""
            ...


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
class Fix(Later):
    """A repair: what it does in words, its edits, and whether it keeps what the request asks for (``safe``).

    The edits are an RFC 6902 patch (``to_dict()["edits"]``): any JSON Patch library can apply them.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A fix of a report that is said to be safe is tried when that is first read."""
            if name != "safe":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            trial, index = self._later
            safe = trial.holds(index)
            object.__setattr__(self, "safe", safe)
            return safe

    def apply(self, request: Any) -> Any:
        """The repaired request: what RFC 6902 makes of a request and the edits.

        The request is not changed; what no edit touches is shared with it. Objects are dicts or other mappings, arrays
        lists, tuples or other sequences; each that an edit leads through becomes a new dict or list.

        Raises:
            ValueError: an edit leads nowhere in this request; the message names its path.
        """
        return apply_edits(request, self.edits)

    def to_dict(self) -> dict[str, Any]:
        """The fix as plain JSON; ``edits`` is an RFC 6902 patch."""
        safety = "safe" if self.safe else "unsafe"
        return {"title": self.title, "safety": safety, "edits": [edit.to_dict() for edit in self.edits]}


_Open: Any = twin(Fix)


def tried(fix: Fix, trial: Trial, index: int) -> Fix:
    """The same fix, tried when ``safe`` is read."""
    made: Any = _Open()
    made.title = fix.title
    made.edits = fix.edits
    made._later = trial, index
    made.__class__ = Fix
    found: Fix = made
    return found


def each_once(every: Iterable[tuple[Fix, ...]]) -> list[tuple[Fix, ...]]:
    """The fixes of each of several findings without those that an earlier one has."""
    seen: set[str] = set()
    own = []
    for fixes in every:
        keys = [repr(fix.edits) for fix in fixes]
        own.append(tuple([fix for fix, key in zip(fixes, keys, strict=True) if key not in seen]))
        seen.update(keys)
    return own


def apply_fix(request: Any, fix: Fix) -> Any:
    """The request after a repair. The same as ``fix.apply(request)``."""
    return fix.apply(request)


def apply_edits(document: Any, edits: Iterable[Edit]) -> Any:
    """Apply edits in order, as RFC 6902 says, to a copy of a JSON document.

    Raises:
        ValueError: an edit leads nowhere.
    """
    own: dict[int, Any] = {}
    for edit in edits:
        try:
            document = _applied(document, edit, own)
        except (LookupError, TypeError, ValueError):
            said = f"{edit.op} {edit.from_ + ' to ' if edit.from_ else ''}{edit.path}"
            raise ValueError(f"{visible(said, 160)} leads nowhere in this request") from None
    return document


def _applied(document: Any, edit: Edit, own: dict[int, Any]) -> Any:
    path = parse_pointer(edit.path)
    if edit.op != "move":
        return _edited(document, path, edit.op, edit.value, own)
    source = parse_pointer(edit.from_ or "")
    moved = _get(document, source)
    return _edited(_edited(document, source, "remove", None, own), path, "add", moved, own)


def _get(document: Any, tokens: tuple[str, ...]) -> Any:
    for token in tokens:
        document = document[token if isinstance(document, Mapping) else _index(token)]
    return document


def _index(token: str) -> int:
    """An array index as RFC 6901 writes it."""
    if not (token.isascii() and token.isdigit()) or (token[0] == "0" and token != "0"):
        raise ValueError(token)
    return int(token)


def _edited(document: Any, tokens: tuple[str, ...], op: str, value: Any, own: dict[int, Any]) -> Any:
    """The document after one edit. ``own`` holds the containers copied so far by their ids: they need no second copy."""
    if not tokens:
        return value
    if isinstance(document, Mapping):
        copy: Any = document if id(document) in own else dict(document)
        _edit_object(copy, tokens, op, value, own)
    elif isinstance(document, Sequence) and not isinstance(document, (str, bytes, bytearray)):
        copy = document if id(document) in own else list(document)
        _edit_array(copy, tokens, op, value, own)
    else:
        raise TypeError(tokens[0])
    own[id(copy)] = copy
    return copy


def _edit_object(copy: dict[str, Any], tokens: tuple[str, ...], op: str, value: Any, own: dict[int, Any]) -> None:
    key = tokens[0]
    if len(tokens) > 1:
        copy[key] = _edited(copy[key], tokens[1:], op, value, own)
    elif op == "remove":
        del copy[key]
    elif op == "replace" and key not in copy:
        raise KeyError(key)
    else:
        copy[key] = value


def _edit_array(copy: list[Any], tokens: tuple[str, ...], op: str, value: Any, own: dict[int, Any]) -> None:
    index = len(copy) if tokens == ("-",) and op == "add" else _index(tokens[0])
    if index > len(copy) or (index == len(copy) and (op != "add" or len(tokens) > 1)):
        raise IndexError(index)
    if len(tokens) > 1:
        copy[index] = _edited(copy[index], tokens[1:], op, value, own)
    elif op == "remove":
        del copy[index]
    elif op == "add":
        copy.insert(index, value)
    else:
        copy[index] = value
