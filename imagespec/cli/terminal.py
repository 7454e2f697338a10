"""What a terminal shows: colour only where it is wanted, and text of users without control characters."""

from __future__ import annotations

import os
import sys

import click

from imagespec.values.text import visible

PATH_SHOWN = 4096
"""Most code points of a file name that are shown."""

color_option = click.option("--color/--no-color", default=None, help="Colour the output. [default: on a terminal, unless NO_COLOR is set]")


def in_color(choice: bool | None) -> bool:
    """Whether to colour standard output: as the user chose, else on a terminal that has not been told otherwise."""
    if choice is not None:
        return choice
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def shown_path(path: str) -> str:
    """A file name made safe to show, in full."""
    return visible(path, PATH_SHOWN)


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 error``, ``2 errors``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
