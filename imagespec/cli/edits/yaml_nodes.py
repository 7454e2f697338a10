"""Where the nodes of a YAML document stand in its text, and where its comments do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml

from imagespec.cli.edits.difference import Member
from imagespec.cli.edits.text_edit import Refused

_BREAK = re.compile(r"[\r\n]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Nodes:
    """The tree of one document inside a text.

    Attributes:
        text: the whole text.
        root: the topmost node, ``None`` in an empty document.
    """

    def __init__(self, text: str, start: int, document: str) -> None:
        """``document`` is the text from ``start`` on.

        Raises:
            Refused: it is no single YAML document.
        """
        self.text, self._start = text, start
        try:
            self.root: Any = yaml.compose(document, Loader=_LOADER)
        except yaml.YAMLError:
            raise Refused("the document cannot be read as YAML") from None
        self._leaves: list[tuple[int, int]] = []
        self._counts: dict[int, int] = {}
        self._gather(self.root)
        self._leaves.sort()

    def _gather(self, node: Any) -> None:
        if node is None:
            return
        self._counts[id(node)] = self._counts.get(id(node), 0) + 1
        if self._counts[id(node)] > 1:
            return
        if isinstance(node, yaml.ScalarNode):
            self._leaves.append(self._span(node))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._gather(key)
                self._gather(value)
        else:
            for entry in node.value:
                self._gather(entry)

    def _span(self, node: Any) -> tuple[int, int]:
        return self._start + node.start_mark.index, self._start + node.end_mark.index

    def start(self, node: Any) -> int:
        """Where a node begins."""
        return self._span(node)[0]

    def end(self, node: Any) -> int:
        """Where the last character of a node ends; what white space and comments follow is not its own."""
        if not is_flow(node) and not isinstance(node, yaml.ScalarNode) and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        start, end = self._span(node)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return start + len(self.text[start:end].rstrip())
        return end

    def is_shared(self, node: Any) -> bool:
        """Whether a node has an anchor, or stands where an alias does."""
        return self._counts[id(node)] > 1 or self.text.startswith(("&", "*"), self.start(node))

    def members(self, node: Any) -> list[Member]:
        """The members of a mapping.

        Raises:
            Refused: one of them has no key that is plain text before a colon.
        """
        found = []
        for key, value in node.value:
            start, key_end = self._span(key)
            value_start = self.start(value)
            if self.is_shared(value) or self.is_shared(key):  # it stands elsewhere
                member = Member(str(key.value), start, key_end, key_end, key_end, value)
            else:
                member = Member(str(key.value), start, key_end, value_start, max(self.end(value), key_end), value)
            found.append(member)
        return found

    def comments(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The comments that begin in a part of the text, each from its ``#`` to the end of its line."""
        position = start
        while (position := self.text.find("#", position, end)) >= 0:
            inside = self._leaf(position)
            if inside:
                position = max(inside, position + 1)
            elif position == 0 or self.text[position - 1] in " \t\r\n":
                stop = self.line_end(position)
                yield position, stop
                position = stop
            else:
                position += 1

    def _leaf(self, position: int) -> int:
        """The end of the scalar that a place is inside of, 0 where it is in none; the head of a block scalar may have a comment."""
        index = bisect_right(self._leaves, (position, len(self.text))) - 1
        if index < 0 or not self._leaves[index][0] <= position < self._leaves[index][1]:
            return 0
        start, end = self._leaves[index]
        if self.text[start] in "|>" and position < self.line_end(start):
            return 0
        return end

    def line_start(self, position: int) -> int:
        """Where the line of a place begins."""
        feed = self.text.rfind("\n", 0, position) + 1
        return max(feed, self.text.rfind("\r", feed, position) + 1)

    def line_end(self, position: int) -> int:
        """Where the line of a place ends, before its line break."""
        found = _BREAK.search(self.text, position)
        return found.start() if found else len(self.text)

    def next_line(self, position: int) -> int:
        """Where the line after that of a place begins."""
        end = self.line_end(position)
        return end + (2 if self.text.startswith("\r\n", end) else 1 if end < len(self.text) else 0)


def is_flow(node: Any) -> bool:
    """Whether a collection is written between brackets or braces."""
    return bool(getattr(node, "flow_style", False))
