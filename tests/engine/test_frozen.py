"""Classes of ``imagespec.report.frozen`` behave as those of ``attrs.frozen``."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from attrs import field

from imagespec.report.frozen import frozen


def _classes(decorate: Any) -> list[type]:
    @decorate(kw_only=True)
    class Point:
        x: int
        y: list[int] = field(factory=list, hash=False)
        note: str = field(default="", eq=False)
        secret: str = field(default="", repr=False)
        shout: str = field(default="a", repr=str.upper)

    @decorate
    class Empty:
        pass

    @decorate(kw_only=True)
    class Own:
        a: int = 1

        def __repr__(self) -> str:
            return "own"

        def __hash__(self) -> int:
            return 7

    @decorate(kw_only=True, repr=False)
    class Bare(Own):  # type: ignore[misc]
        b: int = 2

    return [Point, Empty, Own, Bare]


OURS, THEIRS = _classes(frozen), _classes(attrs.frozen)
SAMPLES: list[tuple[int, dict[str, Any]]] = [
    (0, {"x": 1}),
    (0, {"x": 1, "note": "n"}),
    (0, {"x": 1, "secret": "s"}),
    (0, {"x": True, "y": [1]}),
    (0, {"x": 2, "shout": "b"}),
    (1, {}),
    (2, {}),
    (2, {"a": 2}),
    (3, {"a": 2}),
    (3, {"b": 3}),
]


def _made(classes: list[type]) -> list[Any]:
    return [classes[which](**values) for which, values in SAMPLES]


def test_equality_and_hashes_are_those_of_attrs() -> None:
    ours, theirs = _made(OURS), _made(THEIRS)
    assert [[a == b for b in ours] for a in ours] == [[a == b for b in theirs] for a in theirs]
    for a in ours:
        assert all(hash(a) == hash(b) for b in ours if a == b)
    assert len({hash(a) for a in ours}) == len({hash(a) for a in theirs})
    assert ours[0] != attrs.asdict(ours[0])


def test_a_repr_is_that_of_attrs() -> None:
    assert list(map(repr, _made(OURS))) == list(map(repr, _made(THEIRS)))


def test_instances_stay_as_they_are() -> None:
    for instance in _made(OURS):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            instance.x = 5
    assert attrs.evolve(OURS[0](x=1), x=3) == OURS[0](x=3)


@frozen(kw_only=True)
class Pickled:
    """A class that pickle can find."""

    x: int


def test_pickles() -> None:
    assert pickle.loads(pickle.dumps(Pickled(x=3))) == Pickled(x=3)
