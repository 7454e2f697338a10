"""Rules about the responses of a table: names that can be classes, types that exist, every row sourced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_
from imagespec.spec.lint.provenance import missing_sources
from imagespec.spec.reserved import FIELDS, TYPES, WORDS

SCALARS = ("string", "integer")
"""The types of fields that hold no other response."""

_CLASS = re.compile(r"[A-Z][A-Za-z0-9]{0,63}\Z")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every fault of the responses of a table."""
    events: dict[str, str] = {}
    objects = {key for key, row in table.responses.items() if row.fields}
    for name, row in table.responses.items():
        path: Path_ = ("responses", name)
        if not _CLASS.match(name):
            yield Fault(path, "this name cannot be a class", "write it in CapWords, such as ImagesResponse")
        elif name in TYPES or name in WORDS:
            yield Fault(path, "the module of the answers uses this name itself", f"say of what it is, such as Image{name}")
        if bool(row.fields) == bool(row.any_of):
            yield Fault(path, "neither fields: nor any_of:, or both", "give exactly one")
        if row.any_of and row.event:
            yield Fault((*path, "event"), "event: and any_of:", "a choice is none of its members; remove one of the two")
        if row.final and not row.event:
            yield Fault((*path, "final"), "final: without event:", "only the event of a stream can be the last one")
        if row.event and events.setdefault(row.event, name) != name:
            yield Fault((*path, "event"), f"{events[row.event]} is the same event", "give every event a type of its own")
        yield from _choice(path, row, table)
        if not row.source and table.sources:
            yield Fault(path, "no source", "add source: with a key of sources:")
        yield from missing_sources((*path, "source"), row.source if table.sources else (), table)
        for key, entry in row.fields.items():
            yield from _field((*path, "fields", key), key, entry, row, objects)
            yield from missing_sources((*path, "fields", key, "source"), entry.source if table.sources else (), table)


def _choice(path: Path_, row: rows.ResponseRow, table: rows.TableRow) -> Iterator[Fault]:
    for member in row.any_of:
        if member not in table.responses or not table.responses[member].event:
            yield Fault((*path, "any_of"), f"{member} is no event of this table", "name responses that have event:")


def _field(path: Path_, name: str, row: rows.ResponseFieldRow, owner: rows.ResponseRow, objects: set[str]) -> Iterator[Fault]:
    """``objects`` are the responses with fields."""
    if not _FIELD.match(name) or name in WORDS or name in FIELDS or (owner.event and name == "type"):
        remedy = f"use small letters, digits and underscores, no word of Python, and none of {', '.join(sorted(FIELDS))}"
        yield Fault(path, "this name cannot be a field", remedy)
    if row.type not in {*SCALARS, "array", *objects}:
        yield Fault((*path, "type"), f"no type {row.type}", f"use string, integer, array or one of {', '.join(sorted(objects))}")
    if (row.type == "array") != bool(row.items) or (row.items and row.items not in objects):
        yield Fault(path, "an array needs items:, and only an array has them", "name the response that the array holds")
    if (row.values or row.encoding) and row.type != "string":
        yield Fault(path, "values: and encoding: describe text", "remove them, or make it type: string")
