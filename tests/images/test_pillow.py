"""What headers say is what Pillow says."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from imagespec import describe_image
from tests.conftest import Depth
from tests.images.made import made, one_of_each

FORMATS = {"MPO": "jpeg"}
TURNED = range(5, 9)


def agrees(content: bytes) -> None:
    found = describe_image(("file", io.BytesIO(content)))
    with Image.open(io.BytesIO(content)) as image:
        orientation = image.getexif().get(0x0112, 1)
        assert found.format == FORMATS.get(image.format or "", (image.format or "").lower())
        if found.format in ("bmp", "tiff", "ico"):
            return  # told by their first bytes, and taken by no model
        size = image.size
        if found.format == "avif":  # Pillow turns these itself when it opens them
            assert {found.width, found.height} == set(size)
            return
        assert (found.width, found.height) == (size[::-1] if orientation in TURNED else size)
        assert found.orientation == orientation
        assert found.alpha == (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info)
        assert found.multi_picture == (image.format == "MPO")
        assert found.animated == (image.format != "MPO" and getattr(image, "is_animated", False))
        assert found.unchecked == ""


@pytest.mark.parametrize(("content"), one_of_each().values(), ids=one_of_each())
def test_each_format_and_mode(content: bytes) -> None:
    agrees(content)


def test_random_files(depth: Depth) -> None:
    chance = random.Random(20261126)
    seen = set()
    for _ in range(depth(150, 2000)):
        what, content = made(chance)
        seen.add(what.split(" ")[0])
        try:
            agrees(content)
        except AssertionError:
            raise AssertionError(what) from None
    assert seen >= {"PNG", "JPEG", "WEBP", "GIF", "MPO", "AVIF", "BMP", "TIFF"}
