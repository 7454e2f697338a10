"""How JSON edits refer to images: the right shape, and what people write in its place."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec
from imagespec.report.fix import apply_edits
from tests.revisions.asking import found

BODY = {"model": "gpt-image-2", "prompt": "add a hat"}
URL = "https://example.com/a.png"
DATA = "data:image/png;base64,AA=="
LONG = "data:image/png;base64," + "A" * 5000


def repaired(request: dict[str, Any], operation: str = "edit-json") -> list[dict[str, Any]]:
    """What each fix of the one finding makes of a request."""
    (finding,) = imagespec.check(request, operation).diagnostics
    for fix in finding.fixes:
        assert all(len(str(edit.value)) < 200 for edit in fix.edits), "no fix repeats a whole file"
    return [apply_edits(request, fix.edits) for fix in finding.fixes]


@pytest.mark.parametrize(
    ("images", "place", "right"),
    [
        ([URL], "images.type /images/0", [{"image_url": URL}]),
        (["HTTPS://EXAMPLE.COM"], "images.type /images/0", [{"image_url": "HTTPS://EXAMPLE.COM"}]),
        ([DATA], "images.type /images/0", [{"image_url": DATA}]),
        ([LONG], "images.type /images/0", [{"image_url": LONG}]),
        (["file-abc"], "images.type /images/0", [{"file_id": "file-abc"}]),
        (URL, "images.type /images", [{"image_url": URL}]),
        (LONG, "images.type /images", [{"image_url": LONG}]),
        ("file-abc", "images.type /images", [{"file_id": "file-abc"}]),
        ({"image_url": URL}, "images.type /images", [{"image_url": URL}]),
        ({"url": URL}, "images.type /images", [{"image_url": URL}]),
        ([{"url": URL}], "parameter.unknown /images/0/url", [{"image_url": URL}]),
        ([{"id": "file-abc"}], "parameter.unknown /images/0/id", [{"file_id": "file-abc"}]),
        ([{"type": "input_image", "image_url": URL}], "parameter.unknown /images/0/type", [{"image_url": URL}]),
        ([{"type": "image_url", "image_url": {"url": URL, "detail": "high"}}], "parameter.unknown /images/0/type", [{"image_url": URL}]),
        ([{"type": "image", "source": {"type": "url", "url": LONG}}], "parameter.unknown /images/0/type", [{"image_url": LONG}]),
        ([{"fileData": {"fileUri": URL}}], "parameter.unknown /images/0/fileData", [{"image_url": URL}]),
        ([{"image_url": {"url": URL}}], "image_url.type /images/0/image_url", [{"image_url": URL}]),
        ([{"image_url": {"url": LONG}}], "image_url.type /images/0/image_url", [{"image_url": LONG}]),
    ],
)  # fmt: skip
def test_what_is_meant_is_put_into_shape(images: Any, place: str, right: list[dict[str, Any]]) -> None:
    request = {**BODY, "images": images}
    assert found(request, "edit-json") == [f"error {place}"]
    assert repaired(request) == [{**BODY, "images": right}]
    assert imagespec.check({**BODY, "images": right}, "edit-json").ok


@pytest.mark.parametrize(
    ("images", "place"),
    [
        (["a.png"], "images.type /images/0"),
        ([5], "images.type /images/0"),
        ([[URL]], "images.type /images/0"),
        ("a.png", "images.type /images"),
        ([{"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}], "parameter.unknown /images/0/type"),
        ([{"inlineData": {"mimeType": "image/png", "data": "iVBORw0KGgo="}}], "parameter.unknown /images/0/inlineData"),
        ([{"url": URL, "thumbnail": URL}], "parameter.unknown /images/0/url"),
    ],
)
def test_what_may_mean_anything_gets_no_fix_but_the_right_shape_in_words(images: Any, place: str) -> None:
    request = {**BODY, "images": images}
    assert found(request, "edit-json") == [f"error {place}"]
    assert repaired(request) == []
    (finding,) = imagespec.check(request, "edit-json").diagnostics
    assert '{"image_url": "https://' in finding.message
    assert '{"file_id": "file-' in finding.message


def test_each_item_of_another_shape_gives_one_finding() -> None:
    items = [
        {"type": "image_url", "image_url": {"url": URL}, "detail": "low"},
        {"file_id": "f"},
        {"type": "input_image", "file_id": "file-1", "x": 1},
    ]
    request = {**BODY, "images": items}
    report = imagespec.check(request, "edit-json")
    assert [d.pointer for d in report.diagnostics] == ["/images/0/type", "/images/2/type"]
    assert "images[2]" in report.diagnostics[1].message
    for finding in report.diagnostics:
        request = apply_edits(request, finding.fixes[0].edits)
    assert request["images"] == [{"image_url": URL}, {"file_id": "f"}, {"file_id": "file-1"}]


@pytest.mark.parametrize(
    ("mask", "place", "right"),
    [
        (URL, "mask.type /mask", {"image_url": URL}),
        ("file-abc", "mask.type /mask", {"file_id": "file-abc"}),
        (LONG, "mask.type /mask", {"image_url": LONG}),
        ({"type": "input_image", "image_url": URL}, "parameter.unknown /mask/type", {"image_url": URL}),
    ],
)
def test_a_mask_is_one_such_object(mask: Any, place: str, right: dict[str, Any]) -> None:
    request = {**BODY, "images": [{"file_id": "f"}], "mask": mask}
    assert found(request, "edit-json") == [f"error {place}"]
    assert repaired(request) == [{**request, "mask": right}]


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ({"image": URL}, {"images": [{"image_url": URL}]}),
        ({"image": LONG}, {"images": [{"image_url": LONG}]}),
        ({"image": "file-abc"}, {"images": [{"file_id": "file-abc"}]}),
        ({"image": [URL, "file-abc"]}, {"images": [{"image_url": URL}, {"file_id": "file-abc"}]}),
        ({"image": [{"image_url": URL}]}, {"images": [{"image_url": URL}]}),
        ({"image": {"file_id": "file-abc"}}, {"images": [{"file_id": "file-abc"}]}),
        ({"image[]": [URL]}, {"images": [{"image_url": URL}]}),
    ],
)
def test_the_image_of_a_form_in_json_is_one_finding_and_one_rename(given: dict[str, Any], right: dict[str, Any]) -> None:
    (name,) = given
    request = {**BODY, **given}
    assert found(request, "edit-json") == [f"error image.unsupported /{name}"]
    assert repaired(request) == [{**BODY, **right}]
    assert imagespec.check({**BODY, **right}, "edit-json").ok


def test_the_images_of_json_in_a_form_are_one_finding_and_one_rename() -> None:
    for value in (["a.png", "b.png"], "a.png"):
        request = {**BODY, "images": value}
        assert found(request, "edit") == ["error images.unsupported /images"]
        assert repaired(request, "edit") == [{**BODY, "image": value}]


def test_beside_the_right_name_the_wrong_one_is_only_removed() -> None:
    request = {**BODY, "images": [{"file_id": "f"}], "image": "a.png"}
    assert found(request, "edit-json") == ["error image.unsupported /image"]
    assert repaired(request) == [{**BODY, "images": [{"file_id": "f"}]}]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, []),
        (DATA, []),
        ("data:image/jpeg;base64,AA==", []),
        ("data:image/webp;base64,AA==", []),
        ("DATA:IMAGE/PNG;BASE64,AA==", None),
        ("data:image/gif;base64,AA==", ["warning image_url.file-type"]),
        ("data:image/jpg;base64,AA==", ["warning image_url.file-type"]),
        ("data:application/octet-stream;base64,AA==", ["warning image_url.file-type"]),
        ("data:;base64,AA==", ["warning image_url.file-type"]),
        ("data:image/png,AA==", ["warning image_url.file-type"]),
        ("data:image/png;base64,", ["warning image_url.file-type"]),
        ("data:image/png;base64", ["warning image_url.file-type"]),
        ("iVBORw0KGgoAAAANSUhEUg==", ["error image_url.format"]),
        ("a.png", ["error image_url.format"]),
        ("http://example.com/a.png", None),
    ],
)
def test_a_file_written_as_an_address(url: str, expected: list[str] | None) -> None:
    report = imagespec.check({**BODY, "images": [{"image_url": url}]}, "edit-json")
    if expected is not None:
        assert [f"{d.severity} {d.rule}" for d in report.diagnostics] == expected
    for finding in report.diagnostics:
        assert finding.pointer == "/images/0/image_url"
        assert "data:image/png;base64," in finding.message
    assert [
        d.rule for d in imagespec.check({**BODY, "images": [{"file_id": "f"}], "mask": {"image_url": url}}, "edit-json").diagnostics
    ] == [d.rule for d in report.diagnostics]
