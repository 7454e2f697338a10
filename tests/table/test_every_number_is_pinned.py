"""No change of a shipped table goes unnoticed: a number moved by one, a member or an entry dropped or added, a word replaced."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from pathlib import Path

import pytest

import imagespec
from imagespec.spec.document import read_document
from imagespec.spec.load import load_shipped, shipped, whole
from imagespec.spec.structure import structure
from tests.table.pins import FACTS
from tests.table.pins.compare import broken_contracts, broken_requests, broken_rows

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def mutate():
    loader = importlib.machinery.SourceFileLoader("mutate", str(ROOT / "tools" / "mutate"))
    spec = importlib.util.spec_from_loader("mutate", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_every_shipped_table_is_pinned():
    assert set(FACTS) == set(shipped())


@pytest.mark.parametrize("name", FACTS)
def test_the_table_is_as_pinned(name):
    facts = FACTS[name]
    document = whole(read_document(shipped()[name]))
    assert list(broken_rows(structure(document).table, document.data, facts)) == []
    assert list(broken_contracts(load_shipped(name), facts)) == []
    assert list(broken_requests(imagespec.load(name).engine, facts, facts.requests, facts.ends)) == []


@pytest.mark.parametrize("name", FACTS)
def test_a_revision_pins_what_it_changes(name):
    """Pins that hold in the revision before as well would say nothing of this one."""
    facts = FACTS[name]
    if facts.extends:
        before = imagespec.load(facts.extends).engine
        operations = [pin for pin in facts.requests if pin.operation in before.operations]
        assert list(broken_requests(before, facts, operations, facts.ends))


@pytest.mark.parametrize("name", FACTS)
def test_no_change_survives(mutate, name, depth):
    outcome = mutate.survivors(name, every=depth(40, 1))
    assert outcome.alive == [], "add a pin in tests/table/pins"
    assert outcome.stale == [], "remove it from EQUIVALENT in tools/mutate"
    assert outcome.count >= depth(1, 10)


def test_every_sort_of_change_is_made(mutate):
    names = [mutant.name for mutant in mutate.mutants("openai@2026-05-07")]
    assert len(names) > 2000
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
        "operations/generate/parameters/user nullable",
        "operations/edit-json/parameters/mask/fields/file_id required",
        "operations/generate/default_model/when_sent with style",
        "families/gpt-image/parameters/output_format/one_of/values with gif",
        "families/gpt-image/operations/edit/parameters/mask/file/formats/values/0 png -> webp",
        "families/gpt-image/interactions/1/fix/1/to jpeg -> webp",
        "models/dall-e-2/replacement gpt-image-2 -> gpt-image-2-x",
        "sources/openapi/date 2026-05-13 -> 2026-05-14",
        "batch/source/1 dropped",
        "batch/suffix .jsonl -> .jsonl-x",
        "models/dall-e-2/released_source python-2022 -> python-reference",
        "operations/edit/parameters/moderation/basis observed -> documented",
    ):
        assert wanted in names, wanted


def test_entries_of_overlays_are_changed(mutate):
    names = {
        f"{name} {mutant.name}"
        for name in ("openai@2026-08-20", "openai@2026-11-05", "openai@2026-11-26")
        for mutant in mutate.mutants(name)
    }
    for wanted in (
        "openai@2026-08-20 extends openai@2026-05-07 -> openai@2026-05-08",
        "openai@2026-08-20 removes/0 dropped",
        "openai@2026-08-20 models/gpt-image-1.5/shutdown 2026-12-01 -> 2026-11-30",
        "openai@2026-08-20 models/gpt-image-2/parameters/background/refused/basis observed -> documented",
        "openai@2026-11-26 models/gpt-image-1.5/replacement/1 dropped",
        "openai@2026-11-05 operations/generate/parameters/svg/fields/reasoning/fields/effort/one_of/values/6 dropped",
        "openai@2026-11-05 families/gpt-image/parameters/frame_count/range/min 2 -> 1",
        "openai@2026-11-05 families/gpt-image/interactions/add/5 dropped",
        "openai@2026-11-05 families/gpt-image/operations/edit/takes/add with markup",
    ):
        assert wanted in names, wanted
