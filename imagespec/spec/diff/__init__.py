"""What two revisions accept differently, found by the kinds' own samples and proved by a witness request each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from imagespec.report.frozen import evolve
from imagespec.spec.diff.proof import VALUES, WHOLE, Change, Effect, Find, Finding, Judge, Judgement, Proof
from imagespec.spec.diff.requests import base_request, clashes, parameter_requests
from imagespec.spec.model import Contract, Parameter, Spec

__all__ = ["NOT_SERVED", "Change", "Find", "Finding", "Judge", "Judgement", "diff"]

Pairs = Sequence[tuple[Contract, Contract]]

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
                    changes = list(_contract_changes(before, after, prove, [(before, after)]))
                    known.append((before, after, changes))
                yield from (evolve(change, model=model, witness=change.witness | {"model": model}) for change in changes)


def _default_changes(old: Spec, new: Spec, operation: str, prove: Proof) -> Iterator[Change]:
    """What happens to requests that name no model, as far as it is no change of the model they are checked as."""
    before, after = old.operations.get(operation), new.operations.get(operation)
    words = [f"{row.default.model if row.default else 'none'} when left out" if row else "not served" for row in (before, after)]
    if not before or not after:
        served = _without_model(new if after else old, operation, {})
        yield from prove.nameless()([base_request(served)] if served else [], operation, "", "model", words[0], words[1], WHOLE)
        return
    pairs = [*_nameless(old, new, operation)]
    for number, (one, other) in enumerate(pairs):
        if number == 0 and (before.default, before.named) != (after.default, after.named):
            yield from prove.nameless()([base_request(other)], operation, "", "model", words[0], words[1], VALUES)
        if one != other and not (one.model and one.model == other.model):
            changes = _contract_changes(one, other, prove.nameless(), pairs)
            yield from (evolve(change, model="") for change in changes)


def _nameless(old: Spec, new: Spec, operation: str) -> Iterator[tuple[Contract, Contract]]:
    """What requests without a model may have been checked by, and are now."""
    defaults = [default for spec in (old, new) if (default := spec.operations[operation].default)]
    sent: list[dict[str, Any]] = [{}, *({name: True} for default in defaults for name in default.when_sent)]
    seen: list[tuple[str, str]] = []
    for request in sent:
        one, other = (_without_model(spec, operation, request) for spec in (old, new))
        if one and other and (one.model, other.model) not in seen:
            seen.append((one.model, other.model))
            yield one, other


def _without_model(spec: Spec, operation: str, request: dict[str, Any]) -> Contract | None:
    default = spec.operations[operation].default
    return spec.contract(operation, default.pick(request)) if default else spec.unnamed(operation)


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


def _contract_changes(before: Contract, after: Contract, prove: Proof, judging: Pairs) -> Iterator[Change]:
    """The changes from one contract to another; ``judging`` are those that requests may be judged by, before and after."""
    old = {parameter.name: parameter for parameter in before.parameters}
    new = {parameter.name: parameter for parameter in after.parameters}
    for name in dict.fromkeys([*old, *new, *before.unsupported, *after.unsupported]):
        if (old.get(name), before.unsupported.get(name)) != (new.get(name), after.unsupported.get(name)):
            parameters = [parameter for parameter in (old.get(name), new.get(name)) if parameter]
            requests = parameter_requests(before, after, name, parameters, tuple(chain(*judging)))
            effects = WHOLE if (name in old) != (name in new) else VALUES
            words = _said(old.get(name)), _said(new.get(name))
            yield from prove(
                requests, after.operation, after.model, name, *words, effects, last=_last(judging, name, [name in old, name in new])
            )
    yield from _interaction_changes(before, after, prove)


def _last(judging: Pairs, name: str, taken: list[bool]) -> Effect | None:
    """What is shown last of a parameter that one side refuses whatever its value is: all requests but the first carry it."""
    if taken[0] == taken[1]:
        return None
    refusing = taken.index(False)
    return WHOLE[refusing] if all(_refuses(pair[refusing], name) for pair in judging) else None


def _refuses(contract: Contract, name: str) -> bool:
    """Whether a contract refuses every request with a parameter."""
    if any(name in parameter.names for parameter in contract.parameters):
        return False
    row = contract.unsupported.get(name)
    return (row.severity_of("unsupported") if row else contract.unknown.severity_of("unknown")) == "error"


def _interaction_changes(before: Contract, after: Contract, prove: Proof) -> Iterator[Change]:
    for contract, other in ((before, after), (after, before)):
        for interaction in contract.interactions:
            if interaction in other.interactions:
                continue
            base = base_request(after)
            requests = (base | values for values in clashes(contract, interaction))
            said = interaction.allowed(interaction.problems[0])
            words = (said, "no such limit") if contract is before else ("no such limit", said)
            yield from prove(requests, after.operation, after.model, interaction.parameters[0], *words, VALUES)


def _said(parameter: Parameter | None) -> str:
    """What a parameter takes, in words."""
    if parameter is None:
        return "not taken"
    limits = [kind.allowed(problem) for kind in parameter.constraints for problem in kind.problems]
    return "; ".join([parameter.type.allowed("type"), *limits])
