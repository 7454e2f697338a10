"""Defaults of a resolved table: of the type of their parameter, and inside its set."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
    families = {id(row): name for name, row in table.families.items()}
    automatic = _automatic(spec)
    for contract in spec.contracts.values():
        layers = _layers(table, spec.models[contract.model].snapshot_of or contract.model, families)
        for parameter in contract.parameters:
            path = _path(layers, contract, parameter.name) if parameter.default is not None else ()
            if path and path not in told:
                found = tuple(_default(path, contract, parameter, automatic))
                told |= {path} if found else set()
                yield from found


def takes(parameter: Parameter, value: Any) -> bool:
    """Whether a value is of the type of a parameter, and its limits allow it."""
    plain = Type(name=parameter.type.name)
    return not any(True for _ in plain.check(value)) and not any(True for kind in _limits(parameter) for _ in kind.check(value))


def _limits(parameter: Parameter) -> Iterator[Kind]:
    return (kind for kind in parameter.constraints if isinstance(kind, (OneOf, Resolution, Range, Length)))


def _layers(table: rows.TableRow, model: str, families: dict[int, str]) -> list[tuple[Path_, rows.FamilyRow]]:
    """A model and the families it inherits from, nearest first, with their paths; ``families`` are names by the identity of rows."""
    above = lineage(table, table.models[model])
    return [(("models", model), table.models[model]), *((("families", families[id(row)]), row) for row in above)]


def _path(layers: list[tuple[Path_, rows.FamilyRow]], contract: Contract, name: str) -> Path_:
    """Where a contract's default is written: the innermost row that gives one."""
    for path, layer in layers:
        service = layer.operations.get(contract.operation, rows.ServiceRow())
        for start, parameters in (((*path, "operations", contract.operation), service.parameters), (path, layer.parameters)):
            if name in parameters and parameters[name].default is not None:
                return (*start, "parameters", name, "default")
    return ("operations", contract.operation, "parameters", name, "default")


def _default(path: Path_, contract: Contract, parameter: Parameter, automatic: Collection[tuple[str, str]]) -> Iterator[Fault]:
    """``auto`` as a default means that the model chooses; a model need not take it as a value, but another one does."""
    if any(True for _ in Type(name=parameter.type.name).check(parameter.default)):
        yield Fault(path, f"{parameter.default!r} is not {parameter.type.allowed('type')}", "correct the default or the type")
        return
    misses = [kind.allowed(problem) for kind in _limits(parameter) for problem in kind.check(parameter.default)]
    if misses and not (parameter.default == "auto" and (contract.operation, parameter.name) in automatic):
        problem = f"{parameter.default!r} is outside what {contract.model} takes: {misses[0]}"
        yield Fault(path, problem, "correct the default, or give the model its own")


def _automatic(spec: Spec) -> set[tuple[str, str]]:
    """The parameters that may be ``auto`` for some model of their operation."""
    return {
        (contract.operation, parameter.name)
        for contract in spec.contracts.values()
        for parameter in contract.parameters
        if "auto" in (*domain(parameter), *(word for kind in parameter.constraints if isinstance(kind, Resolution) for word in kind.words))
    }
