"""What the shipped table of 2026-05-07 says: every model and operation, every source, and a reading that needs no code."""

from __future__ import annotations

import re
from datetime import date

import pytest

from imagespec.spec.document import read_document, walk
from imagespec.spec.load import load_shipped, shipped

PATH = shipped()["openai@2026-05-07"]
TEXT = PATH.read_text("utf-8")
SPEC = load_shipped("openai@2026-05-07")
DATA = read_document(PATH).data

SERVED = {
    "dall-e-2": ("generate", "edit", "variation"),
    "dall-e-3": ("generate",),
    "gpt-image-1": ("generate", "edit", "edit-json", "tool"),
    "gpt-image-1-mini": ("generate", "edit", "edit-json", "tool"),
    "gpt-image-1.5": ("generate", "edit", "edit-json", "tool"),
    "gpt-image-1.5-2025-12-16": ("generate", "edit", "edit-json", "tool"),
    "chatgpt-image-latest": ("generate", "edit", "edit-json", "tool"),
    "gpt-image-2": ("generate", "edit", "edit-json", "tool"),
    "gpt-image-2-2026-04-21": ("generate", "edit", "edit-json", "tool"),
}
COMMON = "background input_fidelity moderation n output_compression output_format partial_images prompt quality size stream user"
TOOL = "background input_fidelity moderation output_compression output_format partial_images quality size"
TAKEN = {
    ("generate", "dall-e-2"): "n prompt quality response_format size user",
    ("generate", "dall-e-3"): "n prompt quality response_format size style user",
    ("generate", "gpt-image-1"): COMMON.replace("input_fidelity ", ""),
    ("generate", "gpt-image-2"): COMMON.replace("input_fidelity ", ""),
    ("edit", "dall-e-2"): "image mask n prompt quality response_format size user",
    ("edit", "gpt-image-1"): f"image mask {COMMON}",
    ("edit", "gpt-image-1-mini"): f"image mask {COMMON.replace('input_fidelity ', '')}",
    ("edit", "gpt-image-2"): f"image mask {COMMON}",
    ("edit-json", "gpt-image-1.5"): f"images mask {COMMON}",
    ("edit-json", "gpt-image-1-mini"): f"images mask {COMMON.replace('input_fidelity ', '')}",
    ("edit-json", "chatgpt-image-latest"): f"images mask {COMMON}",
    ("variation", "dall-e-2"): "image n response_format size user",
    ("tool", "gpt-image-1"): f"action input_image_mask type {TOOL}",
    ("tool", "gpt-image-1-mini"): f"action input_image_mask type {TOOL.replace('input_fidelity ', '')}",
}


def test_models_and_operations():
    assert {name: model.operations for name, model in SPEC.models.items()} == SERVED
    assert list(SPEC.operations) == ["generate", "edit", "edit-json", "variation", "tool"]


@pytest.mark.parametrize("contract", TAKEN, ids=" ".join)
def test_parameters(contract):
    assert sorted(parameter.name for parameter in SPEC.contract(*contract).parameters) == sorted(TAKEN[contract].split())


def test_every_source_has_an_address_and_a_date():
    assert SPEC.sources
    for source in SPEC.sources.values():
        assert re.fullmatch(r"https://[a-z0-9.-]+/\S*", source.url), source.key
        assert date.fromisoformat(source.date) <= date(2026, 12, 31)
        assert source.title


def test_conflicts_are_decided():
    wanted = {f"B{number}" for number in (*range(1, 23), 28, 29, 30)}
    assert {name for name in SPEC.conflicts if name.startswith("B")} == wanted
    for name, conflict in SPEC.conflicts.items():
        assert conflict.topic, name
        assert len(conflict.decision) > 5, name
        assert len(conflict.reason) > 15, name
        assert conflict.claims, name
        assert set(conflict.sources) <= set(SPEC.sources), name
        for claim in conflict.claims:
            named = claim.partition(":")[0].split(", ")
            assert set(named) <= {*SPEC.sources, "every other optional parameter"}, f"{name}: {claim}"


def test_it_reads_without_knowing_yaml():
    """No anchors, aliases, tags, merges or block scalars, no tabs, nothing that looks like an expression."""
    code = [re.sub(r'"[^"]*"', '""', line.partition("#")[0]) for line in TEXT.split("\n")]
    for number, line in enumerate(code, 1):
        assert not re.search(r"(?:^|[\s\[{,:])[&*!|>]\S*", line.replace("=>", "")), f"line {number}: {line}"
        assert not re.search(r"<<|\t|\$\{|\blambda\b|\bre\.|\bif\b.*\belse\b|==|&&|\|\|", line), f"line {number}: {line}"
        assert len(line) <= 180, number
    assert TEXT.startswith("#")
    assert not re.search(r"[^\x00-\x7f\u00b7]", TEXT), "but for the dot in DALL·E"


def test_texts_are_sentences_for_people():
    for path, value in walk(DATA):
        if path and path[-1] in ("summary", "title", "reason", "topic", "decision") and isinstance(value, str):
            assert value == value.strip(), path
            assert 3 <= len(value) <= 160, path


def test_its_summaries_end_like_sentences():
    for name, operation in DATA["operations"].items():
        for key, row in operation["parameters"].items():
            assert row["summary"].endswith("."), f"{name}.{key}"
            assert row["summary"][0].isupper(), f"{name}.{key}"
