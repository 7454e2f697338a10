"""Ctrl-C stops a command between two pieces of output, never inside of one."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any


class Interrupts:
    """While it is entered, an interrupt is raised at once, but for one that comes while output is written: ``done`` raises that.

    Whoever interrupts a second time does not want to wait any more.
    """

    def __init__(self) -> None:
        self.writing = False
        self._pending = False
        self._before: Any = None

    def __enter__(self) -> Interrupts:
        usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if usual and threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._caught)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _caught(self, number: int, frame: FrameType | None) -> None:
        if self.writing and not self._pending:
            self._pending = True
        else:
            raise KeyboardInterrupt

    def done(self) -> None:
        """Output is written."""
        self.writing = False
        if self._pending:
            self._pending = False
            raise KeyboardInterrupt
