"""The orientation in EXIF data, which are a small TIFF file."""

from __future__ import annotations

_ORIENTATION = 0x0112
_SHORT = 3
_MOST_ENTRIES = 512


def orientation(data: bytes) -> int | None:
    """The orientation, 1 to 8, that EXIF data say; ``None`` where they say none.

    Args:
        data: from the byte order (``II`` or ``MM``) on, with or without ``Exif`` before it; it may be cut off.
    """
    if data[:6] == b"Exif\0\0":
        data = data[6:]
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(data[:4])
    if order is None:
        return None

    def number(start: int, size: int) -> int:
        return int.from_bytes(data[start : start + size], "little" if order == "little" else "big")

    start = number(4, 4)
    for entry in range(min(number(start, 2), _MOST_ENTRIES)):
        place = start + 2 + 12 * entry
        if place + 12 > len(data):
            return None
        if number(place, 2) == _ORIENTATION and number(place + 2, 2) == _SHORT:
            found = number(place + 8, 2)
            return found if 1 <= found <= 8 else None
    return None
