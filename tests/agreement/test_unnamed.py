"""A request that names no model is told what every current model says of it, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.spec.load import shipped
from tests.support.requests import spaces

Rules = dict[tuple[str, str], bool]
"""Rule and place of what is found, and whether it is an error."""

REVISIONS = [name for name in shipped() if name >= "openai@2026-10-06"]
"""Since then, no document names a default model for what is uploaded or generated."""


def current(handle: Handle, operation: str) -> list[str]:
    """One model for each contract of those that had not ended on the day of the revision; of all where none is left."""
    day = handle.name.partition("@")[2]
    served = handle.operations[operation].models
    living = [model for model in served if not "" < handle.models[model].shutdown <= day] or served
    return [next(other for other in living if handle.contract(operation, other) == handle.contract(operation, model)) for model in living]


def findings(handle: Handle, operation: str, request: dict[str, Any]) -> Rules:
    """All that is not about the model."""
    found: Rules = {}
    for rule, place, severity in handle.engine.outline(handle.check(request, operation)):
        if not rule.startswith("model."):
            found[rule, place] = found.get((rule, place), False) or severity == "error"
    return found


def shared(handle: Handle, operation: str, request: dict[str, Any], models: list[str]) -> Rules:
    """What all models say of a request, as softly as the softest."""
    said = [findings(handle, operation, {"model": model, **request}) for model in models]
    return {place: all(each[place] for each in said) for place in set.intersection(*map(set, said))}


def nameless(handle: Handle, operation: str, count: int) -> Iterator[dict[str, Any]]:
    """Requests around the limits of the current models, without their names."""
    random = Random(31)
    models = current(handle, operation)
    own = [space for name, space in spaces(handle.spec) if name == operation and space.contract.model in models]
    every = [request for space in own for request in space.systematic()]
    for request in (*random.sample(every, min(count, len(every))), *(random.choice(own).random(random) for _ in range(count))):
        yield {key: value for key, value in request.items() if key != "model"}


@pytest.mark.parametrize("name", [*(pytest.param(name, marks=pytest.mark.exhaustive) for name in REVISIONS[:-1]), REVISIONS[-1]])
def test_what_is_found_is_what_every_current_model_finds(name: str, depth: Callable[[int, int], int]) -> None:
    handle = imagespec.load(name)
    without_default = [operation for operation in handle.operations if handle.spec.unnamed(operation)]
    assert {"generate", "edit", "variation"} <= {*without_default}
    for operation in without_default:
        models = list(dict.fromkeys(current(handle, operation)))
        asked = told = 0
        for request in nameless(handle, operation, depth(100, 10_000)):
            found = findings(handle, operation, request)
            assert found == shared(handle, operation, request, models), (operation, str(request)[:500])
            asked, told = asked + 1, told + bool(found)
        assert asked > told > asked // 10


@pytest.mark.parametrize(
    ("operation", "request_", "rules"),
    [
        ("generate", {"prompt": "a cat"}, ["model.required"]),
        ("generate", {"prompt": "a cat", "model": None}, ["model.required"]),
        ("generate", {"prompt": "a cat", "size": "1024x1024", "quality": "max", "complexity": "low"}, ["model.required"]),
        ("generate", {"prompt": "a cat", "size": "512x512", "style": "vivid"}, ["model.required", "style.unsupported"]),
        ("generate", {"n": 11, "quality": "hd", "sise": 1}, [
            "model.required", "prompt.required", "n.range", "quality.value", "parameter.unknown",
        ]),
        ("edit", {"prompt": "a cat", "image": "a.png", "input_fidelity": "high"}, ["model.required"]),
        ("edit", {"prompt": "", "image": ["a.png"] * 17}, ["model.required", "image.count", "prompt.length"]),
        ("variation", {"image": "a.png", "n": 11}, ["model.required", "n.range"]),
        ("variation", {"prompt": "a"}, ["model.required", "image.required", "prompt.unsupported"]),
    ],
)  # fmt: skip
def test_a_request_without_a_model(operation: str, request_: dict[str, Any], rules: list[str]) -> None:
    report = imagespec.check(request_, operation)
    assert ([d.rule for d in report], report.model) == (rules, "")
    assert report.diagnostics[0].severity == "warning"
    assert imagespec.is_valid(request_, operation) is report.ok is (len(rules) == 1)
    for diagnostic in report:
        assert diagnostic.model == ""
        assert not any(model in json.dumps(diagnostic.to_dict()) for model in imagespec.load().models), diagnostic.message


def test_fixes_of_a_request_without_a_model_are_tried_as_one() -> None:
    report = imagespec.check({"prompt": "a cat", "quality": "HIGH", "response_format": "url", "n": "2"})
    fixes = {d.rule: [(fix.title, fix.safe) for fix in d.fixes] for d in report}
    assert fixes["quality.value"] == [('use "high"', True)]
    assert fixes["response_format.unsupported"] == [("remove response_format", True)]


def test_a_table_without_a_word_on_the_model_asks_for_one() -> None:
    azure = imagespec.load("azure")
    assert azure.spec.unnamed("generate") is None, "its documents name one"
