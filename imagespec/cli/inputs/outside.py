"""The places of a document for those that find requests in it, also of what stands in texts of JSON in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from imagespec.cli.inputs.json_places import Part
from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.strict_json import skip_space
from imagespec.cli.inputs.text_places import offset_inside

if TYPE_CHECKING:
    from imagespec.cli.inputs.parsed import Parsed, Place, Tokens


class Around(Protocol):
    """What a text stands in."""

    def at(self, tokens: Tokens, text: str, offset: int) -> Place:
        """The place of an offset in a text."""
        ...


class Whole:
    """A value of a file."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed

    def locate(self, tokens: Tokens, of_key: bool = False) -> Place:
        """The place of a part or of its key."""
        return self._parsed.locate(tokens, of_key) if self._parsed.locate else (self._parsed.line, None)

    def within(self, tokens: Tokens, text: str) -> Inner:
        """The document of JSON in a text."""
        return Inner(self, tokens, text)

    def at(self, tokens: Tokens, text: str, offset: int) -> Place:
        """The place of an offset in a text; that of the text where its layout hides it."""
        place, lines = self.locate(tokens), self._parsed.lines
        start = lines.offset(place) if lines and place[1] else -1
        return place if lines is None or start < 0 else lines.place(offset_inside(lines.text, start, text, offset))

    def nested(self, around: Around, tokens: Tokens, text: str) -> Inner:
        """The document of JSON in a text that stands anywhere."""
        return Inner(around, tokens, text)


class Text(Whole):
    """A file that is all text."""

    def at(self, tokens: Tokens, text: str, offset: int) -> Place:
        """The place of an offset."""
        lines = self._parsed.lines
        return lines.place(offset) if lines else (self._parsed.line, None)


class Inner:
    """A document of JSON in a text that stands in another document."""

    def __init__(self, around: Around, tokens: Tokens, text: str) -> None:
        """``text`` is well-formed; ``tokens`` lead to it in the document around."""
        self._around, self._tokens, self._text = around, tokens, text
        self._part = Part(text, skip_space(text, 0), 1, Lines(text))

    def locate(self, tokens: Tokens, of_key: bool = False) -> Place:
        """The place of a part or of its key in the file."""
        return self._around.at(self._tokens, self._text, self._part.offset(tokens, of_key))

    def within(self, tokens: Tokens, text: str) -> Inner:
        """The document of JSON in a text."""
        return Inner(self, tokens, text)

    def at(self, tokens: Tokens, text: str, offset: int) -> Place:
        """The place of an offset in a text in the file."""
        start = self._part.offset(tokens)
        return self._around.at(self._tokens, self._text, offset_inside(self._text, start, text, offset))

    def nested(self, around: Around, tokens: Tokens, text: str) -> Inner:
        """The document of JSON in a text that stands anywhere."""
        return Inner(around, tokens, text)
