"""Rules about the responses of a table: names that can be classes, types that exist, every row sourced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import iskeyword

from imagespec.spec import rows
from imagespec.spec.consistency import Fault
from imagespec.spec.document import Path_

SCALARS = ("string", "integer")
"""The types of fields that hold no other response."""

RESERVED = frozenset({"bytes", "extra", "from_dict", "nulls", "to_dict"})
"""What every response class has beside its fields."""

_CLASS = re.compile(r"[A-Z][A-Za-z0-9]{0,63}\Z")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")


def unusable_responses(table: rows.TableRow) -> Iterator[Fault]:
    """Every fault of the responses of a table."""
    events: dict[str, str] = {}
    for name, row in table.responses.items():
        path: Path_ = ("responses", name)
        if not _CLASS.match(name):
            yield path, "this name cannot be a class", "write it in CapWords, such as ImagesResponse"
        if bool(row.fields) == bool(row.any_of):
            yield path, "neither fields: nor any_of:, or both", "give exactly one"
        if row.any_of and row.event:
            yield (*path, "event"), "event: and any_of:", "a choice is none of its members; remove one of the two"
        if row.final and not row.event:
            yield (*path, "final"), "final: without event:", "only the event of a stream can be the last one"
        if row.event and events.setdefault(row.event, name) != name:
            yield (*path, "event"), f"{events[row.event]} is the same event", "give every event a type of its own"
        yield from _choice(path, row, table)
        yield from _sources(path, row.source, table, required=True)
        for key, entry in row.fields.items():
            yield from _field((*path, "fields", key), key, entry, row, table)


def _choice(path: Path_, row: rows.ResponseRow, table: rows.TableRow) -> Iterator[Fault]:
    for member in row.any_of:
        if member not in table.responses or not table.responses[member].event:
            yield (*path, "any_of"), f"{member} is no event of this table", "name responses that have event:"


def _field(path: Path_, name: str, row: rows.ResponseFieldRow, owner: rows.ResponseRow, table: rows.TableRow) -> Iterator[Fault]:
    if not _FIELD.match(name) or iskeyword(name) or name in RESERVED or (owner.event and name == "type"):
        yield path, "this name cannot be a field", f"use small letters, digits and underscores, and none of {', '.join(sorted(RESERVED))}"
    objects = {key for key, other in table.responses.items() if other.fields}
    if row.type not in {*SCALARS, "array", *objects}:
        yield (*path, "type"), f"no type {row.type}", f"use string, integer, array or one of {', '.join(sorted(objects))}"
    if (row.type == "array") != bool(row.items) or (row.items and row.items not in objects):
        yield path, "an array needs items:, and only an array has them", "name the response that the array holds"
    if (row.values or row.encoding) and row.type != "string":
        yield path, "values: and encoding: describe text", "remove them, or make it type: string"
    yield from _sources(path, row.source, table, required=False)


def _sources(path: Path_, keys: tuple[str, ...], table: rows.TableRow, *, required: bool) -> Iterator[Fault]:
    if required and not keys:
        yield path, "no source", "add source: with a key of sources:"
    for key in keys:
        if key not in table.sources:
            yield (*path, "source"), f"no source {key}", "add it under sources:, or correct the key"
