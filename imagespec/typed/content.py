"""Images that come as base64 text."""

from __future__ import annotations

from binascii import a2b_base64


def decode(text: str | None, where: str) -> bytes:
    """The bytes of base64 text, made in one step without another copy of the text.

    Args:
        text: the base64 text, or ``None`` where the answer has none.
        where: the name of the field, for the message.

    Raises:
        ValueError: there is no text, or it is no base64.
    """
    if text is None:
        raise ValueError(f"{where} is empty; the image did not come as base64 text")
    padding = text[-2:].count("=")
    try:
        content = a2b_base64(text)
    except ValueError as error:
        raise ValueError(f"{where} is no base64 text: {error}") from None
    if len(text) % 4 or len(content) != len(text) // 4 * 3 - padding:  # characters outside the alphabet are skipped, not refused
        raise ValueError(f"{where} is no base64 text: it is cut off, or holds other characters")
    return content
