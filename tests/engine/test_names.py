"""What names mean: models behind prefixes and aliases, operations by address, and names that mean nothing."""

from __future__ import annotations

import subprocess
import sys
from fnmatch import fnmatchcase
from itertools import product
from random import Random
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.values.names import is_pattern, matches
from tests.support.files import NAMED

GOOD = {"model": "gpt-image-2", "prompt": "a cat"}


def rules(report: imagespec.Report) -> list[str]:
    return [d.rule for d in report.diagnostics]


# -- prefixes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "openai/gpt-image-2", "azure/gpt-image-2", "openrouter/openai/gpt-image-2", "vercel_ai_gateway/openai/gpt-image-2",
        "OpenAI/gpt-image-2", "openai/gpt-image-2-2026-04-21", "1024-x-1024/gpt-image-2", "@provider/gpt-image-2",
    ],
)  # fmt: skip
def test_a_known_model_behind_prefixes_is_checked_as_that_model(name: str) -> None:
    report = imagespec.check({"model": name, "prompt": "a cat", "size": "1920x1080"})
    assert rules(report) == ["model.prefixed", "size.step"]
    assert report.model == name.rpartition("/")[2]
    prefixed = report.diagnostics[0]
    assert (prefixed.severity, prefixed.pointer, prefixed.params["actual"]) == ("warning", "/model", name)
    assert prefixed.fixes == (), "who receives the request decides whether the prefix is right"
    good = {"model": name, "prompt": "a cat", "size": "1536x864"}
    assert imagespec.is_valid(good)
    assert not imagespec.is_valid(good, strict=True)
    assert rules(imagespec.check(good)) == ["model.prefixed"]


@pytest.mark.parametrize(
    "name",
    [
        "/gpt-image-2", "openai/", "openai gpt/gpt-image-2", "openai/gpt-image-2\n", "open\nai/gpt-image-2", "\u00e9/gpt-image-2",
        "openai/gpt-image-2/", "openai/gpt-image", "gpt-image-2/openai", "openai:gpt-image-2", "openai/GPT-image-2",
    ],
)  # fmt: skip
def test_what_is_no_model_behind_a_prefix_is_unknown(name: str) -> None:
    assert rules(imagespec.check({"model": name, "prompt": "a cat", "size": "1x1"})) == ["model.unknown"]
    assert not imagespec.is_valid({"model": name, "prompt": "a cat"})


def test_the_life_and_the_operations_of_a_prefixed_model_are_told_as_well() -> None:
    old = imagespec.check({"model": "openai/gpt-image-1.5", "prompt": "a cat"}, today="2026-11-26")
    assert rules(old) == ["model.prefixed", "model.deprecated"]
    report = imagespec.check({"model": "openai/dall-e-3", "prompt": "a", "image": "a.png"}, "edit")
    assert [(d.rule, d.message) for d in report] == [
        ("model.unsupported", 'edit does not serve "openai/dall-e-3"; use one that imagespec models lists with edit.')
    ]
    (served,) = imagespec.check({"model": "gpt-image-2", "image": "a.png"}, "variation")
    assert served.message == 'variation does not serve "gpt-image-2"; use dall-e-2.'


def test_a_typed_request_may_name_a_prefixed_model() -> None:
    request = imagespec.validate({"model": "openai/gpt-image-2", "prompt": "a cat"})
    assert isinstance(request, imagespec.GptImage2Generate)
    assert request.to_dict() == {"model": "openai/gpt-image-2", "prompt": "a cat"}


def test_an_unknown_model_is_one_short_sentence() -> None:
    (near,) = imagespec.check({"model": "gpt-imge-2", "prompt": "a cat"})
    assert near.message == 'model is "gpt-imge-2", which this table does not know; did you mean gpt-image-2?'
    (far,) = imagespec.check({"model": "stable-diffusion", "prompt": "a cat"})
    assert far.message.endswith("name one that imagespec models lists, or declare an alias.")
    (behind,) = imagespec.check({"model": "azure/gpt-imge-2", "prompt": "a cat"})
    assert behind.message.endswith("did you mean gpt-image-2?")
    assert max(len(d.message) for d in (near, far, behind)) < 140


# -- aliases -----------------------------------------------------------------------------------------------------------


def model_of(name: str, aliases: dict[str, str]) -> str:
    return imagespec.check({"model": name, "prompt": "a cat"}, aliases=aliases).model


def test_aliases_may_be_patterns() -> None:
    aliases = {"house-*": "gpt-image-2", "house-x": "gpt-image-2.6-flare", "*-v?": "gpt-image-2.5-flare"}
    expected = {
        "house-": "gpt-image-2", "house-images": "gpt-image-2", "house-x": "gpt-image-2.6-flare", "house": "", "ahouse-x": "",
        "mine-v1": "gpt-image-2.5-flare", "mine-v12": "", "house-v1": "gpt-image-2", "azure/house-y": "gpt-image-2",
    }  # fmt: skip
    for name, model in expected.items():
        assert model_of(name, aliases) == model, name
        assert imagespec.is_valid({"model": name, "prompt": "a cat"}, aliases=aliases) is bool(model)
    assert rules(imagespec.check({"model": "azure/house-y", "prompt": "a cat"}, aliases=aliases)) == ["model.prefixed"]


def test_exact_names_come_before_patterns() -> None:
    everything = {"*": "gpt-image-2.6-flare"}
    assert model_of("gpt-image-2", everything) == "gpt-image-2"
    assert model_of("mine", everything) == model_of("openai/gpt-image-2", everything) == "gpt-image-2.6-flare"
    assert model_of("gpt-image-2", {"gpt-image-2": "gpt-image-2.6-flare"}) == "gpt-image-2.6-flare"
    assert model_of("a", {"?": "gpt-image-2", "a*": "gpt-image-2.6-flare"}) == "gpt-image-2"
    assert model_of("mine", {"mine": "openai/gpt-image-2"}) == "gpt-image-2"
    assert rules(imagespec.check({"model": "mine", "prompt": "a"}, aliases={"mine": "openai/gpt-image-2"})) == []


def test_patterns_are_those_of_fnmatch() -> None:
    random = Random(4)
    words = ["".join(letters) for length in range(5) for letters in product("ab*?", repeat=length)]
    texts = ["".join(letters) for length in range(6) for letters in product("ab", repeat=length)]
    for _ in range(20_000):
        pattern, text = random.choice(words), random.choice(texts)
        assert matches(text, pattern) is fnmatchcase(text, pattern), (text, pattern)
    assert matches("a[1]", "a[*")
    assert not matches("a1", "a[1]")
    assert [is_pattern(word) for word in ("a*", "?", "a", "[a]")] == [True, True, False, False]


def test_patterns_load_no_regular_expressions() -> None:
    program = (
        "import imagespec, sys\n"
        "assert imagespec.check({'model': 'house-1', 'prompt': 'a'}, aliases={'house-*': 'gpt-image-2'}).ok\n"
        "assert imagespec.check({'model': 'openai/gpt-image-2', 'prompt': 'a'}).ok\n"
        "assert imagespec.check({'prompt': 'a'}, 'client.images.generate', model='gpt-image-2').ok\n"
        "assert not {'re', 'fnmatch', 'difflib', 'typing', 'attr'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# -- model= ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spec", ["openai", "openai@2026-05-07", "azure"])
@pytest.mark.parametrize("nothing", [{}, {"model": None}])
def test_the_model_of_requests_that_name_none(spec: str, nothing: dict[str, Any]) -> None:
    request = {**nothing, "prompt": "a cat", "size": "1920x1080"}
    report = imagespec.check(request, spec=spec, model="gpt-image-2")
    assert (rules(report), report.model) == (["size.step"], "gpt-image-2")
    assert not imagespec.is_valid(request, spec=spec, model="gpt-image-2")
    assert imagespec.is_valid({**request, "size": "auto"}, spec=spec, model="gpt-image-2")
    assert imagespec.check({**GOOD, "model": "gpt-image-1.5", "size": "1920x1080"}, spec=spec, model="gpt-image-2").model == "gpt-image-1.5"


def test_the_given_model_is_named_in_the_typed_request() -> None:
    for request in ({"prompt": "a cat"}, {"prompt": "a cat", "model": None}):
        typed = imagespec.validate(request, model="gpt-image-2")
        assert isinstance(typed, imagespec.GptImage2Generate)
        assert typed.to_dict() == {"model": "gpt-image-2", "prompt": "a cat"}
        assert imagespec.GptImage2Generate.from_dict(request, model="gpt-image-2") == typed
    assert imagespec.validate({"prompt": "a"}, model="mine", aliases={"mine": "gpt-image-2"}).model == "mine"


def test_safe_fixes_stay_safe_with_a_given_model() -> None:
    report = imagespec.check({"prompt": "a", "quality": "HIGH"}, model="gpt-image-2", spec="openai@2026-05-07")
    assert [fix.safe for d in report for fix in d.fixes] == [True]


# -- operations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "operation"),
    [
        ("https://api.openai.com/v1/images/generations", "generate"),
        ("https://api.openai.com/v1/images/generations/", "generate"),
        ("https://api.openai.com/v1/images/generations?x=1#y", "generate"),
        ("https://res.openai.azure.com/openai/deployments/mine/images/generations?api-version=2025-04-01-preview", "generate"),
        ("https://res.openai.azure.com/openai/v1/images/edits", "edit-json"),
        ("/openai/deployments/mine/images/edits?api-version=2025-04-01-preview", "edit-json"),
        ("/v1/images/generations/", "generate"),
        ("v1/images/edits", "edit-json"),
        ("images/generations", "generate"),
        ("/images/variations?", "variation"),
        ("POST /v1/images/generations", "generate"),
        ("localhost:8000/v1/images/generations", "generate"),
        ("client.images.generate", "generate"),
        ("client.images.edit", "edit"),
        ("openai.images.create_variation", "variation"),
        ("self.client.images.with_raw_response.edit", "edit"),
        ("images.with_streaming_response.generate()", "generate"),
    ],
)
def test_addresses_and_calls_name_operations(name: str, operation: str) -> None:
    request = {"model": "gpt-image-2", "prompt": "a", "images": [{"file_id": "f"}]}
    assert imagespec.check(request, name).operation == operation
    assert imagespec.is_valid({**GOOD}, "generate")


def test_an_edit_by_address_is_a_form_where_it_uploads() -> None:
    for address in ("https://api.openai.com/v1/images/edits", "/openai/deployments/d/images/edits"):
        assert imagespec.check({**GOOD, "image": "a.png"}, address).operation == "edit"
        assert imagespec.check({**GOOD, "images": [{"file_id": "f"}]}, address).operation == "edit-json"


@pytest.mark.parametrize(
    ("request_", "operation"),
    [
        ({"prompt": "a"}, "generate"),
        ({}, "generate"),
        (None, "generate"),
        ({"images": [], "image": "a"}, "edit-json"),
        ({"prompt": "a", "image": "a.png"}, "edit"),
        ({"prompt": "a", "image[]": ["a.png"]}, "edit"),
        ({"image": "a.png"}, "variation"),
    ],
)
def test_no_operation_goes_by_the_keys(request_: Any, operation: str) -> None:
    assert imagespec.check(request_, None).operation == operation
    assert imagespec.is_valid(request_, None) is imagespec.is_valid(request_, operation)


def test_typed_requests_of_inferred_operations() -> None:
    assert type(imagespec.validate({**GOOD, "image": NAMED}, None)).__name__ == "GptImage2Edit"


def test_a_table_of_one_operation_infers_that(founding: Handle) -> None:
    from imagespec.engine.operations import inferred, named

    assert inferred(frozenset({"image"}), ["upscale"]) == "upscale"
    known = {"upscale": ("upscale",), "/v2/upscale": ("upscale",), "/v2/upscale/more": ("more",), "tools.more": ("more",)}
    assert named("https://host/upscale", known) == ("upscale",)
    assert named("https://host/v1/upscale/more/", known) == ("more",)
    assert named("https://host/v1/downupscale", known) == ()
    assert named("client.tools.more", known) == ("more",)
    assert named("client.mytools.more", known) == ()


# -- names that mean nothing -------------------------------------------------------------------------------------------

MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"select": ["siez"]}, "no rule 'siez'; did you mean size?"),
    ({"select": "size.stp"}, "no rule 'size.stp'; did you mean size.step?"),
    ({"ignore": ["n.range", "*.unsuported"]}, "did you mean *.unsupported?"),
    ({"ignore": ["size.retired"]}, "no rule 'size.retired'"),
    ({"select": [""]}, "no rule ''"),
    ({"ignore": [3]}, "no rule '3'"),
    ({"select": iter(["x" * 500])}, "no rule 'xxx"),
    ({"aliases": {"mine": "gpt-imge-2"}}, "alias 'mine' stands for no model 'gpt-imge-2'; did you mean gpt-image-2?"),
    ({"aliases": {"mine-*": "other/thing"}}, "alias 'mine-*' stands for no model 'other/thing'"),
    ({"aliases": {"mine": 3}}, "aliases must map text to text"),
    ({"aliases": {3: "gpt-image-2"}}, "aliases must map text to text"),
    ({"model": "gpt-imge-2"}, "no model 'gpt-imge-2'; did you mean gpt-image-2?"),
    ({"model": ""}, "no model ''"),
    ({"model": 3}, "model must be text"),
    ({"operation": "genrate"}, "no operation 'genrate'; did you mean generate?"),
    ({"operation": "client.images.edti"}, "no operation 'client.images.edti'; did you mean images.edit?"),
    ({"operation": "https://api.openai.com/v1/chat/completions"}, "no operation 'https://api.openai.com/v1/chat/completions'"),
]


@pytest.mark.parametrize(("options", "says"), MISTAKES, ids=lambda value: str(value)[:40])
def test_names_that_mean_nothing_are_refused(options: dict[str, Any], says: str) -> None:
    options = {name: [*value] if name in ("select", "ignore") and not isinstance(value, str) else value for name, value in options.items()}
    for call in (imagespec.check, imagespec.is_valid, imagespec.validate):
        for request in (GOOD, {**GOOD, "n": 11}, {"model": "gpt-image-2"}, 3):
            with pytest.raises(ValueError) as error:  # noqa: PT011  # the words are compared below
                call(request, **options)
            assert not isinstance(error.value, imagespec.InvalidRequest)
            assert says in str(error.value)
            assert len(str(error.value)) < 400


@pytest.mark.parametrize(
    "name",
    ["size", "size.step", "*.unsupported", "*", "images", "svg", "svg.model.required", "image.count", "model.prefixed", "image_url.format"],
)
def test_names_of_rules_of_any_operation_are_taken(name: str) -> None:
    assert imagespec.check(GOOD, select=[name]).ok
    assert imagespec.check(GOOD, ignore=name, spec="openai@2026-05-07").ok, "a rule of the newest revision is no mistake in an older one"


def test_options_that_are_iterators_are_read_once() -> None:
    bad = {**GOOD, "size": "1x1", "n": 11}
    assert {d.rule for d in imagespec.check(bad, select=iter(["n", "size.step"]))} == {"n.range", "size.step"}
    assert {d.rule for d in imagespec.check(bad, ignore=iter(["size"]))} == {"n.range"}
