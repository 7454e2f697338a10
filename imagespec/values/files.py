"""Uploads: what can stand for a file in a request, and what is known about it without any I/O.

A saved request names a file by a string (a path or a placeholder, whose ending may tell the format) or describes it by an
object with any of the keys ``format``, ``content_type``, ``width``, ``height`` (pixels), ``mode`` (``RGB``, ``RGBA``, ``L``,
``LA``), ``alpha``, ``multi_picture`` and ``bytes``. A live request passes bytes, a path, an open file or ``(name, content, content type)``.
An address (``https://``, ``data:``) is no upload: only a JSON body can hold one.
"""

from __future__ import annotations

from imagespec.values.opaque import Opaque, is_omitted
from imagespec.values.plain import plain
from imagespec.values.scalars import Foreign, integer

_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"BM", "bmp"))
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
    where that is no image type. ``size`` is in bytes, ``width`` and ``height`` in pixels, ``alpha`` says whether there is
    an alpha channel, ``several`` that the file holds more than one picture (MPO).
    """

    __slots__ = ("alpha", "format", "height", "media", "several", "size", "width")

    def __init__(self) -> None:
        self.format: str | None = None
        self.media: str | None = None
        self.size: int | None = None
        self.width: int | None = None
        self.height: int | None = None
        self.alpha: bool | None = None
        self.several = False


def file_facts(value: object) -> Facts | None:
    """Collect what is known about an upload, or ``None`` when the value cannot be one, as a path to no file. Reads no file.

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
    if isinstance(value, bytes):
        _sniff(value[:16], len(value), facts)
        return facts
    return facts if isinstance(value, Opaque) and value.readable else None


def sent_type(value: object) -> str | None:
    """The content type that the part of an upload claims, ``None`` where it has none."""
    value = plain(value, 1)
    said: object = None
    if isinstance(value, dict):
        said = value.get("content_type")
    elif isinstance(value, tuple) and len(value) > 2:
        said = value[2]
    return said if isinstance(said, str) else None


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
    name, content = value[:2]
    if isinstance(content, bytes):
        _sniff(content[:16], len(content), facts)
    elif file_facts(content) is None:
        return None
    if len(value) > 2 and isinstance(value[2], str):
        facts.media = _content_type(value[2])
    elif isinstance(name, str) and (named := named_format(name)):  # a client takes the content type from the name
        facts.media = "" if named in _OTHERS else named
    return facts


def _sniff(head: bytes, size: int, facts: Facts) -> None:
    facts.size = size
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        facts.format = "webp"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            facts.format = name


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
