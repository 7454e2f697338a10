"""What an annotation accepts, and how that is written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypedDict

LiteralValue = str | int | bool


class TypeEntry(TypedDict):
    """What one annotation accepts."""

    nullable: bool
    types: list[str]
    enum: list[LiteralValue]
    open: bool


class NestedEntry(TypeEntry, total=False):
    """Adds what objects (``fields``) and arrays or maps (``items``) contain, and a digest of the documentation (``text``)."""

    text: str
    fields: dict[str, FieldEntry]
    items: NestedEntry


class FieldEntry(NestedEntry):
    """One parameter or response field."""

    required: bool


@dataclass(frozen=True)
class Shape:
    """The set of values an annotation accepts.

    ``plain`` (types accepted whole) and ``literals`` stay apart until the end,
    because ``str`` and ``Literal["a"]`` may come from different members of a
    union, or from different classes of the streaming split.
    """

    plain: frozenset[str] = frozenset()
    literals: tuple[LiteralValue, ...] = ()
    nullable: bool = False
    fields: dict[str, Field] | None = None
    items: Shape | None = None

    def union(self, other: Shape) -> Shape:
        return Shape(
            plain=self.plain | other.plain,
            literals=distinct((*self.literals, *other.literals)),
            nullable=self.nullable or other.nullable,
            fields=_either(self.fields, other.fields),
            items=self.items.union(other.items) if self.items and other.items else self.items or other.items,
        )

    def entry(self) -> NestedEntry:
        # bool, and likewise Literal[True] beside Literal[False], leaves nothing to list.
        flags = {value for value in self.literals if isinstance(value, bool)}
        whole = "boolean" in self.plain or flags == {True, False}
        listed = [v for v in self.literals if not (whole and isinstance(v, bool))]
        kinds = {_literal_type(value) for value in self.literals}
        entry: NestedEntry = {
            "nullable": self.nullable,
            "types": sorted(self.plain | kinds),
            "enum": listed,
            "open": "string" in self.plain or any(_literal_type(v) in self.plain for v in listed),
        }
        if self.fields is not None:
            entry["fields"] = {name: item.entry() for name, item in self.fields.items()}
        if self.items is not None:
            entry["items"] = self.items.entry()
        return entry


@dataclass(frozen=True)
class Field:
    """A named member of an object."""

    shape: Shape
    required: bool
    text: str = ""

    def entry(self) -> FieldEntry:
        entry: FieldEntry = {**self.shape.entry(), "required": self.required}
        if self.text:
            entry["text"] = self.text
        return entry


def _either(left: dict[str, Field] | None, right: dict[str, Field] | None) -> dict[str, Field] | None:
    """Fields of "one object or the other": required only when both demand it."""
    if left is None or right is None:
        return right if left is None else left
    merged: dict[str, Field] = {}
    for name in [*left, *(name for name in right if name not in left)]:
        here, there = left.get(name), right.get(name)
        if here and there:
            merged[name] = Field(here.shape.union(there.shape), here.required and there.required, here.text or there.text)
        elif found := here or there:
            merged[name] = replace(found, required=False)
    return merged


def distinct(values: Iterable[LiteralValue]) -> tuple[LiteralValue, ...]:
    """Drop repeats in order; by type as well, since ``True == 1`` in Python."""
    return tuple({(type(value), value): value for value in values}.values())


def _literal_type(value: LiteralValue) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "integer" if isinstance(value, int) else "string"
