"""What is declared of a parameter, for the rows of families and models that narrow it."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.spec import rows
from imagespec.spec.faults import Path_
from imagespec.spec.inherit import lineage
from imagespec.spec.lint.walk import Layer, nested

Declared = dict[Path_, str | None]
"""The type of a parameter and of everything inside it, by the path below the parameter."""


def declared_types(table: rows.TableRow, layer: Layer, name: str) -> list[Declared]:
    """What a layer finds declared of a parameter, for each operation that the layer is about and some model takes it in."""
    return [
        dict(_places([row.parameters[name], *_before(table, layer, operation, name)]))
        for operation, row in table.operations.items()
        if name in row.parameters and layer.operation in ("", operation) and _taken(table, operation, name)
    ]


def _places(declaring: list[rows.ParameterRow]) -> Iterator[tuple[Path_, str | None]]:
    for row in declaring:
        for place, entry in nested((), row):
            if entry.type or row is declaring[0]:
                yield place, entry.type


def _before(table: rows.TableRow, layer: Layer, operation: str, name: str) -> Iterator[rows.ParameterRow]:
    """The rows of a parameter that a layer inherits."""
    group, key = layer.owner[0], layer.owner[1]
    if group == "operations":
        return
    owner: rows.FamilyRow = getattr(table, str(group))[key]
    groups = [owner.parameters] if layer.operation else []
    for family in lineage(table, owner):
        groups += [family.parameters, family.operations.get(operation, rows.ServiceRow()).parameters]
    yield from (parameters[name] for parameters in groups if name in parameters)


def _taken(table: rows.TableRow, operation: str, name: str) -> bool:
    return any(
        operation in family.operations and name in family.operations[operation].takes
        for group in (table.families, table.models)
        for family in group.values()
    )
