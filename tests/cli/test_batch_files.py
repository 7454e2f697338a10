"""What the upload of a batch file asks of its name and its size, and which models batches serve."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import imagespec
from tests.cli.conftest import Result, invoke

NEWEST = ("--spec", "openai", "--today", "2026-11-26")


def line(custom_id: str, model: str = "gpt-image-2", **body: Any) -> dict[str, Any]:
    request = {"model": model, "prompt": "a cat", **body}
    return {"custom_id": custom_id, "method": "POST", "url": "/v1/images/generations", "body": request}


def lines(*values: Any) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def lint(path: Path, text: str, *options: str) -> Result:
    path.write_text(text, "utf-8")
    return invoke("lint", path, "--format", "json", *(options or NEWEST))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.jsonl", []),
        ("A.JSONL", []),
        ("a.b.jsonl", []),
        ("a.ndjson", [("batch.file-type", 1)]),
        ("a.json", [("batch.file-type", 1)]),
        ("a.jsonl.txt", [("batch.file-type", 1)]),
        ("jsonl", [("batch.file-type", 1)]),
    ],
)
def test_the_name_of_a_batch_file(tmp_path: Path, name: str, found: list[tuple[str, int]]) -> None:
    result = lint(tmp_path / name, lines(line("a"), line("b"), line("c")))
    assert [(entry["rule"], entry["line"]) for entry in result.said["diagnostics"]] == found
    assert result.code == (1 if found else 0)


def test_what_is_said_about_the_name(tmp_path: Path) -> None:
    (finding,) = lint(tmp_path / "all of mine.ndjson", lines(line("a"))).said["diagnostics"]
    assert finding["message"] == (
        'the file is called "all of mine.ndjson", but the upload takes a batch file only with a name that ends in .jsonl; rename it.'
    )
    assert (finding["severity"], finding["params"], finding["source"]["basis"]) == ("error", {"suffix": ".jsonl"}, "documented")


def test_a_line_that_was_saved_for_itself_is_no_batch_file(tmp_path: Path) -> None:
    for text in (json.dumps(line("a")), json.dumps(line("a"), indent=2), json.dumps([line("a")])):
        assert lint(tmp_path / "line.json", text).rules == []
    assert lint(tmp_path / "lines.json", json.dumps([line("a"), line("b")])).rules == ["batch.file-type"]


def test_requests_without_an_envelope_may_stand_in_any_file(tmp_path: Path) -> None:
    request = {"model": "gpt-image-2", "prompt": "a cat"}
    assert lint(tmp_path / "a.ndjson", lines(request, request)).rules == []


def test_standard_input_has_no_name() -> None:
    assert invoke("lint", "-", "--format", "json", *NEWEST, stdin=lines(line("a"), line("b"))).said["diagnostics"] == []


def test_a_long_and_nasty_name_is_cut_short(tmp_path: Path) -> None:
    (finding,) = lint(tmp_path / ("x" * 150 + "\x1b[31m.ndjson"), lines(line("a"))).said["diagnostics"]
    assert "\x1b" not in finding["message"]
    assert "x" * 81 not in finding["message"]


def test_models_that_batches_do_not_serve(tmp_path: Path) -> None:
    models = ("gpt-image-2", "gpt-image-2.5-flare", "gpt-image-2.6-flare", "gpt-image-2.6-sunburst")
    for model in models:
        result = lint(tmp_path / "a.jsonl", lines(line("a", model)))
        assert result.rules == (["model.unsupported"] if "2.6" in model else [])
        assert result.code == 0
    (finding,) = result.said["diagnostics"]
    assert (finding["severity"], finding["pointer"], finding["line"]) == ("warning", "/body/model", 1)
    assert finding["source"]["basis"] == "inferred"
    assert "gpt-image-2.6-sunburst, which batches do not serve" in finding["message"]
    assert lint(tmp_path / "a.json", json.dumps(line("a", models[-1])["body"])).rules == []
    assert lint(tmp_path / "a.jsonl", lines(line("a", models[-1])), "--spec", "openai", "--ignore", "model.unsupported").rules == []


def test_bytes_are_counted_as_the_other_limits_count_them() -> None:
    for name in ("openai@2026-05-07", "openai", "azure"):
        limits = imagespec.load(name).batch
        assert limits is not None
        assert limits["max_bytes"] == 209_715_200


OWN = """
extends: openai@2026-11-26
table: mine
revision: "2026-11-27"
title: A gateway of my own
sources:
  own: {title: Own handbook, url: "https://example.com/handbook", date: "2026-11-27"}
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("batch: {suffix: jsonl, source: own}", "no end of a file name"),
        ("batch: {suffix: .JSONL, source: own}", "no end of a file name"),
        ("models: {gpt-image-2: {source: own, not_in_batch: {basis: inferred}}}", "no reason"),
        ("models: {gpt-image-2: {source: own, not_in_batch: {reason: so, severity: error}}}", "severity has no effect here"),
        ("models: {gpt-image-2: {source: own, not_in_batch: {reason: so, source: none-such}}}", "no source none-such"),
    ],
)
def test_such_rows_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(OWN + text + "\n", "utf-8")
    with pytest.raises(imagespec.TableError, match=problem):
        imagespec.load(path)


def test_a_family_speaks_for_its_models_and_a_model_for_its_snapshots(tmp_path: Path) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(OWN + "families: {gpt-image-2.5: {source: own, not_in_batch: {reason: our gateway has none}}}\n", "utf-8")
    limits = imagespec.load(path).batch
    assert limits is not None
    doubtful = {name: why[0] for name, why in limits["unsupported"].items() if "2.5" in name}
    assert doubtful == dict.fromkeys(
        (f"gpt-image-2.5-{kind}{day}" for kind in ("flare", "sunburst") for day in ("", "-2026-09-08")), "our gateway has none"
    )
