"""Text at widths of terminals: rows, carets, sources and fixes."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imagespec.cli.cells import cut, cut_middle, width, wrapped
from imagespec.report.said import said_together
from tests.cli.conftest import REVISION, invoke

GOOD = {"model": "gpt-image-2", "prompt": "a cat"}
NASTY = "\x1b[2J\x07\r\x9b\u202e\u2066x\u2028\x00"
KINDS: list[dict[str, Any]] = [
    {"n": 11}, {"size": "3073x769"}, {"size": "1x1"}, {"quality": "ultra"}, {"background": "transparent"}, {"sise": 1},
    {"output_format": "gif", "stream": True}, {"model": "stable-diffusion-" + "x" * 70}, {"style": "vivid"}, {"size": "\u732b" * 60},
    {"user": "a"}, {"model": "gpt-image-1.5", "size": "4096x4096"}, {"response_format": "url"}, {"n": "2"}, {"size": NASTY * 5},
]  # fmt: skip


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    def save(*requests: Any, name: str = "a.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests), "utf-8")
        return path

    return save


def shown(path: Path, columns: int, *options: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    return invoke("lint", "--spec", "openai@2026-11-26", "--today", "2026-11-26", *options, path).out.splitlines()


def test_five_hundred_findings_take_two_rows_each(saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"custom_id": f"line-{i}", "method": "POST", "url": "/v1/images/generations", "body": GOOD | kind}
             for i, kind in enumerate(KINDS * 30)]  # fmt: skip
    rows = shown(saved(*lines), 100, monkeypatch=monkeypatch)
    body = rows[1 : rows.index("", 1)]
    heads = [number for number, row in enumerate(body) if re.match(r"  \d+:\d+ (error|warning) ", row)]
    assert len(heads) >= 500
    assert max(after - before for before, after in zip(heads, [*heads[1:], len(body)], strict=True)) <= 2
    assert all(width(row) <= 100 for row in body)
    sources = [row for row in rows if re.match(r"\[\d+\] ", row)]
    assert 0 < len(sources) < 15
    assert len({row.split("] ", 1)[1] for row in sources}) == len(sources)


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_nothing_is_wider_than_the_terminal(saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    for count in (1, 3):
        rows = shown(saved(*(GOOD | kind for kind in KINDS[: 6 * count])), columns, monkeypatch=monkeypatch)
        for row in rows[1:]:  # the first is the path of the file
            assert width(row) <= columns or "https://" in row, row
            assert row.isprintable()
    assert len(rows) > 10


def test_quiet_lines_have_at_most_120_columns(saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.jsonl", "b" * 200 + ".jsonl", "\u732b" * 60 + ".jsonl"):
        rows = shown(saved(*(GOOD | kind for kind in KINDS), name=name), 40, "-q", monkeypatch=monkeypatch)
        assert len(rows) >= len(KINDS)
        for row in rows:
            assert width(row) <= 120
            assert re.search(r":\d+:\d+: (error|warning) [a-z_.-]+  ", row), row


def test_findings_with_one_fix_are_said_together(saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    out = "\n".join(shown(saved(GOOD | {"size": "3073x769"}), 400, monkeypatch=monkeypatch))
    assert out.count("3072x1024") == 2  # in the sentence and in the fix
    assert "size.step, size.ratio  " in out
    assert "2 findings can be fixed with --fix --unsafe-fixes" in out


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (["n is 1; use 2."], "n is 1; use 2."),
        (['x is "a", but m takes b; use c.', 'x is "a", but m takes d; use c.'], 'x is "a", but m takes b, and d; use c.'),
        (["x a; use c.", "x b; use c.", "x d; use c."], "x a, b, and d; use c."),
        (["x is a.", "x is b."], "x is a. x is b."),
        (["a; use c.", "b; use c."], "a; use c. b; use c."),
        (["x a; use c.", "x a; use c."], "x a; use c. x a; use c."),
        (["x a; use c.", "x; use c."], "x a; use c. x; use c."),
    ],
)
def test_sentences_are_joined_where_they_are_alike(messages: list[str], said: str) -> None:
    assert said_together(messages) == said


def test_cells() -> None:
    assert [width(text) for text in ("", "abc", "\u732b", "e\u0301", "\U0001f600")] == [0, 3, 2, 1, 2]
    assert cut("\u732b\u732b\u732b", 5) == "\u732b\u732b\u2026"
    assert cut_middle("something long is wrong; use it.", 20) == "something\u2026; use it."
    assert [*wrapped("aa bb " + "c" * 9, 5, 4)] == ["aa bb", "cccc", "cccc", "c"]
    assert [*wrapped("a https://example.com/b", 6, 6)] == ["a", "https://example.com/b"]
    for text in ("\u732b" * 50, "x" * 300, "a b " * 99):
        rows = [*wrapped(text, 7, 9)]
        assert "".join(rows).replace(" ", "") == text.replace(" ", "")
        assert width(rows[0]) <= 7
        assert max(map(width, rows)) <= 9


# -- in a real terminal --------------------------------------------------------------------------------------------


def in_terminal(columns: int, *arguments: str | Path) -> list[str]:
    """What a command prints on a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import termios

    main, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    command = [str(Path(sys.executable).parent / "imagespec"), *map(str, arguments)]
    child = os.fork()
    if not child:
        os.dup2(terminal, 1)
        os.closerange(3, 64)
        os.execve(command[0], command, {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8"})
    os.close(terminal)
    out = b""
    try:
        while data := os.read(main, 65536):
            out += data
    except OSError:  # how the end of a terminal reads
        pass
    os.close(main)
    os.waitpid(child, 0)
    return out.decode().replace("\r\n", "\n").splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_caret_stands_below_the_value(saved: Callable[..., Path], columns: int) -> None:
    wide = GOOD | {"prompt": "\u732b" * 40 + "\x1b[31m\u202e" * 3, "quality": "ultra", "user": "z" * 300, "sise": 1, "n": 11}
    rows = in_terminal(columns, "lint", *REVISION, "--no-color", saved(wide))
    marks = [number for number, row in enumerate(rows) if re.fullmatch(r" *\| +\^+", row)]
    marked = []
    for number in marks:
        above, mark = rows[number - 1], rows[number]
        start = mark.index("^")
        cells = "".join(char + ("\x00" if width(char) == 2 else "") for char in above)
        marked.append(cells[start : start + mark.count("^")])
        assert width(above) <= columns
    assert marked == ['"ultra"', '"sise"', "11"]
    assert all(row.isprintable() for row in rows)


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_colours_on_a_terminal_only_decorate(saved: Callable[..., Path]) -> None:
    path = saved(GOOD | {"n": 11})
    colored = in_terminal(80, "lint", *REVISION, path)
    assert any("\x1b[31m" in row for row in colored)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", row) for row in colored] == in_terminal(80, "lint", *REVISION, "--no-color", path)


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_a_line_of_ten_megabytes_is_shown_in_part(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"model": "gpt-image-2", "prompt": "\x1b" * 2_000_000, "n": 11}), "utf-8")
    assert path.stat().st_size > 10_000_000
    rows = in_terminal(80, "lint", *REVISION, "--no-color", path)
    assert len(rows) < 30
    assert any(row.endswith("11}") for row in rows)
    assert [row for row in rows if width(row) > 80 and "https://" not in row and str(path) not in row] == []
