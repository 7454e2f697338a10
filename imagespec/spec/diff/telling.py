"""Values around every limit of a parameter, with a few of those that miss the same limits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from imagespec.kinds import Length
from imagespec.spec.diff.limits import Kept, Met, limits_of, met, reader
from imagespec.spec.diff.values import valid_value
from imagespec.spec.model import Parameter

_ALIKE = 50
"""Most texts to try among those that meet and miss the same limits."""

_MANY = 1_000
"""From how many samples of a kind on most are left out before their limits are looked at."""

_LONGEST = 100_000
"""Texts longer than this are not made to look for a difference at the edge of their length."""

Told = tuple[tuple[Any, int], ...]
"""Values, each with how many before it miss the same limits."""


def telling(parameters: tuple[Parameter, ...]) -> Told:
    """The candidates without most of the texts that miss the same limits: the edges of free sizes are ten thousands.

    Each is told with how many before it miss the same limits. Parameters with the same limits have the same.
    """
    different = {limits_of(parameter): parameter for parameter in reversed(parameters)}
    return _TOLD.of((*different,), lambda: _told((*reversed(different.values()),)))


_TOLD: Kept[Told] = Kept()


def _told(parameters: tuple[Parameter, ...]) -> Told:
    values = [*_unique(_candidates(parameters, lambda known: _few(known, parameters)))]
    texts = [value for value in values if value.__class__ is str]
    missed = zip(*([*map(reader(parameter).missed, texts)] for parameter in parameters), strict=True)
    seen: dict[Any, int] = {}
    kept: list[tuple[Any, int]] = []
    for value in values:
        alike = 0
        if value.__class__ is str:
            limits = next(missed)
            alike = seen.get(limits, 0)
            if alike == _ALIKE:
                continue
            seen[limits] = alike + 1
        kept.append((value, alike))
    return tuple(kept)


def _unique(values: Iterable[Any]) -> Iterator[Any]:
    """The values, each text once."""
    texts: set[str] = set()
    for value in values:
        if value.__class__ is not str:
            yield value
        elif value not in texts:
            texts.add(value)
            yield value


def _few(known: Met, parameters: Iterable[Parameter]) -> Iterable[Any]:
    """The samples of a kind without most of the texts that the other limits of parameters take for the same."""
    apart = [reader(parameter).apart(known) for parameter in parameters] if len(known.samples) > _MANY else [None]
    if None in apart:
        return _every(known)
    told = frozenset().union(*filter(None, apart))
    return [*_first(known, told)]


def _first(known: Met, told: Collection[str]) -> Iterator[Any]:
    counts: dict[tuple[str, ...], int] = {}
    for value, problems in known.samples:
        if value.__class__ is str and value not in told:
            count = counts.get(problems, 0)
            if count == _ALIKE:
                continue
            counts[problems] = count + 1
        yield value


def _every(known: Met) -> Iterable[Any]:
    return [value for value, _ in known.samples]


def _candidates(parameters: Iterable[Parameter], samples: Callable[[Met], Iterable[Any]] = _every) -> Iterator[Any]:
    """Values at and around every edge of the parameters' limits."""
    yield None
    tried: list[Met] = []
    for parameter in parameters:
        yield valid_value(parameter)
        for kind in parameter.constraints:
            if not (isinstance(kind, Length) and max(kind.min or 0, kind.max or 0) > _LONGEST):
                known = met(kind)
                if parameter.item:
                    yield from (_peopled(parameter, value) for value, _ in known.samples)
                elif known not in tried:
                    tried.append(known)
                    yield from samples(known)
        for field in parameter.fields:
            whole = valid_value(parameter)
            yield from (whole | {field.name: value} for value in _candidates([field]))
            yield {key: value for key, value in whole.items() if key != field.name}
        if parameter.item:
            yield from ([value] for value in _candidates([parameter.item]))
        yield from (value for value, _ in parameter.type.samples())


def _peopled(parameter: Parameter, value: Any) -> Any:
    """A sample with valid entries where it shows a number of entries only."""
    return [valid_value(parameter.item)] * len(value) if parameter.item and isinstance(value, list) else value
