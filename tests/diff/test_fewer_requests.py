"""Most requests that could tell two revisions apart are not tried: those that are show the same changes, with the same witnesses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import imagespec
import imagespec.spec.diff as whole
from imagespec.api import Handle
from imagespec.cli.diff import HandleJudge
from imagespec.spec.diff import requests, telling
from imagespec.spec.load import shipped
from tests.conftest import Depth
from tests.diff.judging import TODAY, changes, shows
from tests.diff.tables import HEAD, TABLES


@pytest.fixture
def all_tried(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """While the patch is there, every candidate is tried: texts that are judged alike, too, and after what is shown last."""
    with monkeypatch.context() as patch:
        patch.setattr(requests, "told_apart", lambda contracts, name, parameters: telling.telling(tuple(parameters)))
        patch.setattr(telling, "_MANY", 10**9)
        patch.setattr(telling, "_TOLD", type(telling._TOLD)())
        patch.setattr(whole, "_last", lambda *_: None)
        yield patch


class Counting(HandleJudge):
    """A judge that counts what it is asked."""

    asked = 0

    def finding(self, operation: str, parameter: str) -> Any:
        find = super().finding(operation, parameter)

        def counted(request: dict[str, Any]) -> Any:
            Counting.asked += 1
            return find(request)

        return counted


def counted(old: Handle, new: Handle) -> int:
    Counting.asked = 0
    assert [*whole.diff(old.spec, new.spec, Counting(old, TODAY), Counting(new, TODAY))]
    return Counting.asked


def test_the_changes_of_all_revisions_are_the_same(all_tried: pytest.MonkeyPatch, depth: Depth) -> None:
    every = [*permutations(shipped(), 2)]
    pairs = [(imagespec.load(old), imagespec.load(new)) for old, new in every[:: depth(30, 4)]]
    slowly = [changes(old, new) for old, new in pairs]
    all_tried.undo()
    assert [changes(old, new) for old, new in pairs] == slowly
    assert sum(map(len, slowly)) > 100 * len(pairs)


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", TABLES)
def test_the_changes_of_own_tables_are_the_same(name: str, all_tried: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(HEAD + TABLES[name], "utf-8")
    old, new = imagespec.load("openai@2026-11-12"), imagespec.load(path)
    slowly = [changes(old, new), changes(new, old)]
    all_tried.undo()
    assert [changes(old, new), changes(new, old)] == slowly
    assert any(slowly)


MOST_ASKED = 20_000
"""How often the two revisions that are farthest apart may be asked about a request."""


def test_the_farthest_revisions_are_asked_little(all_tried: pytest.MonkeyPatch) -> None:
    old, new = imagespec.load("openai@2026-05-07"), imagespec.load()
    every = counted(old, new)
    all_tried.undo()
    assert counted(old, new) < MOST_ASKED < every


def test_a_parameter_that_only_one_default_model_refuses_is_tried_to_the_end() -> None:
    """A request without a model is one for dall-e-2 in the founding revision, but with ``background`` one for gpt-image-1."""
    old, new = imagespec.load("azure"), imagespec.load("openai@2026-05-07")
    found = [change for change in changes(old, new) if (change.operation, change.model, change.parameter) == ("generate", "", "background")]
    assert {"allowed", "refused"} <= {change.effect for change in found}
    assert all(shows(change, old, new) for change in found)
