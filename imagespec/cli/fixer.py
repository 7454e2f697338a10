"""``lint --fix`` and ``lint --diff``: the fixes of findings, made in the files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from imagespec.cli.baseline import Baseline
from imagespec.cli.fixing import Done, Mode
from imagespec.cli.inputs import files
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.judge import is_about
from imagespec.cli.requests import Requests
from imagespec.cli.rewriting import Rewriter, inside, show_difference
from imagespec.cli.settings import AllSettings, Asked
from imagespec.repair.fixing import Fixing, fixing
from imagespec.values.text import counted

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record
    from imagespec.report.diagnostic import Diagnostic
    from imagespec.report.fix import Fix


def run(mode: Mode, paths: tuple[str, ...], asked: Asked, baseline: str | None, *, quiet: bool, models: bool = False) -> Done:
    """Repair the files of arguments, or show what would change in them. What a run does not report, it does not repair."""
    settings = AllSettings(asked)
    requests = Requests(lambda path: settings.of(path).reading, settings.exclusions, baseline, models=models)
    fixer = Fixer(requests, settings, Baseline(baseline, write=False) if baseline and os.path.exists(baseline) else None, mode)
    held = fixer.fix(paths)
    if mode.fix and not quiet:
        click.echo(f"imagespec: {fixer.said}", err=True)
    return Done(requests, held, fixer.rewriter.changed, requests.unread, fixer.rewriter.unwritten)


class Fixer:
    """Repairs files, each by its settings, and leaves what a baseline knows."""

    def __init__(self, requests: Requests, settings: AllSettings, baseline: Baseline | None, mode: Mode) -> None:
        self.rewriter = Rewriter(requests, self._fixes)
        self._requests, self._all, self._baseline, self._mode = requests, settings, baseline, mode
        self._settings = settings.here
        self._kept: dict[tuple[str, str], bool] = {}

    def fix(self, arguments: tuple[str, ...]) -> bytes | None:
        """Repair the files, or show what would change; answers what standard input became, ``None`` where it was not asked for."""
        held = None
        for path in self._requests.paths(arguments):
            self._settings = self._all.of(path)
            found = self.rewriter.rewritten(path)
            if found and self._mode.diff:
                show_difference(found)
            elif found:
                self.rewriter.write(found)
                held = found.data if path == files.STDIN else held
        return held

    @property
    def said(self) -> str:
        """How much was done, in words."""
        made = self.rewriter.made
        return f"{made:,} {'fix' if made == 1 else 'fixes'} in {counted(self.rewriter.changed, 'file')}"

    def _fixes(self, record: Record) -> tuple[Fix, ...]:
        """The fixes of a record: of the line around a request first, then of the request."""
        self._kept = {}
        if self._mode.diff:
            self._requests.say_unread(record)
        if record.parsed.value is ABSENT:
            return ()
        fixes = [
            fix
            for problem, (line, _) in record.places()
            for fix in self._first(problem.diagnostic.fixes)
            if self._keeps(record, problem.diagnostic, line)
        ]
        value = record.parsed.value
        for fix in fixes:
            value = fix.apply(value)
        request = record.in_value(value) if fixes and record.in_place else record.request
        if record.request is ABSENT or request is ABSENT:
            return tuple(fixes)
        if self._settings.config.ignore_keys and request.__class__ is dict:
            request = self._settings.choice.without(request)
        if self._is_foreign(record, request):
            reason = f"holds no parameter of {record.operation}, so it is left as it is"
            self._requests.say(f"{record.file}:{record.parsed.line}", reason, unread=False)
            return tuple(fixes)
        applied = self._fixing(record).fixed(request).applied
        return (*fixes, *inside(record.base, applied))

    def _is_foreign(self, record: Record, request: Any) -> bool:
        """Whether an object is no request at all: nothing in it is a parameter, or nearly one. To remove what is unknown would empty it."""
        if request.__class__ is not dict or not request:
            return False
        report = self._settings.handle.check(request, record.operation, partial=record.partial)
        unknown = [d for d in report.diagnostics if d.rule == "parameter.unknown" and d.pointer.count("/") == 1]
        removed = all(edit.op == "remove" for d in unknown for fix in d.fixes for edit in fix.edits)
        return len(unknown) == len(request) and removed

    def _fixing(self, record: Record) -> Fixing:
        def keep(diagnostic: Diagnostic) -> bool:
            key = diagnostic.rule, diagnostic.pointer
            if key not in self._kept:
                self._kept[key] = self._keeps(record, diagnostic, record.place(diagnostic.pointer)[0])
            return self._kept[key]

        judged = self._settings.judged_of(record.partial)
        return fixing(self._settings.handle, record.operation, keep, judged, unsafe=self._mode.unsafe)

    def _keeps(self, record: Record, diagnostic: Diagnostic, line: int) -> bool:
        """Whether a finding would be reported: what is left out is left alone."""
        parsed = record.parsed
        if diagnostic.rule in record.fine or not self._settings.choice.keeps(diagnostic.rule, record.file, record.custom_id):
            return False
        if (parsed.lost and is_about(parsed.lost, diagnostic, record.base)) or (
            parsed.notes and parsed.notes.leaves_out(line, diagnostic.rule)
        ):
            return False
        return not (self._baseline and self._baseline.leaves_out(record.file, record.custom_id, diagnostic))

    def _first(self, fixes: tuple[Fix, ...]) -> tuple[Fix, ...]:
        return tuple(fix for fix in fixes if fix.safe or self._mode.unsafe)[:1]
