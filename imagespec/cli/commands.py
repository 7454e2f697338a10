"""The commands of ``imagespec``, each loaded when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

import imagespec
from imagespec.cli.terminal import asked_columns

COMMANDS = {
    "lint": "Check the requests of files, folders or standard input.",
    "migrate": "Rewrite requests for another model.",
    "models": "Show what a model takes, or list the models.",
    "rules": "Explain a rule, or list the rules.",
    "size": "Say whether a model takes a size, and the nearest that it takes.",
    "schema": "Write JSON Schemas and types for front ends.",
    "playground": "Write a page to try requests in a browser.",
    "diff": "Show what two revisions accept differently.",
    "compile": "Write a revision or a table as a Python package of checks.",
}
"""Each command is the function of its name in the module of its name, loaded when it is used."""


_HELP = 80
"""Most columns of help."""


@contextmanager
def _no_reader_is_no_error() -> Iterator[None]:
    """Let a reader that left pass as such: of one with an error number, click makes exit code 1."""
    try:
        yield
    except BrokenPipeError:
        raise BrokenPipeError("the reader left") from None


def _help_width() -> int:
    """The width of help as click has it, which loads what packs archives to find it."""
    return max(min(asked_columns(_HELP), _HELP) - 2, 50)


class Commands(click.Group):
    """A group that imports a command when it is used, and lists the commands without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"imagespec.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            from imagespec.cli.options import unknown

            raise click.UsageError(unknown(name, COMMANDS, "command"), ctx)
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _no_reader_is_no_error():
            return super().make_context(*args, **{"terminal_width": _help_width(), **kwargs})

    def invoke(self, ctx: click.Context) -> Any:
        with _no_reader_is_no_error():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(imagespec.__version__, "-V", "--version", prog_name="imagespec")
def cli() -> None:
    """Check requests for the OpenAI Images API against its documented limits, before they are sent.

    Exit codes: 0 no errors, 1 errors, 2 wrong use or unreadable input.
    """
