"""Fixtures of all tests, and the two depths that they have."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

import imagespec
from imagespec.api import Handle
from imagespec.spec.load import shipped
from imagespec.spec.model import Spec

FOUNDING = "openai@2026-05-07"

Depth = Callable[[int, int], int]
"""The fixture ``depth``."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--exhaustive", action="store_true", help="prove whole domains and run the tests that need a browser")


def pytest_configure(config: pytest.Config) -> None:
    """Give the tests of Hypothesis their depth: those that name no number of examples take it from here."""
    for name in ("COLUMNS", "GITHUB_ACTIONS"):
        os.environ.pop(name, None)  # they choose how commands write
    exhaustive = config.getoption("--exhaustive")
    # A busy machine is no fault of a test.
    settings.register_profile(
        "imagespec", max_examples=500 if exhaustive else 100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("imagespec")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests marked ``exhaustive`` to ``--exhaustive``, which marks those that go deeper then as well.

    So ``--exhaustive -m exhaustive`` runs what a quick run leaves out, and nothing a second time.
    """
    if config.getoption("--exhaustive"):
        for item in filter(_goes_deeper, items):
            item.add_marker("exhaustive")
        return
    left_out = [item for item in items if item.get_closest_marker("exhaustive")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("exhaustive")]


def _goes_deeper(item: pytest.Item) -> bool:
    """Whether a test takes more samples with ``--exhaustive``."""
    return "depth" in getattr(item, "fixturenames", ()) or getattr(getattr(item, "obj", None), "is_hypothesis_test", False)


@pytest.fixture(scope="session")
def depth(pytestconfig: pytest.Config) -> Depth:
    """How many samples a test takes: ``depth(quick, exhaustive)``."""
    return lambda quick, exhaustive: exhaustive if pytestconfig.getoption("--exhaustive") else quick


@pytest.fixture(scope="session")
def founding() -> Handle:
    """The revision of the founding documents, whatever the newest one is."""
    return imagespec.load(FOUNDING)


@pytest.fixture(scope="session")
def spec(founding: Handle) -> Spec:
    return founding.spec


@pytest.fixture(scope="session", params=list(shipped()))
def revision(request: pytest.FixtureRequest) -> Handle:
    """Each shipped revision in turn."""
    return imagespec.load(request.param)
