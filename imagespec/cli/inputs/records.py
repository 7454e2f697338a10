"""Records: each request of a file with where it stands and how its operation was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from imagespec.cli.inputs.batch import Batch, is_envelope
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


def records(
    file: str, parsed: Iterable[Parsed], operation: str, operations: Iterable[str], limits: dict[str, Any] | None
) -> Iterator[Record]:
    """The records of a file.

    ``operation`` is the one the user named, empty for none; ``operations`` are those of the table; ``limits`` its
    batch part. A file with one batch line is a batch file from there on.
    """
    known = tuple(operations)
    batch: Batch | None = None
    for number, entry in enumerate(parsed, 1):
        if batch is None and limits is not None and is_envelope(entry.value):
            batch = Batch(limits, "" if file == UNNAMED else file)
        if entry.value is ABSENT:
            yield Record(file, number, entry, ABSENT, "", "", "", False, entry.problems)
            continue
        request, custom_id, by_url, problems = batch.request(entry) if batch else (entry.value, "", "", [])
        in_batch = request is not entry.value
        found_by = BY_OPTION if operation else BY_URL if by_url else BY_KEYS
        name = "" if request is ABSENT else operation or by_url or inferred(sent_keys(request), known)
        yield Record(file, number, entry, request, custom_id, name, found_by if name else "", in_batch, entry.problems + problems)
