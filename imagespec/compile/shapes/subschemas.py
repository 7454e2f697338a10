"""Where the subschemas of a schema stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from imagespec.kinds.schema import Fragment

_MAPS = ("properties", "patternProperties", "dependencies", "$defs", "definitions")

LISTS = ("allOf", "anyOf", "oneOf")
"""Keywords that hold several subschemas for the same value."""

SINGLE = ("not", "if", "then", "else", "items", "contains")
"""Keywords that hold one subschema."""


def mapped(schema: Fragment, change: Callable[[Any, str], Any], name: str = "") -> Fragment:
    """A copy with every direct subschema replaced by what ``change`` makes of it, given the property it is about."""
    result: Fragment = {}
    for keyword, value in schema.items():
        if keyword in _MAPS:
            result[keyword] = {key: change(entry, key) for key, entry in value.items()}
        elif keyword in LISTS:
            result[keyword] = [change(entry, name) for entry in value]
        else:
            result[keyword] = change(value, name) if keyword in SINGLE else value
    return result
