"""What is known about a picture without decoding it."""

from __future__ import annotations


class Picture:
    """What signature and header of a file say; ``None`` where they do not.

    ``format`` is a short name such as ``png``, ``empty`` for no bytes at all, ``unknown`` for bytes that are no known sort of
    file. ``width`` and ``height`` are pixels as stored, ``orientation`` is that of EXIF (1 to 8, 1 where nothing is said).
    ``alpha`` says whether there is an alpha channel or a transparent colour, ``animated`` and ``several`` whether the file
    holds frames of an animation or more than one picture (MPO). ``cut`` says that the file ends within its header, or that
    the header is longer than what is read.
    """

    __slots__ = ("alpha", "animated", "cut", "format", "height", "orientation", "several", "width")

    def __init__(self, format_: str) -> None:
        self.format = format_
        self.width: int | None = None
        self.height: int | None = None
        self.alpha: bool | None = None
        self.orientation: int | None = None
        self.animated: bool | None = None
        self.several: bool | None = None
        self.cut = False

    def sized(self, width: int, height: int) -> None:
        """Remember width and height as stored, where both can be."""
        if width > 0 and height > 0:
            self.width, self.height = width, height

    @property
    def upright(self) -> tuple[int | None, int | None]:
        """Width and height as the picture is shown: an orientation from 5 on exchanges them."""
        return (self.height, self.width) if (self.orientation or 1) >= 5 else (self.width, self.height)
