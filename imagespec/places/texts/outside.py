"""The places of a text that stands in a file or in a value of it."""

from __future__ import annotations

from imagespec.places.documents.candidate import Outside, Place


class TextPlaces:
    """The places of a text whose paths are offsets."""

    def __init__(self, outside: Outside, tokens: tuple[str, ...], text: str) -> None:
        """``tokens`` lead to the text in the document around it."""
        self._outside, self._tokens, self._text = outside, tokens, text

    def locate(self, tokens: tuple[str, ...], of_key: bool = False) -> Place:
        """The place of an offset."""
        return self._outside.at(self._tokens, self._text, int(tokens[0]) if tokens else 0)

    def within(self, tokens: tuple[str, ...], text: str) -> Outside:
        """The document of JSON that begins at an offset."""
        return self._outside.nested(self, tokens, text)

    def at(self, tokens: tuple[str, ...], text: str, offset: int) -> Place:
        """The place of an offset in what begins at an offset; its beginning where the layout hides it."""
        start = int(tokens[0])
        return self._outside.at(self._tokens, self._text, start + offset if self._text.startswith(text[:offset], start) else start)

    def nested(self, around: Outside, tokens: tuple[str, ...], text: str) -> Outside:
        """A document of JSON in a document."""
        return self._outside.nested(around, tokens, text)
