"""Records: each request of a file with where it stands and how its operation was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from imagespec.cli.inputs.batch import Envelope, Line, about_batch, is_envelope
from imagespec.cli.inputs.batch_file import BatchFile
from imagespec.cli.inputs.other_batches import other_kind
from imagespec.cli.inputs.parsed import ABSENT, Parsed, Place, Problem
from imagespec.engine.operations import inferred, sent_keys
from imagespec.report.pointer import parse_pointer

BY_OPTION, BY_URL, BY_KEYS = "option", "url", "keys"
"""How an operation was found: named by the user, by the url of a batch line, or by the keys of the request."""


UNNAMED = "<stdin>"
"""What standard input is called, which has no name of its own."""


class Record(NamedTuple):
    """One request, or a place where one should be.

    ``request`` is ``ABSENT`` where there is nothing to check; ``number`` counts the records of the file from 1;
    ``in_batch`` says that the request is the body of a batch line; ``problems`` are findings about the file itself.
    """

    file: str
    number: int
    parsed: Parsed
    request: Any
    custom_id: str
    operation: str
    found_by: str
    in_batch: bool
    problems: list[Problem]

    def place(self, pointer: str, *, of_key: bool = False) -> Place:
        """Line and column of a part of the request, or of its key."""
        if self.parsed.locate is None:
            return self.parsed.line, None
        tokens = parse_pointer(pointer)
        return self.parsed.locate(("body", *tokens) if self.in_batch else tokens, of_key)

    def other(self) -> Record:
        """The record as readers have it that keep the first of repeated keys; the same where no key is repeated."""
        reading = self.parsed.other
        if reading is None:
            return self
        request = reading.value.get("body", ABSENT) if self.in_batch else reading.value
        return self._replace(parsed=reading, request=request, problems=[])

    def places(self) -> Iterator[tuple[Problem, Place]]:
        """The findings about the file with their places."""
        for problem in self.problems:
            if problem.place:
                yield problem, problem.place
            elif self.parsed.locate:
                yield problem, self.parsed.locate(parse_pointer(problem.diagnostic.pointer), False)
            else:
                yield problem, (self.parsed.line, None)


class Recorder:
    """Makes records of the values of one file. A file with one batch line is a batch file from there on.

    Attributes:
        batch: the lines of the batch file so far, ``None`` where it is none.
        number: how many records were made.
    """

    def __init__(self, file: str, operation: str, operations: Iterable[str], limits: dict[str, Any] | None) -> None:
        """``operation`` is the one the user named, empty for none; ``operations`` are those of the table; ``limits`` its batch part."""
        self.limits = limits
        self.batch: BatchFile | None = None
        self.number = 0
        self._file, self._operation, self._operations = file, operation, tuple(operations)
        self._envelope = Envelope(limits) if limits is not None else None
        self._other_said = False

    def record(self, parsed: Parsed) -> Record:
        """The record of the next value."""
        self.number += 1
        if parsed.value is ABSENT:
            return self.unread(parsed, parsed.problems)
        if self._envelope and self.limits is not None and is_envelope(parsed.value):
            if kind := other_kind(parsed.value):
                said = [] if self._other_said else [about_batch(self.limits, "batch.format", kind, "")]
                self._other_said = True
                return self.unread(parsed, parsed.problems + said)
            self.begin_batch()
        line: Line | None = None
        across: list[Problem] = []
        if self._envelope and self.batch:
            line = self._envelope.line(parsed.value)
            across = self.batch.take(parsed, line.named)
        return self.alone(parsed, line, across)

    def begin_batch(self) -> None:
        """Take the file for a batch file, where the table has a batch part."""
        if self.batch is None and self.limits is not None:
            self.batch = BatchFile(self.limits, "" if self._file == UNNAMED else self._file)

    def alone(self, parsed: Parsed, line: Line | None, across: list[Problem]) -> Record:
        """The record of a value: of a line of a batch, or of a request as it is."""
        if line is None:
            request, by_url, custom_id, problems = parsed.value, "", "", parsed.problems
        else:
            request, by_url, custom_id, problems = line.request, line.operation, line.custom_id, parsed.problems + across + line.problems
        name = "" if request is ABSENT else self._operation or by_url or inferred(sent_keys(request), self._operations)
        found_by = BY_OPTION if self._operation else BY_URL if by_url else BY_KEYS
        in_batch = request is not parsed.value
        return Record(self._file, self.number, parsed, request, custom_id, name, found_by if name else "", in_batch, problems)

    def unread(self, parsed: Parsed, problems: list[Problem]) -> Record:
        """The record of a place without a request."""
        return Record(self._file, self.number, parsed, ABSENT, "", "", "", False, problems)


def records(
    file: str, parsed: Iterable[Parsed], operation: str, operations: Iterable[str], limits: dict[str, Any] | None
) -> Iterator[Record]:
    """The records of a file. Arguments as for ``Recorder``."""
    return map(Recorder(file, operation, operations, limits).record, parsed)
