"""What each revision changed: the same request on the revision before and on its own."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec
from imagespec.spec.load import load_shipped, shipped
from tests.revisions.asking import BODIES, PNG, TODAY, edit, edit_json, found, generate

NAMES = [name for name in shipped() if name.startswith("openai@")]
DATES = [name.partition("@")[2] for name in NAMES]
BEFORE = dict(zip(DATES[1:], DATES, strict=False))

G25 = "gpt-image-2.5-flare"
G26 = "gpt-image-2.6-sunburst"
USER = "warning user.deprecated /user"
MODERATION = "warning moderation.unsupported /moderation"
COMPLEXITY = "warning complexity.unsupported /complexity"
DURATION = ["error frame_duration_ms.range /frame_duration_ms"]


def ended(model: str) -> str:
    return f"warning model.{model} /model"


NO_MODEL = ["error model.unknown /model"]
NO_FORMAT = ["error output_format.value /output_format"]
PREVIEW = ["warning output_format.preview /output_format"]
WRONG_TYPE = ["error safety_identifier.type /safety_identifier"]


def unknown(name: str) -> list[str]:
    return [f"error parameter.unknown /{name}"]


def refused(name: str, problem: str) -> list[str]:
    return [f"error {name}.{problem} /{name}"]


CHANGES: list[tuple[str, str, dict[str, Any], list[str], list[str]]] = [
    # revision, operation, request, found before it, found on it
    ("2026-08-20", "generate", generate("gpt-image-1-mini"), [], [ended("deprecated")]),
    ("2026-08-20", "edit", edit("gpt-image-1.5-2025-12-16"), [], [ended("deprecated")]),
    ("2026-08-20", "edit-json", edit_json("chatgpt-image-latest"), [], [ended("deprecated")]),
    ("2026-08-20", "generate", generate("gpt-image-1"), [], []),
    (
        "2026-08-20",
        "generate",
        generate("gpt-image-2", background="transparent"),
        refused("background", "unsupported"),
        refused("background", "unsupported"),
    ),
    ("2026-08-20", "edit", edit("gpt-image-2", moderation="low"), [MODERATION], []),
    ("2026-08-20", "edit", edit("gpt-image-1.5", moderation="auto"), [MODERATION], [ended("deprecated")]),
    ("2026-09-08", "generate", generate(G25, quality="xhigh", size="1536x864"), NO_MODEL, []),
    ("2026-09-08", "generate", generate(f"{G25}-2026-09-08", quality="max", background="transparent"), NO_MODEL, []),
    ("2026-09-08", "edit", edit("gpt-image-2.5-sunburst", size="3840x2160"), NO_MODEL, ["warning size.experimental /size"]),
    ("2026-09-08", "edit", edit(G25, input_fidelity="high"), NO_MODEL, ["warning input_fidelity.unsupported /input_fidelity"]),
    ("2026-09-08", "generate", generate("gpt-image-2", quality="xhigh"), refused("quality", "value"), refused("quality", "value")),
    (
        "2026-10-06",
        "edit",
        edit("gpt-image-2", input_fidelity="high"),
        ["warning input_fidelity.unsupported /input_fidelity"],
        refused("input_fidelity", "unsupported"),
    ),
    (
        "2026-10-06",
        "edit",
        edit("gpt-image-1-mini", input_fidelity="low"),
        [ended("deprecated"), "error input_fidelity.unsupported /input_fidelity"],
        [ended("deprecated")],
    ),
    (
        "2026-10-06",
        "edit-json",
        edit_json("gpt-image-1-mini", input_fidelity="high"),
        [ended("deprecated"), "error input_fidelity.unsupported /input_fidelity"],
        [ended("deprecated"), "error input_fidelity.value /input_fidelity"],
    ),
    ("2026-10-06", "edit", edit("gpt-image-1", input_fidelity="high"), [], []),
    ("2026-10-16", "generate", generate("gpt-image-2", safety_identifier="u-1"), unknown("safety_identifier"), []),
    ("2026-10-16", "edit", edit("gpt-image-2", safety_identifier=None), unknown("safety_identifier"), []),
    ("2026-10-16", "edit-json", edit_json("gpt-image-2", safety_identifier=""), unknown("safety_identifier"), []),
    ("2026-10-16", "generate", generate("gpt-image-2", safety_identifier=7), unknown("safety_identifier"), WRONG_TYPE),
    ("2026-10-16", "generate", generate("gpt-image-2", user="u-1"), [], [USER]),
    ("2026-10-16", "edit", edit("gpt-image-2", user="u-1"), [], [USER]),
    ("2026-10-16", "generate", generate("dall-e-3", user="u-1"), [ended("retired")], [ended("retired")]),
    ("2026-10-16", "variation", {"model": "dall-e-2", "image": PNG, "user": "u-1"}, [ended("retired")], [ended("retired")]),
    (
        "2026-10-16",
        "variation",
        {"model": "dall-e-2", "image": PNG, "safety_identifier": "u-1"},
        [ended("retired"), "error parameter.unknown /safety_identifier"],
        [ended("retired"), "error safety_identifier.unsupported /safety_identifier"],
    ),
    ("2026-10-23", "generate", generate("gpt-image-1"), [], [ended("retired")]),
    ("2026-10-31", "edit", edit(G25, markup=PNG), unknown("markup"), []),
    ("2026-10-31", "edit", edit("gpt-image-2", markup=PNG), unknown("markup"), refused("markup", "unsupported")),
    ("2026-10-31", "edit-json", edit_json(G25, markup=PNG), unknown("markup"), refused("markup", "unsupported")),
    ("2026-11-05", "generate", generate(G26, quality="xhigh", size="1600x1200"), NO_MODEL, []),
    ("2026-11-05", "generate", generate(G26, size="100x100"), NO_MODEL, ["warning size.step /size", "warning size.pixels /size"]),
    ("2026-11-05", "generate", generate(G26, size="big"), NO_MODEL, refused("size", "format")),
    ("2026-11-05", "generate", generate(G26, complexity="high"), NO_MODEL, []),
    ("2026-11-05", "generate", generate(G26, complexity="extreme"), NO_MODEL, refused("complexity", "value")),
    ("2026-11-05", "generate", generate(G25, complexity="high"), unknown("complexity"), [COMPLEXITY]),
    ("2026-11-05", "edit", edit("gpt-image-2", complexity="low"), unknown("complexity"), [COMPLEXITY]),
    ("2026-11-05", "edit-json", edit_json("gpt-image-2", complexity="low"), unknown("complexity"), [COMPLEXITY]),
    ("2026-11-05", "edit-json", edit_json(G26, output_format="gif", frame_duration_ms=19), NO_MODEL, [*PREVIEW, *DURATION]),
    ("2026-11-05", "generate", generate(G25, output_format="gif"), NO_FORMAT, PREVIEW),
    ("2026-11-05", "edit", edit(G25, output_format="gif"), NO_FORMAT, PREVIEW),
    ("2026-11-05", "generate", generate(G25, output_format="svg"), NO_FORMAT, PREVIEW),
    ("2026-11-05", "edit", edit(G25, output_format="svg"), NO_FORMAT, NO_FORMAT),
    ("2026-11-05", "edit", edit(G26, markup=PNG), NO_MODEL, ["warning markup.unsupported /markup"]),
    ("2026-11-05", "edit", edit("gpt-image-2", markup=PNG), refused("markup", "unsupported"), refused("markup", "unsupported")),
    ("2026-11-12", "edit", edit(G25, output_format="svg"), NO_FORMAT, PREVIEW),
    ("2026-11-12", "edit", edit(G25, output_format="svg", svg={}), [*NO_FORMAT, *refused("svg", "unsupported")], PREVIEW),
    ("2026-11-12", "generate", generate(G25, output_format="svg", svg={"model": "m"}), PREVIEW, PREVIEW),
    ("2026-11-26", "generate", generate("gpt-image-1.5"), [ended("deprecated")], [ended("deprecated")]),
]  # fmt: skip


@pytest.mark.parametrize(("revision", "operation", "body", "before", "after"), CHANGES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CHANGES)])
def test_change(revision: str, operation: str, body: dict[str, Any], before: list[str], after: list[str]) -> None:
    assert found(body, operation, BEFORE[revision]) == before
    assert found(body, operation, revision) == after


def test_every_revision_is_pinned() -> None:
    assert {change[0] for change in CHANGES} == set(DATES[1:])
    assert DATES == [
        "2026-05-07",
        "2026-08-20",
        "2026-09-08",
        "2026-10-06",
        "2026-10-16",
        "2026-10-23",
        "2026-10-31",
        "2026-11-05",
        "2026-11-12",
        "2026-11-26",
    ]


def test_the_default_is_the_newest() -> None:
    assert imagespec.load().name == NAMES[-1]
    assert imagespec.check(generate(G26, complexity="low")).diagnostics == ()


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_not_newer_than_what_was_known(name: str) -> None:
    """A document that an overlay adds is of the day of its revision or before, or a later observation of the same."""
    spec = load_shipped(name)
    later = [source.key for source in spec.sources.values() if source.date > TODAY]
    assert later == []
    assert all(source.url.startswith("https://") for source in spec.sources.values())


def message(body: dict[str, Any], rule: str, operation: str = "generate", on: str = "2026-11-26") -> tuple[str, str]:
    """The sentence of a finding, and the key of its source."""
    report = imagespec.check(body, operation, spec=f"openai@{on}", today=TODAY)
    return next((d.message, d.source.key) for d in report.diagnostics if d.rule == rule)


def test_sentences_name_dates_and_documents() -> None:
    text, source = message(generate("gpt-image-1"), "model.retired")
    assert text == "gpt-image-1 was shut down on 2026-10-23; move to gpt-image-2.5-sunburst or gpt-image-2.5-flare."
    assert source == "python-3.38"
    text, source = message(generate("gpt-image-1.5"), "model.deprecated")
    assert text == "gpt-image-1.5 will be shut down on 2026-12-01; move to gpt-image-2.6-sunburst or gpt-image-2.6-flare."
    assert source == "deprecations-november"
    for on, successors in (("2026-08-20", "gpt-image-2"), ("2026-10-31", "gpt-image-2.5-sunburst or gpt-image-2.5-flare")):
        text, _ = message(generate("gpt-image-1.5"), "model.deprecated", on=on)
        assert text == f"gpt-image-1.5 will be shut down on 2026-12-01; move to {successors}."
    text, source = message(generate("gpt-image-2", user="u"), "user.deprecated")
    assert "use safety_identifier instead" in text
    assert source == "python-3.33"
    text, source = message(edit("gpt-image-2", input_fidelity="low"), "input_fidelity.unsupported", "edit")
    assert "its documents say to leave it out" in text
    assert source == "python-3.25"
    text, source = message({"prompt": "a fox"}, "model.required")
    assert "the documents ask for one" in text
    assert source == "python-3.24"
    text, source = message(generate(G25, output_format="gif"), "output_format.preview")
    assert "access to their previews" in text
    assert source == "python-3.46"


def test_deprecated_user_is_renamed_where_the_successor_is_taken() -> None:
    for operation, body in BODIES.items():
        report = imagespec.check(body("gpt-image-2", user="u-1"), operation, today=TODAY)
        (fix,) = report.diagnostics[0].fixes
        assert [(edit.op, edit.path, edit.from_) for edit in fix.edits] == [("move", "/safety_identifier", "/user")]


@pytest.mark.parametrize("on", DATES)
def test_an_unnamed_model_is_a_warning_in_every_revision(on: str) -> None:
    assert "warning model.required /model" in found({"prompt": "a fox"}, "generate", on)
    assert imagespec.is_valid({"prompt": "a fox"}, spec=f"openai@{on}")
