"""The recipe for Ray Data in docs/bulk.md is the example, and finds what the command line finds."""

from __future__ import annotations

import json
import os
import pickle
import runpy
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.conftest import invoke

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "ray_data.py"
LINES = [
    {
        "custom_id": f"r{number}",
        "method": "POST",
        "url": "/v1/images/generations",
        "body": {"model": "gpt-image-2", "prompt": "a cat"} | more,
    }
    for number, more in enumerate([{}, {"style": "vivid"}, {"n": 1}, {"n": "2"}, {"n": 11, "size": "1000x1000"}] * 20)
]


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Lines with a key that others have not, of different types, and one that is no JSON."""
    path = tmp_path / "batch.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES) + "{broken\n", "utf-8")
    return path


def expected(path: Path) -> Counter[str]:
    """How many lines break which rules, as the command line has it."""
    said = invoke("lint", path, "--format", "json", "--spec", "openai@2026-11-26").said
    rules: dict[int, list[str]] = {number: [] for number in range(1, len(LINES) + 2)}
    for entry in said["diagnostics"]:
        if entry["severity"] == "error":
            rules[entry["line"]].append(entry["rule"])
    return Counter(" ".join(sorted(found)) for found in rules.values())


def test_the_document_has_the_example_word_for_word() -> None:
    assert f"```python title=examples/ray_data.py\n{EXAMPLE.read_text('utf-8')}```" in (ROOT / "docs" / "bulk.md").read_text("utf-8")


def test_the_check_of_the_recipe_without_ray(batch: Path) -> None:
    """What is sent to the workers can be pickled, and judges lines as the command line does."""
    recipe = runpy.run_path(str(EXAMPLE))
    check = recipe["Check"]("openai@2026-11-26")
    assert pickle.loads(pickle.dumps(check.spec)) is check.spec
    found = Counter(" ".join(sorted(check.rules(line))) for line in batch.read_text("utf-8").splitlines())
    assert found == expected(batch)


@pytest.mark.exhaustive
@pytest.mark.skipif(sys.version_info >= (3, 14) or sys.platform != "linux", reason="Ray is not installed for it")
def test_the_recipe_with_ray(batch: Path) -> None:
    pytest.importorskip("ray", reason="pip install --group ray")
    environment = os.environ | {"RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, EXAMPLE, batch], env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [row.strip().split("  ", 1) for row in done.stdout.splitlines() if row.strip()[:1].isdigit()]
    found = Counter({" ".join(sorted(rules.replace("right", "").split())): int(count.replace(",", "")) for count, rules in rows})
    assert found == expected(batch)
