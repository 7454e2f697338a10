"""What of an object changes between two values: the same for every format."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from imagespec.cli.edits.text_edit import TextEdit


class Difference(NamedTuple):
    """Between two objects: the keys that go, those that get another name, those whose value changes, and those that come."""

    removed: frozenset[str]
    renamed: dict[str, str]
    changed: tuple[str, ...]
    added: tuple[str, ...]


def difference(old: dict[str, Any], new: dict[str, Any]) -> Difference:
    """What makes one object of another. A value that only changes its key keeps its place."""
    gone = [key for key in old if key not in new]
    fresh = [key for key in new if key not in old]
    renamed: dict[str, str] = {}
    for key in gone:
        target = next((name for name in fresh if same(old[key], new[name])), None)
        if target is not None:
            renamed[key] = target
            fresh.remove(target)
    changed = tuple(key for key in old if key in new and not same(old[key], new[key]))
    return Difference(frozenset(gone) - renamed.keys(), renamed, changed, tuple(fresh))


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same JSON: types count, the order of keys does not, and NaN is NaN."""
    if one is other:
        return True
    if one.__class__ is not other.__class__:
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or (one != one and other != other)  # noqa: PLR0124


class Member(NamedTuple):
    """A member of an object in a text: where its key and its value stand, and ``node``, what the format knows of its value."""

    key: str
    start: int
    key_end: int
    value_start: int
    end: int
    node: Any


def gone(members: Sequence[Member], change: Difference) -> set[int]:
    """The places of the members that go. Of a repeated key, all go with it, and only the last gets another name: it counts."""
    last = {member.key: index for index, member in enumerate(members)}
    return {
        index
        for index, member in enumerate(members)
        if member.key in change.removed or (member.key in change.renamed and last[member.key] != index)
    }


def pruned(members: Sequence[Member], removed: Collection[int]) -> Iterator[TextEdit]:
    """The edits that take members, some but not all, out of an object between braces, each with a comma."""
    kept_before = False
    for index, member in enumerate(members):
        if index not in removed:
            kept_before = True
        elif kept_before:
            yield TextEdit(members[index - 1].end, member.end, "")
        else:
            yield TextEdit(member.start, members[index + 1].start, "")


def as_json(value: Any, *, compact: bool = False) -> str:
    """A value in one line of JSON, escaped only where UTF-8 cannot hold it."""
    separators = (",", ":") if compact else (", ", ": ")
    text = json.dumps(value, ensure_ascii=False, separators=separators)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=separators)
    return text
