"""What two revisions accept differently, found by the kinds' own samples and proved by a witness request each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Literal

from attrs import evolve, frozen

from imagespec.kinds import Length, Together
from imagespec.kinds.kind import Kind
from imagespec.report.report import Report
from imagespec.spec.model import Contract, Parameter, Spec
from imagespec.values.text import json_value

Effect = Literal["allowed", "refused", "relaxed", "tightened", "warned", "unwarned"]
"""``allowed``, ``refused``: a model or parameter as a whole; ``relaxed``, ``tightened``: values of it; then warnings."""

Judge = Callable[[dict[str, Any], str], Report]
"""Checks a request in an operation against one revision."""

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
    return (kind for kind in parameter.constraints if kind.KEY != "count" or isinstance(value, list))


# -- one contract against another ----------------------------------------------------------------------------------


def _default_changes(old: Spec, new: Spec, operation: str, prove: _Proof) -> Iterator[Change]:
    """What happens to requests that name no model."""
    before, after = old.operations.get(operation), new.operations.get(operation)
    if before and after and (before.default, before.named) != (after.default, after.named) and after.default:
        request = base_request(new.contract(operation, after.default.model))
        del request["model"]
        words = [f"{row.default.model if row.default else 'none'} when left out" for row in (before, after)]
        yield from prove([request], operation, "", "model", words[0], words[1], _VALUES)


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
    values = list(_candidates(parameters)) if parameters else ["a cat"]
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


def _candidates(parameters: list[Parameter]) -> Iterator[Any]:
    """Values at and around every edge of the parameters' limits."""
    yield None
    for parameter in parameters:
        yield valid_value(parameter)
        for kind in parameter.constraints:
            if not (isinstance(kind, Length) and max(kind.min or 0, kind.max or 0) > _LONGEST):
                yield from (value for value, _ in kind.samples())
        for field in parameter.fields:
            whole = valid_value(parameter)
            yield from (whole | {field.name: value} for value in _candidates([field]))
            yield {key: value for key, value in whole.items() if key != field.name}
        if parameter.item:
            yield from ([value] for value in _candidates([parameter.item]))
        yield from (value for value, _ in parameter.type.samples())


def _interaction_changes(before: Contract, after: Contract, prove: _Proof) -> Iterator[Change]:
    for contract, other in ((before, after), (after, before)):
        for interaction in contract.interactions:
            if interaction in other.interactions or not isinstance(interaction, Together):
                continue
            base = base_request(after)
            requests = [
                base | {name: _filled(contract, name, entry) for name, entry in value.items() if entry is not None}
                for value, problems in interaction.samples()
                if problems
            ]
            said = interaction.allowed(interaction.problems[0])
            words = (said, "no such limit") if contract is before else ("no such limit", said)
            yield from prove(requests, after.operation, after.model, interaction.parameters[0], *words, _VALUES)


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

    def __init__(self, old: Judge, new: Judge) -> None:
        self._judges = (old, new)

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
        for request in requests:
            effect = self._effect(request, operation, parameter, effects)
            if effect and effect not in found:
                found[effect] = request
                if len(found) == len(effects):
                    break
        for effect, witness in found.items():
            yield Change(operation=operation, model=model, parameter=parameter, effect=effect, before=before, after=after, witness=witness)

    def _effect(self, request: dict[str, Any], operation: str, parameter: str, effects: tuple[Effect, ...]) -> Effect | None:
        old, new = (judge(request, operation) for judge in self._judges)
        if old.ok != new.ok:
            return (effects[0] if new.ok else effects[1]) if _own(new if old.ok else old, parameter, "error") else None
        if not new.ok or (not len(old) and not len(new)):
            return None
        before, after = _own(old, parameter, "warning"), _own(new, parameter, "warning")
        return None if before == after else "warned" if after - before else "unwarned"


def _own(report: Report, parameter: str, severity: str) -> set[str]:
    """The rules of a parameter that a report names."""
    return {
        d.rule
        for d in report.diagnostics
        if d.severity == severity and parameter in (d.rule.rpartition(".")[0], d.pointer[1:].partition("/")[0])
    }


def _said(parameter: Parameter | None) -> str:
    """What a parameter takes, in words."""
    if parameter is None:
        return "not taken"
    limits = [kind.allowed(problem) for kind in parameter.constraints for problem in kind.problems]
    return "; ".join([parameter.type.allowed("type"), *limits])
