"""A repository with calls of each client in each language: exactly the marked lines have findings, with exactly these rules."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.source.linted import linted

REPOSITORY = Path(__file__).parent / "repository"
MARK = re.compile(r"expect: ([a-z_. ]+[a-z])")
FILES = sorted(path for path in REPOSITORY.rglob("*") if path.suffix in (".py", ".ipynb", ".js", ".ts", ".tsx", ".mjs"))


def marked(path: Path) -> dict[int, list[str]]:
    """The rules that are expected, by line."""
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if match := MARK.search(line):
            found[number] = sorted(match[1].split())
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_exactly_the_marked_lines(path: Path) -> None:
    found = defaultdict(list)
    for entry in linted(path).diagnostics:
        found[entry["line"]].append(entry["rule"])
    assert {line: sorted(rules) for line, rules in found.items()} == marked(path)


def test_there_are_many_calls() -> None:
    result = linted(REPOSITORY)
    assert result.requests >= 150
    assert len(result.diagnostics) == sum(len(rules) for path in FILES for rules in marked(path).values())
