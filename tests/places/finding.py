"""What lint finds in a file of a name: each request with its operation, and each finding with the text that stands at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from tests.cli.conftest import REVISION, Result, invoke


class Seen(NamedTuple):
    """What a run said: operations of the requests, findings with the text from their place on, and standard error on one line."""

    operations: list[str]
    findings: list[tuple[str, str]]
    err: str
    result: Result


def seen(folder: Path, name: str, text: str, *options: str, named: bool = True) -> Seen:
    """Lint a text as a file, named itself or through its folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    result = invoke("lint", "--format", "json", *REVISION, *options, path if named else folder)
    said: dict[str, Any] = result.said
    lines = text.split("\n")
    findings = [(entry["rule"], lines[entry["line"] - 1][(entry["column"] or 1) - 1 :][:24]) for entry in said["diagnostics"]]
    return Seen([entry["operation"] for entry in said["requests"]], findings, " ".join(result.err.split()), result)
