"""What is generated stays small, and a new revision shows in it as what it changes."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

import imagespec
from imagespec.compile.package import compile_package
from imagespec.spec.document import parse_document
from imagespec.spec.load import load_document, load_shipped

COMPILED = Path(imagespec.__file__).parent / "_compiled"
NEWEST = imagespec.load().name

CHANGES = {
    "models: {dall-e-3: {operations: {generate: {parameters: {n: {range: {max: 2}, source: python-reference}}}}}}": 22,
    "families: {gpt-image: {parameters: {prompt: {length: {max: 31000}, source: python-reference}}}}": 59,
    'models: {gpt-image-1: {shutdown: "2026-10-24", lifecycle_source: deprecations}}': 24,
}
"""A change of one number, and the most lines of generated code that may show it, each line counted as it was and as it is."""


@pytest.mark.parametrize("change", CHANGES)
def test_one_number_is_a_short_diff(change: str) -> None:
    head = f'extends: {NEWEST}\ntable: openai\nrevision: "2026-11-27"\ntitle: OpenAI Images API\n'
    changed = compile_package(load_document(parse_document(head + change + "\n", "next.yaml")))
    lines = [
        line
        for name, source in compile_package(load_shipped(NEWEST)).items()
        for line in unified_diff(source.splitlines(), changed[name].splitlines(), n=0, lineterm="")
        if line[0] in "+-" and not line.startswith(("+++", "---"))
    ]
    assert 0 < len(lines) <= CHANGES[change], "\n".join(lines)


def test_the_generated_code_is_below_24_000_lines() -> None:
    assert sum(path.read_text("utf-8").count("\n") for path in COMPILED.rglob("*.py")) < 24_000


def test_each_table_is_compiled_once() -> None:
    assert {path.parent.name for path in COMPILED.glob("*/*.py")} == {"openai", "azure"}
