"""Overlays: a table that ``extends`` another says only what changed.

Mappings are merged key by key, everything else replaces what it meets. A list is edited in place by a mapping with
``add`` and ``remove``. ``removes`` lists RFC 6901 pointers of entries that end. Every change names its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from imagespec.report.pointer import parse_pointer
from imagespec.spec.document import Document
from imagespec.spec.faults import Fault, Path_
from imagespec.values.text import visible

_SOURCED_GROUPS = ("operations", "families", "models", "responses")
_WORDS = ("title", "labels", "group")
"""What a parameter row says to people about its name and values: no document says so, so none need be named."""

_SOURCE_KEYS = ("source", "lifecycle_source", "released_source")


def merge(base: Document, overlay: Document) -> Document:
    """The table that an overlay makes of its base. Changes of what is not there are among its faults."""
    merged = _Merger(base, overlay)
    data = {key: value for key, value in overlay.data.items() if key not in ("extends", "removes")}
    merged.remove(overlay.data.get("removes", []))
    merged.mapping(merged.data, data, ())
    faults = [*base.faults, *overlay.faults, *merged.faults]
    return Document(overlay.file, merged.data, overlay.lines, merged.moved, base, faults)


class _Merger:
    """The base under change, copied where it is changed only, with where what it adds to lists is written."""

    def __init__(self, base: Document, overlay: Document) -> None:
        self.overlay = overlay
        self.data: dict[str, Any] = dict(base.data)
        self.moved: dict[Path_, Path_] = {}
        self.faults: list[Fault] = []

    def mapping(self, into: dict[str, Any], changes: dict[str, Any], path: Path_) -> None:
        for key, value in changes.items():
            here = (*path, key)
            old = into.get(key)
            if isinstance(value, dict) and isinstance(old, list):
                into[key] = old.copy()
                self._edit_list(into[key], value, here)
            elif isinstance(value, dict) and _edits(value) and not isinstance(old, dict):
                problem = f"{'.'.join(map(str, here))}: there is no list here to change by add and remove"
                self._refuse(here, problem, "write the list itself, or correct the name")
                into[key] = value.get("add", [])
            elif isinstance(value, dict):
                into[key] = old.copy() if isinstance(old, dict) else {}
                self.mapping(into[key], value, here)
            else:
                into[key] = value

    def _edit_list(self, into: list[Any], edits: dict[str, Any], path: Path_) -> None:
        if not _edits(edits):
            problem = f"{'.'.join(map(str, path))}: a list is changed by add and remove"
            self._refuse(path, problem, "write {add: [...], remove: [...]}", wrong=path)
            return
        for entry in edits.get("remove", []):
            if entry not in into:
                problem = f"{visible(str(entry))} is not in the list it is removed from"
                self._refuse((*path, "remove"), problem, "correct or drop it")
            else:
                into.remove(entry)
        for index, entry in enumerate(edits.get("add", [])):
            if entry in into:
                self._refuse((*path, "add", index), f"{visible(str(entry))} is in the list already", "drop it")
            else:
                self.moved[(*path, len(into))] = (*path, "add", index)
                into.append(entry)

    def remove(self, pointers: Any) -> None:
        if not isinstance(pointers, list) or not all(isinstance(pointer, str) for pointer in pointers):
            self._refuse(("removes",), "removes: is no list of pointers", "write pointers such as /models/m/parameters/p")
            return
        for index, pointer in enumerate(pointers):
            place: Any = self.data
            try:
                *parents, last = parse_pointer(pointer)
                for token in parents:
                    entry = place[token]
                    place[token] = entry.copy() if isinstance(entry, (dict, list)) else entry
                    place = place[token]
                del place[last]
            except (KeyError, TypeError, ValueError):
                problem = f"{visible(pointer)} leads to no entry of the extended table"
                self._refuse(("removes", index), problem, "correct the pointer")

    def _refuse(self, path: Path_, problem: str, remedy: str, wrong: Path_ = ()) -> None:
        self.faults.append(Fault(wrong, problem, remedy, line=_line(self.overlay, path)))


def _edits(value: dict[str, Any]) -> bool:
    """Whether a mapping says how to change a list."""
    return bool(value) and value.keys() <= {"add", "remove"} and all(isinstance(entries, list) for entries in value.values())


def _line(overlay: Document, path: Path_) -> int:
    """The line of an entry of an overlay, or of the nearest around it."""
    return next(line for length in range(len(path), -1, -1) if (line := overlay.lines.get(path[:length])) is not None)


def changes_without_source(overlay: Document) -> Iterator[Fault]:
    """The changes of an overlay that name no document."""
    for group in _SOURCED_GROUPS:
        rows = overlay.data.get(group)
        for name, row in rows.items() if isinstance(rows, dict) else ():
            for path in _unsourced((group, name), row)[0]:
                problem = f"{'.'.join(map(str, path))}: a change without a source"
                yield Fault((), problem, "add source: beside it or around it", line=_line(overlay, path))


def _unsourced(path: Path_, value: Any) -> tuple[list[Path_], bool]:
    """The leaves without a source beside or around them, one for all where nothing has any, and whether anything has one.

    A parameter that is taken has its source where it is defined, and what is removed had one.
    """
    inner: Iterable[tuple[str | int, Any]]
    if isinstance(value, dict):
        if any(key in value for key in _SOURCE_KEYS):
            return [], True
        silent = ("takes", "remove", *(_WORDS if "parameters" in path else ()))
        inner = ((key, entry) for key, entry in value.items() if key not in silent)
    elif isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        inner = enumerate(value)
    else:
        return [path], False
    found = [_unsourced((*path, key), entry) for key, entry in inner]
    leaves = [leaf for some, _ in found for leaf in some]
    known = any(sourced for _, sourced in found)
    return (leaves if known else leaves[:1]), known
