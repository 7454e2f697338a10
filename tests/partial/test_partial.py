"""What is said of parts of requests, case by case."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import imagespec
from imagespec import UNKNOWN

TODAY = "2026-11-26"
GIF_SHEET = {"model": "gpt-image-2", "output_format": "gif", "size": "3840x2160"}

CASES: list[tuple[str, Any, list[str]]] = [
    # nothing is missing, whatever is not there
    ("generate", {}, []),
    ("generate", {"model": "gpt-image-2"}, []),
    ("edit", {"model": "gpt-image-2", "n": 2}, []),
    # what is known is judged
    ("generate", {"model": "gpt-image-2", "n": 11, "promt": "a"}, ["n.range", "parameter.unknown"]),
    ("generate", {"model": "dall-e-3", "n": 2}, ["model.retired", "n.range"]),
    ("generate", {"model": "gpt-image-9", "n": 11}, ["model.unknown"]),
    ("generate", {"model": None, "n": 11}, ["model.required", "n.range"]),
    ("generate", {"model": 5}, ["model.type"]),
    ("generate", [], ["request.type"]),
    # a key that is not taken is not taken with any value
    ("generate", {"model": "gpt-image-2", "style": UNKNOWN, "promt": UNKNOWN}, ["style.unsupported", "parameter.unknown"]),
    ("edit", {"model": "gpt-image-2", "image": UNKNOWN, "image[]": UNKNOWN}, ["image.excludes"]),
    # a limit that depends on another parameter
    ("generate", {"model": "gpt-image-2", "size": "1001x1000"}, ["size.step"]),
    ("generate", {"model": "gpt-image-2", "size": "3072x2048"}, []),  # experimental for all but GIFs
    ("generate", {"model": "gpt-image-2", "size": "3072x2048", "output_format": UNKNOWN}, []),
    ("generate", {"model": "gpt-image-2", "size": "3072x2048", "output_format": "png"}, ["size.experimental"]),
    ("generate", {"model": "gpt-image-2", "background": "transparent", "output_format": "jpeg"},
     ["background.unsupported", "background.requires"]),
    ("generate", {"model": "gpt-image-1", "output_compression": 50}, ["model.retired"]),
    ("generate", {"model": "gpt-image-2", "output_compression": 50, "output_format": UNKNOWN}, []),
    ("generate", {"model": "gpt-image-2", "output_compression": 50, "output_format": None}, ["output_compression.requires"]),
    ("generate", {"model": "gpt-image-2", "output_compression": UNKNOWN, "output_format": "png"}, []),
    ("generate", GIF_SHEET, ["output_format.preview"]),  # how many frames it has is not known
    ("generate", GIF_SHEET | {"frame_count": 4}, ["output_format.preview", "size.edge", "size.pixels"]),
    # without a model, what holds for every one
    ("generate", {"n": 11, "size": "banana", "style": "vivid"}, ["n.range"]),
    ("generate", {"model": UNKNOWN, "n": True, "foo": 1}, ["n.type", "parameter.unknown"]),
    ("variation", {"n": 11}, ["model.retired", "n.range"]),  # one model serves it
    # inside of objects and lists
    ("edit-json", {"model": "gpt-image-2", "images": [UNKNOWN, UNKNOWN]}, []),
    ("edit-json", {"model": "gpt-image-2", "images": [UNKNOWN] * 17}, ["images.count"]),
    ("edit-json", {"model": "gpt-image-2", "images": [{"image_url": UNKNOWN}]}, []),
    ("edit-json", {"model": "gpt-image-2", "images": [{"file_id": "f", "image_url": UNKNOWN}]}, []),
    ("edit-json", {"model": "gpt-image-2", "images": [{"url": UNKNOWN}]}, ["parameter.unknown"]),
    ("generate", {"model": "gpt-image-2", "svg": {"model": UNKNOWN}, "output_format": "png"}, ["svg.requires"]),
    ("generate", {"model": "gpt-image-2", "svg": UNKNOWN, "output_format": "png"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "part", "rules"), CASES)
def test_parts(operation: str, part: Any, rules: list[str]) -> None:
    report = imagespec.check(part, operation, partial=True, today=TODAY)
    assert [d.rule for d in report] == rules
    assert imagespec.is_valid(part, operation, partial=True) is report.ok


def test_the_options_of_a_check_apply() -> None:
    part = {"n": 2, "style": UNKNOWN}

    def rules(**options: Any) -> list[str]:
        return [f"{d.severity} {d.rule}" for d in imagespec.check(part, partial=True, today=TODAY, **options)]

    assert rules() == []
    assert rules(model="gpt-image-2") == ["error style.unsupported"]
    assert rules(model="mine", aliases={"mine": "dall-e-3"}) == ["warning model.retired", "error n.range"]
    assert rules(model="gpt-image-2", ignore=["style"]) == []
    part["user"] = "u"
    assert rules(model="gpt-image-2", select=["user"], strict=True) == ["error user.deprecated"]
    with pytest.raises(ValueError, match="no model"):
        rules(model="gpt-image-9")
    with pytest.raises(ValueError, match="no operation"):
        imagespec.check(part, "generat", partial=True)


def test_what_holds_for_every_model_is_said_with_the_widest_limit() -> None:
    (found,) = imagespec.check({"prompt": "a" * 32001}, partial=True)
    assert (found.rule, found.params["max"]) == ("prompt.length", 32000)
    assert "the API" in found.message


def test_what_is_unknown_stays_in_the_fixed_request() -> None:
    part = {"model": "gpt-image-2", "prompt": UNKNOWN, "style": UNKNOWN, "n": 11}
    fixed = imagespec.fix(part, unsafe=True, partial=True)
    assert fixed.request == {"model": "gpt-image-2", "prompt": UNKNOWN, "n": 10}
    assert fixed.report.ok


def test_a_part_moves_to_another_model() -> None:
    part = {"model": "dall-e-3", "prompt": UNKNOWN, "style": "vivid", "size": UNKNOWN}
    moved = imagespec.migrate(part, "gpt-image-2", partial=True)
    assert moved.request == {"model": "gpt-image-2", "prompt": UNKNOWN, "size": UNKNOWN}


def test_the_short_way_to_a_verdict_does_not_judge_what_is_unknown() -> None:
    request = {"model": "gpt-image-2", "prompt": "a", "size": "544x944", "output_format": UNKNOWN}  # a size of a GIF
    assert imagespec.check(request).ok
    assert imagespec.is_valid(request)
    assert not imagespec.is_valid({**request, "output_format": "png"})
    images = [{"file_id": "f", "image_url": UNKNOWN}]
    assert imagespec.is_valid({"model": "gpt-image-2", "prompt": "a", "images": images}, "edit-json")


def test_unknown_is_one_value() -> None:
    assert copy.deepcopy([UNKNOWN])[0] is UNKNOWN
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN
    assert repr(UNKNOWN) == "UNKNOWN"
