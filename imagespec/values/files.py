"""Uploads: what can stand for a file in a request, and what is known about it without any I/O.

A saved request names a file by a string (a path or a placeholder) or describes it by an object with any of the keys
``format``, ``content_type``, ``width``, ``height`` (pixels), ``mode`` (``RGB``, ``RGBA``, ``L``, ``LA``), ``alpha``
and ``bytes``. A live request passes bytes, a path, an open file or ``(name, content, content type)``.
"""

from __future__ import annotations

from imagespec.values.classes import Opaque, is_omitted
from imagespec.values.plain import plain
from imagespec.values.scalars import Foreign, integer

_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"BM", "bmp"))
REFERENCES = ("image_url", "file_id")
"""The keys of an object that refers to an image instead of describing an upload."""

SPELLINGS = {"jpg": "jpeg", "image/jpg": "image/jpeg"}
BLANK = " \t\r\n"
"""What may stand behind the name of a format, and around a content type, and says nothing."""

ALPHA_MODES = {"RGBA": True, "LA": True, "PA": True, "RGB": False, "L": False, "CMYK": False, "1": False}


class Facts:
    """What is known about one upload; ``None`` where nothing is known.

    ``format`` is a short name such as ``png``, and so is ``media``, what the content type of the part claims: ``""``
    where that is no image type. ``size`` is in bytes, ``width`` and ``height`` in pixels, ``alpha`` says whether there is
    an alpha channel.
    """

    __slots__ = ("alpha", "format", "height", "media", "size", "width")

    def __init__(self) -> None:
        self.format: str | None = None
        self.media: str | None = None
        self.size: int | None = None
        self.width: int | None = None
        self.height: int | None = None
        self.alpha: bool | None = None


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
        return facts
    if isinstance(value, dict):
        return _described(value, facts)
    if isinstance(value, tuple):
        return _named(value, facts)
    if isinstance(value, bytes):
        _sniff(value[:16], len(value), facts)
        return facts
    return facts if isinstance(value, Opaque) and value.readable else None


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
    return facts


def _named(value: tuple[object, ...], facts: Facts) -> Facts | None:
    """The SDK's tuple form: ``(name, content[, content type[, headers]])``."""
    if not 2 <= len(value) <= 4 or not (value[0] is None or isinstance(value[0], str)):
        return None
    content = value[1]
    if isinstance(content, bytes):
        _sniff(content[:16], len(content), facts)
    elif file_facts(content) is None:
        return None
    if len(value) > 2 and isinstance(value[2], str):
        facts.media = _content_type(value[2])
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
    name = value.rstrip(BLANK).lower()
    return SPELLINGS.get(name, name)


def _content_type(value: object) -> str:
    """The short name of an image content type, ``""`` for a missing or another one."""
    name = value.partition(";")[0].strip(BLANK).lower() if isinstance(value, str) else ""
    name = SPELLINGS.get(name, name)
    return name.removeprefix("image/") if name.startswith("image/") else ""
