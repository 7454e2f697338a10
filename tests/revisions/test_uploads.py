"""What a form uploads: files by name, by description and by content, and addresses, which are no files."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec
from imagespec.report.fix import apply_edits
from imagespec.values.files import EXTENSIONS
from tests.revisions.asking import edit, found

MODEL = "gpt-image-2"
TAKEN = {"png", "jpeg", "webp"}
WRONG = ["error image.file-type /image"]
NONE = ["error image.type /image"]
CONTENT = b"\x89PNG\r\n\x1a\n" + b"\0" * 24


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((f"photo.{ending}", [] if told in TAKEN else WRONG) for ending, told in EXTENSIONS.items()),
        *((f"PHOTO.{ending.upper()}", [] if told in TAKEN else WRONG) for ending, told in EXTENSIONS.items()),
        ("a/b.gif/photo", []),
        ("photo.gif.png", []),
        ("photo.png.gif", WRONG),
        ("photo.gif\n", WRONG),
        ("photo.gif ", []),
        ("photo.Heic", []),
        ("photo.xyz", []),
        ("photo", []),
        ("gif", []),
    ],
)
def test_the_ending_of_a_name_tells_the_format(name: str, expected: list[str]) -> None:
    assert found(edit(MODEL, image=name), "edit") == expected
    form = {key: value for key, value in edit(MODEL).items() if key != "image"}
    for spelled, place in (("image", "/1"), ("image[]", "[]/1")):
        assert found({**form, spelled: ["a.png", name]}, "edit") == [f"{entry}{place}" for entry in expected]
    assert found({**form, "image[0]": name}, "edit") == [f"{entry}[0]" for entry in expected]


@pytest.mark.parametrize("address", ["https://example.com/a.png", "http://example.com", "HTTPS://X", "data:image/png;base64,AA==", "DATA:"])
def test_an_address_is_no_upload(address: str) -> None:
    assert found(edit(MODEL, image=address), "edit") == NONE
    assert found(edit(MODEL, image=["a.png", address]), "edit") == ["error image.type /image/1"]
    assert found(edit(MODEL, mask=address), "edit") == ["error mask.type /mask"]
    assert found({"model": "dall-e-2", "image": address}, "variation", ignore="model") == NONE
    for other in (f" {address}", f"x{address}"):
        assert found(edit(MODEL, image=other), "edit") == []


def test_the_message_says_where_an_address_goes() -> None:
    for name, place in (("image", 'images: [{"image_url": "https://\u2026"}]'), ("mask", 'mask: {"image_url": "https://\u2026"}')):
        (finding,) = imagespec.check(edit(MODEL, **{name: "https://example.com/a.png"}), "edit").diagnostics
        assert finding.message.startswith(
            f'{name} is an address, "https://example.com/a.png", but a form uploads the file itself; upload it'
        )
        assert finding.message.endswith(f"or name it in a JSON body as {place}.")
    (finding,) = imagespec.check({"model": "dall-e-2", "image": "https://x"}, "variation", ignore="model").diagnostics
    assert "JSON" not in finding.message  # no model of it takes JSON


@pytest.mark.parametrize(
    ("upload", "expected", "repaired"),
    [
        ({"content_type": "image/png"}, [], ""),
        ({"content_type": "Image/PNG; charset=binary"}, [], ""),
        ({"content_type": "image/jpg"}, WRONG, "image/jpeg"),
        ({"content_type": "image/gif"}, WRONG, ""),
        ({"content_type": ""}, WRONG, ""),
        ({"content_type": None}, WRONG, ""),
        ({"content_type": " image/png"}, WRONG, ""),
        ({"content_type": "application/octet-stream"}, WRONG, ""),
        ({"format": "webp", "content_type": "application/octet-stream"}, WRONG, "image/webp"),
        ({"format": "jpg", "content_type": "image/jpg"}, WRONG, "image/jpeg"),
        ({"format": "png", "content_type": "image/gif"}, WRONG, "image/png"),
        ({"format": "gif", "content_type": "image/png"}, WRONG, ""),
        ({"format": "gif"}, WRONG, ""),
        ({"format": "", "content_type": "image/jpg"}, WRONG, ""),
        ({"format": "jpeg", "content_type": "image/png"}, ["warning image.content-type /image"], "image/jpeg"),
        ({"format": "jpg", "content_type": "IMAGE/WEBP; a=b"}, ["warning image.content-type /image"], "image/jpeg"),
        ({"format": "jpeg", "multi_picture": True}, ["warning image.file-type /image"], ""),
        ({"multi_picture": True}, ["warning image.file-type /image"], ""),
        ({"format": "jpeg", "multi_picture": False}, [], ""),
        ({"format": "jpeg", "multi_picture": 1}, [], ""),
        ({"format": "JPG"}, [], ""),
        ({}, [], ""),
        (("photo.gif", b""), WRONG, ""),
        (("notes.txt", b""), WRONG, ""),
        (("photo", b""), WRONG, ""),
        (("photo.png", CONTENT, "image/gif"), WRONG, ""),
        (("photo.gif", CONTENT, "image/png"), [], ""),
        (("photo.gif", CONTENT), WRONG, ""),
        (("photo.jpg", CONTENT), ["warning image.content-type /image"], ""),
        (("photo.webp", CONTENT, "image/png"), [], ""),
        (("photo", CONTENT, "image/webp"), ["warning image.content-type /image"], ""),
        ((None, CONTENT), WRONG, ""),
        (b"GIF89a", WRONG, ""),
        (CONTENT, WRONG, ""),
    ],
)
def test_the_content_type_is_what_the_api_reads(upload: Any, expected: list[str], repaired: str) -> None:
    request = edit(MODEL, image=upload)
    assert found(request, "edit") == expected
    for diagnostic in imagespec.check(request, "edit").diagnostics:
        assert [change.value for fix in diagnostic.fixes for change in fix.edits] == ([repaired] if repaired else [])
        for fix in diagnostic.fixes:
            assert imagespec.check(apply_edits(request, fix.edits), "edit").ok


def test_a_file_that_is_right_is_only_sent_wrongly() -> None:
    """Nobody is told to convert a PNG."""
    for upload in ({"format": "png", "content_type": ""}, ("photo.png", CONTENT, "application/octet-stream")):
        (finding,) = imagespec.check(edit(MODEL, image=upload), "edit").diagnostics
        assert "convert" not in finding.message
        assert "image/png" in finding.message
    (finding,) = imagespec.check(edit(MODEL, image="photo.heic"), "edit").diagnostics
    assert "convert it" in finding.message
    assert "a heic file by its name" in finding.message
