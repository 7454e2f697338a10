"""Limits without where they come from: parameters of many contracts have the same, and what was made for one serves all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import Any, Generic, TypeVar

from imagespec.kinds import Interaction, OneOf
from imagespec.kinds.kind import Kind, Provenance
from imagespec.report.frozen import evolve, fields, has
from imagespec.spec.model import Parameter

_MOST_KEPT = 256
"""Most limits for which something is kept."""

_MOST_KNOWN = 10_000
"""Most objects of which something is known."""

_T = TypeVar("_T")
_O = TypeVar("_O")


class Known(Generic[_O, _T]):
    """A function whose answers are kept by the object they are for: what equal ones have in common takes longer to find."""

    def __init__(self, make: Callable[[_O], _T]) -> None:
        self._make = make
        self._known: dict[int, tuple[_O, _T]] = {}

    def __call__(self, thing: _O) -> _T:
        known = self._known.get(id(thing))
        if known is None:
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            known = self._known[id(thing)] = thing, self._make(thing)
        return known[1]


class Kept(Generic[_T]):
    """What was made for some limits; all is dropped once there are too many."""

    def __init__(self) -> None:
        self._made: dict[Any, _T] = {}

    def of(self, limits: Any, make: Callable[[], _T]) -> _T:
        """What belongs to some limits."""
        found = self._made.get(limits)
        if found is None:
            if len(self._made) == _MOST_KEPT:
                self._made.clear()
            found = self._made[limits] = make()
        return found


def _limits_of(parameter: Parameter) -> Any:
    return (
        unsourced(parameter.type), unsourced(parameter.constraints), parameter.required is None,
        tuple((field.name, limits_of(field)) for field in parameter.fields), parameter.item and limits_of(parameter.item),
    )  # fmt: skip


limits_of = Known(_limits_of)
"""What a parameter takes, as a key: without where that comes from."""


def unsourced(value: Any) -> Any:
    """A limit, or several, as a key."""
    if isinstance(value, tuple):
        return tuple(map(unsourced, value))
    if isinstance(value, dict):
        return tuple((key, unsourced(entry)) for key, entry in value.items())
    return _unsourced(value) if has(type(value)) else value


def _limit(limit: Any) -> Any:
    parts = (getattr(limit, field.name) for field in fields(type(limit)))
    return type(limit), tuple(unsourced(part) for part in parts if not isinstance(part, Provenance))


_unsourced = Known(_limit)


class Met:
    """The samples of a kind, and the problems of the texts that it met: many parameters and contracts have the same kind."""

    def __init__(self, kind: Kind | Interaction) -> None:
        self._kind = kind
        self._check: Callable[[Any], Iterable[str]] = kind.check
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def samples(self) -> list[tuple[Any, tuple[str, ...]]]:
        """Its samples with their problems."""
        samples = [*self._kind.samples()]
        self._known |= {value: problems for value, problems in samples if value.__class__ is str}
        return samples

    def problems(self, value: Any) -> tuple[str, ...]:
        """The problems of a value."""
        if value.__class__ is not str:
            return tuple(self._check(value))
        found = self._known.get(value)
        if found is None:
            found = self._known[value] = tuple(self._check(value))
        return found


_MET: Kept[Met] = Kept()


def _met(kind: Kind | Interaction) -> Met:
    return _MET.of(unsourced(kind), lambda: Met(kind))


met = Known(_met)
"""What is known of a kind."""


class Reader:
    """A parameter as a reader of texts: what of its limits a text misses."""

    def __init__(self, parameter: Parameter) -> None:
        self._type = parameter.type
        self._is_text = parameter.type.name == "string"
        self._kinds = [kind for kind in parameter.constraints if not kind.OF_ARRAYS]
        self._met = [*map(met, self._kinds)]
        self._known: dict[str, tuple[tuple[str, ...], ...]] = {}

    def apart(self, known: Met) -> frozenset[str] | None:
        """The only texts that its limits but those of one kind tell from others; ``None`` where they are not so few."""
        others = [kind for kind, own in zip(self._kinds, self._met, strict=True) if own is not known]
        closed = [kind.values for kind in others if isinstance(kind, OneOf)]
        return frozenset(chain(*closed)) if self._is_text and len(closed) == len(others) else None

    def missed(self, value: str) -> tuple[tuple[str, ...], ...]:
        """The problems of a text by kind, nothing where there are none."""
        known = self._known.get(value)
        if known is None:
            read = value if self._is_text else self._type.read(value)
            found = () if read is None else tuple([met.problems(read) for met in self._met])
            known = self._known[value] = found if any(found) else ()
        return known


_READERS: Kept[Reader] = Kept()


def _reader(parameter: Parameter) -> Reader:
    return _READERS.of(limits_of(parameter), lambda: Reader(parameter))


reader = Known(_reader)
"""The reader of a parameter."""


def _anyway(parameter: Parameter) -> Reader:
    return reader(evolve(parameter, constraints=parameter.anyway, instead=None))


anyway = Known(_anyway)
"""The reader of a parameter where other limits hold in place of its own."""
