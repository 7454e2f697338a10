"""Fixtures of all tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.spec.load import shipped
from imagespec.spec.model import Spec

FOUNDING = "openai@2026-05-07"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--exhaustive", action="store_true", help="prove whole domains and run the tests that need a browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests marked ``exhaustive`` to ``--exhaustive``."""
    if not config.getoption("--exhaustive"):
        left_out = [item for item in items if item.get_closest_marker("exhaustive")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("exhaustive")]


@pytest.fixture(scope="session")
def depth(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
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
