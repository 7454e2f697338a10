"""What somebody means by a size: edges in any spelling, a name such as ``4k`` or ``1080p``, one edge, or a ratio."""

from __future__ import annotations

from math import gcd, isqrt

from imagespec.values.sizes import intended_dimensions

USUAL = 1024 * 1024
"""The pixels of a ratio that comes without any: those of 1024x1024, the one size that every model takes."""

_NAMED = {
    "square": (1024, 1024), "squarehd": (1024, 1024), "portrait": (1024, 1536), "landscape": (1536, 1024),
    "hd": (1280, 720), "fullhd": (1920, 1080), "fhd": (1920, 1080), "qhd": (2560, 1440), "wqhd": (2560, 1440),
    "uhd": (3840, 2160), "ultrahd": (3840, 2160), "1k": (1024, 1024), "2k": (2560, 1440), "4k": (3840, 2160), "5k": (5120, 2880),
    "8k": (7680, 4320),
}  # fmt: skip
"""Sizes by name. 2K is the largest that the documents do not call experimental; portrait and landscape are presets of the API."""

_COLONS = str.maketrans({"\u2236": ":", "\uff1a": ":", "/": ":", "_": ":", "-": ":"})
_LONGEST = 9
"""Most digits of an edge or of a part of a ratio."""

_SHORTEST = 100
"""Numbers from here on are edges in pixels, also where they stand as a ratio does."""


class Wish:
    """A size as somebody wished it.

    Attributes:
        width, height: in pixels.
        ratio: width to height in lowest terms where only they were named; the pixels are then the usual ones.
        literal: whether both edges were written out.
    """

    __slots__ = ("height", "literal", "ratio", "width")

    def __init__(self, width: int, height: int, ratio: tuple[int, int] | None = None, literal: bool = False) -> None:
        self.width, self.height, self.ratio, self.literal = width, height, ratio, literal


def wished(text: str) -> Wish | None:
    """Guess what was meant by a text that is not, or need not be, a size.

    ``1024 X 768`` and other spellings as in ``intended_dimensions``; ``4k``, ``full-hd`` or ``square``; ``1080p``, of a 16:9
    picture so high; ``1024`` for a square; ``16:9``, ``16/9``, ``1.91:1`` or ``portrait_4_3`` for a ratio.

    Returns:
        The wish, ``None`` when nothing can be read.
    """
    edges = intended_dimensions(text)
    if edges:
        return Wish(*edges, literal=True)
    word = "".join(text.split()).lower()
    name = word.replace("_", "").replace("-", "")
    if name in _NAMED:
        return Wish(*_NAMED[name])
    if word.endswith("p") and (lines := _whole(word[:-1])):
        return Wish((lines * 32 + 9) // 18, lines)
    edge = _whole(word.removesuffix("px"))
    return Wish(edge, edge) if edge else _of_ratio(word)


def _of_ratio(word: str) -> Wish | None:
    """The usual size of a ratio; ``portrait_4_3`` is the other way up, and ``1920:1080`` are the edges themselves."""
    left, _, right = word.translate(_COLONS).partition(":")
    if min(_whole(left), _whole(right)) >= _SHORTEST:
        return Wish(_whole(left), _whole(right))
    bare = word.removeprefix("landscape").removeprefix("portrait").lstrip("_-")
    ratio = read_ratio(bare)
    if not ratio:
        return None
    wide, tall = ratio
    if bare != word:
        wide, tall = (min(ratio), max(ratio)) if word.startswith("portrait") else (max(ratio), min(ratio))
    return Wish(*edges_of(wide, tall, USUAL), (wide, tall))


def edges_of(wide: int, tall: int, pixels: int) -> tuple[int, int]:
    """The edges of a ratio and a number of pixels, rounded to whole pixels."""
    return max(1, _root(pixels * wide, tall)), max(1, _root(pixels * tall, wide))


def _root(number: int, parts: int) -> int:
    """The square root of a fraction, rounded half up."""
    return (isqrt(4 * number // parts) + 1) // 2


def read_ratio(text: str) -> tuple[int, int] | None:
    """Read a ratio of width to height such as ``16:9`` or ``1.91:1``, in lowest terms; ``None`` when the text is none."""
    wide, colon, tall = text.translate(_COLONS).partition(":")
    parts = _decimal(wide), _decimal(tall)
    if not colon or 0 in parts:
        return None
    common = gcd(*parts)
    return parts[0] // common, parts[1] // common


def _decimal(text: str) -> int:
    """A number with at most four places behind the dot, times 10,000; 0 for anything else."""
    whole, dot, places = text.partition(".")
    if len(places) > 4 or (dot and not (places.isascii() and places.isdecimal())):
        return 0
    left = 0 if whole == "0" else _whole(whole)
    return left * 10_000 + int(places.ljust(4, "0") or 0) if left or (whole == "0" and dot) else 0


def _whole(text: str) -> int:
    """A whole number above 0 in plain digits, 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0
