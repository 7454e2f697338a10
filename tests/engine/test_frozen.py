"""Classes of ``imagespec.report.frozen`` behave as those of ``attrs.frozen``."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import sys
import weakref
from typing import Any

import attrs
import cattrs
import pytest

from imagespec import kinds, report, spec
from imagespec.report import frozen as frozen_
from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import frozen


def _classes(decorate: Any, field: Any) -> list[type]:
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


OURS, THEIRS = _classes(frozen, frozen_.field), _classes(attrs.frozen, attrs.field)
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


def _of_package() -> list[type]:
    """Every class of the package that is made by ``frozen``."""
    for part in (kinds, report, spec):
        for found in pkgutil.walk_packages(part.__path__, f"{part.__name__}."):
            importlib.import_module(found.name)
    modules = [module for name, module in sys.modules.items() if name.startswith("imagespec.")]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type) and frozen_.has(value)}
    return sorted(classes, key=lambda cls: f"{cls.__module__}.{cls.__qualname__}")


def test_attrs_describes_every_class_as_it_is() -> None:
    classes = _of_package()
    assert len(classes) > 80
    for cls in classes:
        ours, theirs = frozen_.fields(cls), attrs.fields(cls)
        said = [(a.name, a.init, bool(a.repr), a.eq, a.hash, a.alias, a.kw_only, dict(a.metadata), a.converter) for a in theirs]
        assert said == [(a.name, a.init, bool(a.repr), a.eq, a.hash, a.alias, a.kw_only, dict(a.metadata), a.converter) for a in ours], cls
        assert not [a for a in theirs if isinstance(a.type, str)], cls
        needed = [a.name for a in theirs if a.default is attrs.NOTHING]
        assert needed == [a.name for a in ours if a.default is frozen_.NOTHING], cls


def test_what_knows_attrs_knows_the_classes() -> None:
    fix = Fix("use 1", (Edit("replace", "/n", 1),), True)
    assert attrs.has(Fix)
    assert attrs.asdict(fix)["edits"] == ({"op": "replace", "path": "/n", "value": 1, "from_": None},)
    assert cattrs.structure(cattrs.unstructure(fix), Fix) == fix
    assert attrs.evolve(fix, safe=False) == frozen_.evolve(fix, safe=False) == Fix("use 1", fix.edits)
    assert copy.deepcopy(fix) == copy.copy(fix) == fix
    assert weakref.ref(fix)() is fix

    @attrs.frozen
    class More(Fix):
        note: str = ""

    assert More("a", (), note="b") == More("a", (), False, "b")
    match fix:
        case Fix(title, _, safe):
            assert (title, safe) == ("use 1", True)
    with pytest.raises(TypeError, match=r"Fix\.__init__\(\) missing 1 required positional argument: 'edits'"):
        Fix("a")  # type: ignore[call-arg]  # what the test is about
    assert not hasattr(fix, "__dict__")


def test_a_method_may_ask_its_base() -> None:
    @frozen
    class Base:
        a: int = 1

        def said(self) -> str:
            return f"base {self.a}"

    @frozen
    class Derived(Base):
        b: int = 2

        def said(self) -> str:
            return f"{super().said()} {self.b} {__class__.__name__}"  # type: ignore[name-defined]

    assert Derived(3).said() == "base 3 2 Derived"
    assert repr(Derived()) == "test_a_method_may_ask_its_base.<locals>.Derived(a=1, b=2)".rpartition(">.")[2]
