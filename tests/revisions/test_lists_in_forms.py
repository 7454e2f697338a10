"""The images of a form: one list, under ``image``, under ``image[]``, or with a field for each entry."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec
from tests.revisions.asking import found

MODEL = "gpt-image-2"
FORM = {"model": MODEL, "prompt": "add a hat"}


def fields(*numbers: int) -> dict[str, Any]:
    return {f"image[{number}]": f"{number}.png" for number in numbers}


@pytest.mark.parametrize("count", [1, 2, 16])
def test_each_way_takes_as_many_images(count: int) -> None:
    for images in ({"image": ["a.png"] * count}, {"image[]": ["a.png"] * count}, fields(*range(count))):
        assert found({**FORM, **images}, "edit") == []


def test_each_way_refuses_one_more() -> None:
    for images, place in (
        ({"image": ["a.png"] * 17}, "image"),
        ({"image[]": ["a.png"] * 17}, "image[]"),
        (fields(*range(17)), "image[16]"),
    ):
        assert found({**FORM, **images}, "edit") == [f"error image.count /{place}"]


@pytest.mark.parametrize(
    ("images", "place"),
    [
        ({"image": ["a.png"] * 16, "image[]": ["b.png"] * 16}, "image[]"),
        ({"image[]": ["b.png"], "image": "a.png"}, "image[]"),
        ({"image": "a.png", **fields(0)}, "image[0]"),
        ({"image[]": ["a.png"], **fields(0, 1)}, "image[0]"),
        ({"image": ["a.png"] * 16, **fields(*range(16))}, "image[0]"),
    ],
)
def test_two_ways_at_once_are_refused(images: dict[str, Any], place: str) -> None:
    assert found({**FORM, **images}, "edit") == [f"error image.excludes /{place}"]
    assert not imagespec.is_valid({**FORM, **images}, "edit")


def test_an_entry_is_one_upload() -> None:
    for value in (["a.png"], 5, None, {"file_id": "file-1"}, "https://example.com/a.png"):
        assert found({**FORM, "image[0]": value}, "edit") == ["error image.type /image[0]"]
    assert found({**FORM, "image[0]": "a.png", "image[1]": "b.gif"}, "edit") == ["error image.file-type /image[1]"]


@pytest.mark.parametrize(
    "name", ["image[x]", "image[-1]", "image[01]", "image[1000]", "image[0", "image[0]x", "image[0][1]", "image[ 0]", "image[\u0660]"]
)
def test_other_names_are_unknown(name: str) -> None:
    assert found({**FORM, "image": "a.png", name: "b.png"}, "edit") == [f"error parameter.unknown /{name}"]


def test_only_a_list_has_numbered_fields() -> None:
    assert found({"model": "dall-e-2", "image[0]": "a.png"}, "variation", ignore="model") == [
        "error image.required /image",
        "error parameter.unknown /image[0]",
    ]
    rules = [entry.split()[1] for entry in found({**FORM, "images": [{"file_id": "f"}], "image[0]": "a.png"}, "edit-json")]
    assert rules == ["parameter.unknown"]


def test_a_mask_stands_beside_the_first_entry() -> None:
    small, large = ({"format": "png", "mode": "RGBA", "width": side, "height": side} for side in (256, 512))
    assert found({**FORM, "image[0]": small, "image[1]": large, "mask": small}, "edit") == []
    assert found({**FORM, "image[0]": large, "image[1]": small, "mask": small}, "edit") == ["error mask.dimensions /mask"]


def test_a_file_by_itself_for_a_model_that_takes_one() -> None:
    def of(**images: Any) -> list[str]:
        return found({"model": "dall-e-2", "prompt": "a hat", **images}, "edit", ignore="model")

    assert of(image="a.png") == []
    assert of(image=["a.png"]) == ["warning image.type /image"]
    assert of(**{"image[0]": "a.png"}) == ["warning image.type /image[0]"]
    assert "error image.count /image" in of(image=["a.png", "b.png"])


def test_the_operation_of_a_request_with_numbered_fields() -> None:
    assert imagespec.check({**FORM, **fields(0, 1)}, None).operation == "edit"
    assert imagespec.check({"model": "dall-e-2", "image[0]": "a.png"}, None).operation == "variation"


def test_a_typed_request_keeps_the_fields() -> None:
    request = {**FORM, **fields(*range(11)), "n": 2}
    typed = imagespec.validate(request, "edit")
    assert typed.image == tuple(f"{number}.png" for number in range(11))
    assert typed.to_dict() == request
    for images in ({"image": ["a.png", "b.png"]}, {"image[]": ["a.png", "b.png"]}, {"image": "a.png"}):
        assert imagespec.validate({**FORM, **images}, "edit").to_dict() == {**FORM, **images}


def test_a_typed_request_keeps_what_only_an_ignored_rule_admits() -> None:
    for request in ({**FORM, "image": "a.png", **fields(0)}, {**FORM, "image[]": ["a.png"], **fields(0, 1)}, {**FORM, **fields(1, 2)}):
        assert imagespec.validate(request, "edit", ignore=["image.excludes", "image.type"]).to_dict() == request


@pytest.mark.parametrize(
    ("value", "expected"), [(2, []), ("2", []), (2.0, ["error n.type /n"]), ("2.0", ["error n.type /n"]), (True, ["error n.type /n"])]
)
def test_a_form_holds_the_text_that_a_client_sends(value: Any, expected: list[str]) -> None:
    assert found({**FORM, "image": "a.png", "n": value}, "edit") == expected
    assert imagespec.is_valid({**FORM, "image": "a.png", "n": value}, "edit") is (not expected)
    if isinstance(value, (int, float)) and value == 2:
        assert found({"model": MODEL, "prompt": "a hat", "n": value}) == []


def test_a_whole_number_is_repaired() -> None:
    for value in (2.0, "2.0"):
        (finding,) = imagespec.check({**FORM, "image": "a.png", "n": value}, "edit").diagnostics
        assert [edit.value for fix in finding.fixes for edit in fix.edits] == [2]
