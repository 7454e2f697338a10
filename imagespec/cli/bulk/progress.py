"""A bar on the terminal for files that take long."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from time import monotonic
from typing import Any, BinaryIO

import click

_AFTER = 2.0
"""Seconds of a run after which the bar is shown."""

_BESIDE = 24
"""Columns of a line without label and bar: brackets, percent, time, and room for the ``^C`` that a terminal echoes."""


class Progress:
    """Shows how far a file is read, on standard error where that is a terminal. Nothing else is written while it is there."""

    def __init__(self, after: float = _AFTER) -> None:
        self._begun = monotonic()
        self._after = after
        self._is_terminal = sys.stderr.isatty()
        self._raw: BinaryIO | None = None
        self._label = ""
        self._done = self._size = 0
        self._bar: Any = None

    def begin(self, file: str, raw: BinaryIO) -> None:
        """Begin with a file."""
        self._label, self._raw, self._done, self._size = os.path.basename(file), raw, 0, 0
        with suppress(OSError, ValueError):
            self._size = os.fstat(raw.fileno()).st_size

    def at(self, position: int | None) -> None:
        """Show that so many bytes were read; ``None`` asks the file."""
        if not (self._is_terminal and self._size and self._raw) or monotonic() - self._begun < self._after:
            return
        if position is None:
            with suppress(OSError, ValueError):
                position = self._raw.tell()
        if position is None:
            return
        if self._bar is None:
            from shutil import get_terminal_size  # loads what packs archives

            from imagespec.cli.terminal import shown_path

            label = shown_path(self._label)[:30]
            width = max(4, min(36, get_terminal_size().columns - len(label) - _BESIDE))
            self._bar = click.progressbar(length=self._size, label=label, file=sys.stderr, width=width)
            self._bar.__enter__()
        self._bar.update(position - self._done)
        self._done = position

    def hide(self) -> None:
        """Take the bar away before something else is written."""
        if self._bar is not None:
            self._bar.file.write("\r\x1b[K\x1b[?25h")
            self._bar.file.flush()
            self._bar = None
            self._done = 0

    def end(self) -> None:
        """The file is read."""
        self.hide()
        self._raw = None
