"""Families and models: whom they inherit from, which operations they serve, what they take there, and whether in batches."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.kinds.kind import Provenance
from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, meant
from imagespec.spec.inherit import lineage


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in what families and models inherit and serve."""
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            yield from _inherits((group, name, "family"), family, table)
            if family.not_in_batch:
                yield from _not_in_batch((group, name, "not_in_batch"), family.not_in_batch)
            for operation, service in family.operations.items():
                yield from _service((group, name, "operations", operation), operation, service, table)
    for name, model in table.models.items():
        served = {operation for row in lineage(table, model) for operation in row.operations}
        for operation in model.without:
            if operation not in served:
                yield Fault(("models", name, "without"), f"{operation} is not served anyway", "remove it here")


def _inherits(path: Path_, row: rows.FamilyRow, table: rows.TableRow) -> Iterator[Fault]:
    if row.family and row.family not in table.families:
        remedy = meant(row.family, table.families, "add it under families: or remove the line")
        yield Fault(path, f"no family {row.family}", remedy, missing=("families", row.family))
    seen = {path[1]} if path[0] == "families" else set()
    while row.family in table.families and row.family not in seen:
        seen.add(row.family)
        row = table.families[row.family]
    if path[0] == "families" and row.family == path[1] == next(name for name in table.families if name in seen):  # a circle is told once
        yield Fault(path, "a family that inherits from itself", "remove one of the family: lines")


def _not_in_batch(path: Path_, why: Provenance) -> Iterator[Fault]:
    if not why.reason:
        yield Fault(path, "no reason", "say in reason: what speaks against it")
    if why.severity:
        yield Fault((*path, "severity"), "severity has no effect here", "remove it; this is a warning")


def _service(path: Path_, operation: str, service: rows.ServiceRow, table: rows.TableRow) -> Iterator[Fault]:
    if operation not in table.operations:
        remedy = f"use one of {', '.join(table.operations)}"
        yield Fault(path, f"no operation {operation}", remedy, missing=("operations", operation))
        return
    known = table.operations[operation].parameters
    for taken in service.takes:
        if taken == "model":
            yield Fault((*path, "takes"), "model is taken by every operation", "remove it here")
        elif taken not in known:
            add = meant(taken, known, "add it to the operation or remove it here")
            missing: Path_ = ("operations", operation, "parameters", taken)
            yield Fault((*path, "takes"), f"{operation} has no parameter {taken}", add, missing=missing)
