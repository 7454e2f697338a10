"""``data:`` URLs: a file written as an address."""

from __future__ import annotations

_HEAD = 256
"""Where the content must have begun at the latest, in characters."""


def data_format(text: str) -> str | None:
    """The short name of the image format that a ``data:`` URL holds as base64, such as ``png``.

    Returns ``""`` where it names no image type, is not in base64 or holds nothing, and ``None`` for any other text.
    """
    head = text[:_HEAD]
    if head[:5].lower() != "data:":
        return None
    head, comma, _ = head.partition(",")
    media, *options = [part.strip() for part in head[5:].lower().split(";")]
    whole = comma and len(text) > len(head) + 1 and options[-1:] == ["base64"]
    return media.removeprefix("image/") if whole and media.startswith("image/") else ""
