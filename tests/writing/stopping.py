"""Stopping a process before any step that changes a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

STOPPED, FAILED = 9, 1
_READING = ("os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.getxattr", "os.listxattr", "os.putenv", "os.unsetenv")


def steps(action: Callable[[], object]) -> int:
    """How many steps of an action change a file, counted while a process of its own takes them."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        counter = _Counter()
        _in_child(action, counter)
        os.write(writer, str(counter.seen).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        number = int(pipe.read())
    os.waitpid(child, 0)
    return number


def stopped(action: Callable[[], object], step: int) -> bool:
    """Run an action in a process of its own that ends, cleaning nothing up, before a step (from 0). Answers whether it got there."""
    child = os.fork()
    if not child:
        _in_child(action, _Counter(step))
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, STOPPED)
    return code == STOPPED


def _in_child(action: Callable[[], object], counter: _Counter) -> None:
    try:
        sys.addaudithook(counter)
        action()
    except BaseException:
        os._exit(FAILED)


class _Counter:
    """An audit hook that counts the steps that change a file, and ends the process before one of them."""

    def __init__(self, step: int = -1) -> None:
        self.seen = 0
        self._step = step

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        changes = event.startswith("os.") and event not in _READING
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if changes or writes:
            if self.seen == self._step:
                os._exit(STOPPED)
            self.seen += 1


def listing(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder by its path, hidden or not: the content of files and what links lead to, ``None`` for folders."""
    found: dict[str, bytes | None] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = os.fsencode(os.readlink(path)) if path.is_symlink() else path.read_bytes() if path.is_file() else None
    return found
