"""Checks the records of files, and hands on what is reported in the order of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imagespec.cli import options
from imagespec.cli.baseline import Baseline
from imagespec.cli.catalogue import finding
from imagespec.cli.formats.format import Format, Found, Totals
from imagespec.cli.inputs.notes import Ignore, Notes
from imagespec.cli.inputs.parsed import ABSENT, Tokens
from imagespec.cli.inputs.records import Record
from imagespec.cli.requests import Requests
from imagespec.cli.settings import AllSettings
from imagespec.engine.selection import meanings
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import Fix
from imagespec.report.pointer import parse_pointer
from imagespec.report.report import Report

_OF_KEYS = frozenset({"parameter.unknown"})
"""The rules that are about a key and not about its value."""


class Linter:
    """Checks every record of a reader, each by the settings of its file."""

    def __init__(self, requests: Requests, settings: AllSettings, output: Format, baseline: Baseline | None = None) -> None:
        self._requests, self._all, self._output, self._baseline = requests, settings, output, baseline
        self._totals = Totals()
        self._held: list[tuple[Record, list[Found]]] = []
        self._file = ""
        self._settings = settings.here
        self._notes: Notes | None = None

    def run(self, arguments: tuple[str, ...]) -> Totals:
        """Check every file of the arguments. What was found so far is written, too, when the run is interrupted."""
        self._output.begin(self._settings.handle.name)
        try:
            for record in self._requests.read(arguments):
                if record.file != self._file:
                    self._end_file()
                    self._file, self._settings = record.file, self._all.of(self._requests.path)
                self._take(record)
            self._end_file()
        except KeyboardInterrupt:
            self._totals.interrupted = True
            self._finish()
            raise
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
        found = [*self._of_file(record)] if record.problems else []
        if record.request is not ABSENT:
            record, of_request = self._of_request(record)
            found += of_request
        notes = record.parsed.notes
        if notes and notes.scattered:
            self._notes = notes
            self._held.append((record, found))
        else:
            self._release(self._of_record(record, found))

    def _of_file(self, record: Record) -> Iterator[Found]:
        """What a reader found."""
        for problem, (line, column) in record.places():
            diagnostic = problem.diagnostic
            if self._keeps(diagnostic.rule, record):
                yield Found(self._settings.choice.severe(diagnostic), line, column, record, diagnostic.fixes, problem.unread)
            elif problem.unread:  # whatever is not reported, nothing may seem to be checked that was not
                self._requests.say(f"{record.file}:{line}", diagnostic.message)

    def _of_request(self, record: Record) -> tuple[Record, list[Found]]:
        """The record with its operation, and what the checks find."""
        handle, judged = self._settings.handle, self._settings.judged
        request = record.request
        if self._settings.config.ignore_keys and request.__class__ is dict:
            request = self._settings.choice.without(request)
        report = handle.check(request, record.operation, **judged)
        record = record._replace(operation=report.operation)
        self._totals.requests += 1
        self._totals.ways[record.operation, record.found_by] += 1
        found: list[Found] = []
        if len(report):
            kept = report.kept(lambda rule: self._keeps(rule, record), strict=False)
            found += self._placed(record, kept.with_repairs())
        if record.parsed.other:
            found += self._only_in_other(record, report)
        return record, found

    def _placed(self, record: Record, findings: Iterable[tuple[Diagnostic, tuple[Fix, ...]]]) -> Iterator[Found]:
        lost = record.parsed.lost
        for diagnostic, repairs in findings:
            if lost and _is_about(lost, diagnostic, record.in_batch):
                continue
            line, column = record.place(diagnostic.pointer, of_key=diagnostic.rule in _OF_KEYS)
            yield Found(self._settings.choice.severe(diagnostic), line, column, record, repairs)

    def _only_in_other(self, record: Record, report: Report) -> Iterator[Found]:
        """What only those readers would find that keep the first of repeated keys: what they read must be right, too."""
        other = record.other()
        if other.request is ABSENT:
            return
        known = {(d.rule, d.pointer) for d in report}
        for d in self._settings.handle.check(other.request, record.operation, **self._settings.judged):
            if (d.rule, d.pointer) not in known and self._keeps(d.rule, record):
                yield from self._placed(other, [(d, d.fixes)])

    def _keeps(self, rule: str, record: Record) -> bool:
        return self._settings.choice.keeps(rule, record.file, record.custom_id)

    def _of_record(self, record: Record, found: list[Found]) -> list[Found]:
        """What is new of a record, which is told."""
        if self._baseline:
            known = self._baseline.leaves_out  # but never what keeps a file from being read
            found = [entry for entry in found if entry.unread or not known(record.file, record.custom_id, entry.diagnostic)]
        if record.request is not ABSENT:
            self._output.request(record, not any(entry.diagnostic.severity == "error" for entry in found))
        return found

    # -- one file ------------------------------------------------------------------------------------------------

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
        known = self._settings.rules if any(True for _ in notes) else ()
        names = {pattern for rule in known for pattern in meanings(rule)}
        for ignore in notes:
            for diagnostic in _about_comment(ignore, names):
                if self._settings.choice.keeps(diagnostic.rule, self._file):
                    yield Found(self._settings.choice.severe(diagnostic), ignore.line, ignore.column, record, diagnostic.fixes)

    def _release(self, found: list[Found]) -> None:
        """Write findings in the order of their places, and count them."""
        if len(found) > 1:
            found.sort(key=lambda entry: (entry.line, entry.column or 0))
        for entry in found:
            self._totals.count(entry, strict=self._settings.strict)
            self._output.finding(entry)


def _is_about(lost: Iterable[Tokens], diagnostic: Diagnostic, in_batch: bool) -> bool:
    """Whether a finding is about a value that could not be read."""
    tokens = parse_pointer(diagnostic.pointer)
    path = ("body", *tokens) if in_batch else tokens
    name = diagnostic.rule.rpartition(".")[0]
    return any(path[: len(gone)] == gone or (not tokens and gone[-1] == name) for gone in lost)


def _about_comment(ignore: Ignore, names: set[str]) -> Iterator[Diagnostic]:
    if not ignore.rules:
        yield finding("ignore.format", "the comment names no rule; write # imagespec: ignore[RULE].")
    for rule in ignore.rules:
        if rule not in names:
            yield finding("ignore.unknown", f"the comment is wrong: {options.unknown(rule, names, 'rule')}")
        elif rule not in ignore.used:
            yield finding("ignore.value", f"the comment ignores {rule}, but nothing like that was found; remove it.")
