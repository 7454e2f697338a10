"""Fixtures of the tests of clients."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest

import imagespec
from tests.clients.counting import Counted
from tests.clients.environments import Environments


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def whole_process() -> Iterator[None]:
    """Takes the check of every client away, whatever a test does."""
    yield
    imagespec.preflight(openai, mode="off")


@pytest.fixture(scope="session")
def environments(tmp_path_factory: pytest.TempPathFactory) -> Environments:
    return Environments(tmp_path_factory.mktemp("packages"))
