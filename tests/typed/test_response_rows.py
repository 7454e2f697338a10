"""The responses of a table are loaded as strictly as the rest of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import imagespec
from imagespec.spec.load import load_file
from imagespec.spec.model import Spec

GOOD = """\
responses:
  Thing:
    summary: A thing.
    source: python-3.51
    fields:
      created: {type: integer, summary: When.}
      kind: {type: string, values: [a, b], optional: true, summary: Which.}
      others: {type: array, items: Other, optional: true, summary: More.}
  Other:
    summary: Another thing.
    event: thing.done
    final: true
    source: python-3.51
    fields:
      size: {type: integer, summary: How large.}
  Choice:
    summary: One of them.
    source: python-3.51
    any_of: [Other]
"""


def table(folder: Path, responses: str) -> Path:
    path = folder / "own.yaml"
    head = 'extends: openai@2026-11-12\ntable: own\nrevision: "2026-11-12"\ntitle: My gateway\n'
    path.write_text(head + responses, "utf-8")
    return path


def loaded(folder: Path, responses: str) -> Spec:
    return load_file(table(folder, responses))


def test_rows_are_read_as_written(tmp_path: Path) -> None:
    spec = loaded(tmp_path, GOOD)
    assert spec.responses["Thing"].fields["kind"].values == ("a", "b")
    assert spec.responses["Other"].final
    assert spec.responses["Choice"].any_of == ("Other",)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  Thing:", "  thing:", "cannot be a class"),
        ("  Thing:", '  "Thing(Message):\\\\npass":', "cannot be a class"),
        ("created:", "class:", "cannot be a field"),
        ("created:", "to_dict:", "cannot be a field"),
        ("created:", "problems:", "cannot be a field"),
        ("created:", "order:", "cannot be a field"),
        ("created:", "Created:", "cannot be a field"),
        ("size:", "type:", "cannot be a field"),
        ("type: integer, summary: When.", "type: number, summary: When.", "no type number"),
        ("type: integer, summary: When.", "type: Choice, summary: When.", "no type Choice"),
        ("type: integer, summary: When.", "summary: When.", "type is missing"),
        ("items: Other, ", "", "an array needs items"),
        ("type: integer, summary: How large.", "type: integer, items: Other, summary: How large.", "only an array has them"),
        ("items: Other", "items: Nothing", "an array needs items"),
        ("type: integer, summary: When.", "type: integer, values: [a], summary: When.", "describe text"),
        ("type: integer, summary: When.", "type: integer, encoding: base64, summary: When.", "describe text"),
        ("type: integer, summary: When.", "type: string, encoding: hex, summary: When.", "encoding"),
        ("type: integer, summary: When.", "type: integer, source: nowhere, summary: When.", "no source nowhere"),
        ("type: integer, summary: When.", "type: integer, default: 3, summary: When.", "unknown key default"),
        ("    event: thing.done\n", "", "final: without event:"),
        ("event: thing.done", "event: image_edit.completed", "is the same event"),
        ("any_of: [Other]", "any_of: [Thing]", "Thing is no event"),
        ("any_of: [Other]", "any_of: [Other]\n    event: choice", "event: and any_of:"),
        ("    any_of: [Other]", "    final: false", "neither fields: nor any_of:"),
        ("summary: One of them.\n    source: python-3.51", "summary: One of them.", "without a source"),
        ("    summary: A thing.\n", "", "summary is missing"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in GOOD
    with pytest.raises(imagespec.TableError) as caught:
        loaded(tmp_path, GOOD.replace(old, new, 1))
    assert problem in str(caught.value)
    assert caught.value.line > 4
    assert caught.value.remedy


def test_an_overlay_must_say_where_a_change_comes_from(tmp_path: Path) -> None:
    change = "responses:\n  ImagesResponse:\n    fields:\n      quality: {values: {add: [ultra]}}\n"
    with pytest.raises(imagespec.TableError, match="without a source"):
        loaded(tmp_path, change)
    spec = loaded(tmp_path, change.replace("{values: {add: [ultra]}}", "{values: {add: [ultra]}, source: python-3.51}"))
    assert spec.responses["ImagesResponse"].fields["quality"].values[-1] == "ultra"


def test_the_classes_of_an_own_table_have_its_fields(tmp_path: Path) -> None:
    module = imagespec.load(table(tmp_path, GOOD)).engine._load("responses", "responses")
    assert set(module.EVENTS) >= {"thing.done", "image_edit.completed"}
    assert module.Other(size=3).to_dict() == {"type": "thing.done", "size": 3}
    body = {"others": [{"size": "3", "type": "thing.done"}], "kind": "c", "created": None}
    thing = module.Thing.from_dict(body)
    assert isinstance(thing.others[0], module.Other)
    assert [*thing.to_dict().items()] == [*body.items()]
    assert thing.problems == (
        ("/created", "must be an integer, but is null"),
        ("/others/0/size", "must be an integer, but is a string"),
    )
