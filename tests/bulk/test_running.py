"""Large files in a process of their own: interrupts, the bar on a terminal, and what other processes need."""

from __future__ import annotations

import io
import json
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from imagespec.cli.bulk.pieces import Piece
from imagespec.cli.bulk.progress import Progress
from imagespec.cli.bulk.reader import Wanted
from imagespec.cli.bulk.scan import Scanner
from imagespec.cli.bulk.scanned import Scanned
from imagespec.cli.bulk.workers import Workers
from imagespec.cli.settings import AllSettings, Asked
from tests.bulk.lines import messy
from tests.cli.test_process import COMMAND, INTERRUPTIBLE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some thirty pieces, with findings in all of them."""
    path = tmp_path_factory.mktemp("large") / "a.jsonl"
    part = messy(2, 1_000, 0.05)
    path.write_bytes((part + b"\n") * 100)
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("format_", ["json", "jsonl", "text"])
def test_an_interrupt_leaves_whole_output(large: Path, tmp_path: Path, jobs: str, format_: str) -> None:
    command = [sys.executable, "-c", INTERRUPTIBLE, COMMAND, "lint", str(large), "--format", format_, "--jobs", jobs]
    split = ["--good", str(tmp_path / "good.jsonl"), "--bad", str(tmp_path / "bad.jsonl")]
    with subprocess.Popen([*command, *split], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        rest, err = running.communicate(timeout=60)
    out = (first + rest).decode()
    assert running.returncode == 130, err
    assert b"Traceback" not in err
    assert out.endswith("\n")
    if format_ == "json":
        assert len(json.loads(out)["requests"]) < 100_000
    elif format_ == "jsonl":
        assert all(json.loads(row) for row in out.splitlines())
    else:
        assert "interrupted after " in out
    assert [*tmp_path.iterdir()] == []


class Terminal(io.StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_shown_after_a_while_and_taken_away(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with large.open("rb") as raw:
        soon, later = Progress(after=0), Progress(after=1_000)
        for progress in (soon, later):
            progress.begin("folder/a.jsonl", raw)
        later.at(1_000_000)
        assert terminal.getvalue() == ""
        size = large.stat().st_size
        soon.at(size // 2)
        assert "a.jsonl" in terminal.getvalue()
        assert "50%" in terminal.getvalue()
        soon.hide()
        assert terminal.getvalue().endswith("\r\x1b[K\x1b[?25h")
        soon.at(size)
        assert "100%" in terminal.getvalue()
        soon.end()
        assert terminal.getvalue().endswith("\r\x1b[K\x1b[?25h")
        raw.seek(size // 4)
        soon.begin("folder/a.jsonl", raw)
        soon.at(None)
        assert "25%" in terminal.getvalue()


def test_no_bar_where_nobody_looks(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    progress = Progress(after=0)
    with large.open("rb") as raw:
        progress.begin("a.jsonl", raw)
        progress.at(1_000)
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]


def told(scanned: Scanned) -> dict[str, Any]:
    """Everything, with the ids in one form."""
    return vars(scanned) | {"ids": [*scanned.named], "sent": []}


def test_what_processes_hand_to_each_other(large: Path) -> None:
    """Pieces and what is known of them survive it, without the requests."""
    asked = Asked(today="2026-11-26")
    settings = AllSettings(asked)
    scanner = Scanner("a.jsonl", settings.here, Wanted(every=True, texts=True))
    piece = Piece(0, 500_000, str(large))
    scanned = scanner.scan(pickle.loads(pickle.dumps(piece)))
    again = pickle.loads(pickle.dumps(scanned))
    assert told(again) == told(scanned)
    assert pickle.loads(pickle.dumps(asked)) == asked


@pytest.mark.parametrize("ids", [{}, {"": 1}, {"a": 1, "b": 2}, {"a\nb": 1, "c": 2}, {"a": 1, "b": 3}, {"a": 2, "b": 1}])
def test_ids_are_the_same_on_the_other_side(ids: dict[str, int]) -> None:
    scanned = Scanned()
    scanned.ids = ids
    named = pickle.loads(pickle.dumps(scanned)).named
    assert (dict(zip(named, range(1, len(named) + 1), strict=True)) if isinstance(named, list) else named) == ids


@pytest.mark.exhaustive
def test_processes_that_start_anew(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes are not forked, they load what they need."""
    monkeypatch.setattr("imagespec.cli.bulk.workers.sys.platform", "darwin")
    asked = Asked(today="2026-11-26")
    scanner = Scanner("a.jsonl", AllSettings(asked).here, Wanted())
    pieces = [Piece(start, start + 300_000, str(large)) for start in range(0, 1_800_000, 300_000)]
    workers = Workers(2, asked, Wanted())
    found = [told(scanned) for _, scanned in workers.scanned(str(large), "a.jsonl", scanner, iter(pieces))]
    workers.close()
    fresh = Scanner("a.jsonl", AllSettings(asked).here, Wanted())
    assert found == [told(fresh.scan(piece)) for piece in pieces]


def test_a_process_that_is_ended_is_said(large: Path) -> None:
    asked = Asked()
    workers = Workers(2, asked, Wanted())
    scanner = Scanner("a.jsonl", AllSettings(asked).here, Wanted())
    pieces = (Piece(start, start + 300_000, str(large)) for start in range(0, 30_000_000, 300_000))
    results = workers.scanned(str(large), "a.jsonl", scanner, pieces)
    for _ in range(2):
        next(results)
    for helper in workers._helpers:
        helper.process.kill()
    with pytest.raises(Exception, match="ended from outside"):
        for _ in results:
            pass
    workers.close()


def test_handles_are_sent_by_their_name() -> None:
    import imagespec

    handle = imagespec.load("openai@2026-11-26")
    data = pickle.dumps(handle)
    assert len(data) < 100
    assert pickle.loads(data) is handle
