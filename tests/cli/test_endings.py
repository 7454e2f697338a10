"""How every command ends: whatever is in the way is one sentence and exit code 2, and a crash never looks like a finding."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from imagespec.cli import main
from tests.cli.conftest import process

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no such processes there")

HERE = Path(__file__).parent
LONG = "a" * 5000


class Ended(NamedTuple):
    """What became of a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what the commands need."""
    (tmp_path / "good.json").write_text('{"model": "gpt-image-2", "prompt": "a cat"}', "utf-8")
    (tmp_path / "bad.json").write_text('{"model": "gpt-image-2", "prompt": "a cat", "n": 11}', "utf-8")
    (tmp_path / "good.yaml").write_text("model: gpt-image-2\nprompt: a cat\n", "utf-8")
    shutil.copy(HERE / "hard" / "quad.yaml", tmp_path / "table.yaml")
    return tmp_path


def ended(folder: Path, *jobs: dict[str, Any], flags: tuple[str, ...] = ()) -> list[Ended]:
    """What becomes of jobs, as ``forked`` has them, with options of Python."""
    command = [sys.executable, *flags, str(HERE / "forked.py")]
    done = subprocess.run(command, input=json.dumps(jobs), capture_output=True, text=True, cwd=folder, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return [Ended(*result) for result in json.loads(done.stdout)]


COMMANDS: dict[str, tuple[list[str], int]] = {
    "lint": (["lint", "bad.json"], 1),
    "lint as json": (["lint", "--format", "json", "good.json"], 0),
    "lint yaml": (["lint", "--ignore", "size", "good.yaml"], 0),
    "models": (["models", "gpt-image-2"], 0),
    "expiring": (["models", "--expiring", "9d", "--requests", "good.json"], 0),
    "rules": (["rules", "size"], 0),
    "rule": (["rules", "n.range"], 0),
    "schema": (["schema", "--operation", "variation", "--model", "dall-e-2"], 0),
    "schema to a file": (["schema", "--operation", "variation", "--model", "dall-e-2", "-o", "new.json"], 0),
    "diff": (["diff", "openai", "openai", "--requests", "good.json"], 0),
    "compile": (["compile", "table.yaml", "-o", "checks"], 0),
    "help": (["--help"], 0),
    "help of a command": (["lint", "--help"], 0),
    "version": (["--version"], 0),
}
"""Commands that print something, with their exit codes."""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device there")
def test_an_output_that_takes_nothing_is_said(folder: Path, pytestconfig: pytest.Config) -> None:
    """A full disk and a closed output are said; a reader that is gone is no error."""
    ends = {
        "full": (2, "", "imagespec: the output cannot be written (No space left on device)\n"),
        "closed": (2, "", "imagespec: standard output is closed\n"),
        "gone": (141, "", ""),
    }
    names = (
        list(COMMANDS) if pytestconfig.getoption("--exhaustive") else ["lint", "lint as json", "models", "rules", "schema", "diff", "help"]
    )
    jobs = [{"args": COMMANDS[name][0], "stdout": stdout} for stdout in ends for name in names]
    for job, result in zip(jobs, ended(folder, *jobs), strict=True):
        assert result == ends[job["stdout"]], job


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device there")
@pytest.mark.parametrize("stderr", ["closed", "full", "gone"])
def test_errors_that_cannot_be_said_keep_their_exit_code(folder: Path, stderr: str) -> None:
    failing = [
        ["lint", "missing.json"],
        ["lint", "--nonsense"],
        ["schema", "--spec", "nonsense"],
        ["compile", "missing.yaml", "-o", "x"],
        ["nonsense"],
    ]
    expected = {"gone": {141, 2}}.get(stderr, {2})
    results = ended(folder, *({"args": args, "stderr": stderr} for args in (*failing, ["lint", "good.json"], ["lint", "bad.json"])))
    assert {result.code for result in results[:-2]} <= expected
    assert [result.code for result in results[-2:]] == [0, 1]
    assert not any(result.err for result in results)


def test_nothing_is_written_to_a_file_in_the_place_of_a_closed_stream(folder: Path) -> None:
    """A file that is opened while a standard stream is closed would get its number, and what is said there."""
    (result,) = ended(folder, {"args": ["lint", "missing.json", "good.json", "bad.json"], "stderr": "closed", "stdin": "closed"})
    assert result.code == 2
    assert (folder / "good.json").read_text("utf-8") == '{"model": "gpt-image-2", "prompt": "a cat"}'


def test_nothing_is_done_without_an_output(folder: Path) -> None:
    (result,) = ended(folder, {"args": COMMANDS["schema to a file"][0], "stdout": "closed"})
    assert (result.code, (folder / "new.json").exists()) == (2, False)


def test_a_closed_input_is_said(folder: Path) -> None:
    lint, models = ended(
        folder, {"args": ["lint", "-"], "stdin": "closed"}, {"args": ["models", "--expiring", "9d", "--requests", "-"], "stdin": "closed"}
    )
    assert lint == (2, "nothing was checked\n", "imagespec: <stdin>: cannot be read (standard input is closed)\n")
    assert (models.code, models.err) == (2, lint.err)


def test_a_working_directory_that_is_gone_is_said(folder: Path, pytestconfig: pytest.Config) -> None:
    table = str(folder / "table.yaml")
    slow = [["schema", "--spec", "openai", "-o", "x/"]] if pytestconfig.getoption("--exhaustive") else []
    commands = [
        *slow,
        ["lint", "good.json"], ["lint", "."], ["lint", str(folder / "good.json")], ["models"], ["models", "--expiring", "9d"], ["rules"],
        ["rules", "n.range"], ["schema"], ["schema", "-o", "x.json"], ["schema", "-o", "x/"],
        [*COMMANDS["schema"][0], "--spec", "openai", "-o", "x.json"],
        ["compile", table, "-o", "x"], ["diff", "openai", "openai", "--requests", "good.json"],
    ]  # fmt: skip
    for args, result in zip(commands, ended(folder, *({"args": args, "deleted": True} for args in commands)), strict=True):
        assert result.code == 2, args
        assert len(result.err.splitlines()) == 1, result.err
        assert result.err.startswith("imagespec: "), result.err


def test_names_that_are_too_long_are_said(folder: Path) -> None:
    commands = [
        ["lint", LONG], ["lint", f"{LONG}.json"], ["lint", f"{LONG}*"], ["lint", f"{'a/' * 3000}b.json"], ["lint", f"{'*/' * 3000}b.json"],
        ["lint", "good.json", "--spec", f"{LONG}.yaml"], ["models", LONG], ["models", "--spec", LONG], ["rules", LONG],
        ["schema", "-o", LONG], ["schema", "-o", f"{LONG}.json"], ["schema", "-o", f"{LONG}/"], ["schema", "-o", f"{'a/' * 3000}b.json"],
        ["compile", f"{LONG}.yaml", "-o", "x"],
        ["compile", "table.yaml", "-o", f"{'a/' * 3000}b"], ["diff", LONG, "openai"],
        ["models", "--expiring", "9d", "--requests", LONG], ["diff", "openai", "openai", "--requests", LONG], [LONG],
        ["lint", "good.json", "--select", LONG], ["lint", "good.json", "--operation", LONG],
        ["lint", "good.json", "--alias", f"{LONG}={LONG}"],
        ["lint", "good.json", "--today", LONG],
    ]  # fmt: skip
    for args, result in zip(commands, ended(folder, *({"args": args} for args in commands)), strict=True):
        shown = [arg[:20] for arg in args]
        assert result.code == 2, shown
        assert result.err, shown
        assert "Traceback" not in result.err, shown
        assert "fault of its own" not in result.err, result.err[-300:]


@pytest.mark.skipif(sys.platform != "linux", reason="such limits hold there")
def test_a_memory_limit_is_said(folder: Path) -> None:
    (folder / "large.json").write_text(f'{{"model": "gpt-image-2", "prompt": "{"x" * 30_000_000}"}}', "utf-8")
    (folder / "large.yaml").write_text(f"model: gpt-image-2\nprompt: {'x' * 20_000_000}\n", "utf-8")
    (folder / "many.json").write_text('{"prompt": [' + "[]," * 1_000_000, "utf-8")
    said = "imagespec: there is not enough memory for this; allow more, at least 64 MiB\n"
    little = [{"args": args, "memory": 40} for args, _ in COMMANDS.values()]
    assert ended(folder, *little) == [(2, "", said)] * len(little)
    large = [{"args": ["lint", name], "memory": 70} for name in ("large.json", "large.yaml", "many.json")]
    assert ended(folder, *large) == [(2, "", said)] * len(large)


ALONE = [(), ("-O",), ("-I",), ("-W", "error"), ("-B", "-E", "-s"), ("-X", "dev"), ("-X", "warn_default_encoding", "-W", "error")]


@pytest.mark.parametrize(
    "flags", [("-OO", "-I", "-W", "error"), *(pytest.param(flags, marks=pytest.mark.exhaustive) for flags in ALONE)], ids=" ".join
)
def test_no_option_of_python_makes_a_difference(folder: Path, flags: tuple[str, ...]) -> None:
    for name, result in zip(COMMANDS, ended(folder, *({"args": args} for args, _ in COMMANDS.values()), flags=flags), strict=True):
        said = "imagespec: --ignore: size matches nothing\n" if "--ignore" in COMMANDS[name][0] else ""
        assert (result.code, result.err) == (COMMANDS[name][1], said), name
        assert result.out, name


# -- the real thing ------------------------------------------------------------------------------------------------


def test_python_m_is_the_command(folder: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "imagespec"]
    done = subprocess.run([*command, "lint", "bad.json"], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, process("lint", folder / "bad.json").stdout.decode().replace(f"{folder}/", ""))
    done = subprocess.run([*command, "--version"], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("imagespec, version ")


@pytest.mark.skipif(not shutil.which("sh"), reason="no such shell there")
@pytest.mark.parametrize(
    ("redirection", "code", "says"),
    [
        (">&-", 2, "standard output is closed"),
        (">/dev/full", 2, "No space left on device"),
        ("2>&-", 1, ""),
        ("<&- >&- 2>&-", 2, ""),
        ("1</dev/null", 2, "the output cannot be written"),
        (">/dev/full 2>/dev/full", 2, ""),
    ],
)
def test_redirections_of_a_shell(folder: Path, redirection: str, code: int, says: str) -> None:
    command = f'"{Path(sys.executable).parent}/imagespec" lint bad.json {redirection}'
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == bool(says)


# -- what nobody thought of ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (ZeroDivisionError("division\x1b[2J\nby zero"), 2, "stopped by a fault of its own, ZeroDivisionError in test_endings.py"),
        (RecursionError("deep"), 2, "nested too deep"),
        (OSError(5, "Input/output error", "a\x1b.json"), 2, "a\\x1b.json: Input/output error"),
        (OSError(5, "Input/output error", 7), 2, "7: Input/output error"),
        (ImportError("no such module"), 2, "ImportError"),
        (SystemExit("text"), 2, "SystemExit"),
        (SystemExit(1), 1, ""),
        (SystemExit(), 0, ""),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(32, "Broken pipe"), 141, ""),
        (RuntimeWarning("a warning"), 2, "RuntimeWarning"),
    ],
)
def test_a_fault_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, says: str
) -> None:
    def fails() -> int:
        raise error

    monkeypatch.setattr(main, "_run", fails)
    with pytest.raises(SystemExit) as left:
        main.main()
    assert left.value.code == code
    err = capsys.readouterr().err
    assert says in err
    assert len(err.splitlines()) == bool(says)
    assert "\x1b" not in err
