"""Where the nodes of a syntax tree of Python stand in the text."""

from __future__ import annotations

from itertools import accumulate
from typing import Any


class Text:
    """The text of a file and where its nodes stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = text.split("\n")
        self._starts = [0, *(accumulate(len(line) + 1 for line in self._lines))]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place as ``ast`` has it: a line from 1, a column in bytes."""
        row = self._lines[line - 1]
        return self._starts[line - 1] + (column if row.isascii() else len(row.encode()[:column].decode("utf-8", "replace")))

    def span(self, node: Any) -> tuple[int, int]:
        """Where a node stands."""
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)
