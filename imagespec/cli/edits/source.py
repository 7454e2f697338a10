"""The text of a file whose values are to change: finds each value again and answers the edits of its text."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from imagespec.cli.edits import json_
from imagespec.cli.edits.text_edit import Refused, TextEdit, ordered
from imagespec.cli.inputs import content
from imagespec.cli.inputs.strict_json import skip_space

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record

_MARK = "\ufeff"


class Source:
    """The text of one file.

    Attributes:
        text: bytes that are no UTF-8, in lines that are left alone, stand in it as lone surrogates.
    """

    def __init__(self, data: bytes, suffix: str) -> None:
        """``suffix`` as for ``content.read``."""
        self.text = data.decode("utf-8", "surrogateescape")
        self._form = content.form(BytesIO(data), suffix)
        self._starts: list[int] | None = None
        self._documents: Any = None

    def edits(self, record: Record, new: Any) -> list[TextEdit]:
        """The edits that turn the value of a record, which for a batch line is the whole line, into another.

        Raises:
            Refused: they would touch more than the value, or the value cannot be found.
        """
        if record.parsed.write:
            return ordered(record.parsed.write(new))
        line, column = record.parsed.locate((), False) if record.parsed.locate else (record.parsed.line, None)
        if self._form == content.YAML_FORM:
            return self._in_yaml(line, column, record.parsed.value, new)
        start = self._line(line) + (column or 1) - 1
        return ordered(json_.edits(self.text, skip_space(self.text, start), record.parsed.value, new))

    def encoded(self, text: str) -> bytes:
        """The bytes of the file with another text."""
        return text.encode("utf-8", "surrogateescape")

    def _line(self, line: int) -> int:
        """Where a line begins; a byte order mark does not belong to it."""
        if self._starts is None:
            self._starts = [0, *accumulate(len(part) for part in self.text.split("\n"))]
            self._starts = [start + index for index, start in enumerate(self._starts)]
        return self._starts[line - 1] + (line == 1 and self.text.startswith(_MARK))

    def _in_yaml(self, line: int, column: int | None, old: Any, new: Any) -> list[TextEdit]:
        from imagespec.cli.edits import yaml_
        from imagespec.cli.edits.yaml_documents import Documents

        if self._documents is None:
            self._documents = Documents(self.text, len(_MARK) if self.text.startswith(_MARK) else 0)
        found = self._documents.at((line, column))
        if found is None:
            raise Refused("its place in the file cannot be told")
        nodes, node = found
        return ordered(yaml_.edits(nodes, node, old, new))
