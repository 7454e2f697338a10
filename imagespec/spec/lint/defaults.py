"""Defaults of a resolved table: of the type of their parameter, and inside its set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.kinds import Length, OneOf, Range, Resolution, Type
from imagespec.kinds.kind import Kind
from imagespec.spec import rows
from imagespec.spec.between import domain
from imagespec.spec.faults import Fault, Path_
from imagespec.spec.inherit import lineage
from imagespec.spec.model import Contract, Parameter, Spec


def default_faults(table: rows.TableRow, spec: Spec) -> Iterator[Fault]:
    """The defaults that their parameters do not take, each once, however many models have it."""
    told: set[Path_] = set()
    for contract in spec.contracts.values():
        for parameter in contract.parameters:
            path = _path(table, contract, parameter.name) if parameter.default is not None else ()
            if path and path not in told:
                found = tuple(_default(path, contract, parameter, spec))
                told |= {path} if found else set()
                yield from found


def takes(parameter: Parameter, value: Any) -> bool:
    """Whether a value is of the type of a parameter, and its limits allow it."""
    plain = Type(name=parameter.type.name)
    return not any(True for _ in plain.check(value)) and not any(True for kind in _limits(parameter) for _ in kind.check(value))


def _limits(parameter: Parameter) -> Iterator[Kind]:
    return (kind for kind in parameter.constraints if isinstance(kind, (OneOf, Resolution, Range, Length)))


def _path(table: rows.TableRow, contract: Contract, name: str) -> Path_:
    """Where a contract's default is written: the innermost row that gives one."""
    model = next(key for key, row in table.models.items() if contract.model == key or contract.model in row.snapshots)
    layers: list[tuple[Path_, rows.FamilyRow]] = [(("models", model), table.models[model])]
    names = {id(row): key for key, row in table.families.items()}
    layers += [(("families", names[id(row)]), row) for row in lineage(table, table.models[model])]
    for path, layer in layers:
        service = layer.operations.get(contract.operation, rows.ServiceRow())
        for start, parameters in (((*path, "operations", contract.operation), service.parameters), (path, layer.parameters)):
            if name in parameters and parameters[name].default is not None:
                return (*start, "parameters", name, "default")
    return ("operations", contract.operation, "parameters", name, "default")


def _default(path: Path_, contract: Contract, parameter: Parameter, spec: Spec) -> Iterator[Fault]:
    if any(True for _ in Type(name=parameter.type.name).check(parameter.default)):
        yield Fault(path, f"{parameter.default!r} is not {parameter.type.allowed('type')}", "correct the default or the type")
        return
    misses = [kind.allowed(problem) for kind in _limits(parameter) for problem in kind.check(parameter.default)]
    if misses and not _model_chooses(contract, parameter, spec):
        problem = f"{parameter.default!r} is outside what {contract.model} takes: {misses[0]}"
        yield Fault(path, problem, "correct the default, or give the model its own")


def _model_chooses(contract: Contract, parameter: Parameter, spec: Spec) -> bool:
    """``auto`` as a default means that the model chooses; a model need not take it as a value, but another one does."""
    return parameter.default == "auto" and any(
        "auto" in (*domain(other), *(word for kind in other.constraints if isinstance(kind, Resolution) for word in kind.words))
        for (operation, _), candidate in spec.contracts.items()
        if operation == contract.operation
        for other in candidate.parameters
        if other.name == parameter.name
    )
