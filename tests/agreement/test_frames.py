"""Sizes of GIFs against plain arithmetic written out here: all frames stand on one sheet, which is an image."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.report.fix import apply_edits
from tests.support.reference import reference
from tests.support.verdicts import said

Depth = Callable[[int, int], int]

FREE = ("gpt-image-2", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-image-2.6-flare", "gpt-image-2.6-sunburst")
"""The models with free sizes."""

SHEETS = {**dict.fromkeys(range(2, 9), (4, 2)), 9: (3, 3), **dict.fromkeys(range(10, 13), (4, 3)), **dict.fromkeys(range(13, 17), (4, 4))}
"""Columns and rows by the number of frames."""

COUNT = 9
"""The number of frames where none is given."""


@pytest.fixture(scope="module")
def newest() -> Handle:
    return imagespec.load()


def problems(model: str, width: int, height: int, frames: int) -> dict[str, str]:
    """The rules that the size of a frame misses, with their severities: what is said of a sheet is inferred, and a warning."""
    firm = "warning" if "2.6" in model else "error"
    alone = {"step": width % 16 or height % 16, "edge": max(width, height) > 3840}
    if any(alone.values()):
        return {f"size.{name}": firm for name, missed in alone.items() if missed}
    columns, rows = SHEETS[frames]
    wide, high = width * columns, height * rows
    drawn = {
        "ratio": max(width, height) > 3 * min(width, height),
        "edge": max(wide, high) > 3840,
        "pixels": not 655_360 <= wide * high <= 8_294_400,
    }
    return {f"size.{name}": "warning" for name, missed in drawn.items() if missed}


def sizes(count: int, seed: int) -> Iterator[tuple[int, int]]:
    """Frames of every sort: on the grid around the limits of all sheets, and off it."""
    random = Random(seed)
    for _ in range(count):
        most = random.choice((400, 1100, 1500, 4000))
        width, height = random.randint(1, most), random.randint(1, most)
        if random.random() < 0.8:
            width, height = max(16, width // 16 * 16), max(16, height // 16 * 16)
        yield width, height


def request_of(model: str, operation: str, size: str, frames: int | None) -> dict[str, Any]:
    extra: dict[str, Any] = {"generate": {}, "edit": {"image": "a.png"}, "edit-json": {"images": [{"file_id": "f"}]}}[operation]
    count: dict[str, Any] = {} if frames is None else {"frame_count": str(frames) if operation == "edit" else frames}
    return {"model": model, "prompt": "a cat", "output_format": "gif", "size": size, **count, **extra}


@pytest.mark.parametrize("model", FREE)
def test_every_frame_has_the_findings_of_its_sheet(newest: Handle, model: str, depth: Depth) -> None:
    random = Random(7)
    seen: set[str] = set()
    for width, height in sizes(depth(150, 6_000), seed=3):
        frames = random.choice((*SHEETS, None))
        operation = random.choice(("generate", "edit", "edit-json"))
        request = request_of(model, operation, f"{width}x{height}", frames)
        report = newest.check(request, operation)
        found = {d.rule: d.severity for d in report.diagnostics if d.rule.startswith("size.")}
        assert found == problems(model, width, height, frames or COUNT), request
        assert report.ok is newest.is_valid(request, operation) is ("error" not in found.values())
        assert said(report) == list(reference(newest.spec, request, operation))
        seen |= {f"{rule} {severity}" for rule, severity in found.items()}
    assert {"size.ratio warning", "size.edge warning", "size.pixels warning"} <= seen


@pytest.mark.parametrize("model", FREE)
def test_no_advised_size_misses_its_sheet(newest: Handle, model: str, depth: Depth) -> None:
    random, followed = Random(17), 0
    for width, height in sizes(depth(60, 1_500), seed=19):
        frames = random.choice((*SHEETS, None))
        request = request_of(model, "generate", f"{width}x{height}", frames)
        for diagnostic in newest.check(request).diagnostics:
            for fix in diagnostic.fixes:
                left = newest.check(apply_edits(request, fix.edits)).diagnostics
                if diagnostic.rule.startswith("size."):
                    assert not [d for d in left if d.rule.startswith("size.")], (request, fix)
                    followed += 1
    assert followed > 50


def test_a_frame_of_an_odd_size_is_advised_what_fits_any_number_of_frames(newest: Handle) -> None:
    """The size is repaired before it is known how many frames are meant."""
    for size in ("1000x1000", "100x2000", "1X1", "4000x4000", "3840x16"):
        for diagnostic in newest.check(request_of("gpt-image-2", "generate", size, None)).diagnostics:
            for fix in diagnostic.fixes:
                (edit,) = fix.edits
                if diagnostic.rule in ("size.step", "size.format") and edit.path == "/size":
                    width, height = map(int, edit.value.split("x"))
                    assert all(problems("gpt-image-2", width, height, frames) == {} for frames in SHEETS), (size, edit.value)


@pytest.mark.parametrize(
    ("size", "frames"), [("512x512", 9), ("512x512", 2), ("768x768", 12), ("1024x768", 9), ("960x960", 2), ("1280x720", 9)]
)
def test_sizes_that_were_drawn_are_right(newest: Handle, size: str, frames: int) -> None:
    for model in FREE:
        assert not [d for d in newest.check(request_of(model, "generate", size, frames)).diagnostics if d.rule.startswith("size.")]


def test_a_sheet_that_was_refused_warns_and_says_how_the_frames_stand(newest: Handle) -> None:
    for operation in ("generate", "edit", "edit-json"):
        report = newest.check(request_of("gpt-image-2.6-flare", operation, "1024x1024", 6), operation)
        assert report.ok
        edge = next(d for d in report.diagnostics if d.rule == "size.edge")
        assert (edge.severity, edge.pointer) == ("warning", "/size")
        assert "4 columns and 2 rows on one sheet of 4096x2048 pixels" in edge.message
        assert [edit.value for fix in edge.fixes for edit in fix.edits] == ["960x960"]


def test_the_sheet_is_that_of_a_gif_only(newest: Handle) -> None:
    for name, expected in (("png", ["size.pixels"]), ("gif", [])):
        request = {"model": "gpt-image-2", "prompt": "a cat", "size": "512x512", "output_format": name}
        assert [d.rule for d in newest.check(request).diagnostics if d.rule.startswith("size.")] == expected
    for model in ("gpt-image-1", "gpt-image-1.5"):  # their sizes are a list
        request = request_of(model, "generate", "1024x1024", 16)
        assert not [d for d in newest.check(request).diagnostics if d.rule.startswith("size.")]
