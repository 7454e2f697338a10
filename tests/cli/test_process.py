"""The installed command in a process of its own: entry point, terminals, pipes, interrupts, and what it loads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import imagespec
from tests.cli.conftest import process

COMMAND = str(Path(sys.executable).parent / "imagespec")
INTERRUPTIBLE = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
"""Starts a command that an interrupt reaches, even where the shell of the tests ignores interrupts (``pytest &``)."""
MORE_THAN_A_PIPE_HOLDS = b"\n" * 1_000_000
BAD = {"model": "gpt-image-2", "prompt": "a cat", "n": 11}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(BAD), "utf-8")
    return path


def test_version_and_help() -> None:
    assert process("--version").stdout.decode().strip() == f"imagespec, version {imagespec.__version__}"
    said = process("--help").stdout.decode()
    assert all(f"\n  {name} " in said for name in ("lint", "models", "rules"))
    assert process("nothing").returncode == 2


def test_standard_input(bad: Path) -> None:
    done = process("lint", "-", stdin=bad.read_bytes())
    assert done.returncode == 1
    assert done.stdout.startswith(b"<stdin>\n  1:50 error n.range  ")


def test_every_exit_code(bad: Path) -> None:
    assert process("lint", "--ignore", "n", bad).returncode == 0
    assert process("lint", bad).returncode == 1
    assert process("lint", bad.parent / "missing.json").returncode == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable to this user")
def test_a_file_without_permission(bad: Path) -> None:
    bad.chmod(0)
    done = process("lint", bad)
    assert done.returncode == 2
    assert b"Permission denied" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize(
    ("environment", "options", "colored"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": ""}, (), True),
        ({"TERM": "dumb"}, (), False),
        ({}, ("--no-color",), False),
        ({"NO_COLOR": "1"}, ("--color",), True),
    ],
)
def test_colour_on_a_terminal(bad: Path, environment: dict[str, str], options: tuple[str, ...], colored: bool) -> None:
    import pty

    primary, secondary = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"} | environment
    with subprocess.Popen([COMMAND, "lint", *options, str(bad)], stdout=secondary, env=clean) as running:
        os.close(secondary)
        out = b""
        try:
            while chunk := os.read(primary, 4096):
                out += chunk
        except OSError:
            pass  # how a terminal ends
        running.wait(timeout=30)
    os.close(primary)
    assert b"n.range" in out
    assert (b"\x1b[" in out) == colored


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{json.dumps(BAD)}\n" * 20_000, "utf-8")
    with subprocess.Popen([COMMAND, "lint", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=30) == 141


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_an_interrupt_is_quiet() -> None:
    command = [sys.executable, "-c", INTERRUPTIBLE, COMMAND, "lint", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        running.stdin.write(MORE_THAN_A_PIPE_HOLDS)  # ends when the command reads, and then it waits for the rest
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in err
    assert out == b""


def test_an_output_that_cannot_spell_a_name(tmp_path: Path) -> None:
    path = tmp_path / "\u732b.json"
    path.write_text(json.dumps(BAD), "utf-8")
    done = process("lint", path, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode == 1
    assert b"\\u732b.json\n  1:50 " in done.stdout


def test_lint_loads_no_more_than_it_needs(bad: Path) -> None:
    """Neither the side that builds tables nor YAML is loaded to check a JSON file."""
    script = (
        "import sys; from imagespec.cli.main import cli; "
        "cli.main(sys.argv[1:], standalone_mode=False); "
        "print(sorted({'yaml', 'cattrs', 'jsonschema', 'imagespec.spec.load', 'imagespec.compile.package'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script, "lint", str(bad)], capture_output=True, timeout=30, check=False)
    assert done.stdout.decode().splitlines()[-1] == "[]", done.stderr


def test_the_collector_of_python_waits_and_does_not_look_through_everything_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "request.json").write_text('{"model": "gpt-image-2", "prompt": "a cat"}', "utf-8")
    program = (
        "import gc, sys\nsys.argv = ['imagespec', 'lint', 'request.json']\nfrom imagespec.cli.main import main\n"
        "before = gc.get_stats()[0]['collections']\ntry:\n    main()\nexcept SystemExit:\n"
        "    print(gc.get_stats()[0]['collections'] - before, gc.get_freeze_count(), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    collections, kept = map(int, run.stderr.split())
    assert collections <= 5
    assert kept > 5_000
