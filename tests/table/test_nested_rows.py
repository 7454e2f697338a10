"""A row that narrows what is inside a parameter changes what it names and keeps the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

import imagespec
from imagespec.kinds import StartsWith

BASE = "openai@2026-11-12"
MODEL = "gpt-image-2"
HEAD = f"""extends: {BASE}
table: gateway
revision: "2026-11-20"
title: A gateway
sources:
  own: {{title: Own handbook, url: "https://example.com/handbook", date: "2026-11-20"}}
"""
ONLY_WEB = """
models:
  gpt-image-2:
    source: own
    parameters:
      images: {items: {fields: {image_url: {starts_with: {prefixes: ["https://"]}}}}}
"""


def load(folder: Path, text: str) -> imagespec.Handle:
    path = folder / "gateway.yaml"
    path.write_text(HEAD + text, "utf-8")
    return imagespec.load(path)


def rules(handle: imagespec.Handle, *images: object, model: str = MODEL) -> list[tuple[str, str]]:
    found = handle.check({"model": model, "prompt": "a fox", "images": list(images)}, "edit-json").diagnostics
    return [(d.rule, d.pointer) for d in found if d.severity == "error"]


def test_the_type_and_the_other_fields_stay(tmp_path: Path) -> None:
    handle, base = load(tmp_path, ONLY_WEB), imagespec.load(BASE)
    one, other = (spec.contract("edit-json", MODEL)["images"] for spec in (handle, base))
    assert one.type == other.type
    assert one.item is not None
    assert other.item is not None
    assert (one.item.type, one.item.unknown) == (other.item.type, other.item.unknown)
    assert [field.name for field in one.item.fields] == [field.name for field in other.item.fields] == ["image_url", "file_id"]
    narrowed, kept = one.item.fields
    assert (narrowed.type.name, narrowed.type.nullable) == ("string", True)
    assert kept == other.item.fields[1]
    (prefixes,) = [kind for kind in narrowed.constraints if isinstance(kind, StartsWith)]
    assert prefixes.prefixes == ("https://",)
    assert prefixes.provenance.source == ("own",)


def test_what_was_not_named_is_checked_as_before(tmp_path: Path) -> None:
    handle = load(tmp_path, ONLY_WEB)
    assert rules(handle, {"image_url": "https://example.com/a.png"}, {"file_id": "file-1"}) == []
    assert rules(handle, {"image_url": "data:image/png;base64,AAAA"}) == [("image_url.format", "/images/0/image_url")]
    assert rules(imagespec.load(BASE), {"image_url": "data:image/png;base64,AAAA"}) == []
    assert rules(handle, {"image_url": "data:image/png;base64,AAAA"}, model="gpt-image-1.5") == []
    for item in ({"image_url": 5}, {}, {"file_id": "f", "image_url": "https://a"}, {"url": "https://a"}, "file-1"):
        assert rules(handle, item) == rules(imagespec.load(BASE), item) != []


def test_a_new_field_has_its_type(tmp_path: Path) -> None:
    change = "models: {gpt-image-2: {source: own, parameters: {images: {items: {fields: {weight: {type: integer, range: {max: 9}}}}}}}}\n"
    handle = load(tmp_path, change)
    assert rules(handle, {"file_id": "f", "weight": 9}) == []
    assert rules(handle, {"file_id": "f", "weight": 10}) == [("weight.range", "/images/0/weight")]
    assert rules(handle, {"file_id": "f", "weight": "9"}) == [("weight.type", "/images/0/weight")]


IN_ITEMS = "{images: {items: {fields: {style: {one_of: {values: [a]}}}}}}"
UNTYPED = {
    "a field of a model": f"models: {{gpt-image-2: {{source: own, parameters: {IN_ITEMS}}}}}\n",
    "a field of a family": f"families: {{gpt-image: {{source: own, parameters: {IN_ITEMS}}}}}\n",
    "a field in an operation": f"operations: {{edit-json: {{source: own, parameters: {IN_ITEMS}}}}}\n",
    "items of what has none": "models: {gpt-image-2: {source: own, parameters: {mask: {items: {one_of: {values: [a]}}}}}}\n",
    "a parameter of an operation": "operations: {generate: {source: own, parameters: {mood: {one_of: {values: [calm]}}}}}\n",
    "a parameter edited in": "operations: {generate: {source: own, parameters: {mood: {one_of: {values: {add: [calm]}}}}}}\n",
}


@pytest.mark.parametrize("change", UNTYPED)
def test_a_new_parameter_without_a_type_is_no_text(tmp_path: Path, change: str) -> None:
    with pytest.raises(imagespec.TableError) as caught:
        load(tmp_path, UNTYPED[change])
    assert {error.line for error in caught.value.errors} == {7}
    assert [error for error in caught.value.errors if "type" in error.problem and error.remedy.startswith("add type:")], str(caught.value)
    assert len(caught.value.errors) == (2 if "{add:" in UNTYPED[change] else 1)


def test_a_limit_that_the_nested_type_cannot_have(tmp_path: Path) -> None:
    with pytest.raises(imagespec.TableError) as caught:
        load(tmp_path, "models: {gpt-image-2: {source: own, parameters: {images: {items: {fields: {file_id: {range: {max: 3}}}}}}}}\n")
    assert "range does not apply to string" in caught.value.problem
    assert len(caught.value.errors) == 1


def prefixes(text: str) -> str:
    return f'{{source: own, parameters: {{images: {{items: {{fields: {{image_url: {{starts_with: {{prefixes: ["{text}"]}}}}}}}}}}}}}}\n'


def test_a_nested_limit_that_every_model_replaces(tmp_path: Path) -> None:
    names = [name for name, row in imagespec.load(BASE).models.items() if "edit-json" in row.operations and not row.snapshot_of]
    text = "families:\n  gpt-image: " + prefixes("a:") + "models:\n" + "".join(f"  {name}: {prefixes('b:')}" for name in names)
    with pytest.raises(imagespec.TableError) as caught:
        load(tmp_path, text)
    family, operation = caught.value.errors
    assert "families.gpt-image.parameters.images.items.fields.image_url.starts_with: every model replaces" in family.problem
    assert (family.file, family.line) == (str(tmp_path / "gateway.yaml"), 8)
    assert "operations.edit-json.parameters.images.items.fields.image_url.starts_with: every model replaces" in operation.problem
