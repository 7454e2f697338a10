"""Which sort of file bytes begin, and what its header says."""

from __future__ import annotations

from imagespec.images import gif, heif, jpeg, png, webp
from imagespec.images.picture import Picture
from imagespec.images.window import Cut, Window

EMPTY, UNKNOWN = "empty", "unknown"

_READERS = {"png": png.read, "jpeg": jpeg.read, "webp": webp.read, "gif": gif.read, "heic": heif.read, "heif": heif.read, "avif": heif.read}
_SIGNATURES = (
    (png.SIGNATURE, "png"),
    (jpeg.SIGNATURE, "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"\0\0\1\0", "ico"),
    (b"%PDF-", "pdf"),
)
_TEXTS = ((b"<svg", "svg"), (b"<!doctype html", "html"), (b"<html", "html"))
_XML = b"<?xml"
_SPACE = b"\xef\xbb\xbf \t\r\n"


def examine(window: Window) -> Picture:
    """What a file is. Never raises for what is in it."""
    picture = Picture(format_of(window.head, window.size))
    picture.several = None if picture.format == "jpeg" else False
    read = _READERS.get(picture.format)
    if read:
        try:
            read(window, picture)
        except Cut:
            picture.cut = True
    return picture


def format_of(head: bytes, size: int) -> str:
    """The sort of file that some first bytes begin."""
    if not size:
        return EMPTY
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _branded(head)
    return _text(head.lstrip(_SPACE)[:1024].lower())


def _branded(head: bytes) -> str:
    """The format by the main brand of a file, and where that is general, by the others."""
    length = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[place : place + 4] for place in range(16, min(length, 256), 4))]
    known = [heif.BRANDS[brand] for brand in brands if brand in heif.BRANDS]
    return next((name for name in known if name != "heif"), known[0]) if known else "mp4"


def _text(head: bytes) -> str:
    if head.startswith(_XML):
        return "svg" if b"<svg" in head else UNKNOWN
    if head.startswith(b"<!--"):
        head = head.partition(b"-->")[2].lstrip(_SPACE)
    return next((name for start, name in _TEXTS if head.startswith(start)), "svg" if head.startswith(b"<!doctype svg") else UNKNOWN)
