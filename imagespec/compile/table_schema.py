"""The schema of the tables themselves, made from the rows and kinds: for editors that complete and check a table."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from imagespec.kinds.type_ import NAMES
from imagespec.spec import rows
from imagespec.spec.keys import Key, keys
from imagespec.spec.meanings import meaning, summary

Schema = dict[str, Any]

_SCALARS: dict[Any, Schema] = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}
_NAMES: Schema = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}]}
_ANY_SCALAR: Schema = {"anyOf": [*_SCALARS.values()]}


def table_schema() -> Schema:
    """The JSON Schema of a table file, of a whole one and of one that extends another."""
    whole, change = _Definitions("", partial=False), _Definitions("-change", partial=True)
    body, overlay = whole.reference(rows.TableRow), change.reference(rows.TableRow)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "imagespec table",
        "description": "What each model of an API takes in each operation. How to write one: imagespec/tables/README.md",
        "type": "object",
        "if": {"type": "object", "required": ["extends"], "properties": {"extends": {}}},
        "then": overlay,
        "else": body,
        "definitions": dict(sorted((whole.made | change.made).items())),
    }


class _Definitions:
    """The classes of the rows as definitions. ``partial`` ones are changes of a table: nothing is required, lists are edited."""

    def __init__(self, suffix: str, *, partial: bool) -> None:
        self.made: dict[str, Schema] = {}
        self._suffix, self._partial = suffix, partial

    def reference(self, cls: type) -> Schema:
        name = f"{cls.__name__.removesuffix('Row').lower()}{self._suffix}"
        if name not in self.made:
            self.made[name] = {}
            self.made[name] = self._special.get(cls, self._row)(cls)
        return {"$ref": f"#/definitions/{name}"}

    @property
    def _special(self) -> dict[type, Callable[[type], Schema]]:
        return {rows.ParameterRow: self._parameter, rows.ConditionRow: self._condition, rows.TableRow: self._table}

    def _row(self, cls: type) -> Schema:
        """The keys of a class; those of its provenance and of the kinds of a parameter stand beside the others."""
        properties = {key.name: self._said(key) for key in keys(cls)}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [key.name for key in keys(cls) if key.needed or key.wanted]
        described = {"description": _plain(summary(cls))} if summary(cls) else {}
        return {**described, **schema, **({"required": required} if required and not self._partial else {})}

    def _said(self, key: Key) -> Schema:
        """The schema of the values of a key, with what it means for editors to show."""
        schema = self.value(key.hint)
        words = meaning(key)
        said: Schema = {"description": _plain(words)} if words else {}
        return {"allOf": [schema], **said} if "$ref" in schema and said else schema | said  # draft-07 ignores what is beside $ref

    def _parameter(self, cls: type) -> Schema:
        schema = self._row(cls)
        schema["properties"]["type"] |= {"enum": [*NAMES]}
        schema["properties"]["default"] |= _ANY_SCALAR
        return schema

    def _condition(self, cls: type) -> Schema:
        values: Schema = {"type": "array", "minItems": 1, "items": _ANY_SCALAR}
        return {"description": _plain(summary(cls)), "anyOf": [*_SCALARS.values(), values, {**self._row(cls), "description": "Bounds."}]}

    def _table(self, cls: type) -> Schema:
        schema = self._row(cls)
        if self._partial:
            schema["properties"] |= {"extends": {"type": "string"}, "removes": {"type": "array", "items": {"type": "string"}}}
            schema["required"] = ["extends"]
        return schema

    def value(self, hint: Any) -> Schema:
        """The schema of the values of a type as YAML has them."""
        if hint is Any:
            return {}
        if hint == rows.Names:
            return self._editable(_NAMES, {"type": "string"})
        if hint in _SCALARS:
            return dict(_SCALARS[hint])
        if get_origin(hint) is Literal:
            return {"type": "string", "enum": [*get_args(hint)]}
        if get_origin(hint) is dict:
            return {"type": "object", "additionalProperties": self.value(get_args(hint)[1])}
        if get_origin(hint) is tuple:
            return self._list(get_args(hint)[0])
        if get_origin(hint) in (Union, types.UnionType):
            options = [self.value(option) for option in get_args(hint) if option is not type(None)]
            return options[0] if len(options) == 1 else {"anyOf": options}
        if isinstance(hint, type) and attrs.has(hint):
            return self.reference(hint)
        raise TypeError(f"no schema for {hint}")

    def _list(self, entry: Any) -> Schema:
        item = self.value(entry)
        whole: Schema = {"type": "array", "items": item}
        if "$ref" not in item:  # a list of scalars may be one scalar
            whole = {"anyOf": [*item.get("anyOf", [item]), whole]}
        return self._editable(whole, item)

    def _editable(self, whole: Schema, item: Schema) -> Schema:
        """In a change, a list may also be edited in place."""
        if not self._partial:
            return whole
        entries: Schema = {"type": "array", "items": item}
        edit: Schema = {"type": "object", "properties": {"add": entries, "remove": entries}, "additionalProperties": False}
        return {"anyOf": [*whole.get("anyOf", [whole]), edit]}


def _plain(text: str) -> str:
    """A text without the marks of code: editors show descriptions as they are."""
    return text.replace("`", "")
