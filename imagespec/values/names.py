"""What is said about a name that does not exist."""

from __future__ import annotations

from imagespec.values.text import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_COMPARED = 64
"""Most code points of a name that are compared with others."""

_LISTED = 40
"""Most names that are listed where none is near."""


def unknown(name: str, known: Iterable[str], noun: str) -> str:
    """The sentence about a name that does not exist, with the nearest that does."""
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name[:_COMPARED], names, 1, 0.6)
    if near:
        return f"no {noun} {visible(name)}; did you mean {near[0]}?"
    return f"no {noun} {visible(name)}" + (f"; use one of {', '.join(names)}." if len(names) <= _LISTED else ".")
