"""Every rule of a table, with the limits behind it and an example of what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from imagespec.kinds import Discouraged, SameDimensions, Sheet, SpelledOnce, Together, Type
from imagespec.kinds.kind import Constraint, Kind
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import apply_edits
from imagespec.report.report import Report
from imagespec.report.source import Severity
from imagespec.spec.diff.requests import base_request, valid_value
from imagespec.spec.model import Contract, Operation, Parameter, Spec

Judge = Callable[[Any, str, str], Report]
"""Checks a request in an operation on a day."""

_MOST_TRIED = 60
"""Most requests that are tried for an example at one place."""

MEANINGS = {
    "required": "The parameter must be there.",
    "type": "The value must have the JSON type of the parameter.",
    "value": "The value must be one of a closed set.",
    "range": "The number must be within its bounds.",
    "length": "The text must not be empty or too long.",
    "count": "The array must not have too few or too many entries.",
    "format": "The text must have a certain form.",
    "step": "Both edges of an image must be multiples of a number of pixels.",
    "ratio": "An image must not be too long or too tall for its other edge.",
    "edge": "Neither edge of an image may be too long.",
    "pixels": "Width times height must be within bounds.",
    "experimental": "The value is accepted, but results are less reliable.",
    "preview": "The value is documented, but open to some accounts only.",
    "unsupported": "The model or operation does not take the parameter or value, or takes it in doubt.",
    "unknown": "The name must be one that the table knows.",
    "prefixed": "The API takes the bare name of a model; gateways take it behind a prefix.",
    "requires": "The parameter or value needs another one beside it.",
    "excludes": "The parameter or value must not stand beside another one.",
    "deprecated": "It still works, but its end is announced.",
    "retired": "The model was shut down.",
    "file-type": "The file must be of a certain format.",
    "content-type": "The content type must be that of the file.",
    "file-size": "The file must not be too large.",
    "dimensions": "The image must have certain dimensions.",
    "alpha": "The image must have an alpha channel.",
}
"""What each problem means, for every parameter."""


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


# -- examples ------------------------------------------------------------------------------------------------------


class Example(NamedTuple):
    """A request that breaks a rule, what is said about it, and a request that keeps the rule."""

    operation: str
    bad: Any
    diagnostic: Diagnostic
    good: dict[str, Any]


def example(spec: Spec, judge: Judge, rule: str, places: list[Place]) -> Example | None:
    """A request that breaks a rule, one with no other finding where there is one, and its repair."""
    second: Example | None = None
    for place in sorted(places, key=lambda place: spec.models[place.model].shutdown if place.model else ""):
        day = getattr(place.kind, "shutdown" if place.problem == "retired" else "notice", "") or "2000-01-01"
        for bad in islice(_broken(spec, rule, place), _MOST_TRIED):
            report = judge(bad, place.operation, day)
            hit = next((d for d in report.diagnostics if d.rule == rule), None)
            if hit is None:
                continue
            found = Example(place.operation, bad, hit, _repaired(spec, judge, place, bad, hit, day))
            if len(report) == 1:
                return found
            second = second or found
    return second


def _repaired(spec: Spec, judge: Judge, place: Place, bad: Any, diagnostic: Diagnostic, day: str) -> dict[str, Any]:
    """The bad request after the first fix that leaves no error, else the smallest valid one."""
    for fix in diagnostic.fixes:
        try:
            good = apply_edits(bad, fix.edits)
        except (KeyError, IndexError, ValueError):
            continue
        report = judge(good, place.operation, day)
        if report.ok and all(d.rule != diagnostic.rule for d in report.diagnostics):
            return dict(good)
    return base_request(spec.contract(place.operation, _model(spec, place)))


def _model(spec: Spec, place: Place) -> str:
    """The model of a place, or the newest one of its operation."""
    return place.model or spec.operations[place.operation].models[-1]


def _broken(spec: Spec, rule: str, place: Place) -> Iterator[Any]:
    """Requests that may break a rule: the smallest valid one with one change."""
    contract = spec.contract(place.operation, _model(spec, place))
    base, name = base_request(contract), rule.rpartition(".")[0]
    if name == "request":
        yield [base]
    elif name == "model":
        yield base
        yield {key: value for key, value in base.items() if key != "model"}
        yield from (base | {"model": model} for model in (2, f"{base['model']}x", f"openai/{base['model']}", *spec.models))
    elif name == "parameter":
        yield base | {"sise": "1024x1024"}
        for parameter in contract.parameters:
            yield from (base | {parameter.name: value} for value in _with_unknown_key(parameter))
    elif isinstance(place.kind, (Together, Sheet)):
        for sample, problems in place.kind.samples():
            if problems:
                yield base | {key: _filled(contract[key], value) for key, value in sample.items() if value is not None}
    elif isinstance(place.kind, SameDimensions):
        sizes = {place.kind.like: 512, place.kind.of: 256}
        yield base | {key: {"format": "png", "width": edge, "height": edge} for key, edge in sizes.items()}
    elif isinstance(place.kind, SpelledOnce):
        yield base | dict.fromkeys(place.kind.names[:2], base.get(name))
    else:
        yield {key: value for key, value in base.items() if key != name}
        yield base | {name: _borrowed(spec, name)}
        for parameter in contract.parameters:
            yield from (base | {parameter.name: value} for value in _bad_values(parameter, place))


def _filled(parameter: Parameter, value: Any) -> Any:
    """A sample of an interaction as a value of the parameter: one of mere presence is shown by any valid value."""
    return valid_value(parameter) if isinstance(value, bool) and parameter.type.name != "boolean" else value


def _borrowed(spec: Spec, name: str) -> Any:
    """A value of a parameter that some other contract takes."""
    for contract in spec.contracts.values():
        for parameter in contract.parameters:
            if name in parameter.names:
                return valid_value(parameter)
    return "x"


def _with_unknown_key(parameter: Parameter) -> Iterator[Any]:
    if parameter.fields:
        yield valid_value(parameter) | {"sise": 1}
    if parameter.item:
        yield from ([value] for value in _with_unknown_key(parameter.item))


def _bad_values(parameter: Parameter, place: Place) -> Iterator[Any]:
    """Values of a parameter that have the problem of a place, at any depth."""
    if isinstance(place.kind, Kind) and (place.kind == parameter.type or place.kind in parameter.constraints):
        for value, problems in place.kind.samples():
            if place.problem in problems:
                yield [valid_value(parameter)] * len(value) if place.problem == "count" else value
        if isinstance(place.kind, Discouraged):
            yield valid_value(parameter)
    whole = valid_value(parameter) if parameter.fields else {}
    for inner in parameter.fields:
        yield {key: value for key, value in whole.items() if key != inner.name}
        yield from (whole | {inner.name: value} for value in _bad_values(inner, place))
    if parameter.item:
        yield from ([value] for value in _bad_values(parameter.item, place))
