"""``is_valid`` against jsonschema's validator, in one run on the same requests."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

import imagespec
from tests.conftest import Depth

BENCH = Path(__file__).resolve().parents[2] / "tools" / "bench"
AT_LEAST = 40


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    return runpy.run_path(str(BENCH))


@pytest.fixture(scope="module")
def prepared(bench: dict[str, Any], depth: Depth) -> tuple[Any, Any]:
    work, schemas = bench["prepare"](depth(500, 2_000))
    return work, schemas


def test_the_schema_is_equivalent_on_the_requests(bench: dict[str, Any], prepared: tuple[Any, Any]) -> None:
    work, schemas = prepared
    assert bench["disagreements"](work, schemas) == []
    valid = sum(imagespec.is_valid(request, operation) for operation, request in work)
    assert valid == len(work) * 7 // 10
    assert {operation for operation, _ in work} >= {"generate", "edit", "edit-json"}
    assert {request["model"] for _, request in work} >= set(bench["MODELS"])


def test_is_valid_is_many_times_faster(bench: dict[str, Any], prepared: tuple[Any, Any]) -> None:
    work, schemas = prepared
    best = max((bench["measure"](work, schemas, 5) for _ in range(2)), key=lambda figures: figures["ratio"])
    print({name: round(figure) for name, figure in best.items()})
    assert best["ratio"] >= AT_LEAST, best
