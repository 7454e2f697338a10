"""A model may have several replacements: each is named, and each is a fix."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import imagespec
from tests.cli.conftest import invoke

HEAD = """
extends: openai@2026-11-26
table: mine
revision: "2026-11-27"
title: A gateway of my own
sources:
  own: {title: Own handbook, url: "https://example.com/handbook", date: "2026-11-27"}
models:
"""
ENDING = ("gpt-image-1-mini", "gpt-image-1.5", "gpt-image-1.5-2025-12-16", "chatgpt-image-latest")
NEWER = ["gpt-image-2.6-sunburst", "gpt-image-2.6-flare"]


@pytest.mark.parametrize("model", ENDING)
def test_both_2_6_models_are_named(model: str) -> None:
    (finding,) = imagespec.check({"model": model, "prompt": "a"}, spec="openai@2026-11-26", today="2026-11-30").diagnostics
    assert finding.message.endswith("will be shut down on 2026-12-01; move to gpt-image-2.6-sunburst or gpt-image-2.6-flare.")
    assert finding.params["replacement"] == NEWER
    assert [(fix.title, [edit.value for edit in fix.edits], fix.safe) for fix in finding.fixes] == [
        (f"use {name}", [name], False) for name in NEWER
    ]
    assert imagespec.load("openai@2026-11-26").models[model].replacement == tuple(NEWER)


def test_the_command_line_names_them() -> None:
    newest = ("--spec", "openai@2026-11-26")
    assert "replaced by gpt-image-2.6-sunburst or gpt-image-2.6-flare" in " ".join(invoke("models", "gpt-image-1.5", *newest).out.split())
    said = invoke("models", "gpt-image-1.5", *newest, "--format", "json").said
    assert said["replacement"] == NEWER
    ending = ("models", "--expiring", "20d", "--today", "2026-11-21", *newest)
    assert "gpt-image-2.6-sunburst or gpt-image-2.6-flare" in " ".join(invoke(*ending).out.split())
    rows = {row["model"]: row["replacement"] for row in invoke(*ending, "--format", "json").said["models"]}
    assert all(rows[model] == NEWER for model in ENDING)


def test_lint_shows_each_as_a_fix(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"model": "gpt-image-1.5", "prompt": "a"}), "utf-8")
    (finding,) = invoke("lint", path, "--spec", "openai@2026-11-26", "--today", "2026-11-30", "--format", "json").said["diagnostics"]
    assert [fix["edits"][0]["value"] for fix in finding["fixes"]] == NEWER


def table(folder: Path, text: str) -> Path:
    path = folder / "table.yaml"
    path.write_text(HEAD + text, "utf-8")
    return path


def test_a_table_says_one_or_several(tmp_path: Path) -> None:
    for written, read in (("house-2", ("house-2",)), ("[house-2, gpt-image-2]", ("house-2", "gpt-image-2"))):
        text = f"  house-1: {{family: gpt-image, shutdown: '2027-01-01', source: own, replacement: {written}}}\n"
        handle = imagespec.load(table(tmp_path, text + "  house-2: {family: gpt-image, source: own}\n"))
        assert handle.models["house-1"].replacement == read


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("[gpt-image-2, gpt-image-9]", "no other model gpt-image-9"),
        ("[house-1]", "no other model house-1"),
        ("[gpt-image-2, gpt-image-2]", "stands twice"),
        ("[2]", "is no name or list of names"),
    ],
)
def test_a_replacement_is_another_model_of_the_table(tmp_path: Path, written: str, problem: str) -> None:
    path = table(tmp_path, f"  house-1: {{family: gpt-image, shutdown: '2027-01-01', source: own, replacement: {written}}}\n")
    with pytest.raises(imagespec.TableError, match=problem):
        imagespec.load(path)


def test_an_end_may_be_known_long_before_it_is_a_finding(tmp_path: Path) -> None:
    path = table(tmp_path, "  house-1: {family: gpt-image, shutdown: '2027-10-01', notice: '2027-04-01', source: own}\n")
    handle = imagespec.load(path)
    for today, rules in (("2027-03-31", []), ("2027-04-01", ["model.deprecated"]), ("2027-10-01", ["model.retired"])):
        assert [d.rule for d in handle.check({"model": "house-1", "prompt": "a"}, today=today).diagnostics] == rules
    for wrong, problem in (("2027-10-02", "is before notice"), ("soon", "is no date")):
        path.write_text(path.read_text("utf-8").replace("2027-04-01", wrong), "utf-8")
        with pytest.raises(imagespec.TableError, match=problem):
            imagespec.load(path)
        path.write_text(path.read_text("utf-8").replace(wrong, "2027-04-01"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("shutdown: '2027-10-01', ", ""), "utf-8")
    with pytest.raises(imagespec.TableError, match="notice without shutdown"):
        imagespec.load(path)
