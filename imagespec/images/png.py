"""PNG: the chunks before the picture itself."""

from __future__ import annotations

from imagespec.images.exif import orientation
from imagespec.images.picture import Picture
from imagespec.images.window import MOST, Window

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WITH_ALPHA = (4, 6)
"""Colour types with an alpha channel."""

_LARGEST = 2**31 - 1


def read(window: Window, picture: Picture) -> None:
    """What the chunks before the picture say; those after it are not looked for.

    Raises:
        Cut: the file ends before.
    """
    length, header = int.from_bytes(window.whole(8, 4), "big"), window.whole(12, 4)
    if header != b"IHDR" or length < 13:
        picture.cut = True
        return
    facts = window.whole(16, 13)
    picture.sized(int.from_bytes(facts[:4], "big"), int.from_bytes(facts[4:8], "big"))
    colour = facts[9]
    picture.alpha = True if colour in _WITH_ALPHA else None
    place = 16 + length + 4
    transparent = animated = False
    while (chunk := window.whole(place, 8))[4:] not in (b"IDAT", b"IEND"):
        length, name = int.from_bytes(chunk[:4], "big"), chunk[4:]
        if length > _LARGEST:
            picture.cut = True
            return
        transparent |= name == b"tRNS"
        animated |= name == b"acTL"
        if name == b"eXIf":
            picture.orientation = orientation(window.whole(place + 8, min(length, MOST // 4)))
        place += 12 + length
    picture.alpha = colour in _WITH_ALPHA or transparent
    picture.animated = animated
    picture.orientation = picture.orientation or 1
