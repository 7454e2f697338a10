"""The options ``--fix`` and ``--diff`` of ``lint``; what they ask for is done in ``fixer``, which is loaded then."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from imagespec.cli.requests import Requests


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


class Done(NamedTuple):
    """What fixing did: the reader that it used, what standard input became, and how much was or would be changed or could not be."""

    requests: Requests | None = None
    held: bytes | None = None
    changed: int = 0
    unread: int = 0
    unwritten: int = 0


NOTHING = Done()
"""Where nothing was to be fixed."""


def output_of_findings(held: bytes | None) -> AbstractContextManager[Any]:
    """Where findings go: to standard error where standard output is the repaired text."""
    return nullcontext() if held is None else redirect_stdout(sys.stderr)
