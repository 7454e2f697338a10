"""Interactions as written: one trigger, one demand, and conditions of the right shape."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.kinds.interaction import Remedy
from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, meant
from imagespec.spec.lint.walk import layers, parameter_names, unknown_parameter


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in the shape of an interaction."""
    names = parameter_names(table)
    for layer in layers(table):
        for index, row in enumerate(layer.interactions):
            path = (*layer.path, "interactions", index)
            yield from _names(path, row, names)
            conditions = [*_conditions(path, row)]
            yield from conditions or _shape(path, row)
            for step, remedy in enumerate(row.fix):
                yield from _remedy((*path, "fix", step), remedy)


def _names(path: Path_, row: rows.InteractionRow, names: set[str]) -> Iterator[Fault]:
    for name in sorted(row.names - names):
        remedy = meant(name, names, "correct the name")
        yield Fault(path, f"no operation has a parameter {name}", remedy, missing=unknown_parameter(name))


def _shape(path: Path_, row: rows.InteractionRow) -> Iterator[Fault]:
    if bool(row.same_dimensions) == bool(row.when):
        yield Fault(path, "neither when: nor same_dimensions:, or both", "give exactly one")
        return
    if row.when and (len(row.when) != 1 or bool(row.needs) + bool(row.excludes) + bool(row.sheet) != 1):
        yield Fault(path, "needs one parameter under when:, and one of needs:, excludes: and sheet:", "split it into several rows")
    for name in row.when:
        if name in row.needs or name in row.excludes or (row.sheet and name in (row.sheet.frame, row.sheet.frames)):
            yield Fault(path, f"{name} is set against itself", "name two different parameters")
    if row.same_dimensions:
        if row.same_dimensions.of == row.same_dimensions.like:
            yield Fault((*path, "same_dimensions"), "an image always has its own dimensions", "name two different parameters")
        for key in ("needs", "excludes", "sheet", "fix"):
            if getattr(row, key):
                yield Fault((*path, key), f"{key} has no effect beside same_dimensions", "remove it")
    elif row.sheet:
        yield from _sheet(path, row, row.sheet)


def _sheet(path: Path_, row: rows.InteractionRow, sheet: rows.SheetRow) -> Iterator[Fault]:
    here = (*path, "sheet")
    if sheet.frame == sheet.frames:
        yield Fault(here, f"{sheet.frame} is set against itself", "name two different parameters")
    if row.fix:
        yield Fault((*path, "fix"), "fix has no effect beside sheet, whose fix is the nearest size", "remove it")
    if not all(condition.values for condition in row.when.values()):
        yield Fault((*path, "when"), "no value tells which files are drawn as a sheet", "name values")
    if not sheet.layouts:
        yield Fault((*here, "layouts"), "no layout, so the rule can never fire", "name at least one")
    last = 0
    for index, layout in enumerate(sheet.layouts):
        place = (*here, "layouts", index)
        if min(layout.columns, layout.rows) < 1 or layout.columns * layout.rows < layout.up_to:
            problem = f"{layout.up_to} frames do not fit into {layout.columns} columns and {layout.rows} rows"
            yield Fault(place, problem, "correct one of them")
        elif layout.up_to <= last:
            yield Fault((*place, "up_to"), f"{layout.up_to} frames have a layout already", "name more frames with each layout")
        last = layout.up_to


def _conditions(path: Path_, row: rows.InteractionRow) -> Iterator[Fault]:
    for name, condition in row.when.items():
        yield from _condition((*path, "when", name), condition, wrong=("min", "max"), right="below: or above:")
    for name, condition in row.needs.items():
        yield from _condition((*path, "needs", name), condition, wrong=("below", "above"), right="min: or max:")


def _condition(path: Path_, row: rows.ConditionRow, wrong: tuple[str, str], right: str) -> Iterator[Fault]:
    bounds = [key for key in ("below", "above", "min", "max") if getattr(row, key) is not None]
    if len(bounds) > 1 or (bounds and row.values):
        yield Fault(path, "more than one condition", "write a row for each")
    elif any(type(value) is int for value in row.values):
        yield Fault(path, "a number as a value", f"use {right}")
    elif bounds and bounds[0] in wrong:
        yield Fault((*path, bounds[0]), f"{bounds[0]} has no effect here", f"use {right}")
    elif not bounds and not row.values and "needs" in path:
        yield Fault(path, "an empty condition", "name values, min: or max:")


def _remedy(path: Path_, remedy: Remedy) -> Iterator[Fault]:
    if bool(remedy.remove) == bool(remedy.set):
        yield Fault(path, "a fix that neither removes nor sets, or does both", "give remove: or set: with to:")
    elif remedy.set and remedy.to is None:
        yield Fault(path, "a fix that sets nothing", "add to:")
    elif remedy.remove and remedy.to is not None:
        yield Fault((*path, "to"), "to has no effect beside remove", "remove it")
