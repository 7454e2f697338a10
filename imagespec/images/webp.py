"""WebP: its first chunk, and the one with EXIF data, which stands behind the picture."""

from __future__ import annotations

from imagespec.images.exif import orientation
from imagespec.images.picture import Picture
from imagespec.images.window import MOST, Window

_ALPHA, _EXIF, _ANIMATED = 0x10, 0x08, 0x02
"""Flags of the extended format."""


def read(window: Window, picture: Picture) -> None:
    """What the chunks say.

    Raises:
        Cut: the file ends before.
    """
    name = window.whole(12, 4)
    if name == b"VP8 ":
        frame = window.whole(20, 10)
        picture.sized(int.from_bytes(frame[6:8], "little") & 0x3FFF, int.from_bytes(frame[8:10], "little") & 0x3FFF)
        picture.alpha = picture.animated = False
    elif name == b"VP8L":
        bits = int.from_bytes(window.whole(21, 4), "little")
        picture.sized((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        picture.alpha, picture.animated = bool(bits >> 28 & 1), False
    elif name == b"VP8X":
        facts = window.whole(20, 10)
        picture.sized(int.from_bytes(facts[4:7], "little") + 1, int.from_bytes(facts[7:10], "little") + 1)
        picture.alpha, picture.animated = bool(facts[0] & _ALPHA), bool(facts[0] & _ANIMATED)
        if facts[0] & _EXIF:
            picture.orientation = _oriented(window)
            return
    else:
        picture.cut = True
        return
    picture.orientation = 1


def _oriented(window: Window) -> int | None:
    """The orientation in the chunk of EXIF data, 1 where it says none.

    Raises:
        Cut: the file ends before that chunk.
    """
    place = 12
    while (chunk := window.whole(place, 8))[:4] != b"EXIF":
        length = int.from_bytes(chunk[4:], "little")
        place += 8 + length + length % 2
    return orientation(window.whole(place + 8, min(int.from_bytes(chunk[4:], "little"), MOST // 4))) or 1
