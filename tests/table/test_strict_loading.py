"""Every fault of a table is refused with its file, its line, what is wrong and what to do."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from imagespec import TableError, load
from imagespec.spec.document import parse_document
from imagespec.spec.load import load_document


class Fault(NamedTuple):
    """``new`` stands for ``old`` in ``minimal.yaml``; ``# HERE`` in it marks the line that the error must name.

    ``problem`` and ``remedy`` are words that the two halves of the error must have. ``mistakes`` is how many mistakes the table then has.
    """

    name: str
    old: str
    new: str
    problem: str
    remedy: str
    mistakes: int = 1


HERE = Path(__file__).parent
MINIMAL = (HERE / "minimal.yaml").read_text("utf-8")
FAULTS = {group: [Fault(**fault) for fault in faults] for group, faults in json.loads((HERE / "faults.json").read_text("utf-8")).items()}


def broken(fault: Fault) -> str:
    assert MINIMAL.count(fault.old) == 1, f"{fault.old!r} must stand once in minimal.yaml"
    return MINIMAL.replace(fault.old, fault.new)


def marked_line(text: str) -> int:
    return next((number for number, line in enumerate(text.split("\n"), 1) if line.rstrip().endswith("# HERE")), 0)


def test_the_minimal_table_loads(tmp_path):
    path = tmp_path / "studio.yaml"
    path.write_text(MINIMAL, "utf-8")
    assert set(load(path).models) == {"pencil", "pencil-2025-01-01", "brush"}


@pytest.mark.parametrize(
    "fault", [pytest.param(fault, id=f"{group}-{fault.name}".replace(" ", "-")) for group, faults in FAULTS.items() for fault in faults]
)
def test_fault(tmp_path, fault):
    path = tmp_path / "studio.yaml"
    text = broken(fault)
    path.write_text(text, "utf-8")
    with pytest.raises(TableError) as caught:
        load(path)
    error = caught.value
    assert error.file == str(path)
    assert fault.problem in error.problem
    assert fault.remedy in error.remedy
    assert error.line == marked_line(text) > 0, str(error)
    assert len(error.errors) == fault.mistakes, f"each mistake is told once: {error}"
    assert str(error.errors[0]) == f"{path}:{error.line}: {error.problem}; {error.remedy}"


LAST = ("dead", "defaults", "unsourced", "names")
"""Groups of faults that are looked for in what is right otherwise, or that leave others without what they name."""

HIDING = {
    "tag on a mapping", "set tag", "python tag", "list key", "two documents", "broken YAML", "tab", "list for models", "text for a model",
    "default model not served", "no table",
}  # fmt: skip
"""Faults that hide others: in what they are about, or in the rest of the text; one of the last groups; one that undoes another."""


def pairs(count: int) -> Iterator[tuple[Fault, Fault]]:
    """Faults of two groups, in different entries of the table, neither of which hides the other."""
    plain = [(group, fault) for group, faults in FAULTS.items() if group not in LAST for fault in faults if fault.name not in HIDING]
    draw = random.Random(20261126)
    while count:
        (group, one), (another, other) = draw.sample(plain, 2)
        first, second = sorted((MINIMAL.index(fault.old), len(fault.old)) for fault in (one, other))
        if group != another and sum(first) <= second[0]:
            count -= 1
            yield one, other


def test_two_mistakes_are_told_at_once(depth):
    for one, other in pairs(depth(100, 2000)):
        text = MINIMAL.replace(one.old, one.new).replace(other.old, other.new)
        with pytest.raises(TableError) as caught:
            load_document(parse_document(text, "studio.yaml"))
        told = [(error.problem, error.remedy) for error in caught.value.errors]
        assert len(told) <= one.mistakes + other.mistakes, (one, other, told)
        for fault in (one, other):
            assert any(fault.problem in problem and fault.remedy in remedy for problem, remedy in told), (one, other, told)


def test_every_fault_is_named_once():
    names = [(group, fault.name) for group, faults in FAULTS.items() for fault in faults]
    assert len(set(names)) == len(names)
