"""Where documents disagree in revisions after the founding one, and in the Azure table: every decision is in force."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec
from imagespec.spec.load import load_shipped, shipped
from tests.revisions.asking import BODIES, PNG, TODAY, edit, edit_json, found, generate

NEWEST = [name for name in shipped() if name.startswith("openai@")][-1]
FLARE, SUNBURST = "gpt-image-2.6-flare", "gpt-image-2.5-sunburst"
NAMELESS = {"prompt": "a", "images": [{"file_id": "f"}]}
PREVIEW = "warning output_format.preview /output_format"
DURATION = "error frame_duration_ms.range /frame_duration_ms"
TRANSPARENT = "error background.unsupported /background"

CASES: dict[str, list[tuple[str, dict[str, Any], list[str]]]] = {
    "B1": [(name, body("gpt-image-2", background="transparent"), [TRANSPARENT]) for name, body in BODIES.items()],
    "B2": [("edit-json", {**NAMELESS, "quality": "max"}, ["warning model.required /model"])],
    "B6": [
        ("edit", edit(SUNBURST, input_fidelity="high"), ["warning input_fidelity.unsupported /input_fidelity"]),
        ("edit", edit("gpt-image-2", input_fidelity="high"), ["error input_fidelity.unsupported /input_fidelity"]),
    ],
    "B21": [(name, body("gpt-image-2", moderation="low"), []) for name, body in BODIES.items()],
    "B26": [
        ("edit", edit(SUNBURST, markup=PNG), []),
        ("edit", edit(FLARE, markup=PNG), ["warning markup.unsupported /markup"]),
        ("edit", edit("gpt-image-2", markup=PNG), ["error markup.unsupported /markup"]),
    ],
    "B27": [("edit", edit(FLARE, output_format="svg"), [PREVIEW])],
    "B31": [
        ("generate", generate(FLARE, size="1600x1200"), []),
        ("generate", generate(FLARE, size="1000x1000"), ["warning size.step /size"]),
        ("generate", generate(FLARE, size="auto"), []),
        ("generate", generate(FLARE, size="wide"), ["error size.format /size"]),
    ],
    "J1": [
        ("edit-json", edit_json(FLARE, complexity="low", safety_identifier="u"), []),
        ("edit-json", edit_json(FLARE, output_format="gif", frame_duration_ms=19), [PREVIEW, DURATION]),
        ("edit-json", edit_json(FLARE, output_format="svg", svg={"model": "m"}), [PREVIEW]),
        ("edit-json", edit_json(FLARE, markup=PNG), ["error markup.unsupported /markup"]),
    ],
    "J2": [("edit-json", edit_json("gpt-image-2", mask=None), [])],
}  # fmt: skip


@pytest.mark.parametrize("conflict", CASES)
def test_decision_in_force(conflict: str) -> None:
    assert conflict in load_shipped(NEWEST).conflicts
    for operation, body, expected in CASES[conflict]:
        assert found(body, operation) == expected, body


def test_a_batch_file_has_as_many_bytes_as_the_other_limits_read_megabytes() -> None:
    assert "L1" in load_shipped(NEWEST).conflicts
    limits = imagespec.load().batch
    assert limits is not None
    assert limits["max_bytes"] == 200 * 1024 * 1024


@pytest.mark.parametrize("name", shipped())
def test_a_preview_is_a_warning(name: str) -> None:
    """What the API refuses is not called a preview: users who let previews pass must not let it pass."""
    handle = imagespec.load(name)
    for operation, row in handle.operations.items():
        for model in row.models:
            for parameter in handle.contract(operation, model).walk():
                assert not [
                    kind for kind in parameter.limits() for problem in kind.problems if problem == "preview" and kind.refuses(problem)
                ]


@pytest.mark.parametrize("name", shipped())
def test_sources_are_pinned(name: str) -> None:
    """An address in a repository or of a package names a commit or a version, so that what was read can be read again."""
    for source in load_shipped(name).sources.values():
        assert not any(moving in source.url for moving in ("/blob/main/", "/blob/master/", "/latest/", "/tree/main")), source.url
        if source.url.startswith("https://github.com/"):
            assert any(part in source.url for part in ("/blob/", "/tree/", "/commit/", "/commits/", "/issues/", "/pull/")), source.url
        assert source.date <= TODAY
