"""The Azure profile: deployments as models, fewer formats, other defaults."""

from __future__ import annotations

from typing import Any

import imagespec
from tests.revisions.asking import BODIES, PNG, TODAY

ALIASES = {"my-images": "gpt-image-2", "old-images": "gpt-image-1"}


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
    for operation in BODIES:
        assert found(operation, None) == []
        assert found(operation, None, size="1000x1000")[0] == "error size.step"


def test_png_and_jpeg_only() -> None:
    for operation in BODIES:
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
        BODIES["generate"]("gpt-image-1", background="transparent", output_format="jpeg"), spec="azure"
    ).diagnostics
    assert (finding.rule, "webp" in finding.message) == ("background.requires", False)


def test_quality() -> None:
    for value in ("low", "medium", "high"):
        assert found(quality=value) == []
    assert found(quality="auto") == ["warning quality.unsupported"]
    assert found(quality="standard") == ["error quality.value"]
    assert imagespec.load("azure").contract("generate", "gpt-image-2")["quality"].default == "high"


def test_partial_images_are_one_to_three() -> None:
    for value, expected in ((0, ["error partial_images.range"]), (1, []), (3, []), (4, ["error partial_images.range"])):
        assert found(partial_images=value) == expected


def test_compression_and_sizes_are_openais() -> None:
    assert found(output_compression=101, output_format="jpeg") == ["error output_compression.range"]
    assert found(size="1536x864") == []
    assert found(size="3840x2160") == ["warning size.experimental"]
    assert found(size="4096x4096") == ["error size.edge", "error size.pixels"]


def test_what_azure_does_not_have() -> None:
    handle = imagespec.load("azure")
    assert set(handle.operations) == {"generate", "edit", "edit-json"}
    assert not {"dall-e-2", "dall-e-3"} & set(handle.models)


def test_openais_ends_are_not_azures() -> None:
    assert not [name for name, model in imagespec.load("azure").models.items() if model.shutdown or model.replacement]
    assert found("edit", "old-images") == []


def test_input_fidelity_is_doubtful_on_sunburst() -> None:
    body = {**BODIES["edit"]("gpt-image-2.5-sunburst", input_fidelity="high"), "image": PNG}
    report = imagespec.check(body, "edit", spec="azure")
    assert [(d.severity, d.rule) for d in report.diagnostics] == [("warning", "input_fidelity.unsupported")]


def test_it_names_its_documents() -> None:
    report = imagespec.check(BODIES["generate"]("gpt-image-2", output_format="webp"), spec="azure")
    assert report.diagnostics[0].source.key == "azure-docs"
