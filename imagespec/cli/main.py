"""The entry point ``imagespec``: finds the command, and ends quietly when it is interrupted or its reader leaves."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

import imagespec

COMMANDS = {
    "lint": "Check the requests of files, folders or standard input.",
    "models": "Show what a model takes, or list the models.",
    "rules": "Explain a rule, or list the rules.",
    "schema": "Write JSON Schemas and types for front ends.",
    "diff": "Show what two revisions accept differently.",
    "compile": "Write a revision or a table as a Python package of checks.",
}
"""Each command is the function of its name in the module of its name, loaded when it is used."""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""

READER_GONE = 141
"""The exit code after a closed pipe, as shells have it."""


class ReaderGone(Exception):
    """The reader of standard output left: no error, and no reason to go on."""


class Commands(click.Group):
    """A group that imports a command when it is used, and lists the commands without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"imagespec.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGone from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(imagespec.__version__, "-V", "--version", prog_name="imagespec")
def cli() -> None:
    """Check requests for the OpenAI Images API against its documented limits, before they are sent.

    Exit codes: 0 no errors, 1 errors, 2 wrong use or unreadable input.
    """


def main() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        escape: Any = getattr(stream, "reconfigure", None)
        if escape:
            escape(errors="backslashreplace")
    try:
        code = cli.main(prog_name="imagespec", standalone_mode=False)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (ReaderGone, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = READER_GONE
    sys.exit(code)
