"""Interactions between parameters: those that can fire in a contract, with what each leaves of the other parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from imagespec.kinds import Interaction, OneOf, SameDimensions, Together
from imagespec.kinds.interaction import Condition
from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import evolve
from imagespec.spec import rows
from imagespec.spec.model import Parameter
from imagespec.spec.sheets import sheets


def interactions(written: tuple[rows.InteractionRow, ...], taken: Mapping[str, Parameter]) -> Iterable[Interaction]:
    """The interactions that can fire beside the parameters that a contract takes, with what is left of the other one spelled out."""
    for row in written:
        provenance = Provenance(source=row.source, basis=row.basis, severity=row.severity, reason=row.reason)
        if row.same_dimensions:
            pair = row.same_dimensions
            if pair.of in taken and pair.like in taken:
                yield SameDimensions(of=pair.of, like=pair.like, provenance=provenance)
            continue
        ((first, condition),) = row.when.items()
        if first not in taken or not _possible(condition, taken[first]):
            continue
        when = Condition(parameter=first, values=_switches(condition), below=condition.below, above=condition.above)
        if row.sheet:
            yield from sheets(row.sheet, when, provenance, taken)
        for name in row.excludes:
            if name in taken:
                yield Together(when=when, clash=Condition(parameter=name), remedies=row.fix, provenance=provenance)
        for name, wanted in row.needs.items():
            needed = _within(taken[name], wanted) if name in taken else wanted
            if name in taken and (clash := _clash(taken[name], needed)):
                missing = taken[name].default is not None and not _meets(taken[name].default, needed)
                yield Together(
                    when=when, clash=clash, clash_default=missing, fits=needed.values,
                    needs=f"{name} {_said(needed)}", remedies=row.fix, provenance=provenance,
                )  # fmt: skip


def _switches(condition: rows.ConditionRow) -> tuple[str | bool, ...]:
    return tuple(value for value in condition.values if isinstance(value, (str, bool)))


def _possible(condition: rows.ConditionRow, parameter: Parameter) -> bool:
    """Whether any value the parameter may have meets the condition."""
    members = domain(parameter)
    return not condition.values or not members or any(value in members for value in condition.values)


def domain(parameter: Parameter) -> tuple[str, ...]:
    """The closed set of texts that a parameter may be, ``()`` where it has none."""
    return next((kind.values for kind in parameter.constraints if isinstance(kind, OneOf)), ())


def _within(parameter: Parameter, needed: rows.ConditionRow) -> rows.ConditionRow:
    """The condition without the values that the parameter does not take here, so that no message asks for one."""
    members = domain(parameter)
    possible = tuple(value for value in needed.values if value in members)
    return evolve(needed, values=possible) if possible and possible != needed.values else needed


def _clash(parameter: Parameter, needed: rows.ConditionRow) -> Condition | None:
    """What the parameter may be by its own limits, but not beside the other one."""
    if needed.max is not None or needed.min is not None:
        return Condition(parameter=parameter.name, above=needed.max, below=needed.min)
    rest = tuple(value for value in domain(parameter) if value not in needed.values)
    return Condition(parameter=parameter.name, values=rest) if rest else None


def _meets(value: Any, needed: rows.ConditionRow) -> bool:
    if needed.values:
        return value in needed.values
    if not isinstance(value, int):
        return False
    return (needed.max is None or value <= needed.max) and (needed.min is None or value >= needed.min)


def _said(needed: rows.ConditionRow) -> str:
    if needed.values:
        return " or ".join(map(str, needed.values))
    return f"at most {needed.max}" if needed.max is not None else f"at least {needed.min}"
