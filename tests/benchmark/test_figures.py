"""What the benchmark makes of its figures: medians of ratios, tables in a page, pictures, targets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools.benchmark import chart, page, targets
from tools.benchmark.bulk import Run, summary
from tools.benchmark.cold import BARE, COMMANDS, OURS, RULES, Start
from tools.benchmark.contenders import AJV, LIMIT, PUBLIC, SETS, by_hand, from_bytes, ours, peers
from tools.benchmark.growth import Curve
from tools.benchmark.results import Results
from tools.benchmark.timing import Figure, Key, measure

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"mixed": 4, "valid": 3, "invalid": 1}


def fake(ns: float, sizes: dict[str, int] = SIZES) -> dict[str, dict[Key, Figure]]:
    keys = [(one.name, one.kind) for one in [*by_hand(), *ours(), *peers()] if one.kind != "bytes"] + [(AJV["verdict"], "verdict")]
    return {which: {key: Figure(ns * (index + 1), index + 1.0) for index, key in enumerate(keys)} for which in sizes}


def results() -> Results:
    data = {which: {(one.name, "bytes"): Figure(5, 1.5) for one in from_bytes(by_hand())} for which in SETS}
    starts = {name: Start(2.0, 0.5) for name in (BARE, *OURS, *RULES)} | {name: Start(20.0, None) for name in COMMANDS}
    runs = dict.fromkeys(("start", "lint of one line"), Run(0.1, 0.1, 8, b"x"))
    runs |= {name: Run(1.1, 1.0, 40, b"x") for name in (*targets_of_bulk(), "imagespec lint", "imagespec lint --jobs 2")}
    curves = [
        Curve("keys", "check", [(1, 1.0), (2, 2.0), (4, 4.0), (8, 8.0)]),
        Curve("keys", "text", [(1, 1.0), (2, 4.0), (4, 16.0), (8, 64.0)]),
    ]
    return Results("here", fake(100), data, starts, summary(1000, runs, idle=True), curves)


def targets_of_bulk() -> list[str]:
    from tools.benchmark.bulk import LOOPS

    return list(LOOPS)


def test_figures_are_medians_of_ratios_in_the_same_repetition() -> None:
    calls: list[str] = []
    drift = iter(range(1, 10_000))

    def timed(name: str, ns: float):
        def judge(which: str, passes: int = 1) -> float:
            calls.append(name)
            return ns * 1e9 + next(drift) * 0  # slow: one pass each

        return judge

    timers = {("limit", "verdict"): timed("limit", 1), ("slow", "verdict"): timed("slow", 3)}
    found = measure(timers, ("limit", "verdict"), SIZES, repetitions=9)
    assert {which: found[which]["slow", "verdict"].ratio for which in SETS} == dict.fromkeys(SETS, 3.0)
    assert calls.count("slow") >= 3 * len(SETS)


def test_the_page_is_filled_between_its_marks() -> None:
    text = (ROOT / "docs" / "performance.md").read_text("utf-8")
    tables = page.parts(results(), {(LIMIT, "verdict"): "a note"})
    assert page.parts(results()._replace(machine_code=True), {}).keys() == {"machine code"}
    tables |= page.parts(results()._replace(machine_code=True), {})
    filled = page.filled(text, tables)
    assert page.filled(filled, tables) == filled
    assert f"| {LIMIT} (a note) | 1.00 | 1.00 | 1.00 | 100 |" in filled
    assert all(table in filled for table in tables.values())
    assert {*tables} == {part.split(":")[0] for part in (piece.split("-->")[0].strip() for piece in text.split("<!-- begin ")[1:])}
    with pytest.raises(ValueError, match="no place for verdict"):
        page.filled("nothing", {"verdict": ""})


def test_pictures_are_well_formed() -> None:
    found = results()
    assert found.calls
    assert found.growth
    for picture in (chart.bars(found.calls), chart.curves(found.growth)):
        texts = [element.text for element in ElementTree.fromstring(picture).iter() if element.text]
        assert texts
    assert PUBLIC in chart.bars(found.calls)
    assert "grows with the power 2.00" in chart.curves(found.growth)


def test_machine_code_has_a_table_and_targets_of_its_own() -> None:
    found = results()._replace(machine_code=True)
    assert found.calls
    keys = [key for key in found.calls["mixed"] if key[1] == "verdict"]
    theirs, ours = keys.index((targets.RS, "verdict")) + 1, keys.index((PUBLIC, "verdict")) + 1
    calls = {
        which: {key: Figure(1, keys.index(key) + 1.0) if key in keys else one for key, one in found.calls[which].items()} for which in SETS
    }
    found = found._replace(calls=calls)
    (said,) = page.parts(found, {}).values()
    assert f"| {PUBLIC} to {targets.RS} | {' | '.join([f'{ours / theirs:.2f}'] * 3)} |" in said
    assert "A start with a clean check takes 2.0 ms and 0.5 MB." in said
    assert [target.holds for target in targets.targets(found)] == [ours / theirs <= 0.9] * 3
    assert targets.targets(found._replace(calls=None)) == []


def test_targets_say_what_fails() -> None:
    found = targets.targets(results())
    failing = {target.name for target in found if not target.holds}
    assert f"{PUBLIC}, mixed, to the limit" in failing
    assert "keys, text: exponent of growth" in failing
    assert "keys, check: exponent of growth" not in failing
    assert "clean check, ms over a bare Python" not in failing
    assert str(targets.Target("a", 2.0, 1)) == "FAILS  a: 2.00, at most 1"
    assert str(targets.Target("a", 2.0, 1, at_least=True)) == "holds  a: 2.00, at least 1"


def test_what_is_not_measured_has_no_targets() -> None:
    assert targets.targets(Results("here")) == []


def test_options_are_told_before_anything_is_installed() -> None:
    run = subprocess.run([sys.executable, str(ROOT / "tools" / "bench"), "--help"], capture_output=True, text=True, timeout=30, check=True)
    assert "--check" in run.stdout
    assert "--cache" in run.stdout


@pytest.mark.exhaustive
def test_the_command_from_end_to_end(tmp_path: Path) -> None:
    """A tiny run of two parts in an environment that is made for it; a package that lies where it is called is not measured."""
    (tmp_path / "imagespec.py").write_text("raise SystemExit('this one is not installed')", "utf-8")
    command = [
        sys.executable,
        str(ROOT / "tools" / "bench"),
        "--payloads",
        "60",
        "--repetitions",
        "3",
        "--only",
        "calls",
        "--only",
        "bytes",
    ]
    run = subprocess.run([*command, "-o", str(tmp_path), "--check"], cwd=tmp_path, capture_output=True, text=True, timeout=500, check=False)
    assert run.returncode in (0, 1), run.stderr
    assert "imagespec.is_valid, mixed, to the limit: " in run.stdout
    written = (tmp_path / "performance.md").read_text("utf-8")
    assert f"| {LIMIT} | 1.00 | 1.00 | 1.00 |" in written
    assert "ajv (Node)" in written
    assert ElementTree.parse(tmp_path / "performance.svg").getroot() is not None
    assert not (tmp_path / "growth.svg").exists()
