"""Node with the packages that frontends use, and the schemas under test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from tests.support.node import Node, desk, installed, runner

SCRIPTS = Path(__file__).parent / "node"

__all__ = ["Node", "minified"]


@pytest.fixture(scope="session")
def newest() -> Handle:
    """The revision that the exported schemas are of."""
    return imagespec.load()


@pytest.fixture(scope="session")
def node_packages(pytestconfig: pytest.Config) -> Path:
    """A folder with the pinned packages."""
    return installed(pytestconfig, SCRIPTS)


@pytest.fixture(scope="session")
def node_desk(node_packages: Path) -> Iterator[Path]:
    """A folder of this process whose programs find the packages."""
    with desk(node_packages) as folder:
        yield folder


@pytest.fixture(scope="session")
def node(node_desk: Path) -> Node:
    """Run one of the scripts with arguments; returns what it printed."""
    return runner(node_desk, SCRIPTS)


def minified(value: Any) -> str:
    """JSON without white space, as it would be served."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
