"""The forms in Chromium: whatever a person does, the form's verdict is the engine's, and what is sent is what is seen.

Plain is ``<Form schema validator onSubmit>`` and nothing else, dressed with the uiSchema, the sentences and the groups.
"""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from imagespec.api import Handle
from tests.forms.browser import Drive, Job, Result, faults, form, judge, label, requested

pytestmark = pytest.mark.exhaustive

LOOKS = (False, True)
WALKS = 500
CHECKED = 5
"""Random walks over each operation with the JavaScript checks."""
STEPS = 22
NEEDED = {
    "generate": {"prompt"}, "edit": {"image", "prompt"}, "edit-json": {"images", "prompt"}, "variation": {"image"}, "tool": {"type"},
}  # fmt: skip
"""What each operation requires beside the model."""
FIRST, STROKE = 60.0, 5.0
"""Milliseconds that the first rendering and a keystroke may take."""


def submits(results: list[Result]) -> list[Result]:
    return [step for result in results for step in result["steps"]]


def test_every_model_from_the_empty_page(newest: Handle, forms: dict[str, Any], drive: Drive) -> None:
    jobs: list[Job] = [
        {"kind": "straight", "form": operation, "model": label(newest, model), "dressed": dressed, "seed": seed}
        for operation, row in newest.operations.items()
        for seed, model in enumerate(row.models)
        for dressed in LOOKS
    ]
    results = drive(jobs, forms)
    assert faults(newest, jobs, results) == []
    for job, result in zip(jobs, results, strict=True):
        needed = NEEDED[job["form"]]
        assert {name.partition("_")[0] for name in result["before"]["fields"]} == {"model", *needed}, job
        assert not any(result["before"]["data"].get(name) for name in ("model", "prompt", "image")), job
        assert [step["accepted"] for step in result["steps"]] == [True], job
        assert result["steps"][0]["data"].keys() == {"model", *needed}, job


def test_every_form_without_a_model(newest: Handle, forms: dict[str, Any], drive: Drive) -> None:
    jobs: list[Job] = [{"kind": "straight", "form": operation, "dressed": dressed, "seed": 5} for operation in forms for dressed in LOOKS]
    assert faults(newest, jobs, drive(jobs, forms)) == []


def test_every_switch_of_models_with_all_fields_filled_in(newest: Handle, forms: dict[str, Any], drive: Drive) -> None:
    pairs = [(operation, *pair) for operation, row in newest.operations.items() for pair in permutations(row.models, 2)]
    jobs: list[Job] = [
        {"kind": "switched", "form": op, "from": label(newest, one), "to": label(newest, other), "dressed": dressed, "seed": seed}
        for seed, (op, one, other) in enumerate(pairs)
        for dressed in LOOKS
    ]
    results = drive(jobs, forms)
    assert faults(newest, jobs, results) == []
    assert all(len(result["filled"]) > 5 for result in results)
    refused = [step for step in submits(results) if not step["accepted"]]
    said = [step["browser"] or step["errors"][0].strip("'") for step in refused]
    assert all(text.startswith(("n: Value must be 1", "Prompt", "Size")) for text in said), "what the other model does not take is told"
    assert len(refused) < len(jobs) // 20


def test_random_walks(newest: Handle, forms: dict[str, Any], drive: Drive) -> None:
    every = [(operation, dressed) for operation in forms for dressed in LOOKS]
    jobs: list[Job] = [
        {"kind": "random", "form": operation, "dressed": dressed, "seed": seed, "length": STEPS}
        for seed in range(1, WALKS // len(every) + 2)
        for operation, dressed in every
    ]
    results = drive(jobs, forms)
    assert len(jobs) >= WALKS
    assert faults(newest, jobs, results) == []
    accepted = sum(step["accepted"] for step in submits(results))
    assert len(submits(results)) // 5 < accepted < len(submits(results)) * 4 // 5, "both verdicts occur"


def test_random_walks_over_a_table_of_ones_own(own: Handle, drive: Drive) -> None:
    forms = {operation: form(own, operation) for operation in own.operations}
    jobs: list[Job] = [
        {"kind": "random", "form": operation, "dressed": dressed, "seed": seed, "length": STEPS}
        for seed in range(50)
        for operation in forms
        for dressed in LOOKS
    ]
    results = drive(jobs, forms)
    assert faults(own, jobs, results) == []
    accepted = sum(step["accepted"] for step in submits(results))
    assert len(submits(results)) // 10 < accepted < len(submits(results)) * 9 // 10, "both verdicts occur"


def test_with_keyboard_and_mouse(newest: Handle, forms: dict[str, Any], drive: Drive) -> None:
    file = forms["edit"]["files"]["good"][0]
    typed: dict[str, dict[str, Any]] = {
        "generate": {"prompt": "A fox", "size": "2048x1152", "output_format": "GIF", "frame_count": "4", "n": "2"},
        "edit": {"image": file, "prompt": "A fox", "quality": "High"},
        "edit-json": {"images_0_image_url": "https://example.com/a.png", "prompt": "A fox"},
    }
    jobs: list[Job] = [
        {"kind": "typed", "form": operation, "model": label(newest, "gpt-image-2.6-flare"), "dressed": True, "values": values}
        for operation, values in typed.items()
    ]
    results = drive(jobs, forms, pages=1)
    assert faults(newest, jobs, results) == []
    generate, edit, by_address = (step["data"] for step in submits(results))
    assert generate == {
        "model": "gpt-image-2.6-flare", "prompt": "A fox", "size": "2048x1152", "output_format": "gif", "frame_count": 4, "n": 2,
    }  # fmt: skip
    assert edit["image"][0].startswith("data:image/png;name=a%20photo.png;base64,")
    assert by_address["images"] == [{"image_url": "https://example.com/a.png"}]


@pytest.mark.parametrize("dressed", LOOKS)
def test_rendering_and_typing_are_quick(newest: Handle, forms: dict[str, Any], drive: Drive, dressed: bool) -> None:
    """Of several tries the best: the machine may be busy."""
    models = [label(newest, model) for model in newest.operations["generate"].models]
    job: Job = {"kind": "timed", "form": "generate", "dressed": dressed, "models": models}
    best: dict[str, float] = {}
    for _ in range(8):
        (time,) = drive([job], forms, pages=1)
        assert time["data"]["prompt"] == "a" * 60
        best = {name: min(time[name], best.get(name, time[name])) for name in ("first", "switch", "stroke")}
        if best["first"] < FIRST and best["stroke"] < STROKE:
            break
    print(*(f"{name} {value:.1f} ms" for name, value in best.items()))
    assert best["first"] < FIRST
    assert best["stroke"] < STROKE


def test_walks_with_the_checks_in_place_of_ajv(newest: Handle, forms: dict[str, Any], drive: Drive) -> None:
    """What is refused is what the engine refuses, in its sentences."""
    jobs: list[Job] = [
        {"kind": "random", "form": operation, "dressed": True, "checked": True, "seed": seed, "length": 22}
        for seed in range(1, CHECKED + 1)
        for operation in forms
    ]
    jobs += [
        {"kind": "straight", "form": operation, "model": label(newest, row.models[-1]), "dressed": True, "checked": True, "seed": 7}
        for operation, row in newest.operations.items()
    ]
    refused = 0
    for job, result in zip(jobs, drive(jobs, forms), strict=True):
        assert result.get("faults", []) == [], job
        for step in result["steps"]:
            assert judge(newest, job["form"], step) == "", job
            if step["accepted"] or step["browser"]:
                continue
            refused += 1
            errors = newest.check(requested(newest, job["form"], step), job["form"]).errors
            if newest.operations[job["form"]].encoding == "json":
                assert sorted(step["page"]) == sorted(error.message for error in errors), job
            else:  # the engine looks deeper into a file in hand, and says more of it
                assert 0 < len(step["page"]) <= len(errors), job
    assert refused > 10
