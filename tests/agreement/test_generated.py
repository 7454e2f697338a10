"""The reference interpreter and the compiled checks say the same of every request."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imagespec.api import Handle
from tests.conftest import FOUNDING, Depth
from tests.support.reference import reference
from tests.support.requests import ALIASES, generated, systematic
from tests.support.strategies import requests
from tests.support.verdicts import found, said

DAYS = ("2025-01-01", "2026-05-11", "2026-05-12", "2030-01-01")


def disagreement(handle: Handle, operation: str, request: object, index: int) -> str:
    """What differs between the engines, empty when nothing does."""
    known = handle.spec.models
    aliases = {name: model for name, model in ALIASES.items() if model in known} if index % 2 else None
    today = DAYS[index % len(DAYS)]
    report = handle.check(request, operation, aliases=aliases, today=today)
    expected = repr(list(reference(handle.spec, request, operation, aliases, today)))
    compiled = repr(said(report) if index % 16 == 0 else found(handle, report))
    if expected != compiled:
        return f"{operation} {str(request)[:500]}\n  reference {expected}\n  compiled  {compiled}"
    if handle.is_valid(request, operation, aliases=aliases) is not report.ok:
        return f"{operation} {str(request)[:500]}: is_valid is not ok"
    return ""


def test_generated_requests_agree(revision: Handle, depth: Depth) -> None:
    count = depth(3_000, 100_000) if revision.name == FOUNDING else depth(200, 2_000)
    verdicts = 0
    for index, (operation, request) in enumerate(generated(revision.spec, count)):
        assert not disagreement(revision, operation, request, index)
        verdicts += revision.is_valid(request, operation)
    assert count // 10 < verdicts < count * 9 // 10, "the generator makes both kinds of requests"


def test_single_changes_of_a_valid_request_agree(revision: Handle, depth: Depth) -> None:
    stride = depth(17, 1) if revision.name == FOUNDING else depth(1_501, 100)
    for index, (operation, request) in enumerate(systematic(revision.spec, stride)):
        assert not disagreement(revision, operation, request, index)


@pytest.mark.parametrize("request_", [None, [], "x", 1, {}, {"model": None}, {"model": ""}, {"model": 1.0}, {"model": ["x"]}], ids=repr)
def test_requests_without_a_readable_model_agree(founding: Handle, request_: object) -> None:
    for operation in founding.operations:
        assert not disagreement(founding, operation, request_, 0)


def test_the_default_model_agrees(founding: Handle, depth: Depth) -> None:
    for index, (operation, request) in enumerate(generated(founding.spec, depth(1_000, 5_000), seed=7)):
        nameless = {key: value for key, value in request.items() if key != "model"}
        assert not disagreement(founding, operation, nameless, index)
        assert not disagreement(founding, operation, {"model": None, **nameless}, index)


@settings(suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(data=st.data(), index=st.integers(0, 7))
def test_drawn_requests_agree(founding: Handle, data: st.DataObject, index: int) -> None:
    operation, request = data.draw(requests(founding.spec))
    assert not disagreement(founding, operation, request, index)
