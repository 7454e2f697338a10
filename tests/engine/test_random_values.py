"""Check takes any value: 200,000 random ones when exhaustive, and Hypothesis for shapes nobody thought of."""

from __future__ import annotations

import datetime
import decimal
import json
import uuid
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imagespec.api import Handle
from tests.conftest import Depth
from tests.support.hostile import VALUES
from tests.support.judged import OPERATIONS, judged
from tests.support.requests import spaces

FULLY_READ = 40
"""One in so many random reports is read to the last word."""

CHARACTERS = "abcx0129 \t\n\x00\x1b\u00e9\u0661\u202e\ud800\U0001f600:/~.-"


class RandomValues:
    """Random Python values: mostly JSON, some not, biased to what a request may look like."""

    def __init__(self, handle: Handle, seed: int) -> None:
        self.random = Random(seed)
        every = spaces(handle.spec)
        self.names = sorted(
            {name for _, space in every for name in (*space.good, *space.foreign)} | {"model", "images", "image_url", "file_id"}
        )
        self.models = list(handle.models)
        self.known = [value for _, space in every[::3] for edge in space.edge.values() for value in edge[::7]]
        self.makers: list[Callable[[], Any]] = [self.text, self.number, self.scalar, self.array, self.object_, self.other, self.familiar]
        self.hostile = [make for name, make in VALUES.items() if "10**5000" not in name and "long" not in name]

    def value(self, depth: int = 0) -> Any:
        makers = self.makers if depth < 4 else self.makers[:3]
        return self.random.choice(makers)() if depth == 0 else self._at(makers, depth)

    def _at(self, makers: list[Callable[[], Any]], depth: int) -> Any:
        self.depth = depth
        return self.random.choice(makers)()

    depth = 0

    def text(self) -> str:
        return "".join(self.random.choices(CHARACTERS, k=self.random.choice((0, 1, 2, 5, 12, 90))))

    def number(self) -> Any:
        random = self.random
        return random.choice((random.randint(-3, 120), random.uniform(-2, 12), float(random.randint(-3, 12)), 2 ** random.randint(0, 400)))

    def scalar(self) -> Any:
        return self.random.choice((None, True, False, 0, 1, "", float("nan"), float("inf")))

    def familiar(self) -> Any:
        return self.random.choice(self.known)

    def other(self) -> Any:
        return self.random.choice(self.hostile)()

    def array(self) -> Any:
        depth = self.depth + 1
        entries = [self.value(depth) for _ in range(self.random.choice((0, 1, 2, 3)))]
        self.depth = depth - 1
        return tuple(entries) if self.random.random() < 0.2 else entries

    def object_(self) -> dict[Any, Any]:
        depth = self.depth + 1
        result = {self.key(): self.value(depth) for _ in range(self.random.choice((0, 1, 2, 4)))}
        self.depth = depth - 1
        return result

    def key(self) -> Any:
        dice = self.random.random()
        return (
            self.random.choice(self.names)
            if dice < 0.7
            else self.text()
            if dice < 0.95
            else self.random.choice((1, None, 1.5, True, b"x", (1,)))
        )

    def request(self) -> Any:
        """Nearly a request, most of the time: only those get past the model."""
        if self.random.random() < 0.2:
            return self.value()
        request: dict[Any, Any] = {"model": self.random.choice(self.models), "prompt": "a", **self.object_(), **self.object_()}
        return request


def test_random_values(founding: Handle, depth: Depth) -> None:
    values = RandomValues(founding, seed=1)
    count, accepted = depth(5_000, 200_000), 0
    for index in range(count):
        operation = OPERATIONS[index % 4]
        request = values.request()
        if index % FULLY_READ == 0:
            report = judged(founding, request, operation)
        else:
            report = founding.check(request, operation)
            assert founding.is_valid(request, operation) is report.ok
        accepted += report.ok
    assert count // 200 < accepted < count // 2, "the values reach the checks of parameters, and most are refused"


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50) | st.binary(max_size=40) | st.complex_numbers()
    | st.dates() | st.datetimes() | st.decimals() | st.uuids() | st.fractions() | st.timedeltas()
)  # fmt: skip
names = st.text(max_size=10) | st.sampled_from(["model", "prompt", "size", "n", "image", "images", "mask", "stream", "image_url"])
keys = names | st.integers() | st.floats() | st.booleans() | st.none() | st.binary(max_size=4) | st.dates()
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4) | st.tuples(inner, inner) | st.sets(st.integers()),
    max_leaves=20,
)
repeatable = settings(suppress_health_check=list(HealthCheck), derandomize=True, database=None)


@repeatable
@given(request=anything, operation=st.sampled_from(OPERATIONS))
def test_any_shape(founding: Handle, request: Any, operation: str) -> None:
    judged(founding, request, operation)


@repeatable
@given(
    request=st.dictionaries(keys, anything, max_size=5),
    model=st.sampled_from(["gpt-image-2", "gpt-image-1", "dall-e-2", "dall-e-3"]),
    operation=st.sampled_from(OPERATIONS),
)
def test_any_parameters(founding: Handle, request: dict[Any, Any], model: str, operation: str) -> None:
    judged(founding, {**request, "model": model, "prompt": "a"}, operation)


@repeatable
@given(request=st.dictionaries(names, json_values, max_size=4), operation=st.sampled_from(OPERATIONS))
def test_any_json(founding: Handle, request: dict[str, Any], operation: str) -> None:
    text = json.dumps({**request, "model": "gpt-image-2"})
    judged(founding, json.loads(text), operation)


def test_values_of_the_standard_library(founding: Handle) -> None:
    for value in (datetime.date.today(), decimal.Decimal("1"), uuid.uuid4(), memoryview(b""), json, Random(), object(), iter([])):
        for name in ("prompt", "n", "image", "images", "mask", "stream", "unheard-of"):
            for operation in OPERATIONS:
                judged(founding, {"model": "gpt-image-2", "prompt": "a", name: value}, operation)
