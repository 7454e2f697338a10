"""As what a file is sent: clients take the content type of an upload from its name."""

from __future__ import annotations

OCTETS = "application/octet-stream"
"""What clients call a file whose name tells nothing."""

NAMELESS = "upload"
"""What clients call a file without a name."""


def guessed(name: str) -> str:
    """The content type that clients give a file of this name: what ``mimetypes`` makes of it here."""
    from mimetypes import guess_type

    try:
        return guess_type(name)[0] or OCTETS
    except Exception:  # odd names on odd systems
        return OCTETS
