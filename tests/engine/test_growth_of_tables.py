"""What a check takes grows with the parameters that are sent, and not with the models of a table; its first use grows with both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import imagespec
from tests.support.work import exponent, opcodes, work
from tools.benchmark.growth import REQUEST, Curve, with_models, with_parameters

SIZES = (4, 8, 16)
MOST = 1.2
"""The largest exponent of growth."""

Table = Callable[[Path, int], Path]


def sent(count: int) -> dict[str, Any]:
    return {**REQUEST, **{f"extra_{index}": "low" for index in range(count)}}


Loaded = list[tuple[imagespec.Handle, int]]
"""A revision for each size, and the work to load it."""


def loaded(folder: Path, table: Table) -> Loaded:
    imagespec.load(table(folder, 2))  # what is loaded once is no growth
    found = []
    for size in SIZES:
        path, specs = table(folder, size), []
        found.append((specs, work(lambda path=path, specs=specs: specs.append(imagespec.load(path)))))
    return [(specs[0], count) for specs, count in found]


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return loaded(tmp_path_factory.mktemp("wide"), with_parameters)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return loaded(tmp_path_factory.mktemp("many"), with_models)


@pytest.mark.parametrize("call", ["is_valid", "check"])
def test_a_check_grows_with_the_parameters(wide: Loaded, call: str) -> None:
    counts = []
    for (spec, _), size in zip(wide, SIZES, strict=True):
        request = sent(size)
        assert getattr(spec, call)(request)
        counts.append(opcodes(lambda spec=spec, request=request: getattr(spec, call)(request)))
    assert counts == sorted(counts)
    assert exponent(SIZES, counts) <= MOST, counts


@pytest.mark.parametrize("call", ["is_valid", "check"])
def test_a_check_does_not_grow_with_the_models(many: Loaded, call: str) -> None:
    counts = []
    for (spec, _), size in zip(many, SIZES, strict=True):
        request = {**REQUEST, "model": f"model-{size - 1}", "partial_images": 0}
        assert getattr(spec, call)(request)
        counts.append(opcodes(lambda spec=spec, request=request: getattr(spec, call)(request)))
    assert len({*counts}) == 1


def test_what_is_said_of_an_unknown_model_grows_with_the_models(many: Loaded) -> None:
    counts = []
    for spec, _ in many:
        request = {**REQUEST, "model": "model-1x"}
        assert [d.rule for d in spec.check(request)] == ["model.unknown"]
        counts.append(work(lambda spec=spec, request=request: spec.check(request).to_dict()))
    assert exponent(SIZES, counts) <= MOST, counts


def test_loading_grows_with_the_table(wide: Loaded, many: Loaded) -> None:
    """What is added for twice as much is twice as much: what every table costs says nothing of growth."""
    for every in (wide, many):
        first, second, third = (count for _, count in every)
        assert third - second <= 2.4 * (second - first), every


def test_curves_say_how_they_grow() -> None:
    assert Curve("a", "b", [(1, 9.0), (2, 10.0), (4, 20.0), (8, 40.0)]).exponent == pytest.approx(1)
    assert Curve("a", "b", [(1, 9.0), (2, 10.0), (4, 40.0), (8, 160.0)]).exponent == pytest.approx(2)
