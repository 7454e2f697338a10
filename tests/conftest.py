"""Fixtures of all tests."""

from __future__ import annotations

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.spec.load import shipped
from imagespec.spec.model import Spec

FOUNDING = "openai@2026-05-07"


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
