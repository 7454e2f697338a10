"""Every rule of a table, with the limits behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from imagespec.kinds import Type

if TYPE_CHECKING:
    from imagespec.kinds.kind import Constraint
    from imagespec.report.weight import Severity
    from imagespec.spec.model import Contract, Operation, Parameter, Spec


class Place(NamedTuple):
    """A limit behind a rule, and where it holds. ``model`` is empty where it holds for the operation as a whole."""

    operation: str
    model: str
    kind: Constraint
    problem: str

    @property
    def severity(self) -> Severity:
        """How it is reported."""
        return self.kind.severity_of(self.problem)

    @property
    def limit(self) -> tuple[str, Severity, tuple[str, ...], str, str]:
        """What distinguishes one limit of a rule from another: words, severity, sources, basis and reason."""
        provenance = self.kind.provenance_of(self.problem)
        return self.kind.allowed(self.problem), self.severity, provenance.source, provenance.basis, provenance.reason


def rules(spec: Spec) -> dict[str, list[Place]]:
    """Every rule of a table by name, each with every limit behind it, in table order."""
    found: dict[str, list[Place]] = {}
    for operation in spec.operations.values():
        for name, model, kind in _kinds(spec, operation):
            for problem in kind.problems:
                found.setdefault(f"{name}.{problem}", []).append(Place(operation.name, model, kind, problem))
    return found


def _kinds(spec: Spec, operation: Operation) -> Iterator[tuple[str, str, Constraint]]:
    """Name of the parameter, model, and kind of every limit of an operation."""
    yield "request", "", Type(name="object", provenance=operation.model_type.provenance)
    yield "model", "", operation.model_type
    yield "model", "", operation.known
    yield "model", "", operation.prefixed
    if set(operation.models) != set(spec.models):
        yield "model", "", operation.served
    if operation.named:
        yield "model", "", operation.named
    for model in operation.models:
        end = spec.models[model].lifecycle
        if end:
            yield "model", model, end
        for name, kind in _of_contract(spec.contract(operation.name, model)):
            yield name, model, kind


def _of_contract(contract: Contract) -> Iterator[tuple[str, Constraint]]:
    for parameter in contract.parameters:
        yield from _of_parameter(parameter)
    for interaction in contract.interactions:
        yield interaction.parameters[0], interaction
    for name, kind in contract.unsupported.items():
        yield name.removesuffix("[]"), kind
    yield "parameter", contract.unknown


def _of_parameter(parameter: Parameter) -> Iterator[tuple[str, Constraint]]:
    for entry in parameter.walk():
        yield from ((entry.rule, kind) for kind in entry.limits())
        if entry.unknown:
            yield "parameter", entry.unknown
