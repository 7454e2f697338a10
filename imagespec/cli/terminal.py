"""What a terminal shows: colour only where it is wanted, and text of users without control characters."""

from __future__ import annotations

import os
import sys

import click

from imagespec.values.text import counted, visible

__all__ = ["PATH_SHOWN", "asked_columns", "color_option", "columns", "counted", "in_color", "is_terminal", "shown_path", "styled"]

PATH_SHOWN = 4096
"""Most code points of a file name that are shown."""

_COLUMNS = 100

color_option = click.option("--color/--no-color", default=None, help="Colour the output. [default: on a terminal, unless NO_COLOR is set]")


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def in_color(choice: bool | None) -> bool:
    """Whether to colour standard output: as the user chose, else on a terminal that has not been told otherwise."""
    if choice is not None:
        return choice
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and is_terminal()


def columns() -> int:
    """The width to wrap findings at: that of the terminal, or what COLUMNS says; 0, for no wrapping, where neither is."""
    if not (is_terminal() or os.environ.get("COLUMNS", "").isdigit()):
        return 0
    return asked_columns(_COLUMNS)


def asked_columns(usual: int) -> int:
    """What COLUMNS says, else the width of the terminal, else a usual one. ``shutil`` tells it, too, but loads what packs archives."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or usual  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return usual


def shown_path(path: str) -> str:
    """A file name made safe to show, in full."""
    return visible(path, PATH_SHOWN)


def styled(text: str, *, color: bool, fg: str | None = None, bold: bool = False) -> str:
    """A text in colour, where that is wanted."""
    return click.style(text, fg=fg, bold=bold or None) if color and text else text
