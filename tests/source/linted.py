"""What ``imagespec lint`` says about source code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from tests.cli.conftest import Result, invoke

SPEC = ("--spec", "openai@2026-11-26", "--today", "2026-11-26")


class Linted(NamedTuple):
    """The findings as JSON, how many requests there were, and what was said on standard error."""

    diagnostics: list[dict[str, Any]]
    requests: int
    said: str


def linted(path: Path, *options: str) -> Linted:
    """Lint a file or folder."""
    result: Result = invoke("lint", "--format", "json", *SPEC, *options, path)
    assert result.code in (0, 1), result.err
    return Linted(result.said["diagnostics"], len(result.said["requests"]), result.err)
