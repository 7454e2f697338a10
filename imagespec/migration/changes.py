"""Edits of a request in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from imagespec.report.fix import Edit, Fix, apply_edits
from imagespec.report.pointer import parse_pointer
from imagespec.values.plain import plain
from imagespec.values.text import quoted, visible

_ABSENT = object()


def said(request: Any, fixes: Iterable[Fix]) -> Iterator[str]:
    """One sentence for each edit of fixes that are made one after the other."""
    for fix in fixes:
        for edit in fix.edits:
            if not edit.path.endswith(" "):  # only put aside by the fix itself, which takes it from there again
                yield _sentence(request, edit)
            request = apply_edits(request, (edit,))


def _sentence(request: Any, edit: Edit) -> str:
    name, before = _name(edit.path), at(request, edit.path)
    if edit.op == "move":
        source = _name((edit.from_ or "").strip())
        return f"{source}: renamed to {name}" if source != name else f"{name}: written in another shape"
    if edit.op == "remove":
        return f"{name}: {_shown(before)} is dropped"
    return f"{name}: {_shown(edit.value)} is added" if before is _ABSENT else f"{name}: {_shown(before)} becomes {_shown(edit.value)}"


def _shown(value: Any) -> str:
    return quoted(plain(value, 1))


def at(request: Any, pointer: str) -> Any:
    """The value at a pointer, something that equals nothing where there is none."""
    for token in parse_pointer(pointer):
        if isinstance(request, Mapping):
            request = request.get(token, _ABSENT)
        elif isinstance(request, Sequence) and token.isdigit() and int(token) < len(request):
            request = request[int(token)]
        else:
            return _ABSENT
    return request


def _name(pointer: str) -> str:
    """A pointer as a sentence names it: ``images[0].image_url``."""
    name = ""
    for token in parse_pointer(pointer):
        name += f"[{token}]" if token.isdigit() and name else f".{token}" if name else token
    return visible(name) or "the request"
