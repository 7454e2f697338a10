"""What was written down of the rules of the newest revisions is what trying requests on their tables tells."""

from __future__ import annotations

import pytest

import imagespec
from imagespec.cli.rulebook.book import book
from imagespec.cli.rulebook.explained import OfTable
from imagespec.cli.rulebook.kept import Kept
from tests.cli.conftest import invoke


@pytest.mark.parametrize("table", ["openai", "azure"])
def test_what_was_written_down_is_what_the_table_says(table: str) -> None:
    handle = imagespec.load(table)
    kept, told = book(handle), OfTable(handle)
    assert isinstance(kept, Kept)
    assert kept.models == told.models
    assert [*kept.listed()] == [*told.listed()]
    for rule, *_ in told.listed():
        assert kept.explained(rule) == told.explained(rule)


def test_other_revisions_are_told_by_their_own_tables() -> None:
    founding = imagespec.load("openai@2026-05-07")
    assert isinstance(book(founding), OfTable)
    newest = invoke("rules", "n.range", "--format", "json").said
    assert newest["spec"] == imagespec.load().name
    assert newest != invoke("rules", "n.range", "--spec", founding.name, "--format", "json").said


def test_no_model_is_told_twice() -> None:
    for entry in invoke("rules", "image.unsupported", "--format", "json").said["limits"]:
        for models in entry["models"].values():
            assert len(models) == len(set(models)) > 0
