"""Transparent backgrounds on gpt-image-2 are refused by default, and somebody with access can say so."""

from __future__ import annotations

from typing import Any

import pytest

import imagespec
from imagespec.spec.load import shipped
from tests.revisions.asking import BODIES

NAMES = [name for name in shipped() if name.startswith("openai@")]
MODELS = ("gpt-image-2", "gpt-image-2-2026-04-21")


@pytest.fixture(params=[(name, operation, model) for name in NAMES for operation in BODIES for model in MODELS], ids=" ".join)
def asked(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    name, operation, model = request.param
    return name, operation, model


RULE = "background.unsupported"
"""In every revision, although the documents call it a preview since 2026-08-20: a preview is a warning everywhere."""


def body(operation: str, model: str, **parameters: Any) -> dict[str, Any]:
    return BODIES[operation](model, background="transparent", **parameters)


def test_error_by_default(asked: tuple[str, str, str]) -> None:
    name, operation, model = asked
    report = imagespec.check(body(operation, model), operation, spec=name)
    (finding,) = report.diagnostics
    assert not report.ok
    assert (finding.rule, finding.severity, finding.pointer) == (RULE, "error", "/background")
    assert not imagespec.is_valid(body(operation, model), operation, spec=name)


def test_the_message_says_what_is_written_what_was_seen_and_how_to_allow_it(asked: tuple[str, str, str]) -> None:
    name, operation, model = asked
    (finding,) = imagespec.check(body(operation, model), operation, spec=name).diagnostics
    assert model in finding.message
    assert f"ignore {RULE}" in finding.message
    assert "documents" in finding.message
    assert "refused on 2026-05-03" in finding.message
    if name != "openai@2026-05-07":
        for said in ("preview since 2026-08-20", "accepted on 2026-08-23", "21 requests on 2026-10-15"):
            assert said in finding.message
    assert finding.source.url.startswith("https://")


def test_ignoring_it_by_name(asked: tuple[str, str, str]) -> None:
    name, operation, model = asked
    options: dict[str, Any] = {"operation": operation, "spec": name, "ignore": [RULE]}
    assert imagespec.check(body(operation, model), **options).diagnostics == ()
    assert imagespec.is_valid(body(operation, model, output_format="webp"), **options)
    (clash,) = imagespec.check(body(operation, model, output_format="jpeg"), **options).diagnostics
    assert (clash.rule, clash.severity) == ("background.requires", "error")
    assert not imagespec.is_valid(body(operation, model, output_format="jpeg"), **options)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("background", ["opaque", "auto", None])
def test_other_backgrounds_are_fine(name: str, background: str | None) -> None:
    request = {"model": "gpt-image-2", "prompt": "a fox", "background": background}
    assert imagespec.check(request, spec=name).diagnostics == ()


@pytest.mark.parametrize("name", NAMES)
def test_other_models_have_it(name: str) -> None:
    for model in imagespec.load(name).operations["generate"].models:
        if model.startswith(("gpt-image", "chatgpt")) and model not in MODELS:
            request = {"model": model, "prompt": "a fox", "background": "transparent"}
            assert imagespec.is_valid(request, spec=name), model
            assert not imagespec.is_valid({**request, "output_format": "jpeg"}, spec=name), model
