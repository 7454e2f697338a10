"""Subschemas that stand in several places are moved to definitions."""

from __future__ import annotations

from collections import Counter
from json import dumps
from typing import Any

from imagespec.compile.shapes.subschemas import LISTS, SINGLE, mapped
from imagespec.kinds.schema import Fragment

_WORTH_MOVING = 80
"""Characters from which on a repeated subschema is moved."""

_ABOUT_A_TYPE = frozenset({
    "properties", "patternProperties", "required", "additionalProperties", "dependencies", "items", "contains", "minItems", "maxItems",
    "pattern", "minLength", "maxLength", "minimum", "maximum",
})  # fmt: skip


def shared(schema: Fragment, keyword: str, *, whole: bool = False) -> Fragment:
    """The schema with each large repeated subschema written once under ``keyword`` (``$defs`` or ``definitions``).

    With ``whole``, what is moved has no reference inside: then ajv says where in the schema an error comes from.
    """
    seen: Counter[str] = Counter()

    def counted(entry: Any, name: str) -> Any:
        if not isinstance(entry, dict):
            return entry
        seen[_key(entry)] += 1
        return entry if seen[_key(entry)] > 1 else mapped(entry, counted, name)

    mapped(schema, counted)
    names: dict[str, str] = {}
    definitions: dict[str, Any] = {}

    def moved(entry: Any, name: str) -> Any:
        if not isinstance(entry, dict):
            return entry
        key = _key(entry)
        if seen[key] < 2 or len(key) < _WORTH_MOVING or not _complete(entry):
            return mapped(entry, moved, name)
        if key not in names:
            names[key] = _free(name, definitions)
            definitions[names[key]] = None
            definitions[names[key]] = entry if whole else mapped(entry, moved, name)
        return {"$ref": f"#/{keyword}/{names[key]}"}

    result = mapped(schema, moved)
    return {**result, keyword: definitions} if definitions else result


def _complete(schema: Any) -> bool:
    """Whether a subschema says itself what type its keywords are about, and does not lean on the type around it."""
    if not isinstance(schema, dict) or "type" in schema:
        return True
    if _ABOUT_A_TYPE & schema.keys():
        return False
    inside = [schema[keyword] for keyword in SINGLE if keyword in schema]
    return all(map(_complete, [*inside, *(entry for keyword in LISTS for entry in schema.get(keyword, ()))]))


def _free(name: str, taken: dict[str, Any]) -> str:
    """A definition's name that a pointer and every code generator can hold."""
    base = "".join(char if char.isalnum() or char == "_" else "_" for char in name).strip("_") or "rule"
    return next(free for number in range(1, len(taken) + 2) if (free := base if number == 1 else f"{base}_{number}") not in taken)


def _key(schema: Fragment) -> str:
    return dumps(schema, ensure_ascii=False)
