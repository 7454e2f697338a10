"""A request that breaks a rule, and one that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.rulebook.explanation import ANY_DAY, Example
from imagespec.kinds import Discouraged, SameDimensions, Sheet, SpelledOnce, Together
from imagespec.kinds.kind import Kind
from imagespec.report.fix import apply_edits
from imagespec.report.report import Report
from imagespec.spec.diff.requests import base_request
from imagespec.spec.diff.values import valid_value

if TYPE_CHECKING:
    from imagespec.cli.rulebook.rows import Place
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.spec.model import Parameter, Spec

Judge = Callable[[Any, str, str], Report]
"""Checks a request in an operation on a day."""

_MOST_TRIED = 60
"""Most requests that are tried for an example at one place."""

_SIZES = ("1920x1080", "3072x768", "4096x1600", "512x512")
"""Sizes as people ask for them: off the grid, too long, with a long edge, and small."""

_IMAGES = ("https://example.com/cat.png", {"url": "https://example.com/cat.png"}, ["https://example.com/cat.png"], ["cat.png", "dog.png"])
"""Images as people write them where the API takes them in another shape."""


class Hit(NamedTuple):
    """A request that breaks a rule on a day, everything found in it, and the finding of the rule."""

    place: Place
    request: Any
    day: str
    report: Report
    diagnostic: Diagnostic


def example(spec: Spec, judge: Judge, rule: str, places: list[Place]) -> Example | None:
    """A request that breaks a rule, one with no other finding where there is one, and its repair."""
    second: Hit | None = None
    for hit in hits(spec, judge, rule, sorted(places, key=lambda place: spec.models[place.model].shutdown if place.model else "")):
        second = second or hit
        if len(hit.report) == 1:
            return _shown(spec, judge, hit)
    return _shown(spec, judge, second) if second else None


def hits(spec: Spec, judge: Judge, rule: str, places: list[Place]) -> Iterator[Hit]:
    """Requests that break a rule at each place in turn."""
    for place in places:
        day = getattr(place.kind, "shutdown" if place.problem == "retired" else "notice", "") or ANY_DAY
        for bad in islice(_broken(spec, rule, place), _MOST_TRIED):
            report = judge(bad, place.operation, day)
            found = next((d for d in report.diagnostics if d.rule == rule), None)
            if found:
                yield Hit(place, bad, day, report, found)


def _shown(spec: Spec, judge: Judge, hit: Hit) -> Example:
    good = _repaired(spec, judge, hit.place, hit.request, hit.diagnostic, hit.day)
    fixes = tuple((fix.title, fix.to_dict()["safety"]) for fix in hit.diagnostic.fixes)
    return Example(hit.place.operation, hit.day, hit.request, hit.diagnostic.message, fixes, good)


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
        yield from (base | {name: size} for size in _SIZES if name == "size")
        instead = getattr(place.kind, "renamed", "")  # what carries the same thing and must not be there, too
        yield from ({key: value for key, value in base.items() if key != instead} | {name: image} for image in _images(place))
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


def _images(place: Place) -> Iterator[Any]:
    """Images in other shapes, for a limit that tells what is meant by them."""
    if getattr(place.kind, "reference", None) or getattr(place.kind, "renamed", ""):
        yield from _IMAGES


def _with_unknown_key(parameter: Parameter) -> Iterator[Any]:
    if parameter.fields:
        yield valid_value(parameter) | {"sise": 1}
    if parameter.item:
        yield from ([value] for value in _with_unknown_key(parameter.item))


def _bad_values(parameter: Parameter, place: Place) -> Iterator[Any]:
    """Values of a parameter that have the problem of a place, at any depth."""
    if isinstance(place.kind, Kind) and (place.kind == parameter.type or place.kind in parameter.constraints):
        yield from _images(place)
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
