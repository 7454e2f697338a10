"""A parameter that takes the place of one of another operation is only named where a model takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

import imagespec

MINIMAL = (Path(__file__).parent / "minimal.yaml").read_text("utf-8")
WITHOUT = MINIMAL.replace("takes: [photo, stencil]", "takes: [stencil]").partition("        parameters:\n          photo:\n")
REST = WITHOUT[2].partition("\nconflicts:")


@pytest.mark.parametrize(
    ("text", "titles", "remedy"),
    [
        (MINIMAL, ["rename it to photo"], "use photo instead"),
        (WITHOUT[0] + REST[1] + REST[2], ["remove text"], "remove it"),
    ],
    ids=["taken", "not taken"],
)
def test_the_other_parameter_is_named_where_it_is_taken(text: str, titles: list[str], remedy: str, tmp_path: Path) -> None:
    (tmp_path / "studio.yaml").write_text(text, "utf-8")
    handle = imagespec.load(tmp_path / "studio.yaml")
    (finding,) = handle.check({"model": "brush", "text": "a cat"}, "trace").diagnostics
    assert finding.rule == "text.unsupported"
    assert [fix.title for fix in finding.fixes] == titles
    assert finding.message.endswith(f"; {remedy}.")
