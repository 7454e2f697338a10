"""Words for people that one operation says of a parameter hold in the others as well, where they say nothing of their own."""

from __future__ import annotations

from collections.abc import Mapping

from imagespec.report.frozen import evolve
from imagespec.spec import rows


def worded(table: rows.TableRow) -> rows.TableRow:
    """The table with title, labels and group in every declaration of a parameter, as the first that has them says."""
    named: dict[str, list[rows.ParameterRow]] = {}
    for operation in table.operations.values():
        for name, row in operation.parameters.items():
            named.setdefault(name, []).append(row)
    every = {key: evolve(row, parameters=_all(row.parameters, named)) for key, row in table.operations.items()}
    return evolve(table, operations=every)


def _all(own: Mapping[str, rows.ParameterRow], named: Mapping[str, list[rows.ParameterRow]]) -> dict[str, rows.ParameterRow]:
    return {name: _one(row, named.get(name, [])) for name, row in own.items()}


def _one(row: rows.ParameterRow, others: list[rows.ParameterRow]) -> rows.ParameterRow:
    inside: dict[str, list[rows.ParameterRow]] = {}
    for other in others:
        for name, entry in other.fields.items():
            inside.setdefault(name, []).append(entry)
    labels = {value: label for other in reversed(others) for value, label in other.labels.items()}
    return evolve(
        row,
        title=row.title or next((other.title for other in others if other.title), ""),
        group=row.group or next((other.group for other in others if other.group), ""),
        labels=labels | row.labels,
        fields=_all(row.fields, inside),
        items=row.items and _one(row.items, [other.items for other in others if other.items]),
    )
