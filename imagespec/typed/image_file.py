"""What is known of an image file, for people and programs that ask."""

from __future__ import annotations

from os import PathLike, stat
from typing import IO, Any

from attrs import asdict

from imagespec.images.hand import Hand, is_open, of_bytes, of_open, of_path
from imagespec.images.picture import Picture
from imagespec.images.sent import guessed
from imagespec.report.frozen import frozen

_TAKES = "bytes, a path, an open file, or (name, content) with a content type behind it"


@frozen
class ImageFile:
    """An image file by its name, signature and header.

    Attributes:
        format: short name such as ``png``; ``empty`` without bytes, ``unknown`` for no known sort of file, ``None`` for a file that
            cannot be read.
        content_type: the content type that a client sends it with, taken from its name; ``None`` where it would send none.
        name: the name that a client sends, ``None`` where it sends none.
        bytes: its size in bytes.
        width, height: pixels as the image is shown, after its orientation.
        alpha: whether it has an alpha channel or a transparent colour.
        orientation: that of EXIF, 1 to 8; 1 where nothing is said.
        animated: whether it is an animation.
        multi_picture: whether it holds several pictures (MPO), as photos of some phones do.
        unchecked: what could not be read, and why; empty where everything was.

    What the file does not say is ``None``.
    """

    format: str | None
    content_type: str | None
    name: str | None
    bytes: int | None
    width: int | None
    height: int | None
    alpha: bool | None
    orientation: int | None
    animated: bool | None
    multi_picture: bool | None
    unchecked: str

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON."""
        return asdict(self)


def describe_image(file: bytes | str | PathLike[str] | IO[bytes] | tuple[Any, ...]) -> ImageFile:
    """Read what an image file is, from its name, its signature and its header.

    At most 64 KiB are read, nothing is decoded, and an open file is left where it stands. Whatever is in the file, nothing is
    raised.

    Args:
        file: bytes, a path, an open file, or ``(name, content[, content type[, headers]])`` with one of these as content.

    Raises:
        TypeError: it is no file.
        OSError: there is no file at the path.
    """
    if not isinstance(file, tuple):
        hand = _hand(file)
        return _described(hand, hand.name, None if hand.name is None else guessed(hand.name))
    if not 2 <= len(file) <= 4 or not (file[0] is None or isinstance(file[0], str)):
        raise TypeError(f"no file: give {_TAKES}")
    name, content, *rest = file
    hand = _hand(content)
    given = rest[0] if rest and isinstance(rest[0], str) else guessed(name) if name else None
    return _described(hand, name or None, given)


def _hand(file: Any) -> Hand:
    if isinstance(file, (bytes, bytearray)):
        return of_bytes(bytes(file))
    if isinstance(file, (str, PathLike)):
        stat(file)
        return of_path(file)
    if is_open(file):
        return of_open(file)
    raise TypeError(f"no file, but {type(file).__name__}: give {_TAKES}")


def _described(hand: Hand, name: str | None, content_type: str | None) -> ImageFile:
    picture = hand.picture or Picture("")
    width, height = picture.upright
    return ImageFile(
        picture.format or None, content_type, name, hand.size, width, height, picture.alpha, picture.orientation, picture.animated,
        picture.several, hand.doubt,
    )  # fmt: skip
