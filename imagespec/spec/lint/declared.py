"""What is declared of a parameter, for the rows of families and models that narrow it."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.spec import rows
from imagespec.spec.faults import Path_
from imagespec.spec.inherit import lineage
from imagespec.spec.lint.walk import Layer, nested

Declared = dict[Path_, str | None]
"""The type of a parameter and of everything inside it, by the path below the parameter."""


class Declarations:
    """What the operations of a table declare."""

    def __init__(self, table: rows.TableRow) -> None:
        self._table = table
        self._taken: dict[str, set[str]] = {}
        for family in (*table.families.values(), *table.models.values()):
            for operation, service in family.operations.items():
                self._taken.setdefault(operation, set()).update(service.takes)
        self._places: dict[str, list[str]] = {}
        for operation, row in table.operations.items():
            for name in row.parameters:
                if name in self._taken.get(operation, ()):
                    self._places.setdefault(name, []).append(operation)

    def types(self, layer: Layer, name: str) -> list[Declared]:
        """What a layer finds declared of a parameter, for each operation that the layer is about and some model takes it in."""
        operations = [layer.operation] if layer.operation else self._places.get(name, [])
        declared = [(operation, self._declaration(operation, name)) for operation in operations]
        return [dict(_places([row, *_before(self._table, layer, operation, name)])) for operation, row in declared if row]

    def _declaration(self, operation: str, name: str) -> rows.ParameterRow | None:
        row = self._table.operations.get(operation)
        return row.parameters.get(name) if row and name in self._taken.get(operation, ()) else None


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
