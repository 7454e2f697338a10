"""Changes to the text of a JSON value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from imagespec.cli.edits.difference import Member, as_json, difference, gone, pruned, same
from imagespec.cli.edits.text_edit import TextEdit
from imagespec.cli.inputs.strict_json import skip_space

_DECODE = json.JSONDecoder().raw_decode


def edits(text: str, offset: int, old: Any, new: Any) -> Iterator[TextEdit]:
    """The edits that turn the value at an offset into another.

    Args:
        text: well-formed where the value stands.
        offset: where it begins.
        old: the value; of repeated keys the last counts.
        new: what it is to be.
    """
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _object(text, offset, old, new)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for member, before, after in zip(_members(text, offset), old, new, strict=True):
            yield from edits(text, member.value_start, before, after)
    else:
        yield TextEdit(offset, _DECODE(text, offset)[1], as_json(new))


def _object(text: str, offset: int, old: dict[str, Any], new: dict[str, Any]) -> Iterator[TextEdit]:
    change = difference(old, new)
    members = list(_members(text, offset))
    last = {member.key: member for member in members}
    removed = gone(members, change)
    fresh = _written(text, members, {key: new[key] for key in change.added})
    if len(removed) == len(members):
        yield _refilled(text, offset, members, fresh)
        return
    yield from pruned(members, removed)
    if fresh:
        comma = "," + _gap(text, offset, members)
        yield TextEdit(members[-1].end, members[-1].end, comma + comma.join(fresh))
    for key, name in change.renamed.items():
        yield TextEdit(last[key].start, last[key].key_end, as_json(name))
    for key in change.changed:
        yield from edits(text, last[key].value_start, old[key], new[key])


def _refilled(text: str, offset: int, members: list[Member], fresh: list[str]) -> TextEdit:
    """The edit that puts other members, or none, in the place of all."""
    start, end = (members[0].start, members[-1].end) if members else (offset + 1, skip_space(text, offset + 1))
    if not fresh:
        return TextEdit(offset + 1, skip_space(text, end), "")
    comma = "," + _gap(text, offset, members)
    return TextEdit(start, end, comma.join(fresh))


def _written(text: str, members: list[Member], values: dict[str, Any]) -> list[str]:
    """New members in the style of those that are there."""
    colon = text[members[-1].key_end : members[-1].value_start] if members else ": "
    colon = ": " if "\n" in colon else colon
    return [f"{as_json(key)}{colon}{as_json(value, compact=colon == ':')}" for key, value in values.items()]


def _gap(text: str, offset: int, members: list[Member]) -> str:
    """The white space before another member."""
    if len(members) > 1:
        return text[skip_space(text, members[-2].end) + 1 : members[-1].start]
    if not members:
        return " "
    before = text[offset + 1 : members[0].start]
    return before if "\n" in before else " " if " " in text[members[0].key_end : members[0].value_start] else ""


def _members(text: str, offset: int) -> Iterator[Member]:
    """The members of the object or the entries of the array at an offset."""
    is_object = text[offset] == "{"
    offset = skip_space(text, offset + 1)
    index = 0
    while text[offset] not in "}]":
        key, start, key_end = str(index), offset, offset
        if is_object:
            key, key_end = _DECODE(text, offset)
            offset = skip_space(text, skip_space(text, key_end) + 1)
        end = _DECODE(text, offset)[1]
        yield Member(key, start, key_end, offset, end, None)
        offset = skip_space(text, end)
        if text[offset] == ",":
            offset = skip_space(text, offset + 1)
        index += 1
