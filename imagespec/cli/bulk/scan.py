"""Scans pieces of a file: each line by itself, the right ones as fast as can be."""

from __future__ import annotations

from io import BytesIO
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import NamedTuple

import imagespec
from imagespec.cli.bulk.known import Knowledge, loads
from imagespec.cli.bulk.pieces import Piece
from imagespec.cli.bulk.scanned import Entry, Scanned
from imagespec.cli.bulk.templates import Form, Template, Templates, only_lengths
from imagespec.cli.formats.format import Found
from imagespec.cli.inputs import json_lines
from imagespec.cli.inputs.batch import Envelope, is_envelope
from imagespec.cli.inputs.other_batches import other_kind
from imagespec.cli.inputs.parsed import ABSENT, Parsed
from imagespec.cli.inputs.records import Record, Recorder
from imagespec.cli.inputs.strict_json import SPACE, Decoder
from imagespec.cli.inputs.text import LARGEST
from imagespec.cli.judge import Judge
from imagespec.cli.settings import Settings
from imagespec.values.text import visible

_SPACE = SPACE.encode()

_NONE = Template("\n", "", False)
"""A template that no line is of."""

_MOST_SHOWN = 1 << 16
"""Most characters of a line that is handed on to be shown."""


class Wanted(NamedTuple):
    """What is to be told: every request or only those with findings, and whether with the text of lines."""

    every: bool = False
    texts: bool = False


class Scanner:
    """Scans the pieces of one file."""

    def __init__(self, file: str, settings: Settings, wanted: Wanted) -> None:
        self._settings, self._wanted = settings, wanted
        reading = settings.reading
        self._recorder = Recorder(file, reading.operation, reading.operations, reading.batch)
        self._envelope = Envelope(reading.batch) if reading.batch is not None else None
        self._decoder = Decoder()
        self._knowledge = None if settings.config.ignore_keys else Knowledge(settings)
        self._templates = Templates(loads, scanstring)
        self._template = _NONE
        self._hits = 0
        self._convex: dict[str, bool] = {}
        self._done, self._named = Scanned(), 0
        self._judge = Judge(settings, lambda line, message: self._done.said.append((line, message)))

    def scan(self, piece: Piece) -> Scanned:
        """What is known of a piece."""
        done, self._named = Scanned(), 0
        self._done = done
        before = self._settings.choice.tally()
        if piece.size > LARGEST:
            done.alone = False
        else:
            data = piece.read()
            try:
                self._texts(data.decode("utf-8"))
            except UnicodeDecodeError:
                for number, raw in enumerate(BytesIO(data), 1):
                    self._other(raw, number)
                    done.lines = number
        done.alone = done.alone and len(done.ids) == self._named
        done.tally = self._settings.choice.tally()
        self._settings.choice.add(before)
        return done

    def _texts(self, text: str) -> None:
        """Take lines. This is the loop that has to be fast."""
        lines = text.split("\n")
        if not lines[-1]:
            del lines[-1]
        done, every, met = self._done, self._wanted.every, []
        ids, template = done.ids, self._template
        head, middle, tails, id_first = template.head, template.middle, template.tails, template.id_first
        start, step = len(head), len(middle)
        form = None
        for number, line in enumerate(lines, 1):
            if line.startswith(head):
                try:
                    name, at = scanstring(line, start)
                    if not step:
                        prompt = name
                        form = tails.get(line[at:])
                    elif line.startswith(middle, at):
                        prompt, at = scanstring(line, at + step)
                        form = tails.get(line[at:])
                        if not id_first:
                            name, prompt = prompt, name
                    else:
                        form = None
                except ValueError:
                    form = None
            else:
                form = None
            if form is None or not form.shortest <= len(prompt) <= form.longest:
                template = self._unlike(line, number)
                head, middle, tails, id_first = template.head, template.middle, template.tails, template.id_first
                start, step = len(head), len(middle)
                continue
            if form.count:
                form.count += 1
            else:
                form.count, form.first = 1, number
                met.append(form)
            if step:
                ids[name] = number
            if every:
                self._tell(number, name if step else "", form)
        done.lines = len(lines)
        self._template = template
        self._count(met)

    def _count(self, met: list[Form]) -> None:
        """Count the lines that were like one known."""
        for form in met:
            self._hits += form.count
            self._named += form.count if form.url else 0
            self._done.records += form.count
            self._done.count(form, form.count)
            form.count = 0

    def _tell(self, number: int, custom_id: str, form: Form) -> None:
        record = number - len(self._done.blank)
        self._done.entries.append(Entry(record, number, visible(custom_id), form.operation, form.found_by))

    # -- other lines -----------------------------------------------------------------------------------------------

    def _unlike(self, line: str, number: int) -> Template:
        """Take a line that is not of the template at hand, and answer the template that the next one may be of."""
        if known := self._templates.find(line):
            self._template, form, custom_id = known
            self._take(form, custom_id, number)
            return self._template
        try:
            clean = self._knowledge.clean(line) if self._knowledge else None
        except Exception:  # whatever it is, it is read with care
            clean = None
        if clean is None:
            self._other(line.encode(), number)
            return self._template
        self._take(clean.form, clean.custom_id, number)
        if self._is_convex(clean.form.operation):
            self._template = self._templates.learn(line, clean, self._hits) or self._template
        return self._template

    def _take(self, form: Form, custom_id: str, number: int) -> None:
        """Take a line that is right."""
        done = self._done
        if not form.count:
            form.first = number
        done.records += 1
        done.count(form, 1)
        if form.url:
            self._name(custom_id, number)
        if self._wanted.every:
            self._tell(number, custom_id, form)

    def _name(self, custom_id: str, number: int) -> None:
        self._done.ids[custom_id] = number
        self._named += 1

    def _is_convex(self, operation: str) -> bool:
        """Whether nothing but the length of a prompt counts, as in the tables of the package."""
        if operation not in self._convex:
            handle = self._settings.handle
            self._convex[operation] = _is_shipped(handle) and only_lengths(handle.engine.rules(operation))
        return self._convex[operation]

    def _other(self, raw: bytes, number: int) -> None:
        """Take any line, with all that is found in it."""
        done = self._done
        if not done.alone:
            return
        if not raw.strip(_SPACE):
            done.blank.append(number)
            return
        done.records += 1
        self._recorder.number = number - len(done.blank)
        parsed = json_lines.parsed(self._decoder, raw, number, number, [])
        record = self._record(parsed, number)
        if record is None:
            done.alone = False
            return
        record, found = self._judge.judged(record)
        has_request = record.request is not ABSENT
        if has_request:
            done.requests += 1
            done.ways[record.operation, record.found_by] += 1
        if found or self._wanted.every or not has_request:
            done.entries.append(self._entry(record, found))

    def _record(self, parsed: Parsed, number: int) -> Record | None:
        """The record of a line, ``None`` where it cannot be told without those before it."""
        if parsed.value is ABSENT:
            return self._recorder.unread(parsed, parsed.problems)
        if not (self._envelope and is_envelope(parsed.value)):
            self._done.bare += 1
            return self._recorder.alone(parsed, None, [])
        if other_kind(parsed.value):
            return None
        line = self._envelope.line(parsed.value)
        named, done = line.named, self._done
        done.enveloped += 1
        if named.custom_id is not None:
            self._name(named.custom_id, number)
        if named.url is not None:
            done.urls.setdefault(named.url, number)
        if named.model is not None:
            done.models.setdefault(named.model, number)
        return self._recorder.alone(parsed, line, [])

    def _entry(self, record: Record, found: list[Found]) -> Entry:
        lines = record.parsed.lines
        text = lines.text if self._wanted.texts and lines and len(lines.text) <= _MOST_SHOWN else None
        said = tuple((entry.diagnostic, entry.line, entry.column, entry.repairs, entry.unread) for entry in found)
        has_request = record.request is not ABSENT
        return Entry(record.number, record.parsed.line, record.custom_id, record.operation, record.found_by, has_request, text, said)


def _is_shipped(handle: imagespec.Handle) -> bool:
    """Whether a revision is one of the package, and no table of the user's of the same name."""
    try:
        return imagespec.load(handle.name) is handle
    except (ValueError, OSError):
        return False
