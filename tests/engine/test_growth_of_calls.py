"""Whatever is asked about a request with many findings takes work in step with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import imagespec
from tests.support.work import work
from tools.benchmark.growth import REQUEST, with_labels

SIZES = (200, 400, 800)
"""All above the findings that near names are sought for, and that are said from memory: what is added is compared, not the whole."""

MOST = 1.2
"""The largest exponent of growth."""

REQUESTS: dict[str, Callable[[int], dict[str, Any]]] = {
    "mistakes with a fix": lambda n: {**REQUEST, "labels": ["HIGH"] * n},
    "mistakes without": lambda n: {**REQUEST, "labels": ["nope"] * n},
    "unknown keys": lambda n: {**REQUEST, **{f"size{index}": 1 for index in range(n)}},
    "values in a wrong one": lambda n: {**REQUEST, "user": [1] * n},
}
CALLS: dict[str, Callable[[imagespec.Handle, dict[str, Any]], object]] = {
    "verdict": lambda spec, request: spec.is_valid(request),
    "fix": lambda spec, request: spec.fix(request),
    "unsafe fix": lambda spec, request: spec.fix(request, unsafe=True),
    "migrate": lambda spec, request: spec.migrate(request, to="gpt-image-1"),
    "answer of the API": lambda spec, request: spec.check(request).to_openai_error(),
    "selected": lambda spec, request: spec.check(request, select=["labels"]).to_dict(),
    "partial": lambda spec, request: spec.check(request, partial=True).to_dict(),
    "fixes and sources": lambda spec, request: [(d.pointer, d.source, [fix.safe for fix in d.fixes]) for d in spec.check(request)],
    "compared": lambda spec, request: spec.check(request) == spec.check(request),
}


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> imagespec.Handle:
    return imagespec.load(with_labels(tmp_path_factory.mktemp("labels")))


@pytest.mark.exhaustive
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("kind", REQUESTS)
def test_work_grows_with_the_findings(labels: imagespec.Handle, kind: str, call: str) -> None:
    ask = CALLS[call]
    ask(labels, REQUESTS[kind](SIZES[0]))  # what is loaded once is no growth
    counts = []
    for size in SIZES:
        request = REQUESTS[kind](size)
        counts.append(work(lambda request=request: ask(labels, request)))
    first, second, third = counts
    assert third - second <= (second - first) * 2**MOST + 2, counts
