"""A small image, as programs hold it."""

from __future__ import annotations

import struct
import zlib


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 8, height: int = 8, colour: int = 6) -> bytes:
    """A PNG: ``colour`` 6 has an alpha channel, 2 has none."""
    rows = bytes((1 + width * {2: 3, 6: 4}[colour]) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


PNG = png()
NAMED = ("a.png", PNG)
"""The image with a name, from which clients take the content type."""
