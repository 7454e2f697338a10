"""What lint prints, in each format, with each option, and its exit codes."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec.cli import formats
from tests.cli.conftest import REVISION, Result, invoke

KEYS = [
    "file", "line", "column", "record", "custom_id", "rule", "severity", "pointer", "message", "operation", "model", "params", "fixes",
    "source",
]  # fmt: skip
GOOD = {"model": "gpt-image-2", "prompt": "a cat"}
WARNS = GOOD | {"size": "3840x2160"}
BAD = GOOD | {"n": 11}


@pytest.fixture
def saved(tmp_path: Path) -> Any:
    def save(*requests: Any, name: str = "a.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(request) + "\n" for request in requests), "utf-8")
        return path

    return save


# -- exit codes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "options", "code"),
    [
        (GOOD, (), 0),
        (GOOD, ("--strict",), 0),
        (WARNS, (), 0),
        (WARNS, ("--strict",), 1),
        (WARNS, ("--strict", "--ignore", "size.experimental"), 0),
        (BAD, (), 1),
        (BAD, ("--ignore", "n.range"), 0),
        (BAD, ("--ignore", "n"), 0),
        (BAD, ("--ignore", "*.range"), 0),
        (BAD, ("--ignore", "size, n"), 0),
        (BAD, ("--ignore", "size", "--ignore", "n.range"), 0),
        (BAD, ("--select", "size"), 0),
        (BAD, ("--select", "size,n.range"), 1),
        (BAD, ("--select", "n", "--ignore", "n.range"), 0),
    ],
)
@pytest.mark.parametrize("format_", formats.NAMES)
def test_exit_codes(saved: Any, request_: Any, options: tuple[str, ...], code: int, format_: str) -> None:
    assert invoke("lint", *REVISION, "--format", format_, *options, saved(request_)).code == code


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Missing argument"),
        (("--spec", "openai@1999-01-01"), "no spec"),
        (("--spec", "missing.yaml"), "cannot be read"),
        (("--operation", "draw"), "no operation"),
        (("--today", "soon"), "ISO date"),
        (("--select", "size.setp"), "did you mean step?"),
        (("--alias", "mine"), "NAME=MODEL"),
        (("--alias", "mine=gpt-image-22"), "did you mean gpt-image-2?"),
        (("--format", "xml"), "xml"),
        (("--nonsense",), "--nonsense"),
    ],
)
def test_wrong_use(saved: Any, arguments: tuple[str, ...], says: str) -> None:
    result = invoke("lint", *arguments, *([saved(GOOD)] if arguments else []))
    assert result.code == 2
    assert says in result.err
    assert result.out == ""


# -- options -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "operation"),
    [
        ({"images": [], "prompt": "b"}, "edit-json"),
        ({"images": [], "image": "a", "size": "1024x1024"}, "edit-json"),
        ({"image": "a", "prompt": "b"}, "edit"),
        ({"image[]": ["a"], "prompt": "b"}, "edit"),
        ({"image": "a", "n": 2}, "variation"),
        ({"prompt": "a"}, "generate"),
        ({"promt": "a"}, "generate"),
    ],
)
def test_operations_are_found_by_keys(saved: Any, request_: Any, operation: str) -> None:
    path = saved(request_)
    (said,) = invoke("lint", "--format", "json", *REVISION, path).said["requests"]
    assert (said["operation"], said["operation_from"]) == (operation, "keys")
    assert f"1 {operation} (by keys)" in invoke("lint", *REVISION, path).out


@pytest.mark.parametrize("value", [{}, [], {"images": []}, {"image": "a"}, {"name": "a"}, [[1]], "a"], ids=str)
def test_images_alone_and_nothing_are_no_request(saved: Any, value: Any) -> None:
    result = invoke("lint", *REVISION, saved(value))
    assert (result.code, "by keys" in result.out) == (0, False)
    assert "no image request found" in result.err.replace("\n", " ")


@pytest.mark.parametrize(
    ("option", "operation"),
    [("edit", "edit"), ("edit-json", "edit-json"), ("images.create_variation", "variation"), ("/v1/images/generations", "generate")],
)
def test_operations_that_are_named(saved: Any, option: str, operation: str) -> None:
    (said,) = invoke("lint", "--format", "json", *REVISION, "--operation", option, saved(GOOD)).said["requests"]
    assert (said["operation"], said["operation_from"]) == (operation, "option")


def test_an_alias_stands_for_a_model(saved: Any) -> None:
    path = saved({"model": "mine", "prompt": "a", "style": "vivid"})
    assert "model.unknown" in invoke("lint", "-q", *REVISION, path).out
    assert invoke("lint", "-q", *REVISION, "--alias", "mine=dall-e-3", "--ignore", "model", path).out == ""


def test_today_decides_about_lifecycles(saved: Any) -> None:
    path = saved({"model": "dall-e-3", "prompt": "a"})
    for day, rule in (("2026-05-11", "model.deprecated"), ("2026-05-12", "model.retired")):
        assert f" {rule} " in invoke("lint", "--spec", "openai@2026-05-07", "--today", day, path).out


def test_the_newest_revision_is_the_default(saved: Any) -> None:
    assert invoke("lint", "--format", "json", saved(GOOD)).said["spec"] == imagespec.load().name


# -- json ----------------------------------------------------------------------------------------------------------


def test_json_is_one_object_with_the_documented_keys(saved: Any) -> None:
    path = saved(BAD | {"size": "1x1"}, GOOD)
    said = invoke("lint", "--format", "json", *REVISION, path).said
    assert list(said) == ["spec", "requests", "diagnostics"]
    assert [list(entry) for entry in said["diagnostics"]] == [KEYS] * 3
    library = imagespec.check(BAD | {"size": "1x1"}, spec="openai@2026-05-07").to_dict()["diagnostics"]
    assert [{key: entry[key] for key in KEYS[5:]} for entry in said["diagnostics"]] == library
    assert [(entry["line"], entry["record"], entry["ok"]) for entry in said["requests"]] == [(1, 1, False), (2, 2, True)]


def test_statistics(saved: Any) -> None:
    path = saved(BAD, BAD, WARNS)
    counts = invoke("lint", "--format", "json", "--statistics", *REVISION, path).said["statistics"]
    assert counts == [
        {"rule": "n.range", "severity": "error", "count": 2},
        {"rule": "size.experimental", "severity": "warning", "count": 1},
    ]
    rows = [row.split() for row in invoke("lint", "--statistics", *REVISION, path).out.splitlines()]
    assert ["2", "error", "n.range"] in rows
    assert ["1", "warning", "size.experimental"] in rows


def test_jsonl_is_the_diagnostics_of_json(saved: Any) -> None:
    path = saved(BAD, WARNS)
    said = invoke("lint", "--format", "json", *REVISION, path).said["diagnostics"]
    assert [json.loads(row) for row in invoke("lint", "--format", "jsonl", *REVISION, path).out.splitlines()] == said


def test_json_without_requests_is_an_object_too(tmp_path: Path) -> None:
    result = invoke("lint", "--format", "json", *REVISION, tmp_path / "missing.json")
    assert (result.code, result.said["requests"], result.said["diagnostics"]) == (2, [], [])


# -- text ----------------------------------------------------------------------------------------------------------


def test_text_names_place_rule_fix_and_source(saved: Any) -> None:
    path = saved(GOOD, BAD)
    file, first, fix, _, source, more, _, summary = invoke("lint", *REVISION, path).out.splitlines()
    assert file == str(path)
    assert first == "  2:50 error n.range  n is 11, but gpt-image-2 takes 1 to 10; use 10. [1]"
    assert fix == "      fix: use 10"
    assert re.fullmatch(r"\[1\] .+, \d{4}-\d\d-\d\d, https://\S+", source)
    assert re.fullmatch(r"more: imagespec rules n\.range, or https://\S+/n\.range\.md", more)
    assert summary == (
        "2 requests in 1 file: 1 error, 0 warnings; 1 finding can be fixed with --fix --unsafe-fixes; "
        "checked with openai@2026-05-07 as 2 generate (by keys)"
    )


def test_quiet_is_one_line_per_finding(saved: Any) -> None:
    assert len(invoke("lint", "-q", *REVISION, saved(BAD, GOOD, WARNS)).out.splitlines()) == 2
    assert invoke("lint", "-q", *REVISION, saved(GOOD)).out == ""


def test_colour_when_asked_for(saved: Any) -> None:
    path = saved(BAD)
    plain = invoke("lint", *REVISION, "--no-color", path).out
    colored = invoke("lint", *REVISION, "--color", path).out
    assert "\x1b[" not in plain
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    assert invoke("lint", *REVISION, path).out == plain


NASTY = "\x1b[2J\x07\r\x9b\u202e\u2066x\u2028\x00"


@pytest.mark.parametrize("format_", formats.NAMES)
@pytest.mark.parametrize(
    "request_",
    [
        {"model": NASTY, "prompt": "a"},
        GOOD | {NASTY: 1},
        GOOD | {"size": NASTY},
        {"custom_id": NASTY, "method": NASTY, "url": NASTY, "body": GOOD | {"quality": NASTY}},
        {"custom_id": NASTY, "method": "POST", "url": "/v1/images/generations", "body": GOOD | {NASTY: {NASTY: NASTY}}},
        GOOD | {"prompt": "a" * 40_000},
    ],
)
def test_no_control_character_and_no_long_value_is_printed(saved: Any, request_: Any, format_: str) -> None:
    lines = [request_, request_]
    result = invoke("lint", *REVISION, "--format", format_, saved(*lines))
    assert result.code == 1
    said = json.dumps(json.loads(result.out)) if format_ == "json" else result.out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\u2066]", said)
    assert "a" * 81 not in said


def test_no_control_character_of_a_broken_line_is_printed(tmp_path: Path) -> None:
    for name, text in (("a.jsonl", f"{{{NASTY}\n"), ("a.yaml", f'a: !{NASTY.replace(chr(0), "")} "b"\n'), ("b.yaml", "*\x85\u202e: 1\n")):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        out = invoke("lint", *REVISION, path).out
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\u2066]", out)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made there")
def test_no_control_character_of_a_file_name_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\n\u202e.json"
    path.write_text(json.dumps(BAD), "utf-8")
    good: Result = invoke("lint", *REVISION, path)
    missing = invoke("lint", *REVISION, tmp_path / "b\x1b[31m.json")
    assert (good.code, missing.code) == (1, 2)
    for text in (good.out, missing.err):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert good.out.count("error n.range") == 1
