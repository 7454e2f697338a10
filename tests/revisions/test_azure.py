"""The Azure profile: deployments as models, fewer formats, other defaults."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import imagespec
from tests.cli.conftest import invoke
from tests.revisions.asking import BODIES, PNG, TODAY

ALIASES = {"my-images": "gpt-image-2", "old-images": "gpt-image-1"}
OPERATIONS = ("generate", "edit")


def found(operation: str = "generate", model: str | None = "my-images", **parameters: Any) -> list[str]:
    body = BODIES[operation](model or "", **parameters)
    if model is None:
        del body["model"]
    report = imagespec.check(body, operation, spec="azure", aliases=ALIASES, today=TODAY)
    return [f"{d.severity} {d.rule}" for d in report.diagnostics]


def test_a_deployment_is_a_model_by_its_alias() -> None:
    assert found() == []
    assert imagespec.check(BODIES["generate"]("my-images"), spec="azure", aliases=ALIASES).model == "gpt-image-2"
    report = imagespec.check(BODIES["generate"]("my-images"), spec="azure")
    assert [d.rule for d in report.diagnostics] == ["model.unknown"]


def test_the_body_may_leave_the_model_out() -> None:
    for operation in OPERATIONS:
        assert found(operation, None) == []
        assert found(operation, None, size="1000x1000")[0] == "error size.step"


def test_png_and_jpeg_only() -> None:
    for operation in OPERATIONS:
        assert found(operation, output_format="png") == []
        assert found(operation, output_format="jpeg", output_compression=80) == []
        assert found(operation, output_format="webp") == ["error output_format.value"]
        assert found(operation, output_format="gif") == ["error output_format.value"]


def test_no_message_asks_for_what_azure_does_not_take() -> None:
    body = BODIES["generate"]("gpt-image-2", output_compression=50)
    (finding,) = imagespec.check(body, spec="azure").diagnostics
    assert finding.rule == "output_compression.requires"
    assert "webp" not in finding.message
    assert "jpeg" in finding.message
    (finding,) = imagespec.check(
        BODIES["generate"]("gpt-image-1", background="transparent", output_format="jpeg"), spec="azure", ignore=["model.retired"]
    ).diagnostics
    assert (finding.rule, "webp" in finding.message) == ("background.requires", False)


def test_quality() -> None:
    for value in ("low", "medium", "high"):
        assert found(quality=value) == []
    assert found(quality="auto") == ["warning quality.unsupported"]
    assert found(quality="standard") == ["error quality.value"]
    for model, default in (("gpt-image-2", "high"), ("gpt-image-1.5", "high"), ("gpt-image-1-mini", "medium")):
        assert imagespec.load("azure").contract("generate", model)["quality"].default == default


def test_partial_images_are_none_to_three() -> None:
    for value, expected in ((-1, ["error partial_images.range"]), (0, []), (1, []), (3, []), (4, ["error partial_images.range"])):
        assert found(partial_images=value) == expected


def test_compression_and_sizes_are_openais() -> None:
    assert found(output_compression=101, output_format="jpeg") == ["error output_compression.range"]
    assert found(size="1536x864") == []
    assert found(size="3840x2160") == ["warning size.experimental"]
    assert found(size="4096x4096") == ["error size.edge", "error size.pixels"]


def test_what_azure_does_not_have() -> None:
    handle = imagespec.load("azure")
    assert set(handle.operations) == set(OPERATIONS)
    assert not {"dall-e-2", "dall-e-3", "chatgpt-image-latest"} & set(handle.models)


def test_edits_are_forms_of_png_and_jpeg() -> None:
    for form, expected in (("png", []), ("jpeg", []), ("webp", ["error image.file-type"]), ("gif", ["error image.file-type"])):
        assert found("edit", image={**PNG, "format": form}) == expected
    report = imagespec.check(BODIES["edit-json"]("gpt-image-2"), "edit", spec="azure")
    assert {d.rule for d in report.errors} >= {"parameter.unknown", "image.required"}
    with pytest.raises(ValueError, match="no operation"):
        imagespec.check(BODIES["edit-json"]("gpt-image-2"), "edit-json", spec="azure")


def test_a_json_edit_in_a_file_is_judged_as_an_edit(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(BODIES["edit-json"]("gpt-image-2")), "utf-8")
    said = invoke("lint", path, "--spec", "azure", "--format", "json").said
    assert [entry["operation"] for entry in said["requests"]] == ["edit"]
    assert "parameter.unknown" in [entry["rule"] for entry in said["diagnostics"]]


def test_a_batch_file_has_twice_the_lines_and_no_edits() -> None:
    limits = imagespec.load("azure").batch
    assert limits is not None
    assert (limits["max_requests"], limits["max_bytes"]) == (100_000, 209_715_200)
    assert limits["paths"] == {"/v1/images/generations": "generate"}


ENDS = {
    "gpt-image-1": "2026-10-23",
    "gpt-image-1-mini": "2027-04-07",
    "gpt-image-1.5": "2026-12-16",
    "gpt-image-1.5-2025-12-16": "2026-12-16",
    "gpt-image-2": "2027-10-21",
    "gpt-image-2-2026-04-21": "2027-10-21",
    "gpt-image-2.5-flare": "2027-09-09",
    "gpt-image-2.5-flare-2026-09-08": "2027-09-09",
    "gpt-image-2.5-sunburst": "2027-09-09",
    "gpt-image-2.5-sunburst-2026-09-08": "2027-09-09",
}


def test_models_end_when_azure_says_so() -> None:
    models = imagespec.load("azure").models
    assert {name: model.shutdown for name, model in models.items()} == ENDS
    assert not any(model.replacement for model in models.values())


def life(model: str, today: str) -> list[str]:
    report = imagespec.check(BODIES["generate"](model), spec="azure", today=today)
    return [d.message for d in report.diagnostics]


def test_an_end_is_a_finding_half_a_year_before() -> None:
    for model, notice, end in (("gpt-image-2", "2027-04-21", "2027-10-21"), ("gpt-image-1-mini", "2026-10-07", "2027-04-07")):
        eve, last = (str(date.fromisoformat(day) - timedelta(1)) for day in (notice, end))
        assert life(model, eve) == []
        coming = [f"{model} will be shut down on {end}; move to another model."]
        assert life(model, notice) == life(model, last) == coming
        assert life(model, end) == [f"{model} was shut down on {end}; move to another model."]
    assert found("edit", "old-images") == ["warning model.retired"]


def test_input_fidelity_of_mini_is_refused() -> None:
    for value in ("low", "high"):
        assert found("edit", "gpt-image-1-mini", input_fidelity=value) == ["warning model.deprecated", "error input_fidelity.unsupported"]


def test_input_fidelity_is_doubtful_on_sunburst() -> None:
    body = {**BODIES["edit"]("gpt-image-2.5-sunburst", input_fidelity="high"), "image": PNG}
    report = imagespec.check(body, "edit", spec="azure")
    assert [(d.severity, d.rule) for d in report.diagnostics] == [("warning", "input_fidelity.unsupported")]


def test_it_names_its_documents() -> None:
    report = imagespec.check(BODIES["generate"]("gpt-image-2", output_format="webp"), spec="azure")
    assert report.diagnostics[0].source.key == "azure-docs"
