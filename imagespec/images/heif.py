"""HEIC and AVIF: the largest of the pictures that the boxes of properties name."""

from __future__ import annotations

from imagespec.images.picture import Picture
from imagespec.images.window import Window

BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"), "heic"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
    **dict.fromkeys((b"mif1", b"msf1"), "heif"),
}
"""Formats by the brand of the file."""

_PATH = (b"meta", b"iprp", b"ipco", b"ispe")


def read(window: Window, picture: Picture) -> None:
    """Width and height as stored.

    Raises:
        Cut: the file ends before.
    """
    sizes: list[tuple[int, int]] = []
    _boxes(window, 0, window.size, 0, sizes)
    if sizes:
        picture.sized(*max(sizes, key=lambda size: size[0] * size[1]))


def _boxes(window: Window, place: int, end: int, depth: int, sizes: list[tuple[int, int]]) -> None:
    """Follow the boxes that lead to sizes."""
    while place + 8 <= end:
        header = window.whole(place, 8)
        length, name = int.from_bytes(header[:4], "big"), header[4:]
        if length < 8:  # up to the end of the file, or longer than what a header can be
            return
        if name == _PATH[depth]:
            inner = place + 8 + (4 if name == b"meta" else 0)
            if depth < 3:
                _boxes(window, inner, min(place + length, end), depth + 1, sizes)
                return
            facts = window.whole(inner + 4, 8)
            sizes.append((int.from_bytes(facts[:4], "big"), int.from_bytes(facts[4:], "big")))
        place += length
