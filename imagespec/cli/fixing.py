"""``lint --fix`` and ``lint --diff``: the fixes of findings, made in the files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from typing import Any, NamedTuple

import click

import imagespec
from imagespec.cli.inputs import files
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Record
from imagespec.cli.requests import Requests
from imagespec.cli.rewriting import Rewriter, inside, show_difference
from imagespec.repair.fixing import fixing
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.fix import Fix
from imagespec.values.text import counted


class Mode(NamedTuple):
    """What of fixing a user asked for."""

    fix: bool
    unsafe: bool
    diff: bool

    @property
    def wanted(self) -> bool:
        """Whether anything is to be fixed, or shown as fixed."""
        return self.fix or self.diff


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of fixing; the command gets them as ``fix``, ``unsafe_fixes`` and ``diff``."""
    for option in (
        click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing; exit code 1 where it would."),
        click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that change what a request asks for."),
        click.option("--fix", is_flag=True, help="Repair the files, with fixes that keep what each request asks for."),
    ):
        command = option(command)
    return command


def mode(fix: bool, unsafe: bool, diff: bool) -> Mode:
    """The options as they were given.

    Raises:
        click.UsageError: they do not fit together.
    """
    if fix and diff:
        raise click.UsageError("--fix writes and --diff only shows; give one of them")
    if unsafe and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix, or with --diff to see what it would change")
    return Mode(fix, unsafe, diff)


class Repairs(NamedTuple):
    """What holds for the requests of a file: the spec, the options of ``check``, and which findings are repaired."""

    handle: imagespec.Handle
    judged: Mapping[str, Any]
    keep: Callable[[Record, Diagnostic], bool]


class Fixer:
    """Repairs the files of arguments. ``repairs`` says what holds for a file, by its path.

    Attributes:
        unwritten: how many files could not be written.
    """

    def __init__(self, requests: Requests, repairs: Callable[[str], Repairs], *, unsafe: bool) -> None:
        self.unwritten = 0
        self._requests, self._of, self._unsafe = requests, repairs, unsafe
        self._repairs: Repairs
        self._tells_unread = False
        self._rewriter = Rewriter(requests, self._fixes)

    def show(self, arguments: tuple[str, ...]) -> bool:
        """Show what would change, and say what cannot be read; answers whether anything would change."""
        self._tells_unread = True
        for path in self._requests.paths(arguments):
            self._repairs = self._of(path)
            if found := self._rewriter.rewritten(path):
                show_difference(found)
        return bool(self._rewriter.changed)

    def write(self, arguments: tuple[str, ...], *, quiet: bool) -> bytes | None:
        """Repair the files, and say how much was done unless ``quiet``.

        Answers what standard input became, ``None`` where it was not asked for.
        """
        held = None
        for path in self._requests.paths(arguments):
            self._repairs = self._of(path)
            if found := self._rewriter.rewritten(path):
                self._rewriter.write(found)
                held = found.data if path == files.STDIN else held
        made = f"{self._rewriter.made:,} {'fix' if self._rewriter.made == 1 else 'fixes'} in {counted(self._rewriter.changed, 'file')}"
        if not quiet:
            click.echo(f"imagespec: {made}", err=True)
        self.unwritten = self._rewriter.unwritten
        return held

    def _fixes(self, record: Record) -> tuple[Fix, ...]:
        """The fixes of a record: of the line around a request first, then of the request."""
        if self._tells_unread:
            self._requests.say_unread(record)
        if record.parsed.value is ABSENT:
            return ()
        handle, judged, keep = self._repairs
        found = (problem.diagnostic for problem in record.problems)
        fixes = [fix for diagnostic in found if keep(record, diagnostic) for fix in self._first(diagnostic.fixes)]
        value = record.parsed.value
        for fix in fixes:
            value = fix.apply(value)
        request = value.get("body", ABSENT) if record.in_batch and isinstance(value, dict) else value
        if record.request is ABSENT or request is ABSENT:
            return tuple(fixes)
        work = fixing(handle, record.operation, lambda diagnostic: keep(record, diagnostic), judged, unsafe=self._unsafe)
        applied = work.fixed(request).applied
        return (*fixes, *(inside("body", applied) if record.in_batch else applied))

    def _first(self, fixes: tuple[Fix, ...]) -> tuple[Fix, ...]:
        return tuple(fix for fix in fixes if fix.safe or self._unsafe)[:1]


def output_of_findings(held: bytes | None) -> AbstractContextManager[Any]:
    """Where findings go: to standard error where standard output is the repaired text."""
    return nullcontext() if held is None else redirect_stdout(sys.stderr)
