"""A new model is an edit of YAML, and a table of one's own needs no Python."""

from __future__ import annotations

import linecache
import traceback
from pathlib import Path

import pytest

import imagespec
from imagespec.engine.engine import Engine
from imagespec.spec.load import shipped
from tests.support.reference import reference

HERE = Path(__file__).parent
BASE = (shipped()["openai@2026-05-07"]).read_text("utf-8")

NEW_MODEL = """
  gpt-image-9:
    title: GPT Image 9
    family: gpt-image
    released: "2026-05-01"
    source: python-reference
    snapshots:
      gpt-image-9-2026-05-01: {source: python-reference}
    parameters:
      size:
        resolution:
          words: [auto]
          step: {of: 32}
          ratio: {max: 4}
          edge: {max: 4096}
          pixels: {max: 9000000}
      quality:
        one_of: {values: [auto, low, medium, high, ultra]}
      n:
        range: {min: 1, max: 4}
"""


@pytest.fixture
def extended(tmp_path):
    path = tmp_path / "2026-05-08.yaml"
    text = BASE.replace('revision: "2026-05-07"', 'revision: "2026-05-08"').replace("\nmodels:\n", "\nmodels:" + NEW_MODEL, 1)
    path.write_text(text, "utf-8")
    return imagespec.load(path)


def request(**changes):
    return {"model": "gpt-image-9", "prompt": "a lighthouse at dusk", **changes}


def rules(handle, body, operation="generate"):
    return [d.rule for d in handle.check(body, operation).diagnostics]


def test_new_model_is_known(extended):
    assert {"gpt-image-9", "gpt-image-9-2026-05-01"} <= set(extended.models)
    assert extended.models["gpt-image-9-2026-05-01"].snapshot_of == "gpt-image-9"
    serving = [name for name, operation in extended.operations.items() if "gpt-image-9" in operation.models]
    assert serving == ["generate", "edit", "edit-json", "tool"]
    assert "gpt-image-9" in extended.operations["edit"].served.models
    contract = extended.contract("generate", "gpt-image-9")
    assert contract.model == "gpt-image-9"
    assert contract["n"].constraints[0].max == 4
    assert extended.name == "openai@2026-05-08"


def test_new_model_is_checked(extended):
    assert extended.is_valid(request(size="4096x2176", quality="ultra", n=4))
    assert extended.check(request(size="4096x2176", quality="ultra", n=4)).diagnostics == ()
    assert rules(extended, request(size="1000x1024")) == ["size.step"]
    assert rules(extended, request(size="4128x2048")) == ["size.edge"]
    assert rules(extended, request(size="4096x2240")) == ["size.pixels"]
    assert rules(extended, request(n=5, quality="hd")) == ["n.range", "quality.value"]
    assert rules(extended, request(style="vivid")) == ["style.unsupported"]
    snapshot = {**request(size="1x1"), "model": "gpt-image-9-2026-05-01"}
    assert rules(extended, snapshot) == ["size.step"]
    assert not extended.is_valid(snapshot)
    assert rules(extended, {**request(), "images": [{"file_id": "file-1"}]}, "edit-json") == []


def test_the_rest_of_the_table_is_as_before(extended):
    shipped = imagespec.load("openai@2026-05-07")
    for body in (
        {"model": "gpt-image-2", "prompt": "a", "size": "4096x2176"},
        {"model": "dall-e-3", "prompt": "a", "n": 2},
        {"model": "gpt-image-1", "prompt": "a", "quality": "ultra"},
    ):
        one, other = (handle.check(body, today="2026-05-01") for handle in (extended, shipped))
        assert [(d.rule, d.params) for d in one.diagnostics] == [(d.rule, d.params) for d in other.diagnostics]
    assert shipped.check(request()).diagnostics[0].rule == "model.unknown"


def test_spelling_mistakes_lead_to_the_new_model(extended):
    diagnostic = extended.check({**request(), "model": "gpt-image9"}).diagnostics[0]
    assert diagnostic.rule == "model.unknown"
    assert "gpt-image-9" in diagnostic.params["models"]
    assert diagnostic.fixes[0].edits[0].value == "gpt-image-9"


def test_functions_of_the_package_take_the_path(tmp_path, extended):
    path = tmp_path / "2026-05-08.yaml"
    assert imagespec.is_valid(request(quality="ultra"), spec=path)
    assert imagespec.is_valid(request(quality="ultra"), spec=str(path))
    assert imagespec.check(request(n=5), spec=extended).diagnostics[0].params == {"actual": 5, "min": 1, "max": 4}
    assert not imagespec.is_valid(request(quality="ultra"), spec="openai@2026-05-07")


# -- a table from scratch ------------------------------------------------------------------------------------------

FLUX = """
table: forest
revision: "2026-03-01"
title: Forest image gateway

sources:
  handbook:
    title: Forest handbook
    url: https://forest.example/handbook
    date: "2026-02-28"

operations:
  upscale:
    title: Enlarge an image
    method: POST
    path: /v2/upscale
    sdk: forest.upscale
    encoding: json
    source: handbook
    parameters:
      model: {type: string}
      picture: {type: string, required: true, starts_with: {prefixes: ["https://"]}}
      factor: {type: integer, required: true, range: {min: 2, max: 8}}
      sharpen: {type: boolean, nullable: true, default: false}
      tags: {type: array, count: {max: 2}, items: {type: string, length: {min: 1, max: 10}}}

models:
  forest-labs/oak-1.1:
    released: "2026-02-01"
    source: handbook
    operations:
      upscale:
        takes: [picture, factor, sharpen, tags]
  forest-labs/fir:
    source: handbook
    operations:
      upscale:
        takes: [picture, factor]
        parameters:
          factor:
            range: {min: 2, max: 4}
"""


@pytest.fixture
def forest(tmp_path):
    path = tmp_path / "forest.yaml"
    path.write_text(FLUX, "utf-8")
    return imagespec.load(path)


def test_own_table(forest):
    assert repr(forest) == "<imagespec forest@2026-03-01>"
    assert list(forest.operations) == ["upscale"]
    assert list(forest.models) == ["forest-labs/oak-1.1", "forest-labs/fir"]
    good = {"model": "forest-labs/oak-1.1", "picture": "https://a.example/b.png", "factor": 8, "sharpen": None, "tags": ["leaf"]}
    for name in ("upscale", "/v2/upscale", "forest.upscale"):
        assert forest.check(good, name).diagnostics == ()
        assert forest.is_valid(good, name)
    bad = {**good, "factor": 9, "picture": "ftp://a", "sharpen": "yes", "tags": ["", "b", "c"], "facter": 1}
    found = [(d.rule, d.pointer) for d in forest.check(bad, "upscale").diagnostics]
    assert found == [
        ("picture.format", "/picture"),
        ("factor.range", "/factor"),
        ("sharpen.type", "/sharpen"),
        ("tags.count", "/tags"),
        ("tags.length", "/tags/0"),
        ("parameter.unknown", "/facter"),
    ]


def test_a_model_must_be_named_where_there_is_no_default(forest):
    for body in ({}, {"picture": "https://a.example/b.png", "factor": 2}):
        diagnostic = forest.check(body, "upscale").diagnostics[0]
        assert (diagnostic.rule, diagnostic.severity, diagnostic.pointer) == ("model.required", "error", "/model")
        assert diagnostic.message == "model is missing, but upscale requires it; add it."
        others = [] if body else ["picture.required", "factor.required"]
        assert found_by_reference(forest, body) == rules(forest, body, "upscale") == ["model.required", *others]
        assert not forest.is_valid(body, "upscale")
    assert rules(forest, {"model": None}, "upscale") == found_by_reference(forest, {"model": None}) == ["model.type"]


def found_by_reference(handle, body):
    return [verdict[0] for verdict in reference(handle.spec, body, "upscale")]


def test_own_models_differ(forest):
    body = {"model": "forest-labs/fir", "picture": "https://a.example/b.png", "factor": 8, "tags": []}
    assert rules(forest, body, "upscale") == ["factor.range", "tags.unsupported"]
    assert rules(forest, {**body, "model": "oak"}, "upscale") == ["model.unknown"]
    assert rules(forest, {**body, "model": "mine"}, "upscale") == ["model.unknown"]
    assert forest.check({**body, "model": "mine", "factor": 2}, "upscale", aliases={"mine": "forest-labs/oak-1.1"}).ok


def test_own_table_has_no_openai_operations(forest):
    with pytest.raises(ValueError, match="no operation 'generate'; use one of upscale"):
        forest.check({}, "generate")


def test_own_sources_are_named(forest):
    diagnostic = forest.check({"model": "forest-labs/fir", "picture": "https://a", "factor": 1}, "upscale").diagnostics[0]
    source = diagnostic.source
    assert (source.key, source.title, source.date, source.basis) == ("handbook", "Forest handbook", "2026-02-28", "documented")
    assert source.url == "https://forest.example/handbook"
    assert diagnostic.fixes[0].edits[0].value == 2


def test_tracebacks_show_the_generated_line(forest):
    class Angry(dict):
        def __len__(self):
            raise RuntimeError("counted")

    verdict = forest.engine.checks("upscale").MODELS["forest-labs/fir"][0]
    with pytest.raises(RuntimeError) as caught:
        verdict(Angry())
    frame = traceback.extract_tb(caught.value.__traceback__)[-2]
    assert "forest@2026-03-01" in frame.filename
    assert frame.line == "rest = len(p) - 3"
    assert linecache.getline(frame.filename, frame.lineno).strip() == frame.line


def test_a_revision_is_loaded_once():
    assert imagespec.load("openai@2026-05-07") is imagespec.load("openai@2026-05-07")
    assert isinstance(imagespec.load("openai@2026-05-07").engine, Engine)


@pytest.mark.parametrize("name", ["openai@2026-13-01x", "opena", "", "../openai", "openai@2026-05-07/x"])
def test_no_such_revision(name):
    with pytest.raises(ValueError, match="no spec"):
        imagespec.load(name)
