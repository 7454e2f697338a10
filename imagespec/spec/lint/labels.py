"""Labels: one of a value that its parameter never has is a slip where a value is spelled nearly so.

Else it is of a value that a table which extends this one has, or that was taken away.
"""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.kinds import OneOf, Resolution
from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, nearest
from imagespec.spec.lint.walk import layers, nested


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every label that nobody would see and that is meant for another value."""
    found: list[tuple[Path_, Path_, rows.ParameterRow]] = []
    values: dict[Path_, dict[str, None]] = {}
    for layer in layers(table):
        for name, row in layer.parameters.items():
            path = (*layer.path, "parameters", name)
            for inner, entry in nested(path, row):
                place = (name, *inner[len(path) :])
                found.append((inner, place, entry))
                values.setdefault(place, {}).update(dict.fromkeys(_words(entry)))
    for path, place, row in found:
        for value in row.labels:
            near = "" if value in values[place] else nearest(value, (name for name in values[place] if name not in row.labels))
            if near:
                yield Fault((*path, "labels", value), f"{place[0]} is never {value}, so nobody sees the label", f"did you mean {near}?")


def _words(row: rows.ParameterRow) -> Iterator[str]:
    """The values of a row that can have a label."""
    for kind in row.constraints.values():
        if isinstance(kind, OneOf):
            yield from kind.values
        elif isinstance(kind, Resolution):
            yield from kind.words
