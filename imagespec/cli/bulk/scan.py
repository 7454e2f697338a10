"""Scans pieces of a file: each line by itself, the right ones as fast as can be."""

from __future__ import annotations

from io import BytesIO
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import TYPE_CHECKING

import imagespec
from imagespec.cli.bulk.found import Findings, Judged
from imagespec.cli.bulk.known import Knowledge
from imagespec.cli.bulk.reader import Wanted
from imagespec.cli.bulk.scanned import Entry, Scanned
from imagespec.cli.bulk.templates import Form, Template, Templates, only_lengths
from imagespec.cli.choice import Tally
from imagespec.cli.inputs import json_lines
from imagespec.cli.inputs.batch import Envelope, Named, is_envelope
from imagespec.cli.inputs.other_batches import other_kind
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Recorder
from imagespec.cli.inputs.strict_json import SPACE, Decoder
from imagespec.cli.inputs.text import LARGEST
from imagespec.cli.judge import Judge
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.cli.bulk.pieces import Piece
    from imagespec.cli.settings import Settings

_SPACE = SPACE.encode()

_NONE = Template("\n", "", False, {})
"""A template that no line is of."""

_COST = 20
"""How much dearer it is to learn from a line with findings than from one without."""

_MOST_SHOWN = 1 << 16
"""Most characters of a line that is handed on to be shown."""


class Scanner:
    """Scans the pieces of one file."""

    def __init__(self, file: str, settings: Settings, wanted: Wanted) -> None:
        self._settings, self._wanted = settings, wanted
        reading = settings.reading
        self._recorder = Recorder(file, reading.operation, reading.operations, reading.batch)
        self._envelope = Envelope(reading.batch) if reading.batch is not None else None
        self._decoder = Decoder()
        self._knowledge = None if settings.config.ignore_keys else Knowledge(settings)
        self._learns = not (settings.config.ignore_keys or settings.config.per_custom_id_ignores)
        self._templates = Templates(scanstring)
        self._met: list[Form] = []
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
        ids, met, every = self._done.ids, self._met, self._wanted.every
        template = self._template
        head, middle, tails, id_first = template.head, template.middle, template.tails, template.id_first
        start, step = len(head), len(middle)
        name, prompt, at, end = "", "", 0, 0
        for number, line in enumerate(lines, 1):
            form = None
            if line.startswith(head):
                try:
                    name, at = scanstring(line, start)
                    if not step:
                        prompt, end = name, at
                        form = tails.get(line[end:])
                    else:
                        if not line.startswith(middle, at):
                            second = line.find(template.ending, at) + len(template.ending)
                            template = template.others.get(line[at:second], template)
                            middle, tails = template.middle, template.tails
                            step = len(middle)
                        if line.startswith(middle, at):
                            prompt, end = scanstring(line, at + step)
                            form = tails.get(line[end:])
                            if not id_first:
                                name, prompt = prompt, name
                except ValueError:
                    form = None
            if form is None or not form.shortest <= len(prompt) <= form.longest:
                template = self._unlike(line, number, template)
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
            if every or form.found:
                self._tell(number, name if step else "", form, line, at, end)
        self._done.lines = len(lines)
        self._template = template
        self._count()

    def _count(self) -> None:
        """Count the lines that were like one known."""
        done, choice = self._done, self._settings.choice
        for form in self._met:
            self._hits += form.count
            self._named += form.count if form.enveloped else 0
            done.records += form.count
            done.add(form, form.count)
            if form.left_out:
                choice.add(Tally(form.left_out.left_out * form.count, form.left_out.used))
            form.count = 0
        self._met.clear()

    def _tell(self, number: int, custom_id: str, form: Form, line: str, middle: int, tail: int) -> None:
        """Tell a line of a form, whose middle and tail begin at these offsets."""
        begins = (1, middle + 1, tail + 1)
        found = [
            (placed.diagnostic, number, begins[placed.part] + placed.offset if placed.part >= 0 else None, placed.repairs, False)
            for placed in form.found
        ]
        self._done.entries.append(
            Entry(
                number - len(self._done.blank), number, visible(custom_id), form.operation, form.found_by, True,
                self._text(line) if found else None, found,
            )
        )  # fmt: skip

    # -- other lines -----------------------------------------------------------------------------------------------

    def _unlike(self, line: str, number: int, template: Template) -> Template:
        """Take a line that is not of the template at hand, and answer the template that the next one may be of."""
        if not line.strip(SPACE):
            self._done.blank.append(number)
            return template
        if known := self._templates.find(line):
            template, form, parts = known
            self._take(form, parts.custom_id, number)
            if form.found or self._wanted.every:
                self._tell(number, parts.custom_id, form, line, parts.at_middle, parts.at_tail)
            return template
        try:
            clean = self._knowledge.clean(line) if self._knowledge else None
        except Exception:  # whatever it is, it is read with care
            clean = None
        if clean is None:
            return self._with_care(line, number, template)
        self._take(clean.form, clean.custom_id, number)
        if self._wanted.every:
            self._tell(number, clean.custom_id, clean.form, line, 0, 0)
        if self._templates.worth_while(self._hits, 1) and self._is_convex(clean.form.operation):
            return self._templates.learn(line, clean.form, clean.is_alike) or template
        return template

    def _take(self, form: Form, custom_id: str, number: int) -> None:
        """Count a line of a form."""
        if not form.count:
            form.count, form.first = 1, number
            self._met.append(form)
        else:
            form.count += 1
        if form.enveloped:
            self._done.ids[custom_id] = number

    def _with_care(self, line: str, number: int, template: Template) -> Template:
        """Take a line that something may be found in, and learn what."""
        choice = self._settings.choice
        before, said = choice.tally(), len(self._done.said)
        judged = self._other(line.encode(), number)
        left_out = choice.tally()
        choice.add(before)
        choice.add(left_out)
        if len(self._done.said) > said:  # what is said at one line must be said at the next
            return template
        if not (judged and self._learns and self._is_convex(judged.record.operation) and self._templates.worth_while(self._hits, _COST)):
            return template
        found = Findings(judged, left_out, lambda text: self._again(text, number), scanstring)
        form = found.form()
        return (form and self._templates.learn(line, form, found.is_alike)) or template

    def _again(self, text: str, number: int) -> Judged | None:
        """What is found in a line that stands in no file. Nothing of it counts as left out."""
        choice = self._settings.choice
        before = choice.tally()
        judged = self._judged(text.encode(), number)
        choice.tally()
        choice.add(before)
        return judged

    def _is_convex(self, operation: str) -> bool:
        """Whether nothing but the length of a prompt counts, as in the tables of the package."""
        if operation not in self._convex:
            handle = self._settings.handle
            self._convex[operation] = _is_shipped(handle) and only_lengths(handle.engine.rules(operation))
        return self._convex[operation]

    def _other(self, raw: bytes, number: int) -> Judged | None:
        """Take any line, with all that is found in it; and answer that where it holds a request."""
        done = self._done
        if not done.alone:
            return None
        if not raw.strip(_SPACE):
            done.blank.append(number)
            return None
        done.records += 1
        judged = self._judged(raw, number)
        if judged is None:
            done.alone = False
            return None
        record, found, line = judged
        if line:
            self._add_line(line.named, number)
        elif record.parsed.value is not ABSENT:
            done.bare += 1
        is_request = record.request is not ABSENT
        if is_request:
            done.requests += 1
            done.ways[record.operation, record.found_by] += 1
        if found or self._wanted.every or not is_request:
            said = [(entry.diagnostic, entry.line, entry.column, entry.repairs, entry.unread) for entry in found]
            text = record.parsed.lines.text if record.parsed.lines else None
            done.entries.append(
                Entry(
                    number - len(done.blank), number, record.custom_id, record.operation, record.found_by, is_request,
                    self._text(text), said,
                )
            )  # fmt: skip
        return judged if is_request else None

    def _judged(self, raw: bytes, number: int) -> Judged | None:
        """What is found in a line that is not empty, ``None`` where that cannot be told without those before it."""
        parsed = json_lines.parsed(self._decoder, raw, number, number, [])
        line = None
        if parsed.value is ABSENT:
            record = self._recorder.unread(parsed, parsed.problems)
        else:
            if self._envelope and is_envelope(parsed.value):
                if other_kind(parsed.value):
                    return None
                line = self._envelope.line(parsed.value)
            record = self._recorder.alone(parsed, line, [])
        return Judged(*self._judge.judged(record), line)

    def _add_line(self, named: Named, number: int) -> None:
        done = self._done
        done.enveloped += 1
        if named.custom_id is not None:
            done.ids[named.custom_id] = number
            self._named += 1
        for names, name in ((done.urls, named.url), (done.models, named.model)):
            if name is not None:
                names.setdefault(name, number)

    def _text(self, text: str | None) -> str | None:
        """The text of a line where it is shown."""
        return text if self._wanted.texts and text is not None and len(text) <= _MOST_SHOWN else None


def _is_shipped(handle: imagespec.Handle) -> bool:
    """Whether a revision is one of the package, and no table of the user's of the same name."""
    try:
        return imagespec.load(handle.name) is handle
    except (ValueError, OSError):
        return False
