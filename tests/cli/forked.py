"""Runs the command line once for each job, in a forked process each, so that what it imports is imported once.

Reads a JSON list of jobs from standard input and writes a JSON list of what became of them. A job has ``args`` and may have
``stdout`` and ``stderr`` (``full`` for a full disk, ``closed``, ``gone`` for a pipe without a reader), ``stdin``
(``closed``), ``deleted`` (the working directory is gone) and ``memory`` (most MiB of address space).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from importlib import import_module
from typing import IO, Any

import imagespec
from imagespec.cli.commands import COMMANDS
from imagespec.cli.main import main


def redirected(number: int, target: str, file: int) -> Any:
    """Let a standard stream lead somewhere, and answer what Python has for it at its start."""
    os.close(number)
    if target == "closed":
        return None
    if target == "full":
        os.dup2(os.open("/dev/full", os.O_WRONLY), number)
    elif target == "gone":
        reader, writer = os.pipe()
        os.close(reader)
        os.dup2(writer, number)
    else:
        os.dup2(file, number)
    return open(number, "w", encoding="utf-8", closefd=False)


def prepared(job: dict[str, Any], out: int, err: int) -> None:
    if job.get("deleted"):
        os.chdir(folder := tempfile.mkdtemp())
        os.rmdir(folder)
    sys.stdout = redirected(1, job.get("stdout", ""), out)
    sys.stderr = redirected(2, job.get("stderr", ""), err)
    if job.get("stdin") == "closed":
        os.close(0)
        sys.stdin = None  # type: ignore[assignment]
    if "memory" in job:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (job["memory"] << 20, job["memory"] << 20))
    sys.argv = ["imagespec", *job["args"]]


def run(jobs: list[dict[str, Any]]) -> None:
    results = []
    for job in jobs:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            if not (child := os.fork()):
                prepared(job, out.fileno(), err.fileno())
                main()  # ends the process as it ends the command
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            results.append([code, *(_text(file) for file in (out, err))])
    print(json.dumps(results))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    for name in COMMANDS:
        import_module(f"imagespec.cli.{name}")
    imagespec.load().spec.contract("generate", "gpt-image-2")
    run(asked)
