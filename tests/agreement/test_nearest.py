"""The nearest size, against every allowed size: each measure is written out here as its definition says, with logarithms,
and ties are settled by fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from math import log
from random import Random
from time import perf_counter
from typing import Any

import numpy
import pytest

import imagespec
from imagespec.api import Handle
from imagespec.kinds.nearest import Grid, nearest
from tests.agreement.test_sizes import allowed_sizes
from tests.conftest import Depth
from tests.engine.test_light import loaded

MODEL = "gpt-image-2"
STRATEGIES = ("closest", "ratio", "cover", "contain", "area")
CLOSED = {
    "dall-e-2": [(256, 256), (512, 512), (1024, 1024)],
    "dall-e-3": [(1024, 1024), (1792, 1024), (1024, 1792)],
    "gpt-image-1": [(1024, 1024), (1536, 1024), (1024, 1536)],
}
Size = tuple[int, int]

SLACK = 1e-11
"""What the rounding of a sum of logarithms may come to."""


def frames(columns: int, rows: int) -> list[Size]:
    """The frames of which so many make a sheet that is an allowed image but for its shape, which is that of the frame."""
    edges = range(16, 3841, 16)
    return [
        (width, height)
        for width in edges
        for height in edges
        if max(width * columns, height * rows) <= 3840
        and max(width, height) <= 3 * min(width, height)
        and 655_360 <= width * columns * height * rows <= 8_294_400
    ]


class Brute:
    """Every allowed size, and the nearest of them by trying all."""

    def __init__(self, sizes: Iterable[Size]) -> None:
        self.sizes = list(sizes)
        width, height = (numpy.array(edge, dtype=numpy.float64) for edge in zip(*self.sizes, strict=True))
        self.wide, self.tall = numpy.log(width), numpy.log(height)
        self.shape, self.pixels = self.wide - self.tall, self.wide + self.tall

    def nearest(self, width: int, height: int, strategy: str) -> Size | None:
        cost = getattr(self, strategy)(log(width), log(height))
        least = cost[cost.argmin()]
        if least == numpy.inf:
            return None
        near = [self.sizes[index] for index in numpy.flatnonzero(cost <= least + SLACK)]
        return near[0] if len(near) == 1 else min(near, key=lambda size: exact(size, (width, height), strategy))

    def closest(self, wide: float, tall: float) -> Any:
        return numpy.abs(self.wide - wide) + numpy.abs(self.tall - tall)

    def ratio(self, wide: float, tall: float) -> Any:
        return 2 * numpy.abs(self.shape - (wide - tall)) + numpy.abs(self.pixels - (wide + tall))

    def area(self, wide: float, tall: float) -> Any:
        return numpy.abs(self.shape - (wide - tall)) + 2 * numpy.abs(self.pixels - (wide + tall))

    def cover(self, wide: float, tall: float) -> Any:
        cost = numpy.maximum(self.wide - wide, self.tall - tall)
        cost[numpy.minimum(self.wide - wide, self.tall - tall) < -SLACK] = numpy.inf
        return cost

    def contain(self, wide: float, tall: float) -> Any:
        cost = numpy.maximum(wide - self.wide, tall - self.tall)
        cost[numpy.minimum(wide - self.wide, tall - self.tall) < -SLACK] = numpy.inf
        return cost


def exact(size: Size, wanted: Size, strategy: str) -> tuple[Fraction | int, ...]:
    """What the nearest size has the least of, as fractions."""

    def change(now: int, before: int) -> Fraction:
        return max(Fraction(now, before), Fraction(before, now))

    wide, tall = change(size[0], wanted[0]), change(size[1], wanted[1])
    shape, pixels = change(size[0] * wanted[1], size[1] * wanted[0]), change(size[0] * size[1], wanted[0] * wanted[1])
    then = (-size[0] * size[1], shape, -size[0])
    first = {
        "closest": (wide * tall,), "ratio": (shape**2 * pixels,), "area": (pixels**2 * shape,),
        "cover": (max(wide, tall), shape), "contain": (max(wide, tall), shape),
    }[strategy]  # fmt: skip
    return (*first, *then)


@cache
def free() -> Brute:
    return Brute(allowed_sizes())


def disagreements(handle: Handle, brute: Brute, wanted: Iterable[Size], strategy: str, model: str = MODEL, **options: int) -> Iterator[str]:
    for size in wanted:
        found = handle.nearest_size(model, *size, strategy, **options)  # type: ignore[arg-type]  # each is a strategy
        best = brute.nearest(*size, strategy)
        if found != best:
            yield f"{model} {size} by {strategy}: {found}, but {best} is nearer"


def grid(step: int) -> Iterator[Size]:
    return ((width, height) for width in range(1, 4001, step) for height in range(1, 4001, step))


def scattered(count: int) -> Iterator[Size]:
    """Random sizes: most up to 4000 by 4000, some of any magnitude."""
    random = Random(13)
    for index in range(count):
        if index % 8:
            yield random.randint(1, 4000), random.randint(1, 4000)
        else:
            yield int(10 ** random.uniform(0, 8.9)), int(10 ** random.uniform(0, 8.9))


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_allowed_size_is_nearer_on_a_grid(founding: Handle, strategy: str, depth: Depth) -> None:
    assert not [*disagreements(founding, free(), grid(depth(7 * 45, 28)), strategy)][:5]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_allowed_size_is_nearer_at_random(founding: Handle, strategy: str, depth: Depth) -> None:
    assert not [*disagreements(founding, free(), scattered(depth(120, 10_000)), strategy)][:5]


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("model", CLOSED)
def test_no_size_of_a_list_is_nearer(founding: Handle, model: str, strategy: str, depth: Depth) -> None:
    brute = Brute(CLOSED[model])
    wanted = [*grid(depth(500, 97)), *scattered(depth(50, 1_000)), *CLOSED[model]]
    assert not [*disagreements(founding, brute, wanted, strategy, model)][:5]


@pytest.mark.parametrize(("count", "columns", "rows"), [(1, 4, 2), (8, 4, 2), (9, 3, 3), (12, 4, 3), (16, 4, 4)])
def test_no_frame_is_nearer(count: int, columns: int, rows: int, depth: Depth) -> None:
    brute, handle = Brute(frames(columns, rows)), imagespec.load()
    for strategy in STRATEGIES:
        wanted = [*grid(depth(800, 97)), *scattered(depth(10, 1_000))]
        assert not [*disagreements(handle, brute, wanted, strategy, "gpt-image-2.5-flare", frames=count)][:5]


def test_an_allowed_size_is_nearest_to_itself(founding: Handle, depth: Depth) -> None:
    for size in list(allowed_sizes())[:: depth(997, 7)]:
        for strategy in STRATEGIES:
            assert founding.nearest_size(MODEL, *size, strategy) == size  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ((1920, 1080), [(1920, 1088), (1936, 1088), (1920, 1088), (1920, 1072), (1936, 1072)]),
        ((512, 512), [(1024, 640), (816, 816), (816, 816), None, (816, 816)]),
        ((4096, 4096), [(2880, 2880), (2880, 2880), None, (2880, 2880), (2880, 2880)]),
        ((8000, 4000), [(3840, 2160), (3840, 1920), None, (3840, 1920), (3840, 2160)]),
        ((1748, 2480), [(1744, 2480), (1744, 2480), (1760, 2496), (1744, 2480), (1744, 2480)]),
    ],
)
def test_sizes_that_people_ask_for(wanted: Size, expected: list[Size | None]) -> None:
    assert [imagespec.nearest_size(MODEL, *wanted, strategy) for strategy in STRATEGIES] == expected  # type: ignore[arg-type]


def test_of_equals_the_larger_then_the_nearer_in_shape_then_the_wider() -> None:
    sizes = Grid([(256, range(256, 257)), (1024, range(1024, 1025))])
    assert [nearest(sizes, 512, 512, strategy) for strategy in STRATEGIES] == [(1024, 1024)] * 2 + [(1024, 1024), (256, 256), (1024, 1024)]
    sizes = Grid([(100, range(1600, 1601)), (200, range(800, 801)), (400, range(400, 401)), (800, range(200, 201))])
    assert nearest(sizes, 2000, 1900, "closest") == (400, 400)
    sizes = Grid([(200, range(800, 801)), (800, range(200, 201))])
    assert [nearest(sizes, 400, 400, strategy) for strategy in ("closest", "ratio", "area")] == [(800, 200)] * 3
    assert imagespec.nearest_size("dall-e-3", 1792, 1792, "closest") == (1792, 1024)


def test_model_names_and_operations(founding: Handle) -> None:
    assert imagespec.nearest_size("house", 1000, 1000, aliases={"house": MODEL}) == (1008, 1008)
    assert imagespec.nearest_size(f"openai/{MODEL}", 1000, 1000, operation="images.edit") == (1008, 1008)
    assert founding.nearest_size("dall-e-2", 1000, 1000, operation="variation") == (1024, 1024)


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (("gpt-image-22", 1, 1), {}, "gpt-image-2"),
        ((MODEL, 0, 1), {}, "width must be 1 to 999,999,999 pixels, got 0"),
        ((MODEL, 1, 10**9), {}, "height must be"),
        ((MODEL, True, 1), {}, "width must be"),
        ((MODEL, 1.0, 1), {}, "width must be"),
        ((MODEL, 1, 1, "closet"), {}, "closest"),
        ((MODEL, 1, 1), {"operation": "drawing"}, "no operation"),
        ((MODEL, 1, 1), {"operation": "variation"}, "takes no sizes in variation"),
        ((MODEL, 1, 1), {"frames": 17}, "frames must be 1 to 16"),
        ((MODEL, 1, 1), {"frames": 0}, "frames must be 1 to 16"),
        (("gpt-image-1", 1, 1), {"frames": 4}, "leave frames out"),
    ],
)
def test_what_means_nothing_is_refused(arguments: tuple[object, ...], options: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        imagespec.nearest_size(*arguments, **options)  # type: ignore[arg-type]


def test_it_is_fast() -> None:
    """Below a tenth of a millisecond for what people ask for; the limit leaves room for a busy machine."""
    sizes = imagespec.load().sizes(MODEL).grid
    wanted = [(width, height) for width in range(1000, 2400, 97) for height in range(1000, 2400, 97)]
    best = min(_seconds(lambda: [nearest.__wrapped__(sizes, *size, "closest") for size in wanted]) for _ in range(3))
    assert best / len(wanted) < 100e-6


def _seconds(call: object) -> float:
    start = perf_counter()
    call()  # type: ignore[operator]
    return perf_counter() - start


def test_it_needs_no_table() -> None:
    modules = loaded("assert imagespec.nearest_size('gpt-image-2', 1920, 1080, 'cover') == (1920, 1088)")
    assert not modules & {"yaml", "jsonschema", "click"}
