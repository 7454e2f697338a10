"""JSON values one by one out of a text, and whether a value holds what JSON has not: repeated keys, NaN, infinities."""

from __future__ import annotations

import json
import re
from typing import Any

from imagespec.values.text import visible

SPACE = " \t\r\n"
"""The white space of JSON."""

_SPACE: Any = re.compile(r"[ \t\r\n]*").match

_HINTS = {
    "'": "write strings in double quotes",
    "N": "write null for None",
    "T": "write true for True",
    "F": "write false for False",
}


class Malformed(ValueError):
    """No JSON value: why, and the offset in the text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


class Decoder:
    """Reads values from texts.

    Attributes:
        repeats: how many members of the last value were dropped because their key comes again.
        constants: how many NaN and infinities the last value holds.
    """

    def __init__(self) -> None:
        self.repeats = self.constants = 0
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=self._constant)

    @property
    def is_odd(self) -> bool:
        """Whether the last value holds what JSON has not."""
        return bool(self.repeats or self.constants)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        self.repeats += len(pairs) - len(result)
        return result

    def _constant(self, name: str) -> float:
        self.constants += 1
        return float(name)

    def value(self, text: str, offset: int) -> tuple[Any, int]:
        """Read the value that begins at an offset, and answer the offset after it, too. Of repeated keys, the last counts.

        Raises:
            Malformed: there is none.
        """
        self.repeats = self.constants = 0
        try:
            return self._decoder.raw_decode(text, offset)
        except json.JSONDecodeError as error:
            raise _malformed(error.msg, text, error.pos) from None
        except RecursionError:
            raise Malformed("nested too deep to be a request; flatten it.", offset) from None
        except ValueError:
            raise Malformed("a number has more digits than any reader takes; shorten it.", offset) from None


def _malformed(reason: str, text: str, offset: int) -> Malformed:
    """The error in the same words at the same offset, whatever the decoder of this Python says."""
    if offset >= len(text.rstrip(SPACE)):
        return Malformed("not JSON: the text ends too early; complete it.", offset)
    before = text[:offset].rstrip(SPACE)
    if text[offset] in "}]" and before.endswith(","):
        offset = len(before) - 1
    if text[offset] == "#" or text[offset : offset + 2] in ("//", "/*"):
        return Malformed("not JSON: a comment, which JSONC and JSON5 have and JSON has not; remove it.", offset)
    after = skip_space(text, offset + 1)
    if text[offset] == "," and text[after : after + 1] in ("}", "]"):
        return Malformed("not JSON: a comma after the last entry; remove it.", offset)
    found = visible(text[offset : offset + 12].rstrip(SPACE))
    reason = f"{reason[:1].lower()}{reason[1:]}"
    if reason.startswith("expecting"):
        reason += f", but found {found}"
    else:  # such as "Invalid control character at"
        reason = f"{reason.removesuffix(' starting at').removesuffix(' at')}: {found}"
    return Malformed(f"not JSON: {reason}; {_HINTS.get(text[offset], 'correct it')}.", offset)


def skip_space(text: str, offset: int) -> int:
    """The offset of the next character that is no JSON white space."""
    end: int = _SPACE(text, offset).end()
    return end


def first_reading(text: str, offset: int) -> Any:
    """The well-formed value at an offset as readers that keep the first of repeated keys have it."""
    return _FIRST(text, offset)[0]


_FIRST = json.JSONDecoder(object_pairs_hook=lambda pairs: dict(reversed(pairs))).raw_decode
