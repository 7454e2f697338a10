"""Killing a command before any of its system calls: strace joins a copy of this process, which has imported all it needs."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from imagespec.cli.main import main

CALLS = (
    "write", "mkdir", "rename", "renameat2", "unlink", "unlinkat", "rmdir", "link", "linkat", "ftruncate", "symlink",
    "copy_file_range", "sendfile",
)  # fmt: skip
"""The calls that change what a folder holds: between two of them, a stop leaves the same."""

TRACER = shutil.which("strace")
ANY_TRACER = (0x59616D61, ctypes.c_ulong(-1))  # PR_SET_PTRACER, PR_SET_PTRACER_ANY


def kill(call: str, number: int, *arguments: str) -> bool:
    """Run a command under strace, which kills it at the n-th call of a kind. Answers whether it came to that."""
    assert TRACER
    child = os.fork()
    if not child:
        _run(arguments)
    os.waitpid(child, os.WUNTRACED)
    injected = ["-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}"]
    with subprocess.Popen([TRACER, *injected, "-p", str(child)], stderr=subprocess.PIPE, text=True) as tracer:
        try:
            traced = _is_joined(child, tracer)
            os.kill(child, signal.SIGCONT if traced else signal.SIGKILL)
        finally:
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = tracer.communicate()[1]
    if "invalid system call" in said:  # not one of this machine
        return False
    assert traced, said
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def _run(arguments: tuple[str, ...]) -> NoReturn:
    """Wait for the tracer, run the command, and end."""
    code: int | str | None = 70
    try:
        ctypes.CDLL(None).prctl(*ANY_TRACER)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        sys.stdout, sys.stderr = (os.fdopen(stream, "w") for stream in (1, 2))
        os.kill(os.getpid(), signal.SIGSTOP)
        sys.argv = ["imagespec", *arguments]
        main()
    except SystemExit as ended:
        code = ended.code
    finally:
        os._exit(code if isinstance(code, int) else 70)


def _is_joined(child: int, tracer: subprocess.Popen[str]) -> bool:
    status = Path(f"/proc/{child}/status")
    for _ in range(10_000):
        if "TracerPid:\t0" not in status.read_text():
            return True
        if tracer.poll() is not None:
            return False
        time.sleep(0.001)
    return False
