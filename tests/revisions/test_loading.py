"""What the newest revision costs to load."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import process_time

import pytest

from imagespec.spec import load

NEWEST = "openai@2026-11-26"


def seconds() -> float:
    """Seconds of the processor for the newest revision from its YAML files with everything it extends, once, with cold caches."""
    load.load_shipped.cache_clear()
    load._shipped_document.cache_clear()
    start = process_time()
    spec = load.load_file(load.shipped()[NEWEST])
    elapsed = process_time() - start
    assert spec.name == NEWEST
    return elapsed


def test_loading_from_yaml_takes_less_than_150_milliseconds() -> None:
    assert median(seconds() for _ in range(9)) < 0.150


PROGRAM = """
import sys
import imagespec
body = {"model": "gpt-image-2", "prompt": "a fox", "size": "1000x1000"}
assert not imagespec.is_valid(body)
assert imagespec.check(body).diagnostics[0].message
assert imagespec.check({"model": "gpt-image-1", "prompt": "a"}, today="2026-11-21", spec="openai").diagnostics
assert imagespec.check(body, spec="azure", aliases={"mine": "gpt-image-2"}).errors
print(*sorted({"yaml", "cattrs", "jsonschema", "click"} & set(sys.modules)))
"""


def test_no_yaml_is_read_for_the_newest_revision_of_a_table() -> None:
    result = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "", "")


@pytest.mark.parametrize("name", list(load.shipped()))
def test_what_is_taken_as_right_is_right(name: str) -> None:
    """The strict way that a user's table takes finds the same in every shipped table, and no fault."""
    trusted, judged = load.load_shipped(name), load.load_file(load.shipped()[name])
    assert trusted == judged
    assert dict(trusted.contracts) == dict(judged.contracts)
