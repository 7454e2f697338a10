"""Models end on a day: before it a warning that they will, from it on a warning that they have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.spec.load import shipped
from tests.revisions.asking import found, generate
from tests.support.requests import generated

ENDS = {
    "dall-e-2": "2026-05-12",
    "dall-e-3": "2026-05-12",
    "gpt-image-1": "2026-10-23",
    "gpt-image-1-mini": "2026-12-01",
    "gpt-image-1.5": "2026-12-01",
    "gpt-image-1.5-2025-12-16": "2026-12-01",
    "chatgpt-image-latest": "2026-12-01",
}


def test_which_models_end() -> None:
    models = imagespec.load("openai@2026-11-26").models
    assert {name: model.shutdown for name, model in models.items() if model.shutdown} == ENDS
    for name in ENDS:
        assert models[name].replacement
        for successor in models[name].replacement:
            assert not models[successor].shutdown
    for name, model in models.items():
        assert model.released, name
        assert not model.deprecated or model.released < model.deprecated < model.shutdown


@pytest.mark.parametrize("model", ENDS)
def test_the_day_itself_and_the_day_before(model: str) -> None:
    day = date.fromisoformat(ENDS[model])
    for today, rule in (
        (day - timedelta(1), "deprecated"),
        (day, "retired"),
        (day + timedelta(1), "retired"),
        (date(2020, 1, 1), "deprecated"),
    ):
        assert found(generate(model), today=today.isoformat()) == [f"warning model.{rule} /model"]
    report = imagespec.check(generate(model), spec="openai@2026-11-26", today=ENDS[model])
    (finding,) = report.diagnostics
    replacement = imagespec.load("openai@2026-11-26").models[model].replacement
    assert finding.params == {"actual": model, "shutdown": ENDS[model], "replacement": list(replacement)}
    assert finding.message == f"{model} was shut down on {ENDS[model]}; move to {' or '.join(replacement)}."
    assert [fix.edits[0].value for fix in finding.fixes] == list(replacement)
    assert report.ok
    assert not imagespec.check(generate(model), spec="openai@2026-11-26", today=ENDS[model], strict=True).ok


def test_today_is_the_day_of_the_call() -> None:
    body = generate("dall-e-3")
    said = [d.rule for d in imagespec.check(body).diagnostics]
    assert said == [d.rule for d in imagespec.check(body, today=date.today().isoformat()).diagnostics] == ["model.retired"]


@pytest.mark.parametrize(
    "today", ["yesterday", "2026-5-7", "20260507", "", "2026-05-07T00:00:00", "２０２６-05-07", 20260507, "2026/05/07"]
)
def test_a_day_that_is_none(today: Any) -> None:
    with pytest.raises(ValueError, match="today must be an ISO date"):
        imagespec.check(generate("gpt-image-2"), today=today)


def test_the_models_own_limits_still_apply() -> None:
    assert found(generate("dall-e-3", n=2)) == ["warning model.retired /model", "error n.range /n"]
    assert found(generate("dall-e-3", n=1)) == ["warning model.retired /model"]


def test_aliases_of_a_model_that_ended() -> None:
    assert found(generate("mine"), aliases={"mine": "gpt-image-1"}) == ["warning model.retired /model"]


def test_lifecycle_rules_can_be_ignored() -> None:
    for ignore in (["model"], ["model.retired"], ["*.retired"]):
        assert found(generate("gpt-image-1"), ignore=ignore, strict=True) == []


def lifecycle(handle: Handle, request: Any, operation: str) -> set[str]:
    """Rules of errors about the life of a model."""
    outline = handle.engine.outline(handle.check(request, operation, today="2026-11-21"))
    return {
        rule for rule, _, severity in outline if severity == "error" and rule in ("model.retired", "model.deprecated", "model.required")
    }


def errors_of(handle: Handle, request: Any, operation: str) -> set[tuple[str, str]]:
    """Rule and place of every error."""
    outline = handle.engine.outline(handle.check(request, operation, today="2026-11-21"))
    return {(rule, place) for rule, place, severity in outline if severity == "error"}


def of_every_living_model(handle: Handle, request: dict[str, Any], operation: str) -> set[tuple[str, str]]:
    """The errors that a request would have whichever of the models that still answer it named."""
    living = [model for model in handle.operations[operation].models if not handle.models[model].shutdown]
    return set.intersection(*(errors_of(handle, {**request, "model": model}, operation) for model in living)) if living else set()


def test_what_was_valid_is_no_error_for_the_end_of_a_model() -> None:
    """Thousands of requests that were valid on 2026-05-07: their models ended, their default model went, and that warns only.

    A request that names no model is refused for what no model takes any more, and for nothing else.
    """
    founding, newest = imagespec.load("openai@2026-05-07"), imagespec.load("openai@2026-11-26")
    valid = ended = unnamed = 0
    for index, (operation, request) in enumerate(generated(founding.spec, 13_000, seed=4)):
        if index % 7 == 0:
            request.pop("model", None)
        if not founding.is_valid(request, operation):
            continue
        valid += 1
        assert not lifecycle(newest, request, operation)
        outline = newest.engine.outline(newest.check(request, operation, today="2026-11-21"))
        errors = {(rule, place) for rule, place, severity in outline if severity == "error"}
        gone = set() if request.get("model") else of_every_living_model(newest, request, operation)
        assert errors <= {("input_fidelity.unsupported", "/input_fidelity")} | gone, f"{operation} {str(request)[:300]}: {outline}"
        unnamed += bool(errors & gone)
        if any(rule == "model.retired" for rule, _, _ in outline):
            ended += 1
            assert not newest.check(request, operation, today="2026-11-21", strict=True).ok
    assert valid > 3_000
    assert ended > 900
    assert unnamed


@pytest.mark.parametrize("name", [name for name in shipped() if name.startswith("openai@")])
def test_the_life_of_a_model_is_a_warning_in_every_revision(name: str) -> None:
    handle = imagespec.load(name)
    for operation, served in handle.operations.items():
        for model in served.models:
            request = {"model": model, "prompt": "a fox", "image": "a.png", "images": [{"file_id": "f"}], "type": "image_generation"}
            kept = {key: value for key, value in request.items() if key not in handle.contract(operation, model).unsupported}
            report = handle.check(kept, operation, today="2027-01-01")
            assert report.ok
            assert {d.rule for d in report.diagnostics} <= {"model.retired"}
