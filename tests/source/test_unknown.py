"""A value of a call that becomes unknown takes findings away and never adds any, nor changes one about another parameter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import imagespec
from imagespec.places.source.nodes import Call, Member
from imagespec.places.source.reading import NOTEBOOK, Reader
from imagespec.places.vocabulary import Vocabulary
from tests.conftest import Depth
from tests.source.test_repository import FILES

Finding = tuple[str, str, str]
SPEC = imagespec.load("openai@2026-11-26")
READER = Reader(Vocabulary(SPEC), models=False)
TEXTS = [path for path in FILES if path.suffix not in NOTEBOOK]


def read(text: str, path: Path) -> dict[int, Call]:
    """The calls of a text by their number."""
    return dict(enumerate(READER.read(text, path.suffix).calls))


def findings(call: Call) -> set[Finding]:
    if call.operation not in SPEC.engine.operations:
        return set()
    report = SPEC.check(call.request, call.operation, partial=call.partial, today="2026-11-26")
    return set(SPEC.engine.outline(report))


def literals(call: Call) -> Iterator[Member]:
    return (member for member in call.members.values() if member.node.literal)


def reads(rule: str, pointer: str, name: str) -> bool:
    """Whether a finding may depend on a parameter: its own, one of a rule between it and another, any for the model."""
    rows = [row for operation in SPEC.engine.operations for row in SPEC.engine.every_row(operation) if row.rule == rule]
    return (
        name == "model" or pointer.split("/")[1] == name or any(name in row.kind.parameters for row in rows) or rule.endswith(".required")
    )


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_an_unknown_value_only_takes_away(path: Path, depth: Depth) -> None:
    text = path.read_text("utf-8")
    name = "unknown_value" if path.suffix == ".py" else "`${unknownValue}`"
    before = read(text, path)
    compared = 0
    for number, call in list(before.items())[:: depth(8, 1)]:
        for member in literals(call):
            changed = text[: member.node.start] + name + text[member.node.end :]
            after = read(changed, path)
            place = call.place + (len(changed) - len(text) if member.node.start < call.place else 0)
            same = next((other for other in after.values() if other.place == place), None)
            left = findings(same) if same else set()
            had = findings(call)
            assert left <= had, (number, member.name)
            if same is None:
                assert member.name == "model"  # of a client that is not known, it may be one of another service
            elif same.partial == call.partial:
                assert all(reads(rule, pointer, member.name) for rule, pointer, _ in had - left), (number, member.name)
            compared += 1
    assert compared > 0 or not before


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_call_of_other_services_appears(path: Path) -> None:
    """A model of another service that becomes unknown makes no request of a call that was none."""
    text = path.read_text("utf-8")
    name = "unknown_value" if path.suffix == ".py" else "unknownValue"
    for foreign in (
        '"flux"',
        '"grok-2-image"',
        '"grok"',
        '"black-forest-labs/FLUX.1-schnell"',
        '"vertex_ai/imagen-4.0"',
        '"my-group"',
        '"google/imagen"',
    ):
        if foreign in text:
            assert len(read(text.replace(foreign, name), path)) == len(read(text, path)), foreign
