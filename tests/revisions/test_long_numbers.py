"""Numbers with more digits than Python turns into integers are judged as all others: by their limits, as firmly as those are."""

from __future__ import annotations

import pytest

import imagespec
from tests.revisions.asking import edit, edit_json, generate
from tests.support.judged import judged

LONG = "9" * 5000
SIZES = (f"{LONG}x{LONG}", f"{LONG}x1024", f"1024x{LONG}", f"{LONG}6x16")
BODIES = {"generate": generate, "edit": edit, "edit-json": edit_json}


@pytest.mark.parametrize("size", SIZES, ids=range(len(SIZES)))
@pytest.mark.parametrize("operation", BODIES)
def test_a_long_size_is_as_bad_as_its_models_limits(size: str, operation: str) -> None:
    handle = imagespec.load()
    for model, severity in (("gpt-image-2", "error"), ("gpt-image-2.5-flare", "error"), ("gpt-image-2.6-flare", "warning")):
        report = judged(handle, BODIES[operation](model, size=size), operation)
        found = [d for d in report.diagnostics if d.rule.startswith("size.")]
        assert {d.rule for d in found} >= {"size.edge", "size.pixels"}
        assert {d.severity for d in found} == {severity}
        assert report.ok is (severity == "warning")
    report = judged(handle, BODIES[operation]("gpt-image-1.5", size=size), operation)
    assert [d.rule for d in report.errors] == ["size.value"]


def test_a_long_frame_of_a_gif() -> None:
    handle = imagespec.load()
    report = judged(handle, generate("gpt-image-2.6-flare", output_format="gif", size=SIZES[0]))
    assert report.ok
    assert not judged(handle, generate("gpt-image-2", output_format="gif", size=SIZES[0])).ok


def test_long_numbers_in_forms() -> None:
    handle = imagespec.load()
    for text in (LONG, f"-{LONG}"):
        report = judged(handle, edit("gpt-image-2", n=text), "edit")
        assert [d.rule for d in report.errors] == ["n.range"]
    assert judged(handle, edit("gpt-image-2.6-flare", output_format="gif", frame_duration_ms=LONG), "edit").ok
    for text in (f"{LONG}.0", f"0{LONG}", f"{LONG}\u0665"):
        assert [d.rule for d in judged(handle, edit("gpt-image-2", n=text), "edit").errors] == ["n.type"]
    assert [d.rule for d in judged(handle, generate("gpt-image-2", n=10**5000)).errors] == ["n.range"]
