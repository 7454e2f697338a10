"""The options of the calls, and what is refused as a mistake of the caller."""

from __future__ import annotations

from pathlib import Path

import pytest

import imagespec
from imagespec.api import Handle

GOOD = {"model": "gpt-image-2", "prompt": "a cat"}
BAD = {"model": "gpt-image-2", "prompt": "", "size": "3072x2048", "n": 11, "style": "vivid", "stream": True}


def rules(report: imagespec.Report) -> list[str]:
    return [d.rule for d in report.diagnostics]


def test_the_request_under_test_has_many_findings(founding: Handle) -> None:
    assert rules(founding.check(BAD)) == [
        "prompt.length", "n.range", "size.experimental", "stream.requires", "style.unsupported",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "kept", "ok"),
    [
        ({"select": ["size"]}, ["size.experimental"], True),
        ({"select": ["size.experimental", "n.range"]}, ["n.range", "size.experimental"], False),
        ({"select": ["*.unsupported"]}, ["style.unsupported"], False),
        ({"select": "n"}, ["n.range"], False),
        ({"select": []}, [], True),
        ({"select": ["*"]}, ["prompt.length", "n.range", "size.experimental", "stream.requires", "style.unsupported"], False),
        ({"ignore": ["n", "style", "prompt"]}, ["size.experimental", "stream.requires"], True),
        ({"ignore": ["*"]}, [], True),
        ({"ignore": []}, ["prompt.length", "n.range", "size.experimental", "stream.requires", "style.unsupported"], False),
        ({"select": ["size", "stream"], "strict": True}, ["size.experimental", "stream.requires"], False),
        ({"select": ["size"], "ignore": ["*.experimental"], "strict": True}, [], True),
    ],
)
def test_select_ignore_and_strict(founding: Handle, options: dict[str, object], kept: list[str], ok: bool) -> None:
    report = founding.check(BAD, **options)  # type: ignore[arg-type]  # a table of options
    assert (rules(report), report.ok, founding.is_valid(BAD, **options)) == (kept, ok, ok)  # type: ignore[arg-type]
    assert imagespec.check(BAD, spec=founding, **options) == report  # type: ignore[arg-type]
    if options.get("strict"):
        assert not report.warnings


def test_strict_makes_warnings_errors(founding: Handle) -> None:
    request = {**GOOD, "size": "3072x2048"}
    assert founding.check(request).ok
    report = founding.check(request, strict=True)
    assert (report.ok, [d.severity for d in report.diagnostics], founding.is_valid(request, strict=True)) == (False, ["error"], False)
    with pytest.raises(imagespec.InvalidRequest):
        founding.validate(request, strict=True)
    assert founding.validate(request)


def test_aliases(founding: Handle) -> None:
    request = {"model": "my-deployment", "prompt": "a cat", "size": "1920x1080"}
    assert rules(founding.check(request)) == ["model.unknown"]
    report = founding.check(request, aliases={"my-deployment": "gpt-image-2"})
    assert (rules(report), report.model) == (["size.step"], "gpt-image-2")
    assert founding.is_valid({**request, "size": "auto"}, aliases={"my-deployment": "gpt-image-2"})
    assert founding.is_valid({**GOOD, "size": "1920x1088"}, aliases={"my-deployment": "gpt-image-2"})


def test_today(founding: Handle) -> None:
    request = {"model": "dall-e-3", "prompt": "a cat"}
    for day, rule in (("2026-05-11", "model.deprecated"), ("2026-05-12", "model.retired"), ("2099-01-01", "model.retired")):
        assert rules(founding.check(request, today=day)) == [rule]
    assert rules(founding.check(request)) in (["model.deprecated"], ["model.retired"])
    for day in ("", "2026-5-1", "20260501", "today", "2026-05-1x"):
        with pytest.raises(ValueError, match="ISO date"):
            founding.check(request, today=day)


@pytest.mark.parametrize("operation", ["", "generat", "Generate", "/v1/images", "model", 3, ["generate"], b"generate"])
def test_unknown_operations_are_the_callers_mistake(founding: Handle, operation: object) -> None:
    for call in (founding.check, founding.is_valid, founding.validate, imagespec.check, imagespec.is_valid, imagespec.validate):
        with pytest.raises(ValueError, match="operation"):
            call(GOOD, operation)


@pytest.mark.parametrize(
    ("name", "request_", "operation"),
    [
        ("/v1/images/generations", GOOD, "generate"),
        ("images.generate", GOOD, "generate"),
        ("/v1/images/edits", {**GOOD, "image": "a.png"}, "edit"),
        ("/v1/images/edits", {**GOOD, "image[]": ["a.png"]}, "edit"),
        ("/v1/images/edits", {**GOOD, "images": [{"file_id": "f"}]}, "edit-json"),
        ("images.edit", {**GOOD, "image": "a.png"}, "edit"),
        ("/v1/images/variations", {"model": "dall-e-2", "image": "a.png"}, "variation"),
        ("images.create_variation", {"model": "dall-e-2", "image": "a.png"}, "variation"),
    ],
)
def test_operations_by_path_and_sdk_name(founding: Handle, name: str, request_: dict[str, object], operation: str) -> None:
    report = founding.check(request_, name)
    assert (report.operation, report.ok) == (operation, True)
    assert founding.is_valid(request_, name)


def test_spec_names() -> None:
    assert imagespec.check(GOOD, spec="openai@2026-05-07").ok
    assert imagespec.is_valid(GOOD, spec="openai")
    for name in ("openai@1999-01-01", "nobody", "openai@tomorrow", ""):
        if name:
            with pytest.raises(ValueError, match="no spec"):
                imagespec.load(name)


def test_a_table_by_path_says_the_same(founding: Handle) -> None:
    path = Path(imagespec.__file__).parent / "tables" / "openai" / "2026-05-07.yaml"
    own = imagespec.load(path)
    for request in (GOOD, BAD, {}, {"model": "x"}):
        assert own.check(request, today="2026-05-01") == founding.check(request, today="2026-05-01")
        assert imagespec.is_valid(request, spec=own) is founding.is_valid(request)
