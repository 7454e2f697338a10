"""Harmed configurations: no traceback, nothing of theirs ignored in silence, and no exit code 1 without an error."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.cli.conftest import invoke
from tests.support.mutations import mutated

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SEEDS = [
    b'[project]\nname = "x"\n[tool.imagespec]\nspec = "openai@2026-05-07"\nstrict = true\ntoday = "2026-11-21"\n',
    b'[tool.imagespec]\naliases = { house = "gpt-image-2" }\nmodels = ["gpt-image-2"]\nselect = ["n", "size"]\nignore = ["size.ratio"]\n',
    b'[build-system]\nrequires = ["imagespec"]\n\n[tool]\nimagespec = {strict = false, ignore = ["n"]}\n[tool.ruff]\nline-length = 100\n',
    b'tool.imagespec.strict = true\ntool.imagespec.ignore = ["*.preview"]\n',
    b'[project]\ndependencies = ["imagespec>=0.1"]\n[tool.other]\nx = """\n[tool.other2]\n"""\n',
    b"[tool.imagespec.aliases]\nhouse = 'gpt-image-2'\n'house-*' = \"gpt-image-1.5\"\n[tool.imagespec]\nmodels = []\n",
]
KEYS = {"spec": str, "aliases": dict, "models": list, "select": list, "ignore": list, "strict": bool, "today": str}
NOTED = re.compile(rb"tool[\"']?[ \t]*\.[ \t]*[\"']?imagespec(?!\w)")


def section(data: bytes) -> Any:
    """The section of a file, ``None`` for none.

    Raises:
        ValueError: it is no TOML.
    """
    try:
        document = tomllib.loads(data.decode("utf-8"))
    except RecursionError:
        raise ValueError from None
    tool = document.get("tool")
    return tool.get("imagespec") if isinstance(tool, dict) else None


@pytest.mark.parametrize("part", range(5))
def test_harmed_configurations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int, depth: Callable[[int, int], int]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    file = tmp_path / "pyproject.toml"
    random = Random(part)
    requests = ['{"model": "gpt-image-2", "prompt": "a"}', '{"model": "gpt-image-2", "prompt": "a", "n": 11}']
    codes: dict[int, int] = {}
    for _ in range(depth(40, 1_000)):
        data = mutated(random, random.choice(SEEDS), random.choice(SEEDS))
        file.write_bytes(data)
        result = invoke("lint", "-", "--format", "json", stdin=random.choice(requests))
        codes[result.code] = codes.get(result.code, 0) + 1
        if result.code == 2:
            assert result.err, data
            assert result.out == "", data
            continue
        findings = result.said["diagnostics"]
        assert (result.code == 1) == any(entry["severity"] == "error" for entry in findings) or (result.code == 1 and findings), data
        try:
            found = section(data)
        except ValueError:
            lines = b"\n".join(line for line in data.splitlines() if not line.lstrip().startswith(b"#"))
            assert not NOTED.search(lines), data
            continue
        assert found is None or (isinstance(found, dict) and all(type(value) is KEYS[key] for key, value in found.items())), data
        assert not (found or {}).get("strict") or result.code == 1 or not findings, data
    assert codes.get(2, 0) > 5
    assert codes.get(0, 0) > 2
