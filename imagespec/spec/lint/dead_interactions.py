"""Interactions of a resolved table: conditions that parameters can meet, and remedies that they take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imagespec.kinds import Range
from imagespec.kinds.interaction import Remedy
from imagespec.report.frozen import evolve
from imagespec.spec import rows
from imagespec.spec.between import domain, interactions
from imagespec.spec.faults import Fault, Path_
from imagespec.spec.lint.defaults import takes
from imagespec.spec.model import Contract, Parameter


def taken(name: str, scope: Iterable[Contract]) -> list[Parameter]:
    """What contracts take by a name."""
    return [contract.named[name] for contract in scope if name in contract.named]


def not_taken(path: Path_, name: str, owner: Path_) -> Fault:
    """A row about a parameter that no model takes there; however many rows of an owner are, one entry of takes: is missing."""
    problem = f"no model takes {name} here, so the rule can never fire"
    return Fault(path, problem, "add it to takes:, or remove the row", missing=(*owner, "takes", name))


def interaction_faults(path: Path_, row: rows.InteractionRow, scope: list[Contract], owner: Path_) -> Iterator[Fault]:
    """What keeps an interaction from ever firing in the contracts it is about."""
    pair = (row.same_dimensions.of, row.same_dimensions.like) if row.same_dimensions else ()
    framed = (row.sheet.frame, row.sheet.frames) if row.sheet else ()
    idle = [name for name in (*row.when, *row.needs, *row.excludes, *framed, *pair) if not taken(name, scope)]
    if idle:
        yield not_taken(path, idle[0], owner)
        return
    for part in _parts(row):
        firing = [contract for contract in scope if any(True for _ in interactions((part,), contract.named))]
        if not firing:
            yield Fault(path, "no model takes its parameters so that the rule could fire", "correct the condition, or remove the row")
            return
        scope = firing
    for group in ("when", "needs"):
        for name, condition in getattr(row, group).items():
            yield from _condition((*path, group, name), name, condition, scope)
    flat = [name for name in pair if not any(parameter.type.name in ("file", "files") for parameter in taken(name, scope))]
    if flat:
        yield Fault((*path, "same_dimensions"), f"{' and '.join(flat)} {'is no file' if len(flat) == 1 else 'are no files'}", "name images")
    if row.sheet:
        yield from _sheet((*path, "sheet"), row.sheet, scope)
    for index, remedy in enumerate(row.fix):
        yield from _remedy((*path, "fix", index), remedy, scope)


def _parts(row: rows.InteractionRow) -> Iterator[rows.InteractionRow]:
    """One row for each parameter it needs or excludes."""
    yield from (evolve(row, excludes=(name,)) for name in row.excludes)
    yield from (evolve(row, needs={name: condition}) for name, condition in row.needs.items())
    if row.same_dimensions or row.sheet:
        yield row


def _sheet(path: Path_, row: rows.SheetRow, scope: list[Contract]) -> Iterator[Fault]:
    counts = taken(row.frames, scope)
    if any(parameter.type.name != "integer" for parameter in counts):
        yield Fault((*path, "frames"), f"{row.frames} is no integer", "name the parameter with the number of frames")
        return
    ranges = [next((kind for kind in parameter.constraints if isinstance(kind, Range)), Range()) for parameter in counts]
    low = min(limits.min or 1 for limits in ranges)
    high = max(10**18 if limits.max is None else limits.max for limits in ranges)
    for index, layout in enumerate(row.layouts):
        if not low <= layout.up_to <= high:
            problem = f"{row.frames} is never {layout.up_to}, so the rule can never fire"
            yield Fault((*path, "layouts", index, "up_to"), problem, "correct the number")


def _condition(path: Path_, name: str, row: rows.ConditionRow, scope: list[Contract]) -> Iterator[Fault]:
    parameters = taken(name, scope)
    if not parameters:
        return
    types = {parameter.type.name for parameter in parameters}
    if any(getattr(row, key) is not None for key in ("below", "above", "min", "max")):
        if types != {"integer"}:
            yield Fault(path, f"{name} is no integer", "name values")
        elif not any(_separates(parameter, row) for parameter in parameters):
            yield Fault(path, f"the bound is outside what {name} may be, so the rule can never fire", "correct the bound")
    members = {member for parameter in parameters for member in domain(parameter)}
    strange = [
        value
        for value in row.values
        if ("boolean" if isinstance(value, bool) else "string") not in types or (members and value not in members)
    ]
    if strange and len(strange) == len(row.values):  # a set may name more than one model has, or than a table extended from it keeps
        yield Fault(path, f"{name} is never {str(strange[0]).lower()}, so the rule can never fire", "correct the value")


def _separates(parameter: Parameter, row: rows.ConditionRow) -> bool:
    """Whether a bound has values of the parameter on both sides."""
    limits = next((kind for kind in parameter.constraints if isinstance(kind, Range)), Range())
    low = limits.min if limits.min is not None else -(10**18)
    high = limits.max if limits.max is not None else 10**18
    last = next(
        edge
        for edge in (
            row.below - 1 if row.below is not None else None,
            row.above,
            row.max,
            row.min - 1 if row.min is not None else None,
        )
        if edge is not None
    )
    return low <= last < high


def _remedy(path: Path_, remedy: Remedy, scope: list[Contract]) -> Iterator[Fault]:
    name = remedy.remove or remedy.set
    parameters = taken(name, scope)
    if not parameters:
        yield Fault(path, f"no model takes {name} here", "correct the name")
    elif remedy.set and not any(takes(parameter, remedy.to) for parameter in parameters):
        yield Fault((*path, "to"), f"{name} is never {remedy.to}", "name a value it takes")
