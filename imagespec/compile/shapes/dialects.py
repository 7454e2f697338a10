"""The same schema in other words: readers differ in what they take.

Kinds say a choice among types by what a value must not be (decision 0006), so that one mistake gives one error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from imagespec.kinds.schema import NOTHING, Fragment

_MAPS = ("properties", "$defs", "definitions")
_LISTS = ("allOf", "anyOf", "oneOf")
_SINGLE = ("items", "not", "if", "then", "else", "contains")


def without_not(schema: Any) -> Any:
    """Every ``not`` written as ``oneOf``, and ``false`` as the negation of everything: zod takes no other negation.

    Exactly one of "anything" and "the wrong thing" holds just where the wrong thing does not.
    """
    if not isinstance(schema, dict):
        return NOTHING if schema is False else schema
    if schema == NOTHING:
        return schema
    wrong = {"oneOf": [{}, schema["not"]]} if "not" in schema else {}
    return _mapped({keyword: value for keyword, value in schema.items() if keyword != "not"} | wrong, without_not)


def with_choices(schema: Any) -> Any:
    """Every doubly negated choice written as ``anyOf``: form builders and code generators look for the types in it."""
    if not isinstance(schema, dict):
        return schema
    inner = schema.get("not", {})
    if set(inner) == {"not"} and set(inner["not"]) == {"anyOf"} and "anyOf" not in schema:
        schema = {keyword: value for keyword, value in schema.items() if keyword != "not"} | inner["not"]
    return _mapped(schema, with_choices)


def _mapped(schema: Fragment, change: Callable[[Any], Any]) -> Fragment:
    """A copy with every direct subschema changed."""
    result: Fragment = {}
    for keyword, value in schema.items():
        if keyword in _MAPS:
            result[keyword] = {name: change(entry) for name, entry in value.items()}
        elif keyword in _LISTS:
            result[keyword] = [change(entry) for entry in value]
        else:
            result[keyword] = change(value) if keyword in _SINGLE else value
    return result
