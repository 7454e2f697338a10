"""Checks the records of files, and hands on what is reported in the order of places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from imagespec.cli import options
from imagespec.cli.catalogue import finding
from imagespec.cli.formats.format import Format, Found, Totals
from imagespec.cli.inputs.batch_file import OF_THE_FILE
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Record
from imagespec.cli.interrupts import Interrupts
from imagespec.cli.judge import Judge
from imagespec.engine.selection import meanings

if TYPE_CHECKING:
    from imagespec.cli.baseline import Baseline
    from imagespec.cli.bulk.reader import Bulk
    from imagespec.cli.bulk.scanned import Stretch
    from imagespec.cli.bulk.split import Split
    from imagespec.cli.inputs.notes import Ignore, Notes
    from imagespec.cli.requests import Requests
    from imagespec.cli.settings import AllSettings, Settings
    from imagespec.report.diagnostic import Diagnostic


class Linter:
    """Checks every record of a reader, each by the settings of its file."""

    def __init__(
        self, requests: Requests, settings: AllSettings, output: Format, bulk: Bulk,
        baseline: Baseline | None = None, split: Split | None = None,
    ) -> None:  # fmt: skip
        self._requests, self._all, self._output, self._bulk, self._baseline, self._split = requests, settings, output, bulk, baseline, split
        self._totals = Totals()
        self._held: list[tuple[Record, list[Found]]] = []
        self._file = ""
        self._settings = settings.here
        self._notes: Notes | None = None
        self._judge = self._judge_of(self._settings)
        self._interrupts = Interrupts()

    def run(self, arguments: tuple[str, ...]) -> Totals:
        """Check every file of the arguments. What was found so far is written, too, when the run is interrupted."""
        try:
            with self._interrupts:
                self._interrupts.writing = True
                self._output.begin(self._settings.handle.name)
                self._interrupts.done()
                for told in self._requests.read_by(arguments, self._bulk.of_file):
                    self._interrupts.writing = True
                    if told.file != self._file:
                        self._begin_file(told.file)
                    if isinstance(told, Record):
                        self._take(told)
                    else:
                        self._stretch(told)
                    self._interrupts.done()
                self._end_file()
        except KeyboardInterrupt:
            self._totals.interrupted = True
            self._bulk.close()
            self._finish()
            raise
        self._bulk.close()
        self._finish()
        return self._totals

    def _finish(self) -> None:
        totals = self._totals
        totals.files, totals.unread = self._requests.files, self._requests.unread
        for settings in self._all:
            if settings.choice.left_out:
                totals.left_out[settings.config.shown] += settings.choice.left_out
        totals.excluded = self._all.exclusions.left_out
        if self._baseline:
            totals.baselined, totals.baseline = self._baseline.left_out, self._baseline.shown
        self._output.end(totals)

    # -- one record ----------------------------------------------------------------------------------------------

    def _take(self, record: Record) -> None:
        record, found = self._judge.judged(record)
        if record.is_request:
            self._totals.requests += 1
            self._totals.ways[record.operation, record.found_by] += 1
        notes = record.parsed.notes
        if notes and notes.scattered:
            self._notes = notes
            self._held.append((record, found))
        else:
            self._release(self._of_record(record, found))

    def _stretch(self, stretch: Stretch) -> None:
        """Many lines at once."""
        scanned = stretch.scanned
        for line, message in scanned.said:
            self._requests.say(f"{stretch.file}:{line + stretch.lines}", message)
        self._settings.choice.add(scanned.tally)
        self._totals.requests += scanned.requests
        self._totals.ways.update(scanned.ways)
        if self._split:
            for blank in scanned.blank:
                self._split.bad(blank + stretch.lines)
        for entry in scanned.entries:
            self._release(self._of_record(*entry.record(stretch.file, stretch.records, stretch.lines)))

    def _of_record(self, record: Record, found: list[Found]) -> list[Found]:
        """What is new of a record, which is told."""
        if self._baseline:
            known = self._baseline.leaves_out  # but never what keeps a file from being read
            found = [entry for entry in found if entry.unread or not known(record.file, record.custom_id, entry.diagnostic)]
        if record.is_request:
            self._output.request(record, not any(entry.diagnostic.severity == "error" for entry in found))
        if self._split and (record.request is ABSENT or any(map(self._is_bad, found))):
            self._split.bad(record.parsed.line)
        return found

    def _is_bad(self, found: Found) -> bool:
        """Whether a finding makes a line bad. One about the file as a whole says nothing about the line it is told at."""
        fails = self._settings.strict or found.diagnostic.severity == "error"
        return found.unread or (fails and found.diagnostic.rule not in OF_THE_FILE)

    # -- one file ------------------------------------------------------------------------------------------------

    def _begin_file(self, file: str) -> None:
        self._end_file()
        self._file, self._settings = file, self._all.of(self._requests.path)
        self._judge = self._judge_of(self._settings)

    def _judge_of(self, settings: Settings) -> Judge:
        return Judge(settings, lambda line, message: self._requests.say(f"{self._file}:{line}", message))

    def _end_file(self) -> None:
        held, notes, self._held, self._notes = self._held, self._notes, [], None
        if not notes:
            return
        released: list[Found] = []
        for record, found in held:
            kept = [entry for entry in found if not notes.leaves_out(entry.line, entry.diagnostic.rule) or entry.unread]
            self._totals.ignored += len(found) - len(kept)
            released += self._of_record(record, kept)
        self._release([*released, *self._of_comments(notes, held[0][0])])

    def _of_comments(self, notes: Notes, record: Record) -> Iterator[Found]:
        """What is wrong with the comments of a file, told as of its first record."""
        choice = self._settings.choice
        known = self._settings.rules if any(True for _ in notes) else ()
        names = {pattern for rule in known for pattern in meanings(rule)}
        left_out = {pattern for rule in known if not choice.would_keep(rule, self._file) for pattern in meanings(rule)}
        for ignore in notes:
            for diagnostic in _about_comment(ignore, names, left_out):
                if choice.keeps(diagnostic.rule, self._file):
                    yield Found(choice.severe(diagnostic), ignore.line, ignore.column, record, diagnostic.fixes)

    def _release(self, found: list[Found]) -> None:
        """Write findings in the order of their places, and count them."""
        if len(found) > 1:
            found.sort(key=lambda entry: (entry.line, entry.column or 0))
        for entry in found:
            self._totals.count(entry, strict=self._settings.strict)
            self._output.finding(entry)


def _about_comment(ignore: Ignore, names: set[str], left_out: set[str]) -> Iterator[Diagnostic]:
    """What is wrong with a comment, of all names of rules; of those that are left out anyhow nobody knows what is found."""
    if not ignore.rules:
        yield finding("ignore.format", "the comment names no rule; write # imagespec: ignore[RULE].")
    for rule in ignore.rules:
        if rule not in names:
            yield finding("ignore.unknown", f"the comment is wrong: {options.unknown(rule, names, 'rule')}")
        elif rule not in ignore.used and rule not in left_out:
            yield finding("ignore.value", f"the comment ignores {rule}, but nothing like that was found; remove it.")
