"""Events from lines, by the rules of the HTML standard for server-sent events, and where servers break them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

DONE = "[DONE]"
"""The data that ends a stream, as other endpoints and gateways send it."""

_FIELDS = frozenset({"data", "event", "id", "retry", ""})
_DATA = "data: "
_BEGIN = ("{", "[")
_WITHIN = frozenset(' \t{}[]"')
"""How a line of JSON begins, which no field does."""


class Event(NamedTuple):
    """The name and the data of an event; both may be empty."""

    name: str
    data: str


class Fields:
    """Events from lines. Comments, ``id``, ``retry`` and unknown fields mean nothing here.

    By the standard a blank line ends an event. Here the next JSON object ends one, too, and lines of bare JSON are data.

    Attributes:
        stray: the first line that means nothing, for messages.
    """

    def __init__(self) -> None:
        self.stray = ""
        self._first = True
        self._name = ""
        self._next = ""
        self._data: list[str] = []

    def take(self, line: str) -> Event | None:
        """The event that a line completes."""
        if self._first:
            line = _beginning(line.removeprefix("\ufeff"))
            self._first = False
        if not line:
            return self.rest()
        name, value = _field(line)
        if name not in _FIELDS:
            if not (self._data and line[0] in _WITHIN) and not line.lstrip().startswith(_BEGIN):
                self.stray = self.stray or line
                return None
            name, value = "data", line
        if name == "event":
            self._take_name(value)
        return self._take_data(value) if name == "data" else None

    def rest(self) -> Event | None:
        """What has come of the next event."""
        event = self._finished()
        self._name = self._next = ""
        return event if event.data else None

    def _take_name(self, name: str) -> None:
        if self._data and _ends(self._data[-1]):
            self._next = name  # of this event, or already of the next one
        else:
            self._name = name

    def _take_data(self, value: str) -> Event | None:
        event = self._finished() if self._data and _ends(self._data[-1]) and _begins(value) else None
        self._name, self._next = self._next or self._name, ""
        self._data.append(value)
        return event

    def _finished(self) -> Event:
        data, self._data = self._data, []
        return Event(self._name or self._next, data[0] if len(data) == 1 else "\n".join(data))


def events(lines: Iterable[str]) -> Iterator[Event]:
    """The events of lines that are all there is."""
    fields = Fields()
    for line in [*lines, ""]:
        event = fields.take(line)
        if event:
            yield event


def _beginning(line: str) -> str:
    """The first line of a body, which may have lost its beginning."""
    brace = line.find("{", 0, len(_DATA))
    return _DATA + line[brace:] if brace >= 0 and _DATA.endswith(line[:brace]) else line


def _field(line: str) -> tuple[str, str]:
    colon = line.find(":")
    if colon < 0:
        return line, ""
    return line[:colon], line[colon + 2 :] if line[colon + 1 : colon + 2] == " " else line[colon + 1 :]


def _ends(data: str) -> bool:
    """Whether a JSON object may end here."""
    return data.rstrip()[-1:] == "}" or data.startswith(DONE)


def _begins(data: str) -> bool:
    """Whether JSON that is not within an object begins here: after the end of another, only a comma would continue it."""
    return data.lstrip().startswith(("{", DONE))
