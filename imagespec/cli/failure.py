"""What stops a command: one sentence on standard error, and exit code 2."""

from __future__ import annotations

import sys
from typing import IO, Any

import click


class Failure(click.ClickException):
    """Something outside the command line is in the way, such as a file; wrong use is a ``click.UsageError``."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"imagespec: {self.message}", file=file or sys.stderr)
