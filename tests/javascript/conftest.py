"""Node, and the JavaScript package of the newest revision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import imagespec
from imagespec.api import Handle
from tests.support.node import Node, runner

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent / "schemas" / "js"


@pytest.fixture(scope="session")
def newest() -> Handle:
    """The revision that the package is of."""
    return imagespec.load()


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Run one of the scripts with arguments; returns what it printed."""
    with TemporaryDirectory() as desk:
        yield runner(Path(desk), HERE / "node")


@pytest.fixture(scope="session")
def index() -> Path:
    """The module of every operation."""
    return PACKAGE / "index.js"
