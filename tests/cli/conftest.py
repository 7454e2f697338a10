"""Running the command line, in this process and in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from imagespec.cli.main import cli

REVISION = ("--spec", "openai@2026-05-07", "--today", "2026-05-07")


class Result(NamedTuple):
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> dict[str, Any]:
        """Standard output as JSON."""
        said: dict[str, Any] = json.loads(self.out)
        return said

    @property
    def rules(self) -> list[str]:
        return [entry["rule"] for entry in self.said["diagnostics"]]

    @property
    def places(self) -> list[tuple[str, int, int | None]]:
        return [(entry["rule"], entry["line"], entry["column"]) for entry in self.said["diagnostics"]]


def invoke(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run a command in this process; an exception of the command is one of the test."""
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)
    return Result(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def lint(tmp_path: Path) -> Callable[..., Result]:
    """Lint a text (or bytes) as a file of a name against the founding revision, as JSON."""

    def run(content: str | bytes, name: str = "requests.json", *options: str) -> Result:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        return invoke("lint", "--format", "json", *REVISION, *options, path)

    return run


def process(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed command in a process of its own."""
    command = [str(Path(sys.executable).parent / "imagespec"), *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, env=os.environ | environment, check=False)
