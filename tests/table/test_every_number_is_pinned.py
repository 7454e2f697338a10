"""No change of the table goes unnoticed: a number moved by one, a member or an entry dropped, a word replaced."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import time
from pathlib import Path

import pytest

import imagespec
from imagespec.spec.document import read_document
from imagespec.spec.load import load_document, shipped
from imagespec.spec.structure import structure
from tests.table import pins

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def mutate():
    loader = importlib.machinery.SourceFileLoader("mutate", str(ROOT / "tools" / "mutate"))
    spec = importlib.util.spec_from_loader("mutate", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_the_table_is_as_pinned():
    document = read_document(shipped()["openai@2026-05-07"])
    assert list(pins.broken_rows(structure(document), document.data)) == []
    assert list(pins.broken_contracts(load_document(document))) == []
    engine = imagespec.load("openai@2026-05-07").engine
    broken = list(pins.broken_requests(engine, ("generate", "edit", "edit-json", "variation")))
    assert [(name, pins.PINNED[int(name.split()[1])].request) for name in broken if name.startswith("request ")] == []
    assert broken == []


def test_pins_are_enough_and_differ():
    assert len(pins.PINNED) > 2000
    assert {pin.operation for pin in pins.PINNED} == {"generate", "edit", "edit-json", "variation"}


def test_no_change_survives(mutate):
    start = time.process_time()
    count, alive, stale = mutate.survivors()
    assert alive == [], "add a pin in tests/table/pins.py"
    assert stale == [], "remove it from EQUIVALENT in tools/mutate"
    assert count > 1500
    assert time.process_time() - start < 60


def test_every_sort_of_change_is_made(mutate):
    names = [mutant.name for mutant in mutate.mutants(read_document(shipped()["openai@2026-05-07"]).data)]
    assert len(set(names)) == len(names)
    for wanted in (
        "batch/max_requests 50000 -> 50001",
        "batch/operations/1 dropped",
        "families/gpt-image/parameters/size/sizes/values/0 dropped",
        "families/gpt-image/parameters/quality/one_of/instead/hd dropped",
        "families/gpt-image/interactions/2/basis observed -> documented",
        "families/gpt-image/interactions/1/fix/0/safe True -> False",
        "families/gpt-image/parameters/prompt/length/max 32000 -> 31999",
        "families/gpt-image/parameters/prompt/length observed only",
        "operations/generate/parameters/n/nullable True -> False",
        "operations/generate/parameters/prompt/required True -> False",
        "operations/generate/parameters/n/default 1 -> 2",
        "operations/generate/default_model/when_sent/5 dropped",
        "models/dall-e-3/shutdown 2026-05-12 -> 2026-05-13",
        "models/dall-e-2/operations/generate/takes/5 dropped",
        "models/gpt-image-2/snapshots/gpt-image-2-2026-04-21 dropped",
        "models/gpt-image-2/parameters/size/resolution/words/0 dropped",
        "models/gpt-image-2/parameters/size/resolution/step/of 16 -> 17",
        "models/gpt-image-2/parameters/background/refused/severity error -> warning",
        "operations/edit-json/parameters/images/items/fields/image_url/starts_with/prefixes/2 dropped",
    ):
        assert wanted in names
