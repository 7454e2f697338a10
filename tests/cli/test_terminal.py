"""The width of a terminal is what ``shutil`` says, which is not loaded for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from imagespec.cli.terminal import asked_columns


@pytest.mark.parametrize("said", ["1", "40", "120", "0", "-3", "", "wide", "12.5", "٣"])
def test_what_columns_says_comes_first(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("COLUMNS", said)
    assert asked_columns(77) == shutil.get_terminal_size((77, 24)).columns


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no such terminals there")
def test_then_the_terminal_is_asked() -> None:
    ours, theirs = os.openpty()
    try:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 93, 0, 0))
        program = "import sys; from imagespec.cli.terminal import asked_columns; sys.stderr.write(str(asked_columns(77)))"
        around = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        run = subprocess.run([sys.executable, "-c", program], stdout=theirs, stderr=subprocess.PIPE, text=True, check=True, env=around)
        assert run.stderr == "93"
    finally:
        os.close(ours)
        os.close(theirs)


def test_where_neither_says_it_is_the_usual_one() -> None:
    program = "from imagespec.cli.terminal import asked_columns; print(asked_columns(77))"
    around = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=around)
    assert run.stdout == "77\n"
