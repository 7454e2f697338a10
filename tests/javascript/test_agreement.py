"""JavaScript says of a request what Python says, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from imagespec.api import Handle
from tests.conftest import Depth
from tests.corpus.test_corpus import PAYLOADS, REJECTIONS, written_out
from tests.javascript.comparing import Question, differences, questions
from tests.support.node import Node
from tests.support.requests import spaces, systematic


def generated(handle: Handle, operation: str, count: int) -> Iterator[Question]:
    """Random requests of an operation, shared among its models."""
    random = Random(2026)
    every = [space for name, space in spaces(handle.spec) if name == operation]
    for number in range(count):
        yield operation, every[number % len(every)].random(random)


def corpus(handle: Handle) -> Iterator[Question]:
    """Every recorded request, as a request of each operation."""
    for row in (*REJECTIONS, *PAYLOADS):
        for operation in handle.operations:
            yield operation, written_out(row["request"])


def test_the_corpus(newest: Handle, index: Path, node: Node, tmp_path: Path) -> None:
    asked = questions(corpus(newest))
    assert len(asked) > 1000
    assert differences(newest, index, node, tmp_path, asked) == []


def test_every_single_change(newest: Handle, index: Path, node: Node, tmp_path: Path, depth: Depth) -> None:
    asked = questions(systematic(newest.spec, depth(397, 29)))
    assert differences(newest, index, node, tmp_path, asked) == []


@pytest.mark.exhaustive
def test_texts_of_many_megabytes(newest: Handle, index: Path, node: Node, tmp_path: Path) -> None:
    asked = questions(systematic(newest.spec, 29), long=True)[:8]
    assert asked
    assert differences(newest, index, node, tmp_path, asked) == []


OPERATIONS = ("generate", "edit", "edit-json", "variation", "tool")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_generated_requests(operation: str, newest: Handle, index: Path, node: Node, tmp_path: Path, depth: Depth) -> None:
    asked = questions(generated(newest, operation, depth(200, 4000)))
    assert differences(newest, index, node, tmp_path, asked) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("operation", OPERATIONS)
def test_findings_of_many_generated_requests(operation: str, newest: Handle, index: Path, node: Node, tmp_path: Path) -> None:
    asked = questions(generated(newest, operation, 108_000))
    assert len(asked) >= 100_000
    assert differences(newest, index, node, tmp_path, asked, outline=True) == []
