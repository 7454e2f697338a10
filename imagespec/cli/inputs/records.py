"""Records: each request of a file with where it stands and how its operation was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import loads
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.inputs.batch import Envelope, Line, about_batch, is_envelope
from imagespec.cli.inputs.batch_file import BatchFile
from imagespec.cli.inputs.content import LINES_FORM, Told
from imagespec.cli.inputs.other_batches import other_kind
from imagespec.cli.inputs.parsed import ABSENT, Parsed, Place, Problem, Tokens
from imagespec.cli.inputs.seeking import Role, Seeker, tokens_of
from imagespec.cli.inputs.text import MARK
from imagespec.engine.operations import inferred, sent_keys
from imagespec.report.pointer import parse_pointer

if TYPE_CHECKING:
    from imagespec.places.found import Found
    from imagespec.places.recognition import Recognition

BY_OPTION, BY_URL, BY_KEYS, BY_PLACE, BY_CALL = "option", "url", "keys", "place", "call"
"""How an operation was found: named by the user, by the url of a batch line, by the keys of the request, by what it stands in, or by
the call that sends it."""


UNNAMED = "<stdin>"
"""What standard input is called, which has no name of its own."""


_MOST_HELD = 1_000
"""Most values that are held back until it is known whether a file is one of requests."""


class Record(NamedTuple):
    """One request, or a place where one should be.

    ``request`` is ``ABSENT`` where there is nothing to check; ``number`` counts the records of the file from 1;
    ``in_batch`` says that the request is the body of a batch line; ``problems`` are findings about the file itself;
    ``found`` is how a request was found that is not the whole value.
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
    found: Found | None = None

    @property
    def base(self) -> Tokens:
        """Where the request stands in the value, as the tokens of a pointer."""
        return ("body",) if self.in_batch else tokens_of(self.found) if self.found else ()

    @property
    def partial(self) -> bool:
        """Whether only some parameters of the request are known."""
        return self.found is not None and self.found.partial

    @property
    def fine(self) -> tuple[str, ...]:
        """Rules whose findings are none where the request stands."""
        return self.found.fine if self.found else ()

    @property
    def in_place(self) -> bool:
        """Whether an edit of the request is one of the value."""
        return self.found is None or self.found.in_place

    @property
    def is_request(self) -> bool:
        """Whether there is a request, and not only the name of a model, or nothing."""
        return self.request is not ABSENT and not (self.partial and self.request.keys() == {"model"})

    def place(self, pointer: str, *, of_key: bool = False) -> Place:
        """Line and column of a part of the request, or of its key."""
        tokens = parse_pointer(pointer)
        if self.found and self.found.locate:
            return self.found.locate(tokens, of_key)
        if self.parsed.locate is None:
            return self.parsed.line, None
        return self.parsed.locate((*self.base, *tokens), of_key)

    def in_value(self, value: Any) -> Any:
        """The part of a value where this request stands in its own; ``ABSENT`` where there is none."""
        for token in self.base:
            try:
                value = value[int(token) if isinstance(value, list) else token]
            except (LookupError, TypeError, ValueError):
                return ABSENT
        return value

    def other(self) -> Record:
        """The record as readers have it that keep the first of repeated keys; the same where no key is repeated."""
        reading = self.parsed.other
        if reading is None:
            return self
        return self._replace(parsed=reading, request=self.in_value(reading.value), problems=[], found=None if self.in_place else self.found)

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

    def __init__(
        self, file: str, operation: str, operations: Iterable[str], limits: dict[str, Any] | None, seeker: Seeker | None = None
    ) -> None:
        """Prepare a file.

        Args:
            file: what it is called.
            operation: the one the user named, empty for none.
            operations: those of the table.
            limits: its batch part.
            seeker: finds the requests; without it every value is one.
        """
        self.limits = limits
        self.batch: BatchFile | None = None
        self.number = 0
        self._file, self._operation, self._operations = file, operation, tuple(operations)
        self._envelope = Envelope(limits) if limits is not None else None
        self._other_said = False
        self._seeker = seeker
        self._all = seeker is None
        self._held: list[Parsed] = []

    def records(self, parsed: Parsed) -> Iterator[Record]:
        """The records of the next value. Once a whole value was a request, all that follow are to be."""
        if self._all or self._seeker is None:
            yield self.record(parsed)
        elif parsed.value is ABSENT:
            yield from self._unread(parsed, self._seeker)
        elif self._envelope and is_envelope(parsed.value) and self._begins_batch(parsed.value, self._seeker):
            yield from self._all_from_here(parsed)
        else:
            found = self._seeker.found(parsed)
            if (len(found) == 1 and is_whole(found[0])) or (not found and self._seeker.is_asked_for(parsed.value)):
                yield from self._all_from_here(parsed)
            elif found:
                yield from (self._found(parsed, entry) for entry in found)
            elif self._seeker.role.named and len(self._held) < _MOST_HELD:
                self._held.append(parsed)

    @property
    def is_sure(self) -> bool:
        """Whether every value that follows is taken for a request."""
        return self._all

    def end(self) -> Iterator[Record]:
        """The records of what was held back."""
        if not self._all:
            yield from (self.record(parsed) for parsed in self._held if parsed.value is ABSENT)

    def _unread(self, parsed: Parsed, seeker: Seeker) -> Iterator[Record]:
        """A value that cannot be read is told where the file was named, in its turn."""
        if self._held:
            self._held.append(parsed)
        elif seeker.role.named or seeker.is_ours:
            yield self.record(parsed)

    def _all_from_here(self, parsed: Parsed) -> Iterator[Record]:
        self._all = True
        yield from (self.record(held) for held in self._held)
        yield self.record(parsed)

    def _begins_batch(self, value: dict[str, Any], seeker: Seeker) -> bool:
        """Whether a line is one of a batch rather than a call in a document; of files that nobody named, only where it surely is."""
        url = value.get("url")
        is_call = "custom_id" not in value and isinstance(url, str) and "://" in url
        if seeker.role.named or is_call:
            return not is_call
        return not other_kind(value) and "custom_id" in value and ("url" in value or "body" in value)

    def _found(self, parsed: Parsed, found: Found) -> Record:
        """The record of a request that was found in a value."""
        self.number += 1
        base = tokens_of(found)
        problems = [problem for problem in parsed.problems if parse_pointer(problem.diagnostic.pointer)[: len(base)] == base]
        return Record(self._file, self.number, parsed, found.request, "", found.operation, BY_PLACE, False, problems, found)

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


def is_whole(found: Found) -> bool:
    """Whether a request that was found is a whole value, and the file one of requests."""
    return not found.path and not found.partial and not found.own and found.in_place


def starts_with_request(told: Told, recognition: Recognition, role: Role) -> bool:
    """Whether the first line of what holds lines is a request or a line of a batch; of what cannot be read, it is taken for one."""
    first = next((line for line in told.look.data.removeprefix(MARK).split(b"\n") if line.strip()), b"")
    try:
        value = loads(first)
    except (ValueError, RecursionError):
        return role.named
    if not isinstance(value, dict):
        return False
    if is_envelope(value) and "custom_id" in value and ("url" in value or "body" in value):
        return True
    seeker = Seeker(recognition, role, LINES_FORM, "", None)
    found = seeker.found(Parsed(value, 1, []))
    return (len(found) == 1 and is_whole(found[0])) or (not found and seeker.is_asked_for(value))


def records(recorder: Recorder, parsed: Iterable[Parsed]) -> Iterator[Record]:
    """The records of a file."""
    for entry in parsed:
        yield from recorder.records(entry)
    yield from recorder.end()
