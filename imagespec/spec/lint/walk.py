"""The rows of a table with their paths, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from imagespec.spec import rows
from imagespec.spec.faults import Path_


class Layer(NamedTuple):
    """A group of parameter rows and interactions: of an operation, a family, a model, or one of the last two in an operation.

    Attributes:
        path: the path of the group.
        operation: the operation it is about, ``""`` for all that have the parameter.
        parameters: the rows by parameter.
        interactions: the interactions, none in an operation.
        owner: the path of the operation, family or model.
        source: what it names as its source.
    """

    path: Path_
    operation: str
    parameters: dict[str, rows.ParameterRow]
    interactions: tuple[rows.InteractionRow, ...]
    owner: Path_
    source: tuple[str, ...]


def layers(table: rows.TableRow) -> Iterator[Layer]:
    """Every group of rows of a table."""
    for name, operation in table.operations.items():
        path: Path_ = ("operations", name)
        yield Layer(path, name, operation.parameters, (), path, operation.source)
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            path = (group, name)
            yield Layer(path, "", family.parameters, family.interactions, path, family.source)
            for key, service in family.operations.items():
                yield Layer((*path, "operations", key), key, service.parameters, service.interactions, path, family.source)


def nested(path: Path_, row: rows.ParameterRow) -> Iterator[tuple[Path_, rows.ParameterRow]]:
    """A parameter row with its path, and every row inside it."""
    yield path, row
    for key, entry in row.fields.items():
        yield from nested((*path, "fields", key), entry)
    if row.items:
        yield from nested((*path, "items"), row.items)


def parameter_names(table: rows.TableRow) -> set[str]:
    """The parameters that any operation has."""
    return {name for operation in table.operations.values() for name in operation.parameters}


def unknown_parameter(name: str) -> Path_:
    """What a reference to a parameter of some operation lacks."""
    return ("operations", "*", "parameters", name)
