"""``imagespec.migrate``: what a request becomes for another model, and what is said about it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

import imagespec
from imagespec.report.fix import apply_edits
from tests.conftest import Depth
from tests.support.requests import generated

TODAY = "2026-11-26"
DALLE_3 = {"model": "dall-e-3", "prompt": "a cat"}
URL = "there is no url any more"


def migrate(request: Any, to: str | None = None, operation: str = "generate", **options: Any) -> Any:
    before = deepcopy(request)
    migrated = imagespec.migrate(request, to, operation, today=TODAY, **options)
    assert repr(request) == repr(before)
    assert migrated.report == imagespec.check(migrated.request, migrated.operation, today=TODAY) or options
    return migrated


def test_everything_at_once() -> None:
    request = DALLE_3 | {"quality": "hd", "style": "vivid", "response_format": "url", "size": "1792x1024"}
    migrated = migrate(request, "gpt-image-2.6-flare")
    assert migrated.request == {"model": "gpt-image-2.6-flare", "prompt": "a cat", "quality": "high", "size": "1792x1024"}
    assert migrated.changes == (
        'model: "dall-e-3" becomes "gpt-image-2.6-flare"',
        'quality: "hd" becomes "high"',
        'response_format: "url" is dropped',
        'style: "vivid" is dropped',
    )
    assert migrated.warnings == (
        'style "vivid" is not taken any more; say it in the prompt, such as "hyper-real and dramatic"',
        "gpt-image-2.6-flare answers with b64_json only: there is no url any more, so read the image from the answer itself",
    )
    assert (migrated.source, migrated.to, migrated.operation, migrated.ok, len(migrated.report)) == (
        "dall-e-3", "gpt-image-2.6-flare", "generate", True, 0,
    )  # fmt: skip
    assert imagespec.load().migrate(request, "gpt-image-2.6-flare", today=TODAY) == migrated
    assert migrated.to_dict()["from"] == "dall-e-3"


@pytest.mark.parametrize(
    ("key", "value", "to", "expected"),
    [
        ("quality", "standard", "gpt-image-2", "medium"),
        ("quality", "hd", "gpt-image-2.5-flare", "high"),
        ("size", "1024x1792", "gpt-image-2", "1024x1792"),
        ("size", "1792x1024", "gpt-image-1", "1536x1024"),
        ("size", "1024x1792", "gpt-image-1", "1024x1536"),
        ("n", 1, "gpt-image-2", 1),
        ("style", "natural", "gpt-image-2", None),
        ("response_format", "b64_json", "gpt-image-2", None),
    ],
)
def test_values_of_dall_e_3(key: str, value: Any, to: str, expected: Any) -> None:
    migrated = migrate(DALLE_3 | {key: value}, to)
    assert migrated.request.get(key) == expected
    assert migrated.ok
    assert any(URL in warning for warning in migrated.warnings)
    assert any("in the prompt" in warning for warning in migrated.warnings) == (key == "style")


@pytest.mark.parametrize("size", ["256x256", "512x512"])
def test_small_sizes_become_the_nearest(size: str) -> None:
    migrated = migrate({"model": "dall-e-2", "prompt": "a", "size": size}, "gpt-image-2")
    nearest = imagespec.check({"model": "gpt-image-2", "prompt": "a", "size": size}).diagnostics[0].fixes[0].edits[0].value
    assert (migrated.request["size"], migrated.ok) == (nearest, True)


def test_the_replacement_of_the_documents() -> None:
    assert migrate(DALLE_3).to == "gpt-image-2"
    migrated = migrate({"model": "gpt-image-1.5-2025-12-16", "prompt": "a"})
    assert migrated.to == "gpt-image-2.6-sunburst"
    assert migrated.warnings == (
        "the documents name gpt-image-2.6-sunburst and gpt-image-2.6-flare as replacements; the first was taken",
    )  # fmt: skip
    assert imagespec.migrate({"model": "gpt-image-1", "prompt": "a"}, today="2026-03-01", spec="openai@2026-05-07").to == "gpt-image-1"


@pytest.mark.parametrize("request_", [{"model": "gpt-image-2", "prompt": "", "n": 99}, {"prompt": "a", "n": 99}])
def test_a_request_that_needs_no_move_stays_even_if_it_is_wrong(request_: dict[str, Any]) -> None:
    migrated = migrate(request_)
    assert (migrated.request, migrated.changes, migrated.warnings, migrated.refused) == (request_, (), (), "")
    assert migrate(request_ | {"model": "gpt-image-2"}, "gpt-image-2").changes == ()


@pytest.mark.parametrize(("to", "kept"), [("gpt-image-2", False), ("gpt-image-2.6-flare", True)])
def test_transparent_backgrounds_are_warned_about(to: str, kept: bool) -> None:
    migrated = migrate({"model": "gpt-image-1.5", "prompt": "a", "background": "transparent"}, to)
    assert ("background" in migrated.request) == kept
    assert [warning.partition(";")[0].partition(",")[0] for warning in migrated.warnings] == [
        "background transparent stays" if kept else "background transparent is dropped"
    ]
    assert migrated.ok


def test_a_variation_becomes_an_edit() -> None:
    request = {"model": "dall-e-2", "image": ("a.png", b"\x89PNG\r\n\x1a\n"), "n": 2, "response_format": "url"}
    migrated = migrate(request, "gpt-image-2", "variation")
    assert migrated.operation == "edit"
    assert migrated.request == {
        "model": "gpt-image-2", "prompt": "Make a variation of this image.", "image": request["image"], "n": 2,
    }  # fmt: skip
    assert any("a variation becomes an edit" in warning for warning in migrated.warnings)
    assert migrated.ok


def test_a_variation_of_an_address_becomes_a_json_edit() -> None:
    migrated = migrate({"model": "dall-e-2", "image": "https://example.com/a.png"}, "gpt-image-2", "variation")
    assert migrated.operation == "edit-json"
    assert migrated.request["images"] == [{"image_url": "https://example.com/a.png"}]
    assert migrated.ok


@pytest.mark.parametrize(
    ("request_", "to", "operation", "reason"),
    [
        ({"model": "dall-e-2"}, "gpt-image-2", "variation", "image is missing, but edit requires it; add it."),
        ({"model": "dall-e-2", "image": "a.png", "prompt": "a"}, "dall-e-3", "edit", "no operation that could do what edit does"),
        ({"model": "sd-xl", "prompt": "a"}, "gpt-image-2", "generate", 'model is "sd-xl", which this table does not know'),
        (["a"], "gpt-image-2", "generate", "the request is no object"),
        ({"model": "gpt-image-2", "prompt": "a" * 5_000}, "dall-e-3", "generate", "prompt has 5,000 characters"),
    ],
)  # fmt: skip
def test_refused_with_the_reason(request_: Any, to: str, operation: str, reason: str) -> None:
    migrated = migrate(request_, to, operation)
    assert migrated.refused.startswith(reason)
    assert (migrated.request, migrated.changes, migrated.applied, migrated.operation) == (request_, (), (), operation)
    assert not migrated.ok


def test_names_of_ones_own_stay() -> None:
    aliases = {"mine": "dall-e-3", "house-*": "gpt-image-1.5"}
    migrated = migrate({"model": "mine", "prompt": "a", "quality": "hd"}, "gpt-image-2", aliases=aliases)
    assert migrated.request == {"model": "mine", "prompt": "a", "quality": "high"}
    assert migrated.warnings[0] == 'model "mine" is a name of your own; let it stand for gpt-image-2'
    assert (migrated.to, migrated.ok) == ("gpt-image-2", True)
    assert migrate({"model": "house-1", "prompt": "a"}, aliases=aliases).to == "gpt-image-2.6-sunburst"
    outside = migrate({"prompt": "a", "quality": "hd"}, "gpt-image-2", model="dall-e-3")
    assert outside.request == {"prompt": "a", "quality": "high"}
    assert "named outside of the request" in outside.warnings[0]


def test_a_prefix_stays_and_a_model_that_is_missing_comes() -> None:
    assert migrate({"model": "openai/dall-e-3", "prompt": "a"}, "gpt-image-2").request["model"] == "openai/gpt-image-2"
    named = migrate({"prompt": "a"}, "gpt-image-2")
    assert (named.request, named.changes) == ({"prompt": "a", "model": "gpt-image-2"}, ('model: "gpt-image-2" is added',))


def test_a_model_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="did you mean gpt-image-2"):
        imagespec.migrate(DALLE_3, "gpt-image2")


def test_old_warnings_are_left_alone() -> None:
    migrated = migrate({"model": "gpt-image-1.5", "prompt": "a", "user": "u"}, "gpt-image-2")
    assert migrated.request == {"model": "gpt-image-2", "prompt": "a", "user": "u"}
    assert [d.rule for d in migrated.report] == ["user.deprecated"]


def test_generated_requests(depth: Depth) -> None:
    """Whatever a request is: it is moved without a new error, or it stays and the reason is said; the fixes lead to the result."""
    moved = refused = 0
    for operation, request in generated(imagespec.load().spec, depth(150, 4_000), seed=29):
        for to in ("gpt-image-2.6-flare", None):
            before = imagespec.check(request, operation, today=TODAY)
            migrated = imagespec.migrate(request, to, operation, today=TODAY)
            assert repr(apply_edits(dict(request), [edit for fix in migrated.applied for edit in fix.edits])) == repr(migrated.request)
            if migrated.refused:
                refused += 1
                assert repr(migrated.request) == repr(request)
                continue
            moved += bool(migrated.applied)
            new = {(d.rule, d.pointer) for d in migrated.report.errors} - {(d.rule, d.pointer) for d in before}
            assert not new, (request, migrated)
            if migrated.to != migrated.source:
                assert not [d for d in migrated.report if d.rule in ("model.retired", "model.deprecated")]
                assert len(migrated.changes) >= 1
    assert moved > depth(90, 2_000)
    assert refused > depth(0, 50)
