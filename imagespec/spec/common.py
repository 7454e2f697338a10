"""What every current model takes in an operation, as a contract: it judges the requests that name no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from imagespec.kinds import Interaction, Type
from imagespec.kinds.kind import Kind
from imagespec.kinds.type_ import ANY
from imagespec.report.frozen import evolve
from imagespec.spec.model import Contract, Instead, Parameter, Spec


def common_contract(spec: Spec, operation: str) -> Contract:
    """The contract whose findings are those of the contracts of all current models, in so far as a contract can say so.

    A model is current that had not ended on the day of the revision; where none is, every model of the operation counts.
    What only some models take may have any value here.
    """
    served = spec.operations[operation].models
    current = [model for model in served if not spec.models[model].shutdown or spec.models[model].shutdown > spec.revision]
    contracts: list[Contract] = []
    for contract in (spec.contract(operation, model) for model in current or served):
        if contract not in contracts:
            contracts.append(contract)
    parameters = tuple(_parameters([contract.parameters for contract in contracts]))
    judged = {parameter.name for parameter in parameters if not parameter.type.open}
    refused = [name for name in contracts[0].unsupported if all(name in contract.unsupported for contract in contracts)]
    unsupported = {name: _common([contract.unsupported[name] for contract in contracts]) for name in refused}
    return Contract(
        operation=operation,
        model="",
        parameters=parameters,
        interactions=tuple(entry for entry in _interactions(contracts) if judged.issuperset(entry.parameters)),
        unsupported={
            name: evolve(kind, taken_by=tuple(t for t in kind.taken_by if t not in spec.models)) for name, kind in unsupported.items()
        },
        unknown=evolve(contracts[0].unknown, known=("model", *(parameter.name for parameter in parameters))),
    )


def _common(kinds: Sequence[Any]) -> Any:
    return kinds[0].common(kinds[1:])


def _parameters(layers: Sequence[Sequence[Parameter]]) -> Iterator[Parameter]:
    """The parameters of several contracts or objects, in the order of the first that has them."""
    found: dict[str, list[Parameter]] = {}
    for parameter in (parameter for layer in layers for parameter in layer):
        found.setdefault(parameter.name, []).append(parameter)
    for same in found.values():
        yield _parameter(same) if len(same) == len(layers) else _anything(same[-1], needed=False)


def _parameter(same: Sequence[Parameter]) -> Parameter:
    first = same[0]
    needed = [parameter.required for parameter in same if parameter.required]
    type_ = _common([parameter.type for parameter in same])
    if type_ is None or any(parameter.names != first.names for parameter in same):
        return _anything(first, needed=len(needed) == len(same))
    instead = _instead(same)
    items = [parameter.item for parameter in same if parameter.item]
    unknown = [parameter.unknown for parameter in same if parameter.unknown]
    return evolve(
        first,
        type=type_,
        required=needed[0] if len(needed) == len(same) else None,
        default=first.default if all(parameter.default == first.default for parameter in same) else None,
        constraints=tuple(_constraints([parameter.constraints if instead else parameter.anyway for parameter in same])),
        instead=instead,
        fields=tuple(_parameters([parameter.fields for parameter in same])),
        item=_parameter(items) if len(items) == len(same) else None,
        unknown=_common(unknown) if len(unknown) == len(same) else None,
    )


def _anything(parameter: Parameter, *, needed: bool) -> Parameter:
    """The parameter with any value: not all models take it, or they take different things."""
    free = Type(name=ANY, nullable=True, needed=needed, provenance=parameter.type.provenance)
    required = parameter.required if needed else None
    return evolve(parameter, type=free, required=required, default=None, constraints=(), instead=None, fields=(), item=None, unknown=None)


def _instead(same: Sequence[Parameter]) -> Instead | None:
    """What holds in place of the constraints where all models put others in their place under one condition."""
    first = same[0].instead
    if first is None or any(parameter.instead is None or parameter.instead.when != first.when for parameter in same):
        return None
    return Instead(when=first.when, constraints=tuple(_constraints([parameter.anyway for parameter in same])))


def _constraints(layers: Sequence[Sequence[Kind]]) -> Iterator[Any]:
    for kind in layers[0]:
        found = [next((other for other in layer if type(other) is type(kind)), None) for layer in layers]
        shared = None if None in found else _common(found)
        if shared is not None:
            yield shared


def _interactions(contracts: Sequence[Contract]) -> Iterator[Interaction]:
    for first in contracts[0].interactions:
        same = [_like(first, contract.interactions) for contract in contracts]
        shared = None if None in same else _common(same)
        if shared is not None:
            yield shared


def _like(wanted: Interaction, others: Iterable[Interaction]) -> Interaction | None:
    """The interaction that differs in its provenance at most, else one with the same condition, else one about the same parameters."""
    about = [other for other in others if type(other) is type(wanted) and other.parameters == wanted.parameters]
    equal = [other for other in about if evolve(other, provenance=wanted.provenance) == wanted]
    same = (other for other in (*equal, *about) if getattr(other, "when", None) == getattr(wanted, "when", None))
    return next(same, about[0] if about else None)
