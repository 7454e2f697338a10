"""What two revisions accept differently, found by the kinds' own samples and proved by a witness request each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, Literal

from attrs import evolve, frozen

from imagespec.kinds import Length, Together
from imagespec.kinds.interaction import Interaction
from imagespec.kinds.kind import Kind
from imagespec.spec.model import Contract, DefaultModel, Operation, Parameter, Spec
from imagespec.values.text import json_value

Effect = Literal["allowed", "refused", "relaxed", "tightened", "warned", "unwarned"]
"""``allowed``, ``refused``: a model or parameter as a whole; ``relaxed``, ``tightened``: values of it; then warnings."""

Judgement = list[tuple[str, str, str]]
"""Rule, pointer and severity of every finding of a request."""

Judge = Callable[[dict[str, Any], str], Judgement]
"""Judges a request in an operation by one revision."""

NOT_SERVED: Judgement = [("model.unsupported", "/model", "error")]
"""What a revision without an operation finds in every request of it."""

_ALIKE = 100
"""Most texts to try among those that meet and miss the same limits."""

_LONGEST = 100_000
"""Texts longer than this are not made to look for a difference at the edge of their length."""


@frozen(kw_only=True)
class Change:
    """One difference. ``before`` and ``after`` say what is allowed; ``witness`` is a request that shows it."""

    operation: str
    model: str
    parameter: str
    effect: Effect
    before: str
    after: str
    witness: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The change as plain JSON, long values of the witness shortened."""
        witness = {key: json_value(value) if isinstance(value, str) else value for key, value in self.witness.items()}
        return {
            "operation": self.operation, "model": self.model, "parameter": self.parameter, "effect": self.effect,
            "before": self.before, "after": self.after, "witness": witness,
        }  # fmt: skip


def diff(old: Spec, new: Spec, judge_old: Judge, judge_new: Judge) -> Iterator[Change]:
    """Every difference of verdict or warning between two revisions, in table order."""
    prove = _Proof(judge_old, judge_new)
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


def base_request(contract: Contract) -> dict[str, Any]:
    """The smallest valid request of a contract."""
    request: dict[str, Any] = {"model": contract.model}
    for parameter in contract.parameters:
        if parameter.required:
            request[parameter.name] = valid_value(parameter)
    return request


def valid_value(parameter: Parameter) -> Any:
    """Some value a parameter takes."""
    if parameter.item:
        return [valid_value(parameter.item)]
    if parameter.fields:
        required = [entry for entry in parameter.fields if entry.required]
        objects = [{entry.name: valid_value(entry) for entry in required}]
        objects += [{entry.name: valid_value(entry)} for entry in parameter.fields]
        return next((value for value in objects if _fits(parameter, value)), objects[0])
    plain: dict[str, Any] = {"string": "a cat", "integer": 1, "boolean": True, "file": "image.png", "files": "image.png"}
    candidates = chain([plain.get(parameter.type.name)], (value for kind in reversed(parameter.constraints) for value, _ in kind.samples()))
    return next((value for value in candidates if _fits(parameter, value)), plain.get(parameter.type.name))


def _fits(parameter: Parameter, value: Any) -> bool:
    if any(parameter.type.check(value)):
        return False
    read = parameter.type.read(value)
    return not any(kind.severity_of(problem) == "error" for kind in _checkable(parameter, value) for problem in kind.check(read))


def _checkable(parameter: Parameter, value: Any) -> Iterable[Kind]:
    """The constraints that apply to a value: a count applies to arrays only."""
    return (kind for kind in parameter.constraints if not kind.OF_ARRAYS or isinstance(value, list))


# -- one contract against another ----------------------------------------------------------------------------------


def _default_changes(old: Spec, new: Spec, operation: str, prove: _Proof) -> Iterator[Change]:
    """What happens to requests that name no model, as far as it is no change of the model they are checked as."""
    before, after = old.operations.get(operation), new.operations.get(operation)
    if not before or not after or (before.default, before.named) == (after.default, after.named):
        return
    fallback = (after.default or before.default or DefaultModel(model=after.models[0])).model
    request = base_request(next(spec.contracts[operation, fallback] for spec in (new, old) if (operation, fallback) in spec.contracts))
    words = [f"{row.default.model if row.default else 'none'} when left out" for row in (before, after)]
    yield from prove.nameless()([request], operation, "", "model", words[0], words[1], _VALUES)
    for one, other in _fallbacks(before, after):
        changes = _contract_changes(old.contract(operation, one), new.contract(operation, other), prove.nameless())
        yield from (evolve(change, model="") for change in changes)


def _fallbacks(before: Operation, after: Operation) -> Iterable[tuple[str, str]]:
    """Which models a request without one may have been checked as, and is now, where the two differ."""
    if not before.default or not after.default:
        return ()
    sent: list[dict[str, Any]] = [{}, *({name: True} for name in (*before.default.when_sent, *after.default.when_sent))]
    pairs = dict.fromkeys((before.default.pick(request), after.default.pick(request)) for request in sent)
    return (pair for pair in pairs if pair[0] != pair[1])


def _model_changes(old: Spec, new: Spec, operation: str, model: str, prove: _Proof) -> Iterator[Change]:
    """A model that comes or goes, or whose end is announced."""
    contract = new.contracts.get((operation, model)) or old.contracts[operation, model]
    words = [_life(spec, operation, model) for spec in (old, new)]
    if words[0] != words[1]:
        yield from prove([base_request(contract)], operation, model, "model", words[0], words[1], _WHOLE)


def _life(spec: Spec, operation: str, model: str) -> str:
    if (operation, model) not in spec.contracts:
        return "not served"
    end = spec.models[model].shutdown
    return f"served, ends on {end}" if end else "served"


def _contract_changes(before: Contract, after: Contract, prove: _Proof) -> Iterator[Change]:
    old = {parameter.name: parameter for parameter in before.parameters}
    new = {parameter.name: parameter for parameter in after.parameters}
    for name in dict.fromkeys([*old, *new, *before.unsupported, *after.unsupported]):
        if (old.get(name), before.unsupported.get(name)) != (new.get(name), after.unsupported.get(name)):
            requests = _parameter_requests(before, after, name, [parameter for parameter in (old.get(name), new.get(name)) if parameter])
            effects = _WHOLE if (name in old) != (name in new) else _VALUES
            yield from prove(requests, after.operation, after.model, name, _said(old.get(name)), _said(new.get(name)), effects)
    yield from _interaction_changes(before, after, prove)


def _parameter_requests(before: Contract, after: Contract, name: str, parameters: list[Parameter]) -> Iterator[dict[str, Any]]:
    """Requests without the parameter, with values around its limits, and with what its interactions ask for."""
    base = {key: value for key, value in base_request(after).items() if key != name}
    yield base
    values = _telling(tuple(parameters)) if parameters else ["a cat"]
    for help_ in ({}, *_helpers(after, name), *_helpers(before, name)):
        yield from (base | help_ | {name: value} for value in values)


def _helpers(contract: Contract, name: str) -> Iterator[dict[str, Any]]:
    """Values of other parameters that an interaction of this one may ask for."""
    seen = []
    for interaction in contract.interactions:
        for value, problems in interaction.samples() if name in interaction.parameters else ():
            help_ = {other: entry for other, entry in value.items() if entry is not None and other != name}
            if not problems and help_ and help_ not in seen:
                seen.append(help_)
                yield help_


def _candidates(parameters: Iterable[Parameter]) -> Iterator[Any]:
    """Values at and around every edge of the parameters' limits."""
    yield None
    for parameter in parameters:
        yield valid_value(parameter)
        for kind in parameter.constraints:
            if not (isinstance(kind, Length) and max(kind.min or 0, kind.max or 0) > _LONGEST):
                yield from (_peopled(parameter, value) for value, _ in kind.samples())
        for field in parameter.fields:
            whole = valid_value(parameter)
            yield from (whole | {field.name: value} for value in _candidates([field]))
            yield {key: value for key, value in whole.items() if key != field.name}
        if parameter.item:
            yield from ([value] for value in _candidates([parameter.item]))
        yield from (value for value, _ in parameter.type.samples())


@lru_cache(maxsize=32)
def _telling(parameters: tuple[Parameter, ...]) -> tuple[Any, ...]:
    """The candidates without most of the texts that miss the same limits: the edges of free sizes are ten thousands."""
    seen: Counter[tuple[str, ...]] = Counter()
    kept = []
    for value in _candidates(parameters):
        if isinstance(value, str):
            missed = tuple(problem for parameter in parameters for problem in _missed(parameter, value))
            seen[missed] += 1
            if seen[missed] > _ALIKE:
                continue
        kept.append(value)
    return tuple(kept)


def _missed(parameter: Parameter, value: str) -> Iterator[str]:
    """The problems of a text, by the limits of one parameter; a mark separates them from the next one's."""
    yield "/"
    read = parameter.type.read(value)
    if read is not None:
        for kind in _checkable(parameter, value):
            yield from kind.check(read)


def _peopled(parameter: Parameter, value: Any) -> Any:
    """A sample with valid entries where it shows a number of entries only."""
    return [valid_value(parameter.item)] * len(value) if parameter.item and isinstance(value, list) else value


def _interaction_changes(before: Contract, after: Contract, prove: _Proof) -> Iterator[Change]:
    for contract, other in ((before, after), (after, before)):
        for interaction in contract.interactions:
            if interaction in other.interactions:
                continue
            base = base_request(after)
            requests = [base | values for values in _clashes(contract, interaction)]
            said = interaction.allowed(interaction.problems[0])
            words = (said, "no such limit") if contract is before else ("no such limit", said)
            yield from prove(requests, after.operation, after.model, interaction.parameters[0], *words, _VALUES)


def _clashes(contract: Contract, interaction: Interaction) -> Iterator[dict[str, Any]]:
    """Values of the parameters of an interaction that break it."""
    if not isinstance(interaction, Together):
        yield {interaction.of: {"width": 64, "height": 64}, interaction.like: {"width": 32, "height": 32}}
        return
    for value, problems in interaction.samples():
        if problems:
            yield {name: _filled(contract, name, entry) for name, entry in value.items() if entry is not None}


def _filled(contract: Contract, name: str, value: Any) -> Any:
    """A sample value in the shape its parameter has: presence is shown by any valid value."""
    parameter = next((entry for entry in contract.parameters if entry.name == name), None)
    if parameter and isinstance(value, bool) and parameter.type.name != "boolean":
        return valid_value(parameter)
    return value


# -- proof ---------------------------------------------------------------------------------------------------------

_WHOLE: tuple[Effect, ...] = ("allowed", "refused", "warned", "unwarned")
_VALUES: tuple[Effect, ...] = ("relaxed", "tightened", "warned", "unwarned")


class _Proof:
    """Turns candidate requests into changes: an effect counts once a request shows it through rules of the parameter."""

    def __init__(self, old: Judge, new: Judge, without: str = "") -> None:
        self._judges = (old, new)
        self._without = without

    def nameless(self) -> _Proof:
        """The same for requests from which the model is taken out."""
        return _Proof(*self._judges, without="model")

    def __call__(
        self,
        requests: Iterable[dict[str, Any]],
        operation: str,
        model: str,
        parameter: str,
        before: str,
        after: str,
        effects: tuple[Effect, ...],
    ) -> Iterator[Change]:
        found: dict[Effect, dict[str, Any]] = {}
        for candidate in requests:
            request = {key: value for key, value in candidate.items() if key != self._without}
            effect = self._effect(request, operation, parameter, effects)
            if effect and effect not in found:
                found[effect] = request
                if len(found) == len(effects):
                    break
        for effect, witness in found.items():
            yield Change(operation=operation, model=model, parameter=parameter, effect=effect, before=before, after=after, witness=witness)

    def _effect(self, request: dict[str, Any], operation: str, parameter: str, effects: tuple[Effect, ...]) -> Effect | None:
        old, new = (judge(request, operation) for judge in self._judges)
        old_ok, new_ok = (all(severity != "error" for _, _, severity in found) for found in (old, new))
        if old_ok != new_ok:
            return (effects[0] if new_ok else effects[1]) if _own(new if old_ok else old, parameter) else None
        if not new_ok:
            return None
        before, after = _own(old, parameter), _own(new, parameter)
        return None if before == after else "warned" if after - before else "unwarned"


def _own(found: Judgement, parameter: str) -> set[str]:
    """The rules of a parameter among the findings of the severity that decides."""
    severity = "error" if any(entry[2] == "error" for entry in found) else "warning"
    return {
        rule
        for rule, pointer, weight in found
        if weight == severity and parameter in (rule.rpartition(".")[0], pointer[1:].partition("/")[0])
    }


def _said(parameter: Parameter | None) -> str:
    """What a parameter takes, in words."""
    if parameter is None:
        return "not taken"
    limits = [kind.allowed(problem) for kind in parameter.constraints for problem in kind.problems]
    return "; ".join([parameter.type.allowed("type"), *limits])
