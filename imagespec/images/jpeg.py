"""JPEG: the segments before the picture itself."""

from __future__ import annotations

from imagespec.images.exif import orientation
from imagespec.images.picture import Picture
from imagespec.images.window import MOST, Window

SIGNATURE = b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of the segment with width and height; the three others in between are tables."""

_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a segment."""

_EXIF, _PICTURES, _SCAN, _END = 0xE1, 0xE2, 0xDA, 0xD9
_STOPS = frozenset({_SCAN, _END})
_NUMBER_OF_IMAGES = 0xB001


def read(window: Window, picture: Picture) -> None:
    """What the segments before the picture say, wherever they are: what is long, such as a colour profile, is passed over.

    Raises:
        Cut: the file ends before.
    """
    picture.alpha = picture.animated = False
    place, several = 2, False
    while True:
        marker, place = _marker(window, place)
        if marker in _STOPS:
            break
        if marker in _ALONE:
            continue
        length = int.from_bytes(window.whole(place, 2), "big")
        if length < 2:
            picture.cut = True
            return
        if marker in _FRAMES:
            frame = window.whole(place + 2, 5)
            picture.sized(int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big"))
        elif marker == _EXIF and picture.orientation is None and window.at(place + 2, 6) == b"Exif\0\0":
            picture.orientation = orientation(window.whole(place + 2, min(length - 2, MOST // 4)))
        elif marker == _PICTURES and window.at(place + 2, 4) == b"MPF\0":
            several |= _images(window.at(place + 6, min(length - 6, MOST // 16))) > 1
        place += length
    picture.several = several
    picture.orientation = picture.orientation or 1


def _marker(window: Window, place: int) -> tuple[int, int]:
    """The next marker and where its segment begins; any number of 0xFF may stand before it."""
    found = window.whole(place, 2)
    while found[1] == 0xFF:
        place += 1
        found = window.whole(place, 2)
    if found[0] != 0xFF:
        return _END, place  # no marker: whatever this is, it is no header
    return found[1], place + 2


def _images(index: bytes) -> int:
    """How many images the index of a multi-picture file names; 2 where it does not say, as there would be no index else."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(index[:4])
    if order is None:
        return 2

    def number(start: int, size: int) -> int:
        return int.from_bytes(index[start : start + size], "little" if order == "little" else "big")

    start = number(4, 4)
    for entry in range(min(number(start, 2), 64)):
        place = start + 2 + 12 * entry
        if number(place, 2) == _NUMBER_OF_IMAGES and place + 12 <= len(index):
            return number(place + 8, 4)
    return 2
