"""The requests of the files that arguments name, and what of them could not be read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from io import BytesIO

import click

import imagespec
from imagespec.cli.inputs import content, files
from imagespec.cli.inputs.parsed import ABSENT, Parsed
from imagespec.cli.inputs.records import UNNAMED, Record, records
from imagespec.cli.inputs.walk import Skipped
from imagespec.cli.terminal import shown_path


class Requests:
    """Reads the records of files, folders, patterns and standard input, each file once, and says on standard error what it cannot read.

    Attributes:
        files: how many files were read to their end.
        unread: how many places were not.
        held: what stands for standard input, where it was read already.
    """

    def __init__(self, handle: imagespec.Handle, operation: str = "") -> None:
        self.files = self.unread = 0
        self.held: bytes | None = None
        self._handle, self._operation = handle, operation
        self._seen: set[str] = set()
        self._said: set[str] = set()

    def read(self, arguments: Iterable[str]) -> Iterator[Record]:
        """The records of what the arguments mean. ``operation`` of the reader decides, else how each record speaks for itself."""
        for path in self.paths(arguments):
            yield from self._records(path)

    def paths(self, arguments: Iterable[str]) -> Iterator[str]:
        """The files that the arguments mean, each once; what is left out is said."""
        for argument in arguments:
            for found in files.expanded(argument):
                if isinstance(found, Skipped):
                    self.say(found.name, found.reason, unread=found.unread)
                elif (identity := _identity(found)) not in self._seen:
                    self._seen.add(identity)
                    yield found

    def _records(self, path: str) -> Iterator[Record]:
        try:
            held = self.held if path == files.STDIN else None
            yield from self.records(path, files.read(path) if held is None else content.read(BytesIO(held), ""))
            self.files += 1
        except files.NotRead as error:
            self.say(name_of(path), str(error))

    def records(self, path: str, parsed: Iterable[Parsed]) -> Iterator[Record]:
        """The records of the values of a file."""
        return records(name_of(path), parsed, self._operation, self._handle.engine.operations, self._handle.batch)

    def say(self, name: str, reason: str, *, unread: bool = True) -> None:
        """Say something about a place, once; ``unread`` counts it among what was not read."""
        self.unread += unread
        line = f"imagespec: {shown_path(name)}: {reason}"
        if line not in self._said:
            self._said.add(line)
            click.echo(line, err=True)

    def again(self, held: bytes | None) -> Requests:
        """A reader that begins anew, and says nothing again; ``held`` stands for standard input, which cannot be read twice."""
        reader = Requests(self._handle, self._operation)
        reader.held, reader._said = held, self._said
        return reader

    def say_unread(self, record: Record) -> None:
        """Say what keeps a record, or a part of it, from being read."""
        for problem, (line, _) in record.places():
            if problem.unread or record.request is ABSENT:
                self.say(f"{record.file}:{line}", problem.diagnostic.message)


def name_of(path: str) -> str:
    """What a file is called."""
    return UNNAMED if path == files.STDIN else path


def _identity(path: str) -> str:
    """What two names of one file have in common."""
    if path == files.STDIN:
        return path
    try:
        return os.path.realpath(path)
    except OSError:  # the working directory is gone
        return path
