"""Tables that extend another: what changes, what ends, and which file a fault is in."""

from __future__ import annotations

from pathlib import Path

import pytest

import imagespec
from imagespec.report.errors import TableError
from imagespec.spec.load import shipped
from tests.revisions.asking import TODAY

HEAD = """extends: {base}
table: gateway
revision: "2026-11-20"
title: A gateway
sources:
  own: {{title: Own handbook, url: "https://example.com/handbook", date: "2026-11-20"}}
"""
BASE = "openai@2026-11-12"


def write(folder: Path, text: str, base: str = BASE) -> Path:
    path = folder / "gateway.yaml"
    path.write_text(HEAD.format(base=base) + text, "utf-8")
    return path


def load(folder: Path, text: str, base: str = BASE) -> imagespec.Handle:
    return imagespec.load(write(folder, text, base))


def rules(handle: imagespec.Handle, operation: str = "generate", **body: object) -> list[str]:
    return [d.rule for d in handle.check({"prompt": "a fox", **body}, operation, today=TODAY).diagnostics]


def test_a_table_that_changes_nothing_is_its_base(tmp_path: Path) -> None:
    handle, base = load(tmp_path, ""), imagespec.load(BASE)
    assert handle.name == "gateway@2026-11-20"
    assert handle.spec.contracts == base.spec.contracts
    assert handle.spec.models == base.spec.models
    assert set(handle.spec.sources) == {*base.spec.sources, "own"}


def test_extending_a_table_means_its_newest_revision(tmp_path: Path) -> None:
    assert load(tmp_path, "", "openai").spec.contracts == imagespec.load().spec.contracts
    assert "gpt-image-2.6-flare" not in load(tmp_path, "", "openai@2026-11-04").models


def test_new_model(tmp_path: Path) -> None:
    handle = load(
        tmp_path,
        """
models:
  house-1:
    family: gpt-image-2.5
    released: "2026-11-20"
    source: own
    snapshots: {house-1-2026-11-20: {source: own}}
    without: [edit-json]
    parameters:
      n: {range: {min: 1, max: 2}}
""",
    )
    assert {"house-1", "house-1-2026-11-20"} <= set(handle.models)
    assert handle.models["house-1"].operations == ("generate", "edit", "tool")
    assert rules(handle, model="house-1", n=2, quality="xhigh", size="2048x1024") == []
    assert rules(handle, model="house-1-2026-11-20", n=3) == ["n.range"]
    assert rules(handle, "edit-json", model="house-1", images=[{"file_id": "f"}]) == ["model.unsupported"]
    assert rules(imagespec.load(BASE), model="house-1") == ["model.unknown"]
    finding = handle.check({"model": "house-1", "prompt": "a", "n": 3}).diagnostics[0]
    assert (finding.source.key, finding.source.url) == ("own", "https://example.com/handbook")


def test_altered_model(tmp_path: Path) -> None:
    handle = load(
        tmp_path,
        """
models:
  gpt-image-2:
    parameters:
      n: {range: {min: 1, max: 4}, source: own}
      background: {refused: {severity: warning, reason: our account is served, source: own}}
""",
    )
    assert rules(handle, model="gpt-image-2", n=5) == ["n.range"]
    assert rules(handle, model="gpt-image-2", n=0) == ["n.range"]
    assert rules(handle, model="gpt-image-2.5-flare", n=10) == []
    assert handle.is_valid({"model": "gpt-image-2", "prompt": "a", "background": "transparent"})
    assert not imagespec.is_valid({"model": "gpt-image-2", "prompt": "a", "background": "transparent"}, spec=BASE)


def test_lists_are_edited_in_place(tmp_path: Path) -> None:
    handle = load(
        tmp_path,
        """
families:
  gpt-image:
    parameters:
      moderation: {one_of: {values: {add: [strict, none], remove: [low]}}, source: own}
    operations:
      generate: {takes: {remove: [svg]}}
""",
    )
    (kind,) = handle.contract("generate", "gpt-image-2")["moderation"].constraints
    assert kind.values == ("auto", "strict", "none")  # type: ignore[attr-defined]  # a set of values
    assert rules(handle, model="gpt-image-2", output_format="svg", svg={"model": "m"}) == ["output_format.preview", "svg.unsupported"]
    assert "svg" in [parameter.name for parameter in imagespec.load(BASE).contract("generate", "gpt-image-2").parameters]


def test_a_plain_list_replaces(tmp_path: Path) -> None:
    handle = load(tmp_path, "families: {gpt-image: {parameters: {moderation: {one_of: {values: [auto, off-duty]}, source: own}}}}\n")
    assert rules(handle, model="gpt-image-2", moderation="low") == ["moderation.value"]


def test_entries_end(tmp_path: Path) -> None:
    gone = ["/models/dall-e-3", "/operations/generate/parameters/n/range"]
    gone += [f"/models/gpt-image-1/{key}" for key in ("shutdown", "replacement", "lifecycle_source")]
    handle = load(tmp_path, f"removes: [{', '.join(gone)}]\n")
    assert rules(handle, model="dall-e-3") == ["model.unknown"]
    assert rules(handle, model="gpt-image-2", n=99) == []
    assert rules(handle, model="gpt-image-1") == []


def test_a_parameter_may_return_with_another_limit(tmp_path: Path) -> None:
    text = """
removes: [/models/gpt-image-2/parameters/size]
models:
  gpt-image-2:
    parameters:
      size: {sizes: {values: [512x512]}, source: own}
"""
    handle = load(tmp_path, text)
    assert rules(handle, model="gpt-image-2", size="512x512") == []
    assert rules(handle, model="gpt-image-2", size="1024x1024") == ["size.value"]


FAULTS = {
    "no source for a number": ("models: {gpt-image-2: {parameters: {n: {range: {max: 4}}}}}\n", 7, "a change without a source"),
    "no source for a date": ('models: {gpt-image-2: {shutdown: "2027-01-01"}}\n', 7, "a change without a source"),
    "no such source": ("models: {gpt-image-2: {parameters: {n: {range: {max: 4}, source: other}}}}\n", 7, "other"),
    "nothing to remove": ("removes:\n  - /models/gpt-image-9\n", 8, "/models/gpt-image-9 leads to no entry"),
    "pointer into a text": ("removes:\n  - /title/0\n", 8, "leads to no entry"),
    "pointer without slash": ("removes:\n  - models\n", 8, "leads to no entry"),
    "removes that is no list": ("removes: /models/dall-e-3\n", 7, "no list of pointers"),
    "value that is not there": (
        "families:\n  gpt-image:\n    source: own\n    parameters:\n      moderation:\n        one_of: {values: {remove: [strict]}}\n",
        12,
        "strict is not in the list",
    ),
    "value that is there": (
        "families:\n  gpt-image:\n    source: own\n    parameters:\n      moderation:\n        one_of: {values: {add: [low]}}\n",
        12,
        "low is in the list already",
    ),
    "another way to edit a list": (
        "families:\n  gpt-image:\n    source: own\n    parameters:\n      moderation:\n        one_of: {values: {drop: [low]}}\n",
        12,
        "a list is changed by add and remove",
    ),
    "unknown key": ("models: {gpt-image-2: {colour: red, source: own}}\n", 7, "colour"),
    "bounds that cross": ("models: {gpt-image-2: {parameters: {n: {range: {min: 5, max: 4}, source: own}}}}\n", 7, ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_name_the_overlay_and_the_line(tmp_path: Path, fault: str) -> None:
    text, line, said = FAULTS[fault]
    path = write(tmp_path, text)
    with pytest.raises(TableError) as caught:
        imagespec.load(path)
    assert str(caught.value).startswith(f"{path}:{line}: "), str(caught.value)
    assert said in str(caught.value)
    assert "; " in str(caught.value), "the error says what to do"


def test_a_fault_that_an_overlay_causes_in_its_base_names_the_file_of_the_entry(tmp_path: Path) -> None:
    path = write(tmp_path, "removes: [/families/gpt-image-2.5]\n")
    with pytest.raises(TableError) as caught:
        imagespec.load(path)
    assert caught.value.file == str(shipped()["openai@2026-09-08"])
    assert "gpt-image-2.5" in str(caught.value)


@pytest.mark.parametrize("base", ["nothing", "openai@2020-01-01", "gateway", "'gateway.yaml'", "openai@", "[openai]", "3", "{}"])
def test_a_base_that_is_none(tmp_path: Path, base: str) -> None:
    path = write(tmp_path, "", base)
    with pytest.raises(TableError, match="to extend") as caught:
        imagespec.load(path)
    assert str(caught.value).startswith(f"{path}:1: ")
    assert f"openai or one of {', '.join(shipped())}" in str(caught.value)


def test_a_shipped_table_cannot_extend_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "loop"
    folder.mkdir()
    path = folder / "2026-11-20.yaml"
    path.write_text(HEAD.format(base="loop").replace("table: gateway", "table: loop"), "utf-8")
    monkeypatch.setattr("imagespec.spec.shipped.FOLDER", str(tmp_path))
    with pytest.raises(TableError, match='no table "loop" to extend'):
        imagespec.load(path)


def test_the_base_is_not_changed_by_what_extends_it(tmp_path: Path) -> None:
    before = imagespec.load(BASE).spec
    load(tmp_path, "removes: [/models/dall-e-3]\nmodels: {gpt-image-2: {parameters: {n: {range: {max: 4}, source: own}}}}\n")
    from imagespec.spec.load import load_file

    assert load_file(shipped()[BASE]).contracts == before.contracts


@pytest.mark.parametrize("name", [name for name in shipped() if name != "openai@2026-05-07"])
def test_shipped_overlays_say_what_changed_and_no_more(name: str) -> None:
    """An overlay is short, and no row of it repeats what its base says already."""
    from imagespec.spec.document import read_document, walk
    from imagespec.spec.load import in_force, whole

    overlay = read_document(shipped()[name])
    base = whole(read_document(shipped()[in_force(overlay.data["extends"]) or ""])).data
    assert overlay.data["extends"] in shipped()
    removed = {tuple(pointer[1:].split("/")) for pointer in overlay.data.get("removes", [])}
    for path, value in walk({key: overlay.data[key] for key in ("families", "models", "operations") if key in overlay.data}):
        if isinstance(value, (dict, list)) or any(path[: len(gone)] == gone for gone in removed):
            continue
        there: object = base
        for token in path:
            there = there.get(token) if isinstance(there, dict) else None
        if path[-1] not in ("source", "lifecycle_source", "severity", "reason", "replacement"):
            assert there != value, path
