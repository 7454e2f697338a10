"""Titles, labels and groups: from the table, said once for all operations, and made of names where the table is silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec.compile import words
from imagespec.report.errors import TableError

TABLE = """
table: booth
revision: "2026-11-20"
title: A photo booth
sources:
  sign: {title: The sign on it, url: "https://booth.example", date: "2026-11-20"}
operations:
  shoot:
    title: Take a picture
    method: POST
    path: /v1/shots
    encoding: json
    source: sign
    parameters:
      model: {type: string}
      shots: {type: integer, required: true, title: How many, range: {min: 1, max: 4}}
      flash: {type: string, default: none, labels: {none: Dark}, group: light, one_of: {values: [none, full_hd]}}
      delay_ms: {type: integer, group: advanced}
      strip:
        type: object
        fields:
          image_url: {type: string, title: Address}
          frame: {type: string}
  reshoot:
    title: Take it again
    method: POST
    path: /v1/again
    encoding: json
    source: sign
    parameters:
      model: {type: string}
      shots: {type: integer}
      flash: {type: string, title: Lamp, one_of: {values: [none, full_hd]}}
      strip: {type: object, fields: {image_url: {type: string}}}
models:
  old:
    title: Old one
    source: sign
    released: "2020-01-01"
    deprecated: "2021-01-01"
    shutdown: "2026-01-01"
    replacement: new
    snapshots: {old-2020-02-02: {source: sign}}
    operations: {shoot: {takes: [shots, flash, delay_ms, strip]}, reshoot: {takes: [shots, flash, strip]}}
  newer: {title: Newer one, source: sign, released: "2026-02-01", operations: {shoot: {takes: [shots]}}}
  new: {title: New one, source: sign, released: "2025-01-01", operations: {shoot: {takes: [shots]}}}
"""


def load(folder: Path, text: str = TABLE) -> imagespec.Handle:
    (folder / "booth.yaml").write_text(text, "utf-8")
    return imagespec.load(folder / "booth.yaml")


@pytest.fixture(scope="module")
def booth(tmp_path_factory: pytest.TempPathFactory) -> imagespec.Handle:
    return load(tmp_path_factory.mktemp("booth"))


def test_words_of_the_table_and_words_made_of_names(booth: imagespec.Handle) -> None:
    shoot = booth.contract("shoot", "old")
    assert [words.title(parameter) for parameter in shoot.parameters] == ["How many", "Lamp", "Delay (ms)", "Strip"]
    assert [words.title(field) for field in shoot["strip"].fields] == ["Address", "Frame"]
    assert [words.label(shoot["flash"], value) for value in ("none", "full_hd", "640x480")] == ["Dark", "Full HD", "640 \u00d7 480"]


def test_words_are_said_once(booth: imagespec.Handle) -> None:
    again = booth.contract("reshoot", "old")
    assert [words.title(parameter) for parameter in again.parameters] == ["How many", "Lamp", "Strip"]
    assert words.title(again["strip"].fields[0]) == "Address"
    assert (again["flash"].labels, again["flash"].group) == ({"none": "Dark"}, "light")


@pytest.mark.parametrize("shape", ["editor", "form", "model", "union"])
def test_every_annotated_shape_has_them(booth: imagespec.Handle, shape: str) -> None:
    schema = booth.json_schema("shoot", "old", shape, "draft-07")
    titles: set[str] = set()

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            titles.update([part["title"]] if isinstance(part.get("title"), str) else [])
            for inner in part.values():
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(schema)
    assert {"How many", "Lamp", "Delay (ms)", "Address", "Frame"} <= titles


def test_the_ui_schema_has_order_groups_and_labels(booth: imagespec.Handle) -> None:
    shown = booth.ui_schema("shoot")
    assert shown["ui:order"] == ["model", "shots", "strip", "flash", "delay_ms", "*"]
    assert [(group["title"], group["fields"]) for group in shown["ui:groups"]] == [
        ("Main", ["model", "shots", "strip"]), ("Light", ["flash"]), ("Advanced", ["delay_ms"]),
    ]  # fmt: skip
    assert shown["flash"]["ui:enumNames"] == {"none": "Dark", "full_hd": "Full HD"}


def test_models_stand_in_order(booth: imagespec.Handle) -> None:
    operation = booth.operations["shoot"]
    assert words.models_in_order(booth.spec, operation) == ("new", "newer", "old", "old-2020-02-02")
    assert words.model_label(booth.spec, "old") == "Old one (ended 2026-01-01)"
    assert words.model_label(booth.spec, "old-2020-02-02") == "Old one (2020-02-02, ended 2026-01-01)"
    assert words.model_label(booth.spec, "new") == "New one"


def test_a_label_of_a_mistyped_value_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"flash is never full_dh.*did you mean full_hd\?"):
        load(tmp_path, TABLE.replace("labels: {none: Dark}", "labels: {none: Dark, full_dh: Bright}"))


def test_words_in_a_table_that_extends_another_need_no_source(tmp_path: Path) -> None:
    own = (
        'extends: openai@2026-11-12\ntable: mine\nrevision: "2026-11-20"\ntitle: Mine\n'
        "operations: {generate: {parameters: {n: {title: How many pictures}, quality: {labels: {max: Best}}}}}\n"
    )
    handle = load(tmp_path, own)
    contract = handle.contract("edit", "gpt-image-2.6-flare")
    assert words.title(contract["n"]) == "How many pictures"
    assert words.label(contract["quality"], "max") == "Best"
    assert words.label(contract["quality"], "xhigh") == "Extra high"
