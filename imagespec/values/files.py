"""Uploads: what can stand for a file in a request, and what is known about it.

A saved request names a file by a string (a path or a placeholder, whose ending may tell the format) or describes it by an
object with any of the keys ``format``, ``content_type``, ``width``, ``height`` (pixels), ``mode`` (``RGB``, ``RGBA``, ``L``,
``LA``), ``alpha``, ``multi_picture`` and ``bytes``. A live request passes bytes, a path, an open file or ``(name, content, content type)``,
which is judged as a client would send it, by its name and its header.
An address (``https://``, ``data:``) is no upload: only a JSON body can hold one.
"""

from __future__ import annotations

from imagespec.values.opaque import Opaque, is_omitted
from imagespec.values.plain import plain
from imagespec.values.scalars import Foreign, integer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from imagespec.images.hand import Hand

REFERENCES = ("image_url", "file_id")
"""The keys of an object that refers to an image instead of describing an upload."""

SPELLINGS = {"jpg": "jpeg"}
"""Other names of formats. A content type has one spelling only: the API takes no ``image/jpg``."""

ADDRESSES = ("https://", "http://", "data:")
"""How an address begins, in any case."""

USUAL = ("png", "jpeg", "webp")
"""Formats that some model takes."""

_PICTURES = {
    "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp", "gif": "gif", "svg": "svg", "heic": "heic", "heif": "heif",
    "avif": "avif", "bmp": "bmp", "tif": "tiff", "tiff": "tiff", "ico": "ico",
}  # fmt: skip
_OTHERS = ("pdf", "txt", "mp4", "mov")
EXTENSIONS = {**_PICTURES, **{name: name for name in _OTHERS}}
"""The formats that the ending of a file's name tells, all in lower or all in upper case; any other ending says nothing."""

_ENDINGS = {**EXTENSIONS, **{ending.upper(): name for ending, name in EXTENSIONS.items()}}
_LONGEST = max(map(len, EXTENSIONS)) + 1

ALPHA_MODES = {"RGBA": True, "LA": True, "PA": True, "RGB": False, "L": False, "CMYK": False, "1": False}


class Facts:
    """What is known about one upload; ``None`` where nothing is known.

    ``format`` is a short name such as ``png``, and so is ``media``, what the content type of the part claims: ``""``
    where that is no image type. ``size`` is in bytes, ``width`` and ``height`` in pixels, as the image is shown; ``alpha`` says
    whether there is an alpha channel, ``several`` that the file holds more than one picture (MPO). ``doubt`` says what of a
    file in hand could not be checked.
    """

    __slots__ = ("alpha", "doubt", "format", "height", "media", "several", "size", "width")

    def __init__(self) -> None:
        self.format: str | None = None
        self.media: str | None = None
        self.size: int | None = None
        self.width: int | None = None
        self.height: int | None = None
        self.alpha: bool | None = None
        self.several = False
        self.doubt = ""


def file_facts(value: object) -> Facts | None:
    """Collect what is known about an upload, or ``None`` when the value cannot be one, as a path to no file.

    Raises:
        Foreign: the value stands for a parameter that is not sent.
    """
    facts = Facts()
    if type(value) is not str:
        if is_omitted(value):
            raise Foreign
        value = plain(value, 1)
    if isinstance(value, str):
        return _text(value, facts)
    if isinstance(value, dict):
        return _described(value, facts)
    if isinstance(value, tuple):
        return _named(value, facts)
    hand = _hand(value)
    if hand is not None:
        _read(hand, facts)
        facts.media = None if hand.name is None else _content_type(_guessed(hand.name))
        return facts
    return facts if isinstance(value, Opaque) and value.readable else None


def _hand(value: object) -> Hand | None:
    """The file that a plain value is, ``None`` where it is none that can be read."""
    if isinstance(value, bytes):
        from imagespec.images.hand import of_bytes

        return of_bytes(value)
    return value.hand if isinstance(value, Opaque) else None


def sent_type(value: object) -> str | None:
    """The content type that the part of an upload claims, ``None`` where it has none."""
    value = plain(value, 1)
    if isinstance(value, dict):
        said = value.get("content_type")
        return said if isinstance(said, str) else None
    if isinstance(value, tuple):
        return _tuple_type(value)
    hand = _hand(value)
    return None if hand is None or hand.name is None else _guessed(hand.name)


def _guessed(name: str) -> str:
    from imagespec.images.sent import guessed  # loaded with the first file in hand

    return guessed(name)


def _tuple_type(value: tuple[object, ...]) -> str | None:
    """The content type of ``(name, content[, content type[, headers]])``; one without a name and a type has none."""
    if len(value) > 2 and isinstance(value[2], str):
        return value[2]
    name = value[0] if value else None
    return _guessed(name) if isinstance(name, str) and name else None


def is_address(text: str) -> bool:
    """Whether a text is the address of a file, or a file written as one, and no path."""
    return text[:8].lower().startswith(ADDRESSES)


def named_format(name: str) -> str | None:
    """The format that the ending of a file's name tells, ``None`` where it tells none."""
    _, dot, ending = name.rstrip("\n")[-_LONGEST:].rpartition(".")
    return _ENDINGS.get(ending) if dot else None


def _text(value: str, facts: Facts) -> Facts | None:
    if is_address(value):
        return None
    facts.format = named_format(value)
    return facts


def _described(value: dict[object, object], facts: Facts) -> Facts | None:
    if any(key in value for key in REFERENCES):
        return None
    facts.format = _format(value.get("format"))
    if "content_type" in value:
        facts.media = _content_type(value["content_type"])
    facts.size = integer(value.get("bytes"))
    facts.width, facts.height = integer(value.get("width")), integer(value.get("height"))
    alpha, mode = value.get("alpha"), value.get("mode")
    claims = [claim for claim in (alpha, ALPHA_MODES.get(mode) if isinstance(mode, str) else None) if isinstance(claim, bool)]
    facts.alpha = all(claims) if claims else None
    facts.several = value.get("multi_picture") is True
    return facts


def _named(value: tuple[object, ...], facts: Facts) -> Facts | None:
    """The SDK's tuple form: ``(name, content[, content type[, headers]])``."""
    if not 2 <= len(value) <= 4 or not (value[0] is None or isinstance(value[0], str)):
        return None
    content = value[1]
    hand = _hand(content)
    if hand is not None:
        _read(hand, facts)
    elif isinstance(content, (str, dict, tuple)) or file_facts(content) is None:
        return None
    facts.media = _content_type(_tuple_type(value))
    return facts


def _read(hand: Hand, facts: Facts) -> None:
    """What the file itself says."""
    facts.size, facts.doubt = hand.size, hand.doubt
    picture = hand.picture
    if picture is not None:
        facts.format, facts.alpha, facts.several = picture.format, picture.alpha, bool(picture.several)
        facts.width, facts.height = picture.upright


def _format(value: object) -> str | None:
    """The short name of a format, ``""`` for what is no text, ``None`` for null."""
    if not isinstance(value, str):
        return None if value is None else ""
    name = value.rstrip("\n").lower()
    return SPELLINGS.get(name, name)


def _content_type(value: object) -> str:
    """The short name of an image content type, ``""`` for a missing or another one."""
    name = value.rstrip("\n").partition(";")[0].rstrip(" ").lower() if isinstance(value, str) else ""
    return name.removeprefix("image/") if name.startswith("image/") else ""
