"""``imagespec playground`` writes the page of a revision or of a table of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import imagespec
from imagespec.cli.main import cli
from imagespec.playground.build import playground

OWN = Path(__file__).parent.parent / "forms" / "own.yaml"


def test_the_page_goes_to_standard_output_or_to_a_file(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["playground", "--spec", str(OWN)])
    assert done.exit_code == 0
    assert done.stdout == playground(imagespec.load(OWN).spec)
    path = tmp_path / "page.html"
    path.write_text("an earlier one", "utf-8")
    done = CliRunner().invoke(cli, ["playground", "--spec", str(OWN), "-o", str(path)])
    assert (done.exit_code, done.stdout) == (0, f"wrote the playground of printer@2026-11-20 to {path}\n")
    assert path.read_text("utf-8") == playground(imagespec.load(OWN).spec)


def test_the_page_is_not_poured_onto_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imagespec.cli.playground.is_terminal", lambda: True)
    done = CliRunner().invoke(cli, ["playground"])
    assert done.exit_code == 2
    assert "name a file: -o playground.html" in done.stderr
    assert not done.stdout


def test_a_table_that_cannot_be_used_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("table: [", "utf-8")
    done = CliRunner().invoke(cli, ["playground", "--spec", str(tmp_path / "broken.yaml"), "-o", str(tmp_path / "page.html")])
    assert done.exit_code == 2
    assert "broken.yaml" in done.stderr
    assert not (tmp_path / "page.html").exists()
