"""Entries of a list that a form sends as fields of their own: ``image[0]``, ``image[1]``."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

LAST = 999
"""The highest number that is read as the number of an entry."""


def entry_number(key: object, name: str) -> int:
    """The number of the entry of a list that a field holds, from 0; -1 for any other field."""
    if not isinstance(key, str):
        return -1
    head, bracket, tail = str.partition(key, "[")
    digits = tail[:-1]
    if not (bracket and head == name and tail[-1:] == "]" and digits.isascii() and digits.isdigit() and len(digits) <= 3):
        return -1
    return int(digits) if digits[0] != "0" or digits == "0" else -1


def numbered(keys: Iterable[object], name: str) -> list[tuple[int, str]]:
    """The fields that hold the entries of a list, each behind its number, in order."""
    return sorted((number, key) for key in keys if (number := entry_number(key, name)) >= 0 and isinstance(key, str))


def spread(fields: dict[str, object], entries: list[tuple[int, str]]) -> list[object]:
    """The list that the fields spell, with ``None`` where one is missing."""
    listed: list[object] = [None] * (entries[-1][0] + 1)
    for number, key in entries:
        listed[number] = fields[key]
    return listed
