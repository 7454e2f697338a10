"""The entry point ``imagespec``: runs a command, and says in one sentence what stops it. A crash never looks like a finding.

Little is imported here, so that what goes wrong while the rest is loaded is said as well.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn, TextIO

LEAST_MEMORY = 64 * 2**20
"""Bytes of address space that every command needs; below, Python itself may end in the middle of an error."""

_NEW_OBJECTS = 50_000
"""After how many more objects Python looks for circles that nothing needs; its own 700 are met twenty times while a command loads."""

STOPPED = 2
"""The exit code of whatever keeps a command from doing its work."""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""

READER_GONE = 141
"""The exit code after a closed pipe, as shells have it."""

_NO_MEMORY = f"imagespec: there is not enough memory for this; allow more, at least {LEAST_MEMORY // 2**20} MiB\n".encode()


def main() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    try:
        _hold_standard_streams()
        _refuse_little_memory()
        code = _run()
        sys.stdout.flush()
    except BaseException as error:
        code = _code_of(error)
    _let_go_of(sys.stdout)
    _let_go_of(sys.stderr)
    gc.freeze()  # what is left ends with the process: no need to look through it once more
    sys.exit(code)


def _hold_standard_streams() -> None:
    """Give closed standard streams a place that is no file of the user's, and refuse to go on without an output.

    Raises:
        OSError: standard output is closed.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the next file to be opened would get this number
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if sys.stdout is None:
        raise OSError("standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        escape: Any = getattr(stream, "reconfigure", None)
        if escape:
            escape(errors="backslashreplace")


def _refuse_little_memory() -> None:
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY and limit < LEAST_MEMORY:
        raise MemoryError


def _run() -> int:
    """Run a command, and answer its exit code."""
    import click

    from imagespec.cli.commands import cli

    try:
        code: int | None = cli.main(prog_name="imagespec", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return STOPPED
    except click.Abort:
        return INTERRUPTED
    return code or 0


def _code_of(error: BaseException) -> int:
    """The exit code for what ended a command, after saying it."""
    if isinstance(error, SystemExit) and (error.code is None or isinstance(error.code, int)):
        return error.code or 0
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return READER_GONE
    try:
        if isinstance(error, MemoryError):
            os.write(2, _NO_MEMORY)
        else:
            sys.stderr.write(f"imagespec: {_sentence(error)}\n")
            sys.stderr.flush()
    except Exception:
        pass  # there is nowhere left to say it
    return STOPPED


def _sentence(error: BaseException) -> str:
    """What ended a command, in one sentence."""
    if isinstance(error, RecursionError):
        return "something in the input is nested too deep"
    from imagespec.values.text import visible

    if isinstance(error, OSError):
        reason = visible(error.strerror or str(error), 200)
        if error.filename is not None:
            return f"{visible(str(error.filename), 200)}: {reason}"
        if isinstance(error, FileNotFoundError):
            return "the working directory does not exist any more; change to another one"
        return reason if sys.stdout is None else f"the output cannot be written ({reason})"
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" in {os.path.basename(trace.tb_frame.f_code.co_filename)}, line {trace.tb_lineno}" if trace else ""
    return f"stopped by a fault of its own, {type(error).__name__}{place}: {visible(str(error), 200)}; please report it"


def _let_go_of(stream: TextIO | None) -> None:
    """Write out what is left, or drop it where that fails: at its end, the interpreter would try again and change the exit code."""
    if stream is None:
        return
    try:
        stream.flush()
    except Exception:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def __getattr__(name: str) -> Any:
    if name != "cli":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from imagespec.cli.commands import cli

    return cli
