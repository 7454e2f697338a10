"""GIF, SVG and markup on the newest revision: what goes together, and where in a request a finding stands."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec
from tests.revisions.asking import BODIES, PNG, edit, edit_json, found, generate

MODEL = "gpt-image-2.6-sunburst"
G25 = "gpt-image-2.5-flare"
PREVIEW = "warning output_format.preview /output_format"
MARKUP = "warning markup.unsupported /markup"
"""The documents disagree about the 2.6 models."""
IMAGE = {"file_id": "file-2"}


def gif(**parameters: Any) -> dict[str, Any]:
    return generate(MODEL, output_format="gif", **parameters)


def svg(**parameters: Any) -> dict[str, Any]:
    return generate(MODEL, output_format="svg", **parameters)


GENERATE: list[tuple[dict[str, Any], list[str]]] = [
    (gif(), [PREVIEW]),
    (gif(frame_count=2), [PREVIEW]),
    (gif(frame_count=16, frame_duration_ms=20), [PREVIEW]),
    (gif(frame_count=1), [PREVIEW, "error frame_count.range /frame_count"]),
    (gif(frame_count=17), [PREVIEW, "error frame_count.range /frame_count"]),
    (gif(frame_count="9"), [PREVIEW, "error frame_count.type /frame_count"]),
    (gif(frame_count=None, frame_duration_ms=None), [PREVIEW]),
    (gif(frame_duration_ms=19), [PREVIEW, "warning frame_duration_ms.range /frame_duration_ms"]),
    (gif(frame_duration_ms=1_000_000), [PREVIEW]),
    (gif(n=4), [PREVIEW]),
    (gif(stream=True), [PREVIEW, "error stream.requires /stream"]),
    (gif(stream=False, partial_images=0), [PREVIEW]),
    (gif(partial_images=1), [PREVIEW, "error partial_images.requires /partial_images"]),
    (gif(output_compression=100), [PREVIEW]),
    (gif(output_compression=99), [PREVIEW, "error output_compression.requires /output_compression"]),
    (gif(background="transparent"), [PREVIEW, "warning output_format.requires /output_format"]),
    (generate(MODEL, frame_count=4), ["error frame_count.requires /frame_count"]),
    (generate(MODEL, frame_count=4, output_format=None), ["error frame_count.requires /frame_count"]),
    (generate(MODEL, frame_duration_ms=100, output_format="webp"), ["error frame_duration_ms.requires /frame_duration_ms"]),
    (generate(MODEL, frame_count=None), []),
    (svg(), [PREVIEW]),
    (svg(n=1), [PREVIEW]),
    (svg(n=2), [PREVIEW, "error output_format.requires /output_format"]),
    (svg(stream=True), [PREVIEW, "error stream.requires /stream"]),
    (svg(partial_images=2), [PREVIEW, "error partial_images.requires /partial_images"]),
    (svg(output_compression=None), [PREVIEW]),
    (svg(complexity="high"), [PREVIEW]),
    (svg(svg={"model": "author-1"}), [PREVIEW]),
    (svg(svg=None), [PREVIEW]),
    (svg(svg={"model": "author-1", "reasoning": {"effort": "minimal"}}), [PREVIEW]),
    (svg(svg={"model": "author-1", "reasoning": {"effort": None}}), [PREVIEW]),
    (svg(svg={"model": "author-1", "reasoning": None}), [PREVIEW]),
    (svg(svg={"model": "author-1", "reasoning": {}}), [PREVIEW]),
    (svg(svg={}), [PREVIEW, "error svg.model.required /svg/model"]),
    (svg(svg={"model": None}), [PREVIEW, "error svg.model.type /svg/model"]),
    (svg(svg={"model": 3}), [PREVIEW, "error svg.model.type /svg/model"]),
    (svg(svg="author-1"), [PREVIEW, "error svg.type /svg"]),
    (svg(svg={"model": "a", "reasoning": {"effort": "huge"}}), [PREVIEW, "error effort.value /svg/reasoning/effort"]),
    (svg(svg={"model": "a", "reasoning": {"effort": 1}}), [PREVIEW, "error effort.type /svg/reasoning/effort"]),
    (svg(svg={"model": "a", "reasoning": "high"}), [PREVIEW, "error reasoning.type /svg/reasoning"]),
    (
        svg(svg={"model": "a", "reasoning": {"effort": "low", "budget~/": 1}}),
        [PREVIEW, "error parameter.unknown /svg/reasoning/budget~0~1"],
    ),
    (svg(svg={"model": "a", "width": 1}), [PREVIEW, "error parameter.unknown /svg/width"]),
    (generate(MODEL, svg={"model": "author-1"}), ["error svg.requires /svg"]),
    (gif(svg={"model": "author-1"}), [PREVIEW, "error svg.requires /svg"]),
]


@pytest.mark.parametrize(("body", "expected"), GENERATE, ids=range(len(GENERATE)))
def test_generate(body: dict[str, Any], expected: list[str]) -> None:
    assert found(body) == expected


def test_svg_takes_no_compression_at_all() -> None:
    for value in (0, 99, 100):
        rules = {entry.split()[1] for entry in found(svg(output_compression=value)) if entry.startswith("error")}
        assert "output_format.excludes" in rules
    assert found(svg(output_compression=100)) == [PREVIEW, "error output_format.excludes /output_format"]


EDITS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("edit", edit(MODEL, output_format="gif", mask=PNG), [PREVIEW, "error output_format.excludes /output_format"]),
    ("edit", edit(MODEL, output_format="svg", mask=PNG), [PREVIEW]),
    ("edit-json", edit_json(MODEL, output_format="gif", mask=IMAGE), [PREVIEW, "error output_format.excludes /output_format"]),
    ("edit-json", edit_json(MODEL, output_format="gif", mask=None), [PREVIEW]),
    ("edit", edit(MODEL, output_format="gif", frame_count="4", frame_duration_ms="100"), [PREVIEW]),
    ("edit", edit(MODEL, output_format="gif", frame_count="40"), [PREVIEW, "error frame_count.range /frame_count"]),
    ("edit", edit(MODEL, output_format="svg", svg={}), [PREVIEW]),
    ("edit", edit(MODEL, output_format="svg", svg={"reasoning": {"effort": "max"}}), [PREVIEW]),
    ("edit", edit(MODEL, output_format="svg", svg={"reasoning": {"effort": None}}), [PREVIEW, "error effort.type /svg/reasoning/effort"]),
    ("edit-json", edit_json(MODEL, output_format="svg", svg={"model": 1}), [PREVIEW, "error svg.model.type /svg/model"]),
    ("edit-json", edit_json(MODEL, output_format="svg", svg={"mode": "a"}), [PREVIEW, "error parameter.unknown /svg/mode"]),
    ("edit", edit(MODEL, output_format="svg", **{"svg[model]": "author-1", "svg[reasoning][effort]": "low"}), [PREVIEW]),
    ("edit", edit(MODEL, **{"svg[model]": "author-1"}), ["error svg[model].requires /svg[model]"]),
    (
        "edit",
        edit(MODEL, output_format="svg", **{"svg[reasoning][effort]": "huge"}),
        [PREVIEW, "error svg[reasoning][effort].value /svg[reasoning][effort]"],
    ),
    ("edit", edit(MODEL, output_format="svg", n="2"), [PREVIEW, "error output_format.requires /output_format"]),
    ("edit", edit(G25, markup=PNG), []),
    ("edit", edit(G25, markup="marks.png"), []),
    ("edit", edit(G25, markup=None), ["error markup.type /markup"]),
    ("edit", edit(G25, markup=[PNG]), ["error markup.type /markup"]),
    ("edit", edit(G25, markup={**PNG, "format": "webp"}), ["error markup.file-type /markup"]),
    ("edit", edit(G25, markup={**PNG, "mode": "RGB"}), ["error markup.alpha /markup"]),
    ("edit", edit(G25, markup={**PNG, "width": 256}), ["error markup.dimensions /markup"]),
    ("edit", edit(G25, markup={**PNG, "bytes": 9_000_000}), []),
    ("edit", edit(G25, markup=PNG, mask=PNG), ["error markup.excludes /markup"]),
    ("edit", edit(G25, markup=PNG, output_format="gif"), [PREVIEW]),
    ("edit", edit("gpt-image-1.5", markup=PNG), ["warning model.deprecated /model", "error markup.unsupported /markup"]),
    ("edit", edit(MODEL, markup=PNG), [MARKUP]),
    ("edit", edit(MODEL, markup="marks.png"), [MARKUP]),
    ("edit", edit(MODEL, markup={**PNG, "format": "webp"}), ["error markup.file-type /markup", MARKUP]),
    ("edit", edit(MODEL, markup={**PNG, "mode": "RGB"}), ["error markup.alpha /markup", MARKUP]),
    ("edit", edit(MODEL, markup={**PNG, "width": 256}), [MARKUP, "error markup.dimensions /markup"]),
    ("edit", edit(MODEL, markup=PNG, mask=PNG), [MARKUP, "error markup.excludes /markup"]),
    ("edit-json", edit_json(MODEL, markup=PNG), ["error markup.unsupported /markup"]),
]


@pytest.mark.parametrize(("operation", "body", "expected"), EDITS, ids=range(len(EDITS)))
def test_edits(operation: str, body: dict[str, Any], expected: list[str]) -> None:
    assert found(body, operation) == expected


def test_previews_pass_and_strict_refuses_them() -> None:
    for operation, body in BODIES.items():
        for name in ("gif", "svg"):
            request = body(MODEL, output_format=name)
            assert imagespec.is_valid(request, operation)
            assert not imagespec.is_valid(request, operation, strict=True)
            assert imagespec.is_valid(request, operation, strict=True, ignore=["output_format.preview"])


def test_variations_know_nothing_of_it() -> None:
    body = {"model": "dall-e-2", "image": PNG, "output_format": "gif", "frame_count": 2}
    rules = [entry.split()[1] for entry in found(body, "variation")]
    assert rules == ["model.retired", "output_format.unsupported", "frame_count.unsupported"]


def test_older_models_take_the_previews_too() -> None:
    """No document ties GIF or SVG to a model; the warning says that a model must support it."""
    assert found(generate("gpt-image-2", output_format="gif")) == [PREVIEW]


def test_complexity_is_doubtful_on_every_model_before_2_6() -> None:
    for operation, body in BODIES.items():
        for model in imagespec.load().operations[operation].models:
            said = [entry for entry in found(body(model, complexity="low"), operation) if "complexity" in entry]
            if model.startswith("dall-e"):
                assert said == ["error complexity.unsupported /complexity"], model
            else:
                assert said == ([] if "2.6" in model else ["warning complexity.unsupported /complexity"]), model
            assert model.startswith("dall-e") or found(body(model, complexity=None), operation) == found(body(model), operation)
