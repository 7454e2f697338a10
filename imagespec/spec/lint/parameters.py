"""Parameter rows: limits that make sense by themselves, beside each other, and for the type they are given for."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.kinds import Deprecated, ExactlyOne, OneOf, Preview, Refused, Resolution
from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, meant
from imagespec.spec.lint.declared import Declarations, Declared
from imagespec.spec.lint.walk import layers, nested, parameter_names, unknown_parameter


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in a parameter row that the row shows by itself, or beside the operation's."""
    names = parameter_names(table)
    declarations = Declarations(table)
    for layer in layers(table):
        for name, row in layer.parameters.items():
            path = (*layer.path, "parameters", name)
            if name not in names:
                remedy = meant(name, names, "correct the name, or add it to an operation")
                yield Fault(path, f"no operation has a parameter {name}", remedy, missing=unknown_parameter(name))
            else:
                yield from _types(path, row, declarations.types(layer, name), owns=layer.path[0] == "operations")
            for inner, entry in nested(path, row):
                yield from _limits(inner, entry, names)
                if layer.path[0] != "operations":
                    yield from _declaration(inner, entry)


def _types(path: Path_, row: rows.ParameterRow, types: list[Declared], *, owns: bool) -> Iterator[Fault]:
    """What is said of values must fit the type that the parameter has, here or where it is declared; an operation ``owns`` its own."""
    for inner, entry in nested(path, row):
        place = inner[len(path) :]
        known = {entry.type} if entry.type else {found[place] for found in types if place in found}
        lacking = [found for found in types if place not in found]
        if entry.type is None and lacking and not owns:
            yield Fault(inner, "a new parameter without a type", "add type:, or correct the name")
        type_ = known.pop() if len(known) == 1 else None
        for key, kind in entry.constraints.items():
            if type_ and type_ not in kind.TYPES:
                yield Fault((*inner, key), f"{key} does not apply to {type_}", f"it applies to {', '.join(sorted(kind.TYPES))}")


def _declaration(path: Path_, row: rows.ParameterRow) -> Iterator[Fault]:
    """What belongs to a row that declares a parameter."""
    for key in ("basis", "reason"):
        if getattr(row, key):
            remedy = "write it beside a limit, or where the operation declares the parameter"
            yield Fault((*path, key), f"{key} has no effect here", remedy)


def _limits(path: Path_, row: rows.ParameterRow, names: set[str]) -> Iterator[Fault]:
    for key, kind in row.constraints.items():
        for part, problem, remedy in kind.flaws():
            yield Fault((*path, key, *part), problem, remedy)
        if isinstance(kind, ExactlyOne) and row.fields:
            for name in kind.keys:
                if name not in row.fields:
                    yield Fault((*path, key, "keys"), f"no field {name}", f"use some of {', '.join(row.fields)}")
        if isinstance(kind, Deprecated) and kind.instead and kind.instead not in names:
            missing = unknown_parameter(kind.instead)
            right = meant(kind.instead, names, "correct the name")
            yield Fault((*path, key, "instead"), f"no operation has a parameter {kind.instead}", right, missing=missing)
    if sum(isinstance(kind, (OneOf, Resolution)) for kind in row.constraints.values()) > 1:
        yield Fault(path, "more than one of one_of, sizes, resolution", "keep one")
    yield from _refused_twice(path, row)


def _refused_twice(path: Path_, row: rows.ParameterRow) -> Iterator[Fault]:
    kinds = [kind for kind in row.constraints.values() if isinstance(kind, Refused)]
    refused = {value for kind in kinds if not isinstance(kind, Preview) for value in kind.values}
    for kind in kinds:
        for value in kind.values:
            if isinstance(kind, Preview) and value in refused:
                yield Fault((*path, kind.KEY, "values"), f"{value} is refused already", "name it once")
