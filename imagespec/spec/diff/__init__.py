"""What two revisions accept differently, found by the kinds' own samples and proved by a witness request each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from imagespec.spec.diff.proof import VALUES, WHOLE, Change, Judge, Judgement, Proof
from imagespec.spec.diff.requests import base_request, clashes, parameter_requests
from imagespec.spec.model import Contract, Operation, Parameter, Spec

__all__ = ["NOT_SERVED", "Change", "Judge", "Judgement", "diff"]

NOT_SERVED: Judgement = [("model.unsupported", "/model", "error")]
"""What a revision without an operation finds in every request of it."""


def diff(old: Spec, new: Spec, judge_old: Judge, judge_new: Judge) -> Iterator[Change]:
    """Every difference of verdict or warning between two revisions, in table order."""
    prove = Proof(judge_old, judge_new)
    for operation in dict.fromkeys([*old.operations, *new.operations]):
        yield from _default_changes(old, new, operation, prove)
        known: list[tuple[Contract, Contract, list[Change]]] = []
        for model in dict.fromkeys([*old.models, *new.models]):
            before, after = old.contracts.get((operation, model)), new.contracts.get((operation, model))
            if not before and not after:
                continue
            yield from _model_changes(old, new, operation, model, prove)
            if before and after and before != after:
                changes = next((found for one, other, found in known if (one, other) == (before, after)), None)
                if changes is None:
                    changes = list(_contract_changes(before, after, prove))
                    known.append((before, after, changes))
                yield from (evolve(change, model=model, witness=change.witness | {"model": model}) for change in changes)


def _default_changes(old: Spec, new: Spec, operation: str, prove: Proof) -> Iterator[Change]:
    """What happens to requests that name no model, as far as it is no change of the model they are checked as."""
    before, after = old.operations.get(operation), new.operations.get(operation)
    if not before or not after:
        return
    judged = _judged(old, before, new, after)
    if (before.default, before.named) != (after.default, after.named):
        words = [f"{row.default.model if row.default else 'none'} when left out" for row in (before, after)]
        yield from prove.nameless()([base_request(judged[0][1])], operation, "", "model", words[0], words[1], VALUES)
    seen: set[tuple[str, str]] = set()
    for one, other in judged:
        if (one.model, other.model) == ("", "") or one.model != other.model:
            for change in _contract_changes(one, other, prove.nameless()):
                if (change.parameter, change.effect) not in seen:
                    seen.add((change.parameter, change.effect))
                    yield evolve(change, model="")


def _judged(old: Spec, before: Operation, new: Spec, after: Operation) -> list[tuple[Contract, Contract]]:
    """The contracts that judge requests without a model in both revisions: of a default model, or what all current models share."""
    marks = (name for default in (before.default, after.default) if default for name in default.when_sent)
    found: list[tuple[Contract, Contract]] = []
    for request in ({}, *({name: True} for name in marks)):
        pair = _nameless(old, before, request), _nameless(new, after, request)
        if pair not in found:
            found.append(pair)
    return found


def _nameless(spec: Spec, operation: Operation, request: dict[str, Any]) -> Contract:
    common = spec.unnamed(operation.name)
    if common:
        return common
    assert operation.default is not None  # one of the two is there
    return spec.contract(operation.name, operation.default.pick(request))


def _model_changes(old: Spec, new: Spec, operation: str, model: str, prove: Proof) -> Iterator[Change]:
    """A model that comes or goes, or whose end is announced."""
    contract = new.contracts.get((operation, model)) or old.contracts[operation, model]
    words = [_life(spec, operation, model) for spec in (old, new)]
    if words[0] != words[1]:
        yield from prove([base_request(contract)], operation, model, "model", words[0], words[1], WHOLE)


def _life(spec: Spec, operation: str, model: str) -> str:
    if (operation, model) not in spec.contracts:
        return "not served"
    end = spec.models[model].shutdown
    return f"served, ends on {end}" if end else "served"


def _contract_changes(before: Contract, after: Contract, prove: Proof) -> Iterator[Change]:
    old = {parameter.name: parameter for parameter in before.parameters}
    new = {parameter.name: parameter for parameter in after.parameters}
    for name in dict.fromkeys([*old, *new, *before.unsupported, *after.unsupported]):
        if (old.get(name), before.unsupported.get(name)) != (new.get(name), after.unsupported.get(name)):
            requests = parameter_requests(before, after, name, [parameter for parameter in (old.get(name), new.get(name)) if parameter])
            effects = WHOLE if (name in old) != (name in new) else VALUES
            yield from prove(requests, after.operation, after.model, name, _said(old.get(name)), _said(new.get(name)), effects)
    yield from _interaction_changes(before, after, prove)


def _interaction_changes(before: Contract, after: Contract, prove: Proof) -> Iterator[Change]:
    for contract, other in ((before, after), (after, before)):
        for interaction in contract.interactions:
            if interaction in other.interactions:
                continue
            base = base_request(after)
            requests = [base | values for values in clashes(contract, interaction)]
            said = interaction.allowed(interaction.problems[0])
            words = (said, "no such limit") if contract is before else ("no such limit", said)
            yield from prove(requests, after.operation, after.model, interaction.parameters[0], *words, VALUES)


def _said(parameter: Parameter | None) -> str:
    """What a parameter takes, in words."""
    if parameter is None:
        return "not taken"
    limits = [kind.allowed(problem) for kind in parameter.constraints for problem in kind.problems]
    return "; ".join([parameter.type.allowed("type"), *limits])
