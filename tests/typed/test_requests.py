"""Typed requests: an instance exists exactly when the check says ok, says everything at once, and gives back what it was given."""

from __future__ import annotations

import copy
import io
import pickle
import subprocess
import sys
import timeit
from collections.abc import Callable
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import attrs
import pytest

import imagespec
from imagespec.api import Handle
from imagespec.typed.request import Request
from tests.support import files
from tests.support.requests import ALIASES, generated, systematic
from tests.support.verdicts import found
from tools.benchmark.contenders import machine_code

PNG = files.NAMED
IMAGES = [{"file_id": "file-1"}, {"image_url": "https://example.com/a.png", "file_id": None}]
VALID: dict[str, dict[str, Any]] = {
    "generate": {"model": "gpt-image-2", "prompt": "a cat", "size": "1536x864", "n": None, "quality": "high"},
    "edit": {"model": "gpt-image-2", "prompt": "a cat", "image": [PNG, ("b.png", files.PNG, "image/png")], "n": "2"},
    "edit-json": {"model": "gpt-image-2", "prompt": "a cat", "images": IMAGES, "mask": {"file_id": "file-2"}},
    "variation": {"model": "dall-e-2", "image": PNG},
    "tool": {"model": "gpt-image-2", "type": "image_generation"},
}


def classes(handle: Handle, operation: str) -> dict[str, type[Request]]:
    known: dict[str, type[Request]] = handle.engine.classes().CLASSES[operation]
    return known


def outcome(build: Callable[[], Request]) -> tuple[Request | None, imagespec.Report | None]:
    try:
        return build(), None
    except imagespec.InvalidRequest as error:
        return None, error.report


def assert_agrees(handle: Handle, operation: str, request: dict[str, Any]) -> None:
    """``validate``, ``from_dict`` and the class itself succeed exactly when the check says ok, and keep the request."""
    report = handle.check(request, operation)
    typed, refusal = outcome(lambda: handle.validate(request, operation))
    assert (typed is not None) == report.ok
    if typed is None:
        assert refusal is not None
        assert found(handle, refusal) == found(handle, report)
    else:
        assert report.model in (type(typed).models or ("",))
        assert typed.operation == operation
        assert typed.to_dict() == request
        assert list(map(type, typed.to_dict().values())) == [type(request[key]) for key in typed.to_dict()]
        assert type(typed).from_dict(request) == typed
    cls = classes(handle, operation).get(report.model)
    if cls is None or not all(isinstance(key, str) and cls._keys.get(key) == key for key in request):
        return
    built, refusal = outcome(lambda: cls(**request))
    if request.get("model") is None and not cls._nameless:
        assert built is None
    else:
        assert built == typed
        assert refusal is None or found(handle, refusal) == found(handle, report)


def test_a_class_can_be_built_exactly_when_the_check_says_ok() -> None:
    handle = imagespec.load()
    count = 0
    for operation, request in generated(handle.spec, 6_000):
        if isinstance(request, dict):
            assert_agrees(handle, operation, request)
            count += handle.is_valid(request, operation)
    assert count > 1000


def test_every_boundary_agrees(founding: Handle) -> None:
    for operation, request in systematic(founding.spec, every=5):
        if not any(isinstance(value, (dict, list)) and len(value) > 20 for value in request.values()):
            assert_agrees(founding, operation, request)


def test_every_revision_has_classes_for_what_it_serves(revision: Handle) -> None:
    for operation in revision.spec.operations:
        found = {model: cls for model, cls in classes(revision, operation).items() if model}
        assert set(found) == set(revision.spec.operations[operation].models)
        for model, cls in found.items():
            request = {**VALID[operation], "model": model, "size": "1024x1024" if operation == "tool" else None}
            if revision.is_valid(request, operation):
                typed = revision.validate(request, operation)
                assert type(typed) is cls
                assert typed.to_dict() == request


def test_models_with_equal_contracts_share_a_class(revision: Handle) -> None:
    for operation in revision.spec.operations:
        known = {model: cls for model, cls in classes(revision, operation).items() if model}
        for (one, cls), (other, twin) in product(known.items(), repeat=2):
            same = revision.contract(operation, one) == revision.contract(operation, other)
            assert (cls is twin) == same


@pytest.mark.parametrize("operation", VALID)
def test_instances_are_values(operation: str) -> None:
    typed = imagespec.validate(VALID[operation], operation)
    for twin in (
        imagespec.validate(VALID[operation], operation),
        pickle.loads(pickle.dumps(typed)),
        copy.copy(typed),
        copy.deepcopy(typed),
    ):
        assert twin == typed
        assert hash(twin) == hash(typed)
        assert twin.to_dict() == VALID[operation]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        typed.model = "x"  # type: ignore[misc]  # what the test is about
    with pytest.raises((AttributeError, TypeError)):
        typed.new = 1  # type: ignore[attr-defined]  # what the test is about
    assert not hasattr(typed, "__dict__")


def test_evolve_checks_again() -> None:
    typed = imagespec.GptImage2Generate(model="gpt-image-2", prompt="a cat")
    assert attrs.evolve(typed, n=3).to_dict() == {"model": "gpt-image-2", "prompt": "a cat", "n": 3}
    assert attrs.evolve(attrs.evolve(typed, n=3), n=imagespec.OMIT) == typed
    with pytest.raises(imagespec.InvalidRequest, match=r"n\.range"):
        attrs.evolve(typed, n=11)  # type: ignore[arg-type]  # what the test is about


def test_defaults_are_not_sent_and_null_is() -> None:
    typed = imagespec.GptImage2Generate(model="gpt-image-2", prompt="a cat", size=None)
    assert typed.size is None
    assert typed.quality is imagespec.OMIT
    assert not imagespec.OMIT
    assert typed.to_dict() == {"model": "gpt-image-2", "prompt": "a cat", "size": None}
    assert repr(typed) == "GptImage2Generate(model='gpt-image-2', prompt='a cat', size=None)"


def test_all_that_is_wrong_is_said_at_once_with_pointers() -> None:
    with pytest.raises(imagespec.InvalidRequest) as caught:
        imagespec.GptImage2EditJson(  # type: ignore[call-arg]  # what the test is about
            model="gpt-image-2",
            images=[{"file_id": "f", "image_url": "x"}, {"a/b~c": 1}, 5, {"file_id": 7}],  # type: ignore[list-item,typeddict-unknown-key,typeddict-item]
            mask={},
            n=99,  # type: ignore[arg-type]
            size=7,  # type: ignore[arg-type]
            stream="yes",  # type: ignore[arg-type]
        )
    assert {(d.pointer, d.rule) for d in caught.value.report.errors} == {
        ("/prompt", "prompt.required"),
        ("/images/0", "images.excludes"),
        ("/images/0/image_url", "image_url.format"),
        ("/images/1/a~1b~0c", "parameter.unknown"),
        ("/images/2", "images.type"),
        ("/images/3/file_id", "file_id.type"),
        ("/mask", "mask.requires"),
        ("/n", "n.range"),
        ("/size", "size.type"),
        ("/stream", "stream.type"),
    }


def test_a_missing_model_is_said_with_the_rest() -> None:
    with pytest.raises(imagespec.InvalidRequest) as caught:
        imagespec.GptImage2Generate(prompt="", n=0)  # type: ignore[call-arg,arg-type]  # what the test is about
    assert [d.rule for d in caught.value.report.errors] == ["model.required", "prompt.length", "n.range"]
    assert "gpt-image-2" in str(caught.value)


def test_the_class_of_another_model_refuses_a_valid_request() -> None:
    with pytest.raises(imagespec.InvalidRequest, match="is for dall-e-3, but GptImage2Generate is for") as caught:
        imagespec.GptImage2Generate.from_dict({"model": "dall-e-3", "prompt": "x"})
    (finding,) = caught.value.report.errors
    assert (finding.rule, finding.pointer) == ("model.unsupported", "/model")
    with pytest.raises(imagespec.InvalidRequest, match="is for a model the table does not know"):
        imagespec.GptImage2Generate.from_dict({"model": "new", "prompt": "x"}, ignore=["model.unknown"])


def test_a_request_without_a_model_is_one_of_the_default_model() -> None:
    handle = imagespec.load("openai@2026-05-07")
    plain = handle.validate({"prompt": "x"})
    assert "dall-e-2" in plain.models
    assert plain.to_dict() == {"prompt": "x"}
    assert "gpt-image-1" in handle.validate({"prompt": "x", "background": "opaque", "model": None}).models


def test_aliases_keep_the_caller_s_name() -> None:
    request = {"model": "my-deployment", "prompt": "x"}
    typed = imagespec.validate(request, aliases=ALIASES)
    assert isinstance(typed, imagespec.GptImage2Generate)
    assert typed.to_dict() == request
    assert attrs.evolve(typed, n=2).to_dict() == {**request, "n": 2}
    assert pickle.loads(pickle.dumps(typed)) == typed
    with pytest.raises(imagespec.InvalidRequest, match=r"n\.range"):
        attrs.evolve(typed, n=11)  # type: ignore[arg-type]  # what the test is about


def test_ignored_rules_stay_ignored() -> None:
    request = {"model": "gpt-image-2", "prompt": "x", "background": "transparent", "zoom": 2, "style": "vivid"}
    ignore = iter(["parameter.unknown", "*.unsupported"])
    typed = imagespec.validate(request, ignore=list(ignore))
    assert typed.to_dict() == request
    assert attrs.evolve(typed, n=2).to_dict() == {**request, "n": 2}


def test_strict_stays_strict() -> None:
    typed = imagespec.validate({"model": "gpt-image-2", "prompt": "x"}, strict=True)
    with pytest.raises(imagespec.InvalidRequest, match="experimental"):
        attrs.evolve(typed, size="3840x2160")
    assert attrs.evolve(imagespec.validate(typed.to_dict()), size="3840x2160")


def test_a_model_nobody_knows_has_no_class() -> None:
    request = {"model": "new", "prompt": "x"}
    assert imagespec.validate(request, ignore=["model.unknown"]) is request


def test_the_other_name_of_a_field_is_kept() -> None:
    request = {"model": "gpt-image-2", "prompt": "x", "image[]": [PNG, PNG]}
    typed = imagespec.validate(request, "edit")
    assert isinstance(typed, imagespec.GptImage2Edit)
    assert typed.image == (PNG, PNG)
    assert typed.to_dict() == request
    with pytest.raises(imagespec.InvalidRequest, match=r"image\.excludes"):
        imagespec.validate({**request, "image": PNG}, "edit")


def test_form_fields_with_brackets_have_names_in_python() -> None:
    request = {"model": "gpt-image-2", "prompt": "x", "image": PNG, "output_format": "svg", "svg[model]": "m"}
    typed = imagespec.validate(request, "edit")
    assert typed.svg_model == "m"  # type: ignore[union-attr]  # gpt-image-2 has it
    assert typed.to_dict() == request


def test_files_by_the_conventions_of_the_sdk(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(files.PNG)
    with path.open("rb") as opened:
        named = [("a.png", opened, "image/png"), (None, files.PNG, "image/png", {"x": "y"})]
        for file in (PNG, path, opened, ("b.png", io.BytesIO(files.PNG)), *named):
            typed = imagespec.GptImage2Edit(model="gpt-image-2", prompt="x", image=file, mask=file)
            assert typed.image == file
            assert typed.to_dict()["image"] == file
            assert typed.to_dict()["image"] is file or type(file) is tuple
            several = imagespec.GptImage2Edit(model="gpt-image-2", prompt="x", image=[file, PNG])
            assert several.to_dict()["image"] == [file, PNG]
            assert several == imagespec.GptImage2Edit(model="gpt-image-2", prompt="x", image=several.image)
        assert imagespec.GptImage2Edit(model="gpt-image-2", prompt="x", image=(PNG, path)).to_dict()["image"] == [PNG, path]


def test_the_caller_s_lists_are_not_shared() -> None:
    images: list[Any] = [{"file_id": "a"}]
    typed = imagespec.GptImage2EditJson(model="gpt-image-2", prompt="x", images=images)
    images[0]["file_id"] = 5
    images.append("nonsense")
    assert typed.to_dict()["images"] == [{"file_id": "a"}]
    body = typed.to_dict()
    body["images"].append("nonsense")
    assert typed.to_dict()["images"] == [{"file_id": "a"}]


def test_objects_may_be_given_as_classes_or_dicts() -> None:
    as_dicts = imagespec.GptImage2EditJson(model="gpt-image-2", prompt="x", images=[{"file_id": "a"}], mask={"file_id": "b"})
    item, mask = imagespec.EditJsonImagesItem(file_id="a"), imagespec.EditJsonMask(file_id="b")
    assert imagespec.GptImage2EditJson(model="gpt-image-2", prompt="x", images=(item,), mask=mask) == as_dicts
    assert as_dicts.images == (item,)
    svg = imagespec.GenerateSvg(model="m", reasoning={"effort": None})
    typed = imagespec.GptImage2Generate(model="gpt-image-2", prompt="x", output_format="svg", svg=svg)
    assert typed.to_dict()["svg"] == {"model": "m", "reasoning": {"effort": None}}
    assert repr(svg) == "GenerateSvg(model='m', reasoning=GenerateSvgReasoning(effort=None))"


def test_a_table_of_one_s_own_has_classes_too(tmp_path: Path) -> None:
    table = tmp_path / "own.yaml"
    table.write_text('extends: openai@2026-11-12\ntable: own\nrevision: "2026-11-12"\ntitle: My gateway\n', "utf-8")
    handle = imagespec.load(table)
    typed = handle.validate({"model": "gpt-image-2", "prompt": "x"})
    assert type(typed).__name__ == "GptImage2Generate"
    assert attrs.evolve(typed, n=2).to_dict()["n"] == 2
    with pytest.raises(imagespec.InvalidRequest):
        attrs.evolve(typed, n=11)


def test_a_compiled_package_of_one_s_own_has_classes_that_know_it(tmp_path: Path) -> None:
    table = Path(__file__).parent.parent / "table" / "minimal.yaml"
    program = (
        "import pickle, sys, attrs\n"
        "from mychecks.classes import PencilDraw\n"
        "typed = PencilDraw(model='pencil', text='x')\n"
        "assert pickle.loads(pickle.dumps(typed)) == typed\n"
        "import mychecks\n"
        "assert mychecks.validate(typed.to_dict(), 'draw') == typed\n"
        "assert 'yaml' not in sys.modules\n"
    )
    for command in (
        ["-c", "from imagespec.cli.main import main; main()", "compile", str(table), "-o", str(tmp_path / "mychecks")],
        ["-c", program],
    ):
        done = subprocess.run([sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_a_dict_with_code_of_its_own_runs_none() -> None:
    class Body(dict[str, Any]):
        def items(self) -> Any:
            raise AssertionError("ran")

    typed = imagespec.validate(Body({"model": "gpt-image-2", "prompt": "x"}))
    assert typed.to_dict() == {"model": "gpt-image-2", "prompt": "x"}
    assert type(typed).from_dict(Body(typed.to_dict())) == typed


@pytest.mark.skipif(machine_code(), reason="counts by verdicts, which machine code makes cheaper, and requests are built in Python")
@pytest.mark.parametrize("operation", ["generate", "edit", "edit-json", "variation"])
def test_building_costs_little_more_than_checking(operation: str) -> None:
    """At most five verdicts and a bare construction. The best of many short runs, as the machine may be busy."""
    request = VALID[operation]
    cls = type(imagespec.validate(request, operation))
    fields = {attribute.name: attrs.field(default=None, kw_only=True) for attribute in attrs.fields(cls)}
    bare = attrs.make_class("Bare", fields, frozen=True, slots=True)
    item = attrs.make_class(
        "Item", {name: attrs.field(default=None, kw_only=True) for name in ("file_id", "image_url")}, frozen=True, slots=True
    )

    def constructed() -> object:
        """The same objects, without any check."""
        inner = (
            {"images": tuple([item(**entry) for entry in request["images"]]), "mask": item(**request["mask"])}
            if "images" in request
            else {}
        )
        return bare(**request | inner)

    calls: list[Callable[[], object]] = [lambda: imagespec.is_valid(request, operation), constructed, lambda: cls(**request)]
    verdict, construction, whole = (min(timeit.repeat(call, timer=process_time, number=300, repeat=15)) for call in calls)
    assert whole <= 5 * verdict + construction
