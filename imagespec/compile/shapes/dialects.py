"""The same schema in other words: readers differ in what they take.

Kinds say a choice among types by what a value must not be (decision 0006), so that one mistake gives one error.
"""

from __future__ import annotations

from typing import Any

from imagespec.compile.shapes.subschemas import mapped
from imagespec.kinds.schema import NOTHING


def without_not(schema: Any) -> Any:
    """Every ``not`` written as ``oneOf``, and ``false`` as the negation of everything: zod takes no other negation.

    Exactly one of "anything" and "the wrong thing" holds just where the wrong thing does not.
    """
    if not isinstance(schema, dict):
        return NOTHING if schema is False else schema
    if schema == NOTHING:
        return schema
    if len(schema.get("enum", ())) == 1:
        schema = {"const": schema["enum"][0], **{keyword: value for keyword, value in schema.items() if keyword != "enum"}}
    wrong = {"oneOf": [{}, schema["not"]]} if "not" in schema else {}
    return mapped({keyword: value for keyword, value in schema.items() if keyword != "not"} | wrong, lambda entry, _: without_not(entry))


def with_choices(schema: Any) -> Any:
    """Every doubly negated choice written as ``anyOf``: form builders and code generators look for the types in it."""
    if not isinstance(schema, dict):
        return schema
    inner = schema.get("not", {})
    if set(inner) == {"not"} and set(inner["not"]) == {"anyOf"} and "anyOf" not in schema:
        schema = {keyword: value for keyword, value in schema.items() if keyword != "not"} | inner["not"]
    return mapped(schema, lambda entry, _: with_choices(entry))
