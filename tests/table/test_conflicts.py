"""Where documents disagree: the decision that the table records is the one in force."""

from __future__ import annotations

import pytest

import imagespec
from imagespec.spec.load import load_shipped

REVISION = "openai@2026-05-07"
BEFORE = "2025-01-01"
"""A day on which no model of the table was announced to end, for requests where lifecycle is not the point."""

PNG = {"format": "png", "bytes": 1000, "width": 512, "height": 512, "mode": "RGBA"}
GENERATE = {"model": "gpt-image-2", "prompt": "a fox in the snow"}
EDIT = {"model": "gpt-image-1", "prompt": "add a hat", "image": PNG}
JSON_EDIT = {"model": "gpt-image-2", "prompt": "add a hat", "images": [{"file_id": "file-1"}]}
VARIATION = {"model": "dall-e-2", "image": PNG}


def found(body, operation="generate"):
    """Rule and severity of every finding that is not about the end of a model."""
    report = imagespec.check(body, operation, spec=REVISION, today=BEFORE)
    return [f"{d.severity} {d.rule}" for d in report.diagnostics if d.rule != "model.deprecated"]


def model_of(body, operation="generate"):
    return imagespec.check(body, operation, spec=REVISION).model


CASES = {
    "B1": [
        ({**GENERATE, "background": "transparent"}, "generate", ["error background.unsupported"]),
        ({**GENERATE, "model": "gpt-image-2-2026-04-21", "background": "transparent"}, "generate", ["error background.unsupported"]),
        ({**JSON_EDIT, "background": "transparent"}, "edit-json", ["error background.unsupported"]),
        ({**GENERATE, "background": "opaque"}, "generate", []),
        ({**GENERATE, "model": "gpt-image-1.5", "background": "transparent"}, "generate", []),
    ],
    "B2": [({"prompt": "a", "image": PNG, "input_fidelity": "high"}, "edit", ["warning model.required"])],
    "B3": [
        ({"prompt": "a", "n": 10, "size": "256x256"}, "generate", ["warning model.required"]),
        ({"prompt": "a", "output_format": "webp", "size": "1536x1024"}, "generate", ["warning model.required"]),
    ],
    "B6": [
        ({**EDIT, "input_fidelity": "high"}, "edit", []),
        ({**EDIT, "model": "gpt-image-1.5", "input_fidelity": "low"}, "edit", []),
        ({**EDIT, "model": "chatgpt-image-latest", "input_fidelity": "high"}, "edit", []),
        ({**EDIT, "model": "gpt-image-2", "input_fidelity": "high"}, "edit", ["warning input_fidelity.unsupported"]),
        ({**EDIT, "model": "gpt-image-1-mini", "input_fidelity": "low"}, "edit", ["error input_fidelity.unsupported"]),
        ({**EDIT, "model": "dall-e-2", "input_fidelity": "low"}, "edit", ["error input_fidelity.unsupported"]),
    ],
    "B7": [
        ({**GENERATE, "size": "2880x2880"}, "generate", ["warning size.experimental"]),
        ({**GENERATE, "size": "2160x3840"}, "generate", ["warning size.experimental"]),
        ({**GENERATE, "size": "3840x2176"}, "generate", ["error size.pixels"]),
        ({**GENERATE, "size": "3856x1296"}, "generate", ["error size.edge"]),
    ],
    "B8": [({**GENERATE, "size": "1024x640"}, "generate", []), ({**GENERATE, "size": "1008x640"}, "generate", ["error size.pixels"])],
    "B9": [
        ({**EDIT, "size": "auto"}, "edit", []),
        ({**EDIT, "size": "1536x1024"}, "edit", []),
        ({**EDIT, "size": "1792x1024"}, "edit", ["error size.value"]),
        ({**EDIT, "model": "dall-e-3"}, "edit", ["error model.unsupported"]),
    ],
    "B10": [({**JSON_EDIT, "size": "2048x1152"}, "edit-json", []), ({**JSON_EDIT, "size": "2050x1152"}, "edit-json", ["error size.step"])],
    "B11": [
        ({**EDIT, "model": "gpt-image-2"}, "edit", []),
        (JSON_EDIT, "edit-json", []),
        (GENERATE, "generate", []),
        ({**GENERATE, "model": "gpt-image-2-2026-04-21"}, "generate", []),
    ],
    "B12": [({**GENERATE, "model": "chatgpt-image-latest"}, "generate", [])],
    "B13": [
        ({**EDIT, "mask": PNG}, "edit", []),
        ({**EDIT, "mask": {**PNG, "bytes": 4194304}}, "edit", ["error mask.file-size"]),
        ({**EDIT, "mask": {**PNG, "format": "webp"}}, "edit", ["error mask.file-type"]),
        ({**EDIT, "mask": {**PNG, "mode": "RGB"}}, "edit", ["error mask.alpha"]),
        ({**EDIT, "mask": {**PNG, "width": 256}}, "edit", ["error mask.dimensions"]),
    ],
    "B14": [
        ({"model": "dall-e-2", "prompt": "a", "quality": "standard"}, "generate", ["warning quality.unsupported"]),
        ({"model": "dall-e-2", "prompt": "a", "quality": "auto"}, "generate", ["warning quality.unsupported"]),
        ({"model": "dall-e-2", "prompt": "a", "quality": "hd"}, "generate", ["error quality.value", "warning quality.unsupported"]),
    ],
    "B15": [
        ({**EDIT, "quality": "standard"}, "edit", ["error quality.value"]),
        ({**EDIT, "model": "dall-e-2", "quality": "standard"}, "edit", ["warning quality.unsupported"]),
    ],
    "B19": [
        ({**GENERATE, "output_format": "webp", "output_compression": 0}, "generate", []),
        ({**EDIT, "output_format": "jpeg", "output_compression": 101}, "edit", ["error output_compression.range"]),
        ({**GENERATE, "output_compression": 101}, "generate", ["error output_compression.range"]),
        ({**JSON_EDIT, "output_format": "jpeg", "output_compression": -1}, "edit-json", ["error output_compression.range"]),
    ],
    "B20": [
        ({**GENERATE, "user": None}, "generate", ["error user.type"]),
        ({**JSON_EDIT, "user": None}, "edit-json", ["error user.type"]),
        ({**GENERATE, "quality": None}, "generate", []),
    ],
    "B21": [
        ({**EDIT, "moderation": "low"}, "edit", ["warning moderation.unsupported"]),
        ({**JSON_EDIT, "moderation": "low"}, "edit-json", []),
        ({**GENERATE, "moderation": "low"}, "generate", []),
    ],
    "B22": [
        ({**GENERATE, "response_format": "b64_json"}, "generate", ["error response_format.unsupported"]),
        ({**GENERATE, "response_format": None}, "generate", ["error response_format.unsupported"]),
        ({**EDIT, "response_format": "url"}, "edit", ["error response_format.unsupported"]),
    ],
    "B28": [
        ({"model": "gpt-image-1", "prompt": "a", "image[]": [PNG, PNG]}, "edit", []),
        ({"model": "gpt-image-1", "prompt": "a", "image": PNG}, "edit", []),
        ({"model": "gpt-image-1", "prompt": "a", "image": [PNG, PNG]}, "edit", []),
    ],
    "B29": [
        ({**GENERATE, "prompt": "\U0001f98a" * 32000}, "generate", []),
        ({**GENERATE, "prompt": "\U0001f98a" * 32001}, "generate", ["error prompt.length"]),
        ({**GENERATE, "prompt": "e\u0301" * 16000}, "generate", []),
    ],
    "B30": [
        ({"model": "dall-e-2", "prompt": "a", "size": "auto"}, "generate", ["error size.value"]),
        ({"model": "dall-e-3", "prompt": "a", "size": "auto"}, "generate", ["error size.value"]),
        ({"model": "dall-e-3", "prompt": "a", "size": None}, "generate", []),
        ({**GENERATE, "size": "auto"}, "generate", []),
    ],
}  # fmt: skip
ELSEWHERE = {
    "B4": "test_b4_retired_models_are_judged_and_warned_about",
    "B5": "test_b5_variations_are_judged_and_warned_about",
}
READERS = {
    "B16": "values in responses: requests are not concerned",
    "B17": "fields of responses: requests are not concerned",
    "B18": "spelling in responses: requests are not concerned",
}


@pytest.mark.parametrize("conflict", CASES)
def test_decision_in_force(conflict):
    for body, operation, expected in CASES[conflict]:
        shown = {key: value if len(str(value)) < 200 else "..." for key, value in body.items()}
        assert found(body, operation) == expected, shown
        assert imagespec.is_valid(body, operation, spec=REVISION) == (not any(entry.startswith("error") for entry in expected)), shown


def test_b2_the_default_of_edits():
    assert model_of({"prompt": "a", "image": PNG}, "edit") == "gpt-image-1.5"
    assert model_of({"prompt": "a", "images": [{"file_id": "file-1"}]}, "edit-json") == "gpt-image-1.5"


def test_b3_the_default_of_generate():
    assert model_of({"prompt": "a"}) == "dall-e-2"
    for name in ("output_format", "output_compression", "stream", "partial_images", "moderation", "background"):
        assert model_of({"prompt": "a", name: "x"}) == "gpt-image-1", name
        assert model_of({"prompt": "a", name: None}) == "dall-e-2", name


@pytest.mark.parametrize("model", ["dall-e-2", "dall-e-3"])
def test_b4_retired_models_are_judged_and_warned_about(model):
    body = {"model": model, "prompt": "a"}
    for day, rule in (("2026-05-11", "model.deprecated"), ("2026-05-12", "model.retired")):
        report = imagespec.check(body, spec=REVISION, today=day)
        assert [(d.rule, d.severity) for d in report.diagnostics] == [(rule, "warning")]
        assert report.diagnostics[0].params["shutdown"] == "2026-05-12"
        assert report.ok
    assert not imagespec.check({**body, "n": 11}, spec=REVISION, today="2026-05-12").ok


def test_b5_variations_are_judged_and_warned_about():
    report = imagespec.check(VARIATION, "variation", spec=REVISION, today="2026-08-29")
    assert [(d.rule, d.severity) for d in report.diagnostics] == [("model.retired", "warning")]
    report = imagespec.check({**VARIATION, "size": "1536x1024", "prompt": "a"}, "variation", spec=REVISION, today=BEFORE)
    assert [d.rule for d in report.errors] == ["size.value", "prompt.unsupported"]


def test_every_conflict_has_its_test():
    about_requests = {name for name in load_shipped(REVISION).conflicts if name.startswith("B")}
    assert about_requests == {*CASES, *ELSEWHERE, *READERS}
    assert all(name in globals() for name in ELSEWHERE.values())
