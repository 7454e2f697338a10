"""Requests and values around the limits of contracts: the smallest valid ones, and those that tell two contracts apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from imagespec.kinds import Interaction, Length, SameDimensions, Sheet
from imagespec.kinds.kind import Kind, Provenance
from imagespec.report.frozen import fields, has
from imagespec.spec.model import Contract, Parameter

_ALIKE = 50
"""Most texts to try among those that meet and miss the same limits."""

_ALIKE_HELPED = 3
"""The same beside what an interaction asks for: alone, the others were tried."""

_HELPS = 4
"""Most sets of other values to try of those that one interaction may ask for."""

_LONGEST = 100_000
"""Texts longer than this are not made to look for a difference at the edge of their length."""


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


def _may_be_taken(parameter: Parameter, value: Any) -> bool:
    """Whether a parameter may take a value beside some others. Nothing helps one that its own limits refuse, but those of a sheet."""
    if any(parameter.type.severity_of(problem) == "error" for problem in parameter.type.check(value)):
        return False
    read = parameter.type.read(value)
    kinds = _checkable(parameter, value) if read is not None else ()
    return not any(kind.severity_of(problem) == "error" for kind in kinds for problem in kind.check(read))


def _fits(parameter: Parameter, value: Any) -> bool:
    if any(parameter.type.check(value)):
        return False
    read = parameter.type.read(value)
    return not any(kind.severity_of(problem) == "error" for kind in _checkable(parameter, value) for problem in kind.check(read))


def _checkable(parameter: Parameter, value: Any) -> Iterable[Kind]:
    """The constraints that apply to a value: a count applies to arrays only."""
    return (kind for kind in parameter.constraints if not kind.OF_ARRAYS or isinstance(value, list))


def parameter_requests(before: Contract, after: Contract, name: str, parameters: list[Parameter]) -> Iterator[dict[str, Any]]:
    """Requests without the parameter, with values around its limits, and with what its interactions ask for."""
    base = {key: value for key, value in base_request(after).items() if key != name}
    yield base
    told = _telling(tuple(parameters)) if parameters else (("a cat", 0),)
    yield from (base | {name: value} for value, _ in told)
    values = [value for value, alike in told if alike < _ALIKE_HELPED]
    if parameters and not any(
        isinstance(entry, Sheet) and name == entry.parameters[0] for entry in after.interactions + before.interactions
    ):
        values = [value for value in values if any(_may_be_taken(parameter, value) for parameter in parameters)]
    for help_ in (*_helpers(after, name), *_helpers(before, name)):
        yield from (base | help_ | {name: value} for value in values)


def _helpers(contract: Contract, name: str) -> Iterator[dict[str, Any]]:
    """Values of other parameters that an interaction of this one may ask for, a few of each interaction."""
    seen: list[dict[str, Any]] = []
    for interaction in contract.interactions:
        found = 0
        for value, problems in interaction.samples() if name in interaction.parameters else ():
            help_ = {other: entry for other, entry in value.items() if entry is not None and other != name}
            if not problems and help_ and help_ not in seen:
                seen.append(help_)
                yield help_
                found += 1
                if found == _HELPS:
                    break


def _candidates(parameters: Iterable[Parameter]) -> Iterator[Any]:
    """Values at and around every edge of the parameters' limits."""
    yield None
    for parameter in parameters:
        yield valid_value(parameter)
        for kind in parameter.constraints:
            if not (isinstance(kind, Length) and max(kind.min or 0, kind.max or 0) > _LONGEST):
                yield from (_peopled(parameter, value) for value, _ in _met(kind).samples)
        for field in parameter.fields:
            whole = valid_value(parameter)
            yield from (whole | {field.name: value} for value in _candidates([field]))
            yield {key: value for key, value in whole.items() if key != field.name}
        if parameter.item:
            yield from ([value] for value in _candidates([parameter.item]))
        yield from (value for value, _ in parameter.type.samples())


def _telling(parameters: tuple[Parameter, ...]) -> tuple[tuple[Any, int], ...]:
    """The candidates without most of the texts that miss the same limits: the edges of free sizes are ten thousands.

    Each is told with how many before it miss the same limits. Parameters with the same limits have the same.
    """
    limits = tuple(map(_limits, parameters))
    if limits not in _TOLD:
        if len(_TOLD) == _MOST_KEPT:
            _TOLD.clear()
        _TOLD[limits] = _told(parameters)
    return _TOLD[limits]


_TOLD: dict[Any, tuple[tuple[Any, int], ...]] = {}
_MOST_KEPT = 256
"""Most limits whose candidates are kept."""


def _limits(parameter: Parameter) -> Any:
    """What a parameter takes, as a key: without where that comes from."""
    return (
        _unsourced(parameter.type), _unsourced(parameter.constraints), parameter.required is None,
        tuple((field.name, _limits(field)) for field in parameter.fields), parameter.item and _limits(parameter.item),
    )  # fmt: skip


def _unsourced(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_unsourced, value))
    if isinstance(value, dict):
        return tuple((key, _unsourced(entry)) for key, entry in value.items())
    if not has(type(value)):
        return value
    parts = (getattr(value, field.name) for field in fields(type(value)))
    return type(value), tuple(_unsourced(part) for part in parts if not isinstance(part, Provenance))


def _told(parameters: tuple[Parameter, ...]) -> tuple[tuple[Any, int], ...]:
    readers = [_Read(parameter) for parameter in parameters]
    seen: Counter[Any] = Counter()
    texts: set[str] = set()
    kept = []
    for value in _candidates(parameters):
        alike = 0
        if isinstance(value, str):
            if value in texts:
                continue
            texts.add(value)
            missed = tuple([reader.missed(value) for reader in readers])
            alike = seen[missed]
            if alike == _ALIKE:
                continue
            seen[missed] += 1
        kept.append((value, alike))
    return tuple(kept)


class _Read:
    """A parameter as a reader of texts: what of its limits a text misses."""

    def __init__(self, parameter: Parameter) -> None:
        self._type = parameter.type
        self._is_text = parameter.type.name == "string"
        self._met = [_met(kind) for kind in parameter.constraints if not kind.OF_ARRAYS]

    def missed(self, value: str) -> tuple[tuple[str, ...], ...]:
        """The problems of a text by kind, nothing where there are none."""
        read = value if self._is_text else self._type.read(value)
        found = () if read is None else tuple([met.problems(read) for met in self._met])
        return found if any(found) else ()


class _Met:
    """The samples of a kind, and the problems of the texts that it met: many parameters have the same kind."""

    def __init__(self, kind: Kind) -> None:
        self._check = kind.check
        self.samples = [*kind.samples()]
        self._known = {value: problems for value, problems in self.samples if value.__class__ is str}

    def problems(self, value: Any) -> tuple[str, ...]:
        """The problems of a value."""
        if value.__class__ is not str:
            return tuple(self._check(value))
        found = self._known.get(value)
        if found is None:
            found = self._known[value] = tuple(self._check(value))
        return found


def _met(kind: Kind) -> _Met:
    limits = _unsourced(kind)
    if limits not in _MET:
        if len(_MET) == _MOST_KEPT:
            _MET.clear()
        _MET[limits] = _Met(kind)
    return _MET[limits]


_MET: dict[Any, _Met] = {}


def _peopled(parameter: Parameter, value: Any) -> Any:
    """A sample with valid entries where it shows a number of entries only."""
    return [valid_value(parameter.item)] * len(value) if parameter.item and isinstance(value, list) else value


def clashes(contract: Contract, interaction: Interaction) -> Iterator[dict[str, Any]]:
    """Values of the parameters of an interaction that break it."""
    if isinstance(interaction, SameDimensions):
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
