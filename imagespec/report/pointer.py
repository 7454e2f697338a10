"""RFC 6901 JSON Pointers."""

from __future__ import annotations


def format_pointer(tokens: tuple[object, ...]) -> str:
    """Join reference tokens (names and array indices) into a pointer; no tokens point at the whole document."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def parse_pointer(pointer: str) -> tuple[str, ...]:
    """Split a pointer into its unescaped reference tokens.

    Raises:
        ValueError: the text is neither empty nor starts with ``/``.
    """
    if not pointer:
        return ()
    if pointer[0] != "/":
        raise ValueError(f'a JSON Pointer is empty or starts with "/", got {pointer[:80]!r}')
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/"))
