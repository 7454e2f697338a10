"""Checks and sentences do no more work than they did: instructions and calls are counted, so that nothing depends on the clock."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from imagespec._compiled.openai import generate
from tests.engine.work_counts import LOOSE, SLACK, calls, ceilings, counted, counts, python, written
from tests.support.work import opcodes, work

ROOT = Path(__file__).resolve().parents[2]
RENEW = "; if that is meant, write new ceilings with tools/work"
KNOWN = ceilings()


def exact() -> bool:
    """Whether this is the Python that the ceilings are of, and the checks are no machine code."""
    return KNOWN["python"] == python() and str(generate.__file__).endswith(".py")


def measures() -> list[str]:
    """What the ceilings hold for on this interpreter: another one counts instructions otherwise, and has no more calls."""
    return ["instructions", "calls"] if KNOWN["python"] == python() else ["calls"]


@pytest.mark.parametrize("name", calls())
def test_work_stays_below_its_ceiling(name: str) -> None:
    found, ceiling = counted(calls()[name]), KNOWN["ceilings"][name]
    for measure in measures():
        most = max(ceiling[measure] * SLACK, ceiling[measure] + 2)
        assert found[measure] <= most, f"{name}: {found[measure]} {measure}, {ceiling[measure]} before" + RENEW
        if exact():
            assert found[measure] >= ceiling[measure] * LOOSE, f"{name}: {found[measure]} {measure}, {ceiling[measure]} before" + RENEW


def test_every_ceiling_is_of_something() -> None:
    assert [*KNOWN["ceilings"]] == [*calls()]


def test_counts_are_the_same_each_time() -> None:
    assert counts() == counts()


def test_a_tenth_more_is_found_out() -> None:
    """The measure itself, on the smallest call: one more test for each of a few parameters."""
    quick = calls()["is_valid, usual"]
    names = ("background", "output_format", "moderation")

    def slower() -> None:
        quick()
        for name in names:
            if name in names:
                pass

    before, after = counted(quick), counted(slower)
    assert after["instructions"] > before["instructions"] * 1.1
    assert opcodes(lambda: None) < 10
    assert work(lambda: [len(name) for name in names]) > work(lambda: None) + 2


@pytest.mark.skipif(not exact(), reason="ceilings are written by the Python that they are of")
def test_the_command_that_renews_is_honest() -> None:
    """Without writing: what it would write is what is counted here, but for the order of sets, which is another in each process."""
    command = [sys.executable, str(ROOT / "tools" / "work"), "--print"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    told = json.loads(run.stdout)
    assert run.stdout == written(told["ceilings"])
    here = counts()
    assert [*told["ceilings"]] == [*here]
    for name, count in told["ceilings"].items():
        assert count == {measure: pytest.approx(number, rel=0.02) for measure, number in here[name].items()}, name
