"""Changes to the text of a YAML document. Every comment stays, also that of a member that goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from imagespec.cli.edits.difference import Difference, Member, difference, gone, pruned, same
from imagespec.cli.edits.text_edit import Refused, TextEdit
from imagespec.cli.edits.yaml_nodes import Nodes, is_flow
from imagespec.cli.edits.yaml_scalars import written


def edits(nodes: Nodes, node: Any, old: Any, new: Any) -> Iterator[TextEdit]:
    """The edits that turn the value of a node into another.

    Raises:
        Refused: it stands behind an alias, or in a form that cannot be changed without touching something else.
    """
    if same(old, new):
        return
    if nodes.is_shared(node):
        raise Refused("the value has an anchor or stands behind an alias; write it out")
    if isinstance(old, dict) and isinstance(new, dict) and isinstance(node, yaml.MappingNode):
        yield from _Mapping(nodes, node, old, new).edits()
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new) and isinstance(node, yaml.SequenceNode):
        for entry, before, after in zip(node.value, old, new, strict=True):
            yield from edits(nodes, entry, before, after)
    else:
        yield _replaced(nodes, node, new)


def _replaced(nodes: Nodes, node: Any, new: Any) -> TextEdit:
    start, end = nodes.start(node), max(nodes.start(node), nodes.end(node))
    if any(nodes.comments(start, end)):
        raise Refused("a comment stands inside the value; move it out")
    quotes = node.style if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') else ""
    space = " " if start == end and nodes.text[start - 1 : start] in (":", "-") else ""
    return TextEdit(start, end, space + written(new, quotes))


class _Mapping:
    """The change of one mapping."""

    def __init__(self, nodes: Nodes, node: Any, old: dict[str, Any], new: dict[str, Any]) -> None:
        self._nodes, self._node, self._old, self._new = nodes, node, old, new
        self._change: Difference = difference(old, new)
        self._members = nodes.members(node)
        self._removed = gone(self._members, self._change)

    def edits(self) -> Iterator[TextEdit]:
        """The edits of the mapping and of what is inside."""
        last = {member.key: member for member in self._members}
        for key in (*self._change.removed, *self._change.renamed, *self._change.changed):
            if key not in last:
                raise Refused("the value comes from a merge key; write it out")
        if self._members and len(self._removed) == len(self._members):
            yield self._refilled()
            return
        if is_flow(self._node):
            yield from self._in_braces()
        else:
            yield from self._in_lines()
        for key, name in self._change.renamed.items():
            yield TextEdit(last[key].start, last[key].key_end, written(name, self._quotes(last[key].start)))
        for key in self._change.changed:
            yield from edits(self._nodes, last[key].node, self._old[key], self._new[key])

    def _quotes(self, start: int) -> str:
        mark: str = self._nodes.text[start]
        return mark if mark in "'\"" else ""

    def _fresh(self) -> list[str]:
        quotes = self._quotes(self._members[0].start) if self._members else ""
        return [f"{written(key, quotes)}: {written(self._new[key], quotes)}" for key in self._change.added]

    def _refilled(self) -> TextEdit:
        """Other members, or none, in the place of all, between braces."""
        start, end = self._members[0].start, self._members[-1].end
        if any(self._nodes.comments(start, end)):
            raise Refused("a comment stands inside the value; move it out")
        inner = ", ".join(self._fresh())
        return TextEdit(start, end, inner if is_flow(self._node) else f"{{{inner}}}")

    # -- between braces -----------------------------------------------------------------------------------------------

    def _in_braces(self) -> Iterator[TextEdit]:
        for edit in pruned(self._members, self._removed):
            if any(self._nodes.comments(edit.start, edit.end)):
                raise Refused("a comment stands inside the value; move it out")
            yield edit
        if self._change.added:
            place = self._members[-1].end if self._members else self._nodes.start(self._node) + 1
            yield TextEdit(place, place, (", " if self._members else "") + ", ".join(self._fresh()))

    # -- on lines of their own -------------------------------------------------------------------------------------------

    def _in_lines(self) -> Iterator[TextEdit]:
        first = 0
        while first in self._removed:
            first += 1
        if first and not self._stands_alone(self._members[0]):
            yield self._pulled_up(self._members[first])
        else:
            first = 0
        for index in self._removed:
            if index >= first:
                yield self._taken_out(self._members[index])
        if self._change.added:
            yield self._put_in()

    def _stands_alone(self, member: Member) -> bool:
        """Whether nothing stands before a member on its line, such as the dash of a list."""
        return not self._nodes.text[self._nodes.line_start(member.start) : member.start].strip()

    def _pulled_up(self, kept: Member) -> TextEdit:
        """The edit that lets a member take the place of all before it, the first of which stands behind a dash."""
        start, text = self._members[0].start, self._nodes.text
        comments = [text[begin:end] for begin, end in self._nodes.comments(start, kept.start)]
        return TextEdit(start, kept.start, "".join(comment + self._break() for comment in comments))

    def _taken_out(self, member: Member) -> TextEdit:
        """The edit that takes out a member with its lines, but for the comments on them."""
        nodes = self._nodes
        if not self._stands_alone(member):
            raise Refused("a key is written in a form of its own; write it as key: value")
        stop = nodes.line_end(member.end)
        comments = [nodes.text[begin:end] for begin, end in nodes.comments(member.start, stop)]
        if comments:
            return TextEdit(member.start, stop, self._break().join(comments))
        if nodes.text[member.end : stop].strip():
            raise Refused("something else stands on the line of the value")
        return TextEdit(nodes.line_start(member.start), nodes.next_line(member.end), "")

    def _put_in(self) -> TextEdit:
        """The edit that adds members, after the last of those that end with their line, else before the first."""
        nodes = self._nodes
        lines = self._fresh()
        for index in range(len(self._members) - 1, -1, -1):
            member = self._members[index]
            if index not in self._removed and not self._ends_in_a_block(member.node):
                place = nodes.line_end(member.end)
                return TextEdit(place, place, "".join(self._break() + line for line in lines))
        if 0 in self._removed:
            raise Refused("there is no line to add a member behind")
        place = self._members[0].start
        return TextEdit(place, place, "".join(line + self._break() for line in lines))

    def _ends_in_a_block(self, node: Any) -> bool:
        while not isinstance(node, yaml.ScalarNode):
            if is_flow(node) or not node.value:
                return False
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        return bool(node.style in ("|", ">"))

    def _break(self) -> str:
        """A line break as the text has them, and the indentation of the members."""
        text = self._nodes.text
        end = self._nodes.line_end(self._members[0].start)
        mark = "\r\n" if text.startswith("\r\n", end) else "\r" if text.startswith("\r", end) else "\n"
        return mark + " " * int(self._node.start_mark.column)
