"""GIF: its screen, and what stands before its first pictures."""

from __future__ import annotations

from imagespec.images.picture import Picture
from imagespec.images.window import Window

_CONTROL = 0xF9
_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B


def read(window: Window, picture: Picture) -> None:
    """Width and height, whether there is a second picture, and whether the first has a transparent colour.

    Raises:
        Cut: the file ends before.
    """
    screen = window.whole(6, 7)
    picture.sized(int.from_bytes(screen[:2], "little"), int.from_bytes(screen[2:4], "little"))
    picture.orientation = 1
    place = 13 + _palette(screen[4])
    images, transparent = 0, False
    while (block := window.whole(place, 1)[0]) in (_EXTENSION, _IMAGE):
        if block == _IMAGE:
            picture.alpha = transparent if images == 0 else picture.alpha
            images += 1
            if images > 1:
                break
            place += 10 + _palette(window.whole(place + 9, 1)[0]) + 1
        else:
            if window.whole(place + 1, 1)[0] == _CONTROL and images == 0:
                transparent = bool(window.whole(place + 3, 1)[0] & 1)
            place += 2
        while length := window.whole(place, 1)[0]:
            place += 1 + length
        place += 1
    picture.animated = images > 1


def _palette(flags: int) -> int:
    """The bytes of the table of colours that flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
