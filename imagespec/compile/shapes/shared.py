"""Subschemas that stand in several places are moved to definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from json import dumps
from typing import Any

from imagespec.kinds.schema import Fragment

_WORTH_MOVING = 100
"""Characters from which on a repeated subschema is moved."""

_MAPS = ("properties", "patternProperties", "dependencies")
_LISTS = ("allOf", "anyOf", "oneOf")
_SINGLE = ("not", "if", "then", "else", "items", "additionalProperties", "contains")

_ABOUT_A_TYPE = frozenset({
    "properties", "patternProperties", "required", "additionalProperties", "dependencies", "items", "contains", "minItems", "maxItems",
    "pattern", "minLength", "maxLength", "minimum", "maximum",
})  # fmt: skip


def shared(schema: Fragment, keyword: str) -> Fragment:
    """The schema with each large repeated subschema written once under ``keyword`` (``$defs`` or ``definitions``)."""
    seen: Counter[str] = Counter()

    def counted(entry: Fragment, name: str) -> Fragment:
        seen[_key(entry)] += 1
        return entry if seen[_key(entry)] > 1 else _walk(entry, name, counted)

    _walk(schema, "", counted)
    names: dict[str, str] = {}
    definitions: dict[str, Any] = {}

    def moved(entry: Fragment, name: str) -> Fragment:
        key = _key(entry)
        if seen[key] < 2 or len(key) < _WORTH_MOVING or not _complete(entry):
            return _walk(entry, name, moved)
        if key not in names:
            names[key] = _free(name, definitions)
            definitions[names[key]] = None
            definitions[names[key]] = _walk(entry, name, moved)
        return {"$ref": f"#/{keyword}/{names[key]}"}

    result = _walk(schema, "", moved)
    return {**result, keyword: definitions} if definitions else result


def _complete(schema: Any) -> bool:
    """Whether a subschema says itself what type its keywords are about, and does not lean on the type around it."""
    if not isinstance(schema, dict) or "type" in schema:
        return True
    if _ABOUT_A_TYPE & schema.keys():
        return False
    inside = [schema[keyword] for keyword in _SINGLE if keyword in schema]
    return all(map(_complete, [*inside, *(entry for keyword in _LISTS for entry in schema.get(keyword, ()))]))


def _free(name: str, taken: dict[str, Any]) -> str:
    """A definition's name that a pointer and every code generator can hold."""
    base = "".join(char if char.isalnum() or char == "_" else "_" for char in name).strip("_") or "rule"
    return next(free for number in range(1, len(taken) + 2) if (free := base if number == 1 else f"{base}_{number}") not in taken)


def _key(schema: Fragment) -> str:
    return dumps(schema, ensure_ascii=False)


def _walk(schema: Fragment, name: str, visit: Callable[[Fragment, str], Any]) -> Fragment:
    """A copy with every direct subschema replaced by what ``visit`` makes of it, given the property it is about."""
    result: Fragment = {}
    for keyword, value in schema.items():
        if keyword in _MAPS:
            result[keyword] = {key: _visited(entry, key, visit) for key, entry in value.items()}
        elif keyword in _LISTS:
            result[keyword] = [_visited(entry, name, visit) for entry in value]
        elif keyword in _SINGLE:
            result[keyword] = _visited(value, name, visit)
        else:
            result[keyword] = value
    return result


def _visited(entry: Any, name: str, visit: Callable[[Fragment, str], Any]) -> Any:
    return visit(entry, name) if isinstance(entry, dict) else entry
