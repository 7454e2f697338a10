"""What was found in one piece of a file, as it is handed from process to process. Lines and records count from the piece's first, 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.choice import Tally
from imagespec.cli.formats.format import Found
from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.parsed import ABSENT, Parsed
from imagespec.cli.inputs.records import Record

if TYPE_CHECKING:
    from imagespec.cli.bulk.templates import Form


class Entry(NamedTuple):
    """A line that is told: its record without the request, what is reported of it, its text where that is shown.

    ``has_request`` is false where the line could not be read.
    """

    number: int
    line: int
    custom_id: str
    operation: str
    found_by: str
    has_request: bool = True
    text: str | None = None
    found: Sequence[tuple[Any, ...]] = ()

    def record(self, file: str, numbers: int, lines: int) -> tuple[Record, list[Found]]:
        """The record and its findings in the file, so many records and lines further on."""
        line = self.line + lines
        text = Lines(self.text, line) if self.text is not None else None
        parsed = Parsed(ABSENT, line, [], lines=text)
        request = None if self.has_request else ABSENT
        record = Record(file, self.number + numbers, parsed, request, self.custom_id, self.operation, self.found_by, False, [])
        return record, [
            Found(diagnostic, at + lines, column, record, repairs, unread) for diagnostic, at, column, repairs, unread in self.found
        ]


class Scanned:
    """What is known of a piece, when its lines are taken each by itself.

    Attributes:
        lines, records: how many lines there are, and how many that are not empty.
        enveloped, bare: how many of those are lines of a batch, and how many other values; the others could not be read.
        blank: the empty lines.
        ids, urls, models: each custom_id, endpoint and model with its first line.
        sent: the custom_id of every line, in the place of ``ids``.
        alone: whether the lines can be judged without each other, as far as the piece goes.
        entries: the lines that are told, in their order.
        requests: how many requests were checked, ``ways`` in which operation and how that was found.
        said: places that were not read, and why, where no finding says so.
        tally: what the choice of rules left out.
    """

    def __init__(self) -> None:
        self.lines = self.records = self.enveloped = self.bare = self.requests = 0
        self.blank: list[int] = []
        self.ids: dict[str, int] = {}
        self.urls: dict[str, int] = {}
        self.models: dict[str, int] = {}
        self.sent: list[str] = []
        self.alone = True
        self.entries: list[Entry] = []
        self.ways: Counter[tuple[str, str]] = Counter()
        self.said: list[tuple[int, str]] = []
        self.tally = Tally()

    def __getstate__(self) -> dict[str, Any]:
        """What is sent: ids of consecutive lines as one text, which is several times as fast."""
        joined = "\n".join(self.ids)
        plain = len(self.ids) == self.lines and joined.count("\n") == len(self.ids) - 1  # one on each line: they are in order
        return {**self.__dict__, "ids": joined} if plain else self.__dict__

    @property
    def named(self) -> Mapping[str, int] | list[str]:
        """Each custom_id with its line, or those of all lines."""
        return self.sent or self.ids

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if isinstance(ids := state["ids"], str):
            self.sent = ids.split("\n")
            self.ids = {}

    def add(self, form: Form, count: int) -> None:
        """Count requests of a form."""
        self.requests += count
        self.ways[form.operation, form.found_by] += count
        if not form.enveloped:
            self.bare += count
            return
        self.enveloped += count
        for names, name in ((self.urls, form.url), (self.models, form.model)):
            if name is not None:
                names[name] = min(names.get(name, form.first), form.first)


class Stretch(NamedTuple):
    """A piece of a file whose lines came after so many lines and records."""

    file: str
    scanned: Scanned
    lines: int
    records: int
