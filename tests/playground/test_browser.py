"""The page in Chromium: with the keyboard alone, wide and narrow, before axe, with files, links and hostile texts."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

import imagespec
from imagespec.playground.data import page_data
from tests.generated.tables import loaded
from tests.playground.conftest import OWN, Browse, named, worst

pytestmark = pytest.mark.exhaustive

WALKS = (
    "begin", "keyboard", "together", "broken", "pointer", "tap", "frames", "links", "files", "uploads",
    "said", "fixes", "access", "every", "anything", "ownTables",
)  # fmt: skip

ODD = (
    "</script><b>x</b>",
    "1920x1080",
    "auto",
    None,
    True,
    0,
    11,
    -1,
    1.5,
    10**20,
    "",
    [],
    {},
    ["a"],
    {"a": 1},
    "\u202etxt\u0000",
    "x" * 200,
    "hd",
    "gif",
)


@pytest.fixture(scope="module")
def given() -> list[tuple[str, dict[str, Any]]]:
    """Requests with mistakes of many kinds."""
    handle = imagespec.load()
    chance = random.Random(7)
    found: list[tuple[str, dict[str, Any]]] = []
    for operation in handle.operations.values():
        for model in operation.models[:: max(1, len(operation.models) // 4)]:
            names = [parameter.name for parameter in handle.spec.contract(operation.name, model).parameters]
            for _ in range(3):
                request = {"model": model, "prompt": "a cat", "image": "a.png"}
                request |= {chance.choice(names): chance.choice(ODD) for _ in range(4)}
                found.append((operation.name, request))
    return found


@pytest.fixture(scope="module")
def walked(browse: Browse, given: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """What became of each walk."""
    return browse(*WALKS, given=given)


@pytest.mark.parametrize("walk", WALKS)
def test_walk(walked: dict[str, Any], walk: str) -> None:
    """It ends well, the console stays silent, no request leaves the page, and axe finds nothing."""
    seen = walked[walk]
    assert not seen["failure"], seen["failure"]
    assert not seen["console"]
    assert not seen["requests"]
    assert not seen["violations"]


def test_the_page_opens_with_an_example_that_has_one_mistake(walked: dict[str, Any]) -> None:
    found = walked["begin"]["found"]
    assert found["ready"] < 1000, "milliseconds until what is wrong with the example is shown"
    report = imagespec.check(json.loads(found["text"]))
    assert found["rules"] == [diagnostic.rule for diagnostic in report.diagnostics] == ["size.step"]
    assert found["verdict"] == "1 error: the API refuses this request."
    assert found["underlined"] == ['"1920x1080"']


def test_what_is_no_json_is_told_with_its_place(walked: dict[str, Any]) -> None:
    told = walked["broken"]["found"]
    assert told[0] == "This is no JSON: it cannot be read from line 1, column 20 on. The comma before it is one too many."
    assert "quote" in told[1]
    assert told[2].startswith("The text is empty")


def test_the_map_chooses_allowed_sizes_only(walked: dict[str, Any]) -> None:
    for model, size in walked["pointer"]["found"]:
        assert imagespec.is_valid({"model": model, "prompt": "a cat", "size": size}), (model, size)
    wide, narrow, listed = (walked["pointer"]["found"][start : start + 6] for start in (0, 6, 12))
    assert wide[0][1] == narrow[0][1] == listed[0][1] == "1024x1024"
    assert wide[1][1] == "2880x2880"
    assert len({size for _, size in wide}) > 4


def test_the_map_of_frames(walked: dict[str, Any]) -> None:
    requests = walked["frames"]["found"]
    assert len({request["size"] for request in requests}) > 3
    for request in requests:
        assert not [d for d in imagespec.check(request).errors if d.pointer == "/size"], request


def test_the_requests_of_files(walked: dict[str, Any]) -> None:
    seen = walked["files"]["found"]["seen"]
    assert [row[:2] for row in seen] == [
        ["line 1, a \u2714 fine", "generate"], ["line 2, <b>b</b> \u2716 errors", "edit-json"], ["line 3, tools[1] \u2716 errors", "tool"],
        ["line 4 \u2716 errors", "generate"], ["line 5 \u2716 errors", "generate"],
    ]  # fmt: skip
    assert json.loads(seen[2][2]) == {"type": "image_generation", "quality": "best"}
    assert walked["files"]["found"]["guessed"] == ["generate", "variation", "edit", "edit-json", "tool", "generate"]


def test_chosen_files_are_described(walked: dict[str, Any]) -> None:
    found = walked["uploads"]["found"]
    png = {"format": "png", "content_type": "image/png", "width": 1, "height": 1, "bytes": 70}
    assert found["one"]["image"] == png
    assert imagespec.is_valid(found["one"], "edit")
    assert found["two"]["image"] == [png, {"format": "bmp", "content_type": "image/bmp", "bytes": 8}]
    assert found["rules"] == [d.rule for d in imagespec.check(found["two"], "edit").diagnostics] == ["image.file-type"]


def test_the_page_says_what_python_says(walked: dict[str, Any], given: list[tuple[str, dict[str, Any]]]) -> None:
    for (operation, request), said in zip(given, walked["said"]["found"], strict=True):
        expected = [
            [
                d.severity, d.rule, d.message,
                [f"Fix: {fix.title} ({'safe' if fix.safe else 'unsafe'})" for fix in d.fixes],
                d.source.url if d.source else None,
            ]
            for d in imagespec.check(request, operation).diagnostics
        ]  # fmt: skip
        assert said == expected, (operation, request)


def test_whatever_is_pressed_the_rules_are_those_of_python(walked: dict[str, Any]) -> None:
    found = walked["anything"]["found"]
    assert len(found) > 15
    for operation, text, rules in found:
        assert rules == [diagnostic.rule for diagnostic in imagespec.check(json.loads(text), operation).diagnostics], text


def test_all_fixes_at_once(walked: dict[str, Any]) -> None:
    found = walked["fixes"]["found"]
    before = {"model": "gpt-image-2", "prompt": "a cat", "size": "1920x1080", "quality": "hd", "output_compression": 50, "frame_count": 9}
    safe = imagespec.fix(before).request
    assert found["safe"] == safe != before
    assert found["every"] == imagespec.fix(safe, unsafe=True).request


def test_the_form_of_every_model_fills_in_what_it_takes(walked: dict[str, Any]) -> None:
    handle = imagespec.load()
    found = walked["every"]["found"]
    assert {operation for operation, _, _ in found} == {*handle.operations}
    assert len(found) == len(page_data(handle.spec)["contracts"])
    for operation, typed, request in found:
        assert request == {"model": request["model"], **typed}
        assert len(typed) >= 2
        for name, value in typed.items():
            errors = imagespec.check({"model": request["model"], name: value}, operation).errors
            problems = {error.rule.rpartition(".")[2] for error in errors if error.pointer == f"/{name}"}
            assert problems <= {"requires", "excludes"}, (operation, request["model"], name, value)


def test_the_pages_of_tables_of_ones_own(walked: dict[str, Any]) -> None:
    specs = [imagespec.load(OWN).spec, loaded(worst()), loaded(named())]
    for spec, found in zip(specs, walked["ownTables"]["found"], strict=True):
        assert found["spec"] == spec.name
        assert found["operations"] == [*spec.operations]
        assert json.loads(found["text"]) == page_data(spec)["operations"][0]["example"]
