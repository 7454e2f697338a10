"""``UNKNOWN``: the value of a parameter that is sent, but whose value is not known, such as a variable in source code."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final


class Unknown:
    """The type of ``UNKNOWN``, for annotations. Test with ``is UNKNOWN``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __reduce__(self) -> str:
        return "UNKNOWN"  # pickled and copied as itself


UNKNOWN: Final = Unknown()
"""A value that is not known. It satisfies everything in a partial check; in any other it is of a wrong type."""


def unknowns(value: Any) -> list[tuple[str | int, ...]]:
    """Where a value of built-in types is not known: the tokens of the pointer to each place."""
    if value is UNKNOWN:
        return [()]
    kind = type(value)
    entries = value.items() if kind is dict else enumerate(value) if kind is list or kind is tuple else ()
    return [(token, *rest) for token, entry in entries for rest in unknowns(entry)]


def filled(value: Any, filler: object) -> Any:
    """A copy of a value of built-in types with something in place of everything that is not known."""
    if value is UNKNOWN:
        return filler
    if type(value) is dict:
        return {key: filled(entry, filler) for key, entry in value.items()}
    if type(value) is list:
        return [filled(entry, filler) for entry in value]
    if type(value) is tuple:
        return tuple([filled(entry, filler) for entry in value])
    return value
