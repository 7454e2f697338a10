"""Images that come as base64 text."""

from __future__ import annotations

from binascii import a2b_base64
from string import ascii_letters, digits

from imagespec.report.errors import InvalidResponse
from imagespec.values.text import quoted, type_name

_ALPHABET = ascii_letters + digits + "+/"


def decode(text: object, owner: str, name: str) -> bytes:
    """The bytes of base64 text, made in one step without another copy of the text.

    Args:
        text: what the field holds.
        owner: the class of the answer, for the message.
        name: the name of the field, for the place.

    Raises:
        InvalidResponse: there is no text, or it is no base64.
    """
    if not isinstance(text, str):
        raise _no_image(owner, name, "is missing: the image did not come as base64 text" if text is None else f"is {type_name(text)}")
    if not text:
        raise _no_image(owner, name, "is empty")
    padding = text[-2:].count("=")
    try:
        content = a2b_base64(text)
    except ValueError:
        content = b""
    if len(text) % 4 or not content or len(content) != len(text) // 4 * 3 - padding:  # other characters are skipped, not refused
        raise _no_image(owner, name, f"is no base64 text: {_fault(text)}")
    return content


def _no_image(owner: str, name: str, problem: str) -> InvalidResponse:
    return InvalidResponse(owner, ((f"/{name}", problem),))


def _fault(text: str) -> str:
    whole = len(text) - len(text.lstrip(_ALPHABET))
    if text[whole:] not in ("", "=", "=="):
        return f"character {whole + 1:,} of {len(text):,} is {quoted(text[whole])}"
    return f"{len(text):,} characters are no multiple of 4, so it is cut off"
