"""What is found in one record, by the settings of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from imagespec.cli.formats.format import Found
from imagespec.cli.inputs.parsed import ABSENT, Tokens
from imagespec.report.pointer import parse_pointer

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record
    from imagespec.cli.settings import Settings
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix
    from imagespec.report.report import Report

_OF_KEYS = frozenset({"parameter.unknown"})
"""The rules that are about a key and not about its value."""


class Judge:
    """Judges records of files that have the same settings. ``say`` is told what is not read and not reported."""

    def __init__(self, settings: Settings, say: Callable[[int, str], None]) -> None:
        self._settings, self._say = settings, say
        self._shared: set[tuple[int, int | None, str, str]] = set()

    def judged(self, record: Record) -> tuple[Record, list[Found]]:
        """The record with its operation, and what is reported of it."""
        found = [*self._of_file(record)] if record.problems else []
        if record.request is not ABSENT:
            record, of_request = self._of_request(record)
            found += of_request
        return record, found

    def _of_file(self, record: Record) -> Iterator[Found]:
        """What a reader found."""
        for problem, (line, column) in record.places():
            diagnostic = problem.diagnostic
            if self._keeps(diagnostic.rule, record):
                yield Found(self._settings.choice.severe(diagnostic), line, column, record, diagnostic.fixes, problem.unread)
            elif problem.unread:  # whatever is not reported, nothing may seem to be checked that was not
                self._say(line, diagnostic.message)

    def _of_request(self, record: Record) -> tuple[Record, list[Found]]:
        """The record with its operation, and what the checks find."""
        handle, judged = self._settings.handle, self._settings.judged_of(record.partial)
        request = record.request
        if self._settings.config.ignore_keys and request.__class__ is dict:
            request = self._settings.choice.without(request)
        report = handle.check(request, record.operation, **judged)
        record = record._replace(operation=report.operation)
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
            if lost and is_about(lost, diagnostic, record.base):
                continue
            line, column = record.place(diagnostic.pointer, of_key=diagnostic.rule in _OF_KEYS)
            if not record.in_place or record.parsed.write:  # what several requests share is told once
                if (known := (line, column, diagnostic.rule, diagnostic.message)) in self._shared:
                    continue
                self._shared.add(known)
            yield Found(self._settings.choice.severe(diagnostic), line, column, record, repairs)

    def _only_in_other(self, record: Record, report: Report) -> Iterator[Found]:
        """What only those readers would find that keep the first of repeated keys: what they read must be right, too."""
        other = record.other()
        if other.request is ABSENT or not record.in_place:
            return
        known = {(d.rule, d.pointer) for d in report}
        for d in self._settings.handle.check(other.request, record.operation, **self._settings.judged_of(record.partial)):
            if (d.rule, d.pointer) not in known and self._keeps(d.rule, record):
                yield from self._placed(other, [(d, d.fixes)])

    def _keeps(self, rule: str, record: Record) -> bool:
        return rule not in record.fine and self._settings.choice.keeps(rule, record.file, record.custom_id)


def is_about(lost: Iterable[Tokens], diagnostic: Diagnostic, base: Tokens) -> bool:
    """Whether a finding about a request, which stands at a base, is about a value that could not be read."""
    tokens = parse_pointer(diagnostic.pointer)
    path = (*base, *tokens)
    name = diagnostic.rule.rpartition(".")[0]
    return any(path[: len(gone)] == gone or (not tokens and gone[-1] == name) for gone in lost)
