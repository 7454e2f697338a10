"""The requests of the files that arguments name, and what of them could not be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from imagespec.cli.inputs import content, files
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import UNNAMED, Record, Recorder, records, starts_with_request
from imagespec.cli.inputs.seeking import Role, Seeker
from imagespec.cli.inputs.walk import Skipped
from imagespec.cli.terminal import shown_path
from imagespec.places.recognition import Recognition
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.text import counted

if TYPE_CHECKING:
    import imagespec
    from imagespec.cli.inputs.exclusions import Exclusions
    from imagespec.places.source.reading import Reader

T = TypeVar("T")


class Reading(NamedTuple):
    """How the requests of a file are told.

    ``operation`` and ``model`` are those that the user named, empty for none; the others are of the table: its operations, its
    batch part, and what its requests are recognised by.
    """

    operation: str
    operations: tuple[str, ...]
    batch: dict[str, Any] | None
    recognition: Recognition
    model: str = ""


def reading(handle: imagespec.Handle, operation: str = "", model: str = "", aliases: Mapping[str, str] | None = None) -> Reading:
    """The same way for every file. ``model`` is that of requests that name none."""
    return Reading(operation, tuple(handle.engine.operations), handle.batch, Recognition(Vocabulary(handle, aliases)), model)


class Requests:
    """Reads the records of files, folders, patterns and standard input, each file once, and says on standard error what it cannot read.

    Attributes:
        files: how many files were read to their end.
        unread: how many places were not.
        path: the argument of the file that is being read.
        begun: the names of the files so far.
        explains: whether to say why values were taken for requests, or not.
        models: whether every name of an image model in source code is a record.
    """

    def __init__(
        self,
        reading: Callable[[str], Reading],
        exclusions: Exclusions | None = None,
        baseline: str | None = None,
        *,
        explains: bool = False,
        models: bool = False,
    ) -> None:
        """``reading`` says how to read a file by its path; ``exclusions`` leave out files of folders and patterns; no baseline is read."""
        self.explains, self.models = explains, models
        self.files = self.unread = 0
        self.path = ""
        self.begun: list[str] = []
        self._reading, self._exclusions = reading, exclusions
        self._readers: dict[int, Reader] = {}
        self._seen = {_identity(baseline)} if baseline else set[str]()
        self._named: set[str] = set()
        self._said: set[str] = set()
        self._held: bytes | None = None

    def read(self, arguments: Iterable[str]) -> Iterator[Record]:
        """The records of what the arguments mean."""
        return self.read_by(arguments, self.of_file)

    def read_by(self, arguments: Iterable[str], of_file: Callable[[str, files.Opened], Iterator[T]]) -> Iterator[T]:
        """What a function makes of each file, of its path and what it holds."""
        for path in self.paths(arguments):
            yield from self._opened(path, of_file)

    def paths(self, arguments: Iterable[str]) -> Iterator[str]:
        """The files that the arguments mean, each once; what is left out is said."""
        for argument in arguments:
            for found in files.expanded(argument, self._exclusions):
                if isinstance(found, Skipped):
                    self.say(found.name, found.reason, unread=found.unread)
                elif (identity := _identity(found)) not in self._seen:
                    self._seen.add(identity)
                    self._named |= {found} if found == argument else set()
                    yield found

    def _opened(self, path: str, of_file: Callable[[str, files.Opened], Iterator[T]]) -> Iterator[T]:
        try:
            self.path = path
            self.begun.append(name_of(path))
            with files.opened(path, self._held) as found:
                yield from of_file(path, found)
            self.files += 1
        except files.NotRead as error:
            self.say(name_of(path), str(error))

    def of_file(self, path: str, found: files.Opened) -> Iterator[Record]:
        """The records of a file."""
        return self.records(path, found.stream, found.told)

    def records(self, path: str, stream: content.Stream, told: content.Told) -> Iterator[Record]:
        """The records of a stream that was told how to be read, under the path of a file."""
        reading = self._reading(path)
        if told.form in content.SOURCE:
            yield from self._of_code(path, content.whole(stream, told.look), told.form, reading)
            return
        if self.models and told.form in (content.JSON_FORM, content.YAML_FORM, content.TOML_FORM, content.TEXTS[".env"]):
            data = content.whole(stream, told.look)
            yield from self._with_names(path, data, told._replace(look=content.Look(data, True)), reading)
            return
        yield from self._of_document(path, stream, told, reading)

    def _with_names(self, path: str, data: bytes, told: content.Told, reading: Reading) -> Iterator[Record]:
        """The records of a document, then those of the names of models that stand elsewhere in it."""
        reader, known = self._reader(reading), set()
        for record in self._of_document(path, BytesIO(), told, reading):
            if isinstance(record.request, dict) and isinstance(record.request.get("model"), str):
                known.add((record.place("/model")[0], record.request["model"]))
            yield record
        if reader.is_worth(data):
            from imagespec.cli.inputs import model_names

            yield from model_names.records(name_of(path), data.decode("utf-8", "replace"), reader, known)

    def _reader(self, reading: Reading) -> Reader:
        from imagespec.places.source.reading import Reader

        key = id(reading)
        return self._readers.get(key) or self._readers.setdefault(key, Reader(reading.recognition.vocabulary, models=self.models))

    def _of_document(self, path: str, stream: content.Stream, told: content.Told, reading: Reading) -> Iterator[Record]:
        """The records of a document or of lines. What holds none is said if it was named."""
        seeker = Seeker(reading.recognition, self._role(path, reading), told.form, path, self._explain(path) if self.explains else None)
        recorder = Recorder(name_of(path), reading.operation, reading.operations, reading.batch, seeker)
        parsed = content.read_told(stream, told, None if seeker.role.named else lambda data: recorder.is_sure or seeker.is_worth(data))
        yield from records(recorder, parsed)
        said = [*seeker.said]
        for sentence in said:
            self.say(name_of(path), sentence, unread=False)
        if seeker.role.named and not (recorder.number or recorder.is_sure or said):
            looked = counted(max(1, seeker.values), "value")
            self.say(name_of(path), f"no image request found, {looked} looked at", unread=False)

    def _of_code(self, path: str, data: bytes, suffix: str, reading: Reading) -> Iterator[Record]:
        """The records of source code. What was named and holds none is said."""
        from imagespec.cli.inputs import source_code

        reader, none = self._reader(reading), True
        for record in source_code.records(name_of(path), data, suffix, reader, lambda name, text: self.say(name, text, unread=False)):
            none = False
            if self.explains and record.found:
                what = ", ".join(evidence.what for evidence in record.found.evidence)
                self.say(f"{record.file}:{record.place('')[0]}", f"{record.operation}: {what}", unread=False)
            yield record
        if none and path in self._named:
            self.say(name_of(path), "no image request found", unread=False)

    def holds_requests(self, path: str, told: content.Told) -> bool:
        """Whether the first line of what holds lines is a request, so that every line is to be one."""
        reading = self._reading(path)
        return starts_with_request(told, reading.recognition, self._role(path, reading))

    def _role(self, path: str, reading: Reading) -> Role:
        return Role(path in self._named, bool(reading.operation), bool(reading.model))

    def _explain(self, path: str) -> Callable[[int, str], None]:
        return lambda line, sentence: self.say(f"{name_of(path)}:{line}", sentence, unread=False)

    def say(self, name: str, reason: str, *, unread: bool = True) -> None:
        """Say something about a place, once; ``unread`` counts it among what was not read."""
        self.unread += unread
        line = f"imagespec: {shown_path(name)}: {reason}"
        if line not in self._said:
            self._said.add(line)
            click.echo(line, err=True)

    def follow(self, first: Requests, held: bytes | None) -> None:
        """Say nothing again that another reader said; ``held`` stands for standard input, which cannot be read twice."""
        self._said, self._held, self.explains = first._said, held, False

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
