"""What the exported schemas are like: one error per mistake, small, quick to compile, annotated, and from the newest table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import imagespec
from imagespec.api import Handle
from imagespec.compile.json_schema import DRAFTS, SHAPES, json_schema
from imagespec.compile.npm.package import npm_package
from imagespec.compile.schema_files import schema_files
from imagespec.compile.shapes import body
from tests.conftest import Depth
from tests.schemas.conftest import Node, minified
from tests.schemas.requests import cases
from tests.support.requests import Space, spaces

ROOT = Path(__file__).parent.parent.parent
MODEL_LIMIT = 10 * 1024
"""Bytes of a minified schema of gpt-image-2."""

SIZE_LIMIT = 4 * 1024
COMPILE_LIMIT = 100.0
ANNOTATED = {"title", "description"}
STRICT_KEYWORDS = {"type", "description", "properties", "required", "additionalProperties", "enum", "items"}

MISTAKES: dict[str, list[dict[str, Any]]] = {
    "generate": [
        {"prompt": ""}, {"prompt": 5}, {"n": 0}, {"n": 11}, {"n": "2"}, {"n": 1.5}, {"size": "banana"}, {"size": "1920x1080"},
        {"size": "16x16"},
        {"size": "3840x3840"}, {"size": "100x100"}, {"size": "320x320"}, {"size": 1024}, {"size": "4096x1024"}, {"size": "2048x512"},
        {"quality": "hd"}, {"quality": 1}, {"background": "transparent"}, {"output_format": "bmp"}, {"output_compression": 101},
        {"output_compression": 50}, {"moderation": "high"}, {"stream": "true"}, {"style": "vivid"}, {"qualty": "high"}, {"user": None},
        {"partial_images": 4}, {"response_format": "url"},
    ],
    "edit": [
        {"image": 5}, {"image": []}, {"image": ["a.png"] * 17}, {"image": [["a.png"]]}, {"image": {"format": "gif"}},
        {"image": {"bytes": 52428800}},
        {"mask": {"content_type": "image/jpeg"}}, {"mask": {"alpha": False}}, {"mask": {"mode": "RGB"}},
        {"mask": {"image_url": "https://x"}},
        {"n": "11"}, {"n": "02"}, {"output_compression": "101"}, {"output_compression": "50"}, {"stream": "yes"}, {"size": "16x16"},
    ],
    "edit-json": [
        {"images": []}, {"images": [{}]}, {"images": [{"image_url": "https://x", "file_id": "y"}]}, {"images": [{"image_url": "ftp://x"}]},
        {"images": [{"file_id": 5}]}, {"images": "a.png"}, {"mask": {"file_id": "x", "detail": "high"}}, {"mask": 5}, {"image": "a.png"},
    ],
}  # fmt: skip
"""Single mistakes in a request for gpt-image-2."""


def built(newest: Handle, shape: str, draft: str) -> Iterator[tuple[str, str | None, dict[str, Any]]]:
    for operation, row in newest.operations.items():
        for model in row.models if shape in ("model", "tool") else (None,):
            yield operation, model, json_schema(newest.spec, operation, model, shape, draft)


def described(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The properties of a draft-07 schema, wherever they are written."""
    definitions = schema.get("definitions", {})
    return {
        name: definitions[entry["$ref"].rpartition("/")[2]] if "$ref" in entry else entry for name, entry in schema["properties"].items()
    }


def asked(schema: dict[str, Any], draft: str, requests: list[Any], **options: Any) -> dict[str, Any]:
    return {"draft": draft, "schema": schema, "options": options, "requests": requests}


def answers(node: Node, folder: Path, inputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    (folder / "input.json").write_text(json.dumps(inputs), "utf-8")
    found = json.loads(node("errors.js", folder / "input.json"))
    assert found["complaints"] == []
    return list(found["answers"])


@pytest.mark.parametrize("draft", DRAFTS)
def test_one_mistake_gives_one_error(newest: Handle, draft: str, node: Node, tmp_path: Path) -> None:
    inputs, expected = [], []
    for operation, mistakes in MISTAKES.items():
        model = json_schema(newest.spec, operation, "gpt-image-2", "model", draft)
        union = json_schema(newest.spec, operation, None, "union", draft)
        good = model["examples"][0]
        requests = [good, *({**good, **mistake} for mistake in mistakes), {key: value for key, value in good.items() if key != "prompt"}]
        expected += [not newest.is_valid(request, operation) for request in requests]
        inputs += [
            asked(model, draft, requests),
            asked(model, draft, requests, allErrors=True),
            asked(union, draft, requests, discriminator=True),
        ]
        assert expected[-len(requests) :] == [False] + [True] * (len(requests) - 1), operation
    for question, answer in zip(inputs, answers(node, tmp_path, inputs), strict=True):
        for request, errors in zip(question["requests"], answer["errors"], strict=True):
            if "allErrors" in question["options"] and "size" in request and len(errors) == 2:
                # a size off the grid may also miss the rule with output_format, at the root
                errors = [error for error in errors if error.startswith("/size ")]
            assert len(errors) == (request is not question["requests"][0]), (request, errors, question["options"])


def test_a_wrong_model_gives_one_error(newest: Handle, node: Node, tmp_path: Path) -> None:
    schema = json_schema(newest.spec, "generate", None, "union", "draft-07")
    requests = [{"model": "gpt-image-9", "prompt": "x"}, {"model": 5, "prompt": "x"}, {"prompt": 5}]
    (answer,) = answers(node, tmp_path, [asked(schema, "draft-07", requests, discriminator=True)])
    assert [len(errors) for errors in answer["errors"]] == [1, 1, 1]


@pytest.mark.parametrize("draft", DRAFTS)
def test_schemas_of_gpt_image_2_are_small_and_compile_quickly(newest: Handle, draft: str, node: Node, tmp_path: Path) -> None:
    schemas = [json_schema(newest.spec, operation, "gpt-image-2", "model", draft) for operation in MISTAKES]
    for answer in answers(node, tmp_path, [asked(schema, draft, []) for schema in schemas]):
        assert answer["milliseconds"] < COMPILE_LIMIT
    for operation, schema in zip(MISTAKES, schemas, strict=True):
        assert len(minified(schema).encode()) <= MODEL_LIMIT, operation
        assert len(minified(schema["properties"]["size"]).encode()) <= SIZE_LIMIT, operation


@pytest.mark.parametrize(
    "model",
    [
        "gpt-image-2.6-sunburst",
        "dall-e-2",
        *(pytest.param(name, marks=pytest.mark.exhaustive) for name in ("gpt-image-2", "gpt-image-2.5-flare", "dall-e-3")),
    ],
)
def test_a_single_mistake_gives_one_error(newest: Handle, model: str, node: Node, tmp_path: Path, depth: Depth) -> None:
    inputs, expected = [], []
    for operation, space in spaces(newest.spec):
        if space.contract.model != model:
            continue
        unseen = {rule for rule, _ in body.gaps(space.contract)}
        found = [case.request for case in cases(newest, _changes(operation, space, depth(37, 5)))]
        outlines = [newest.engine.outline(newest.check(request, operation)) for request in found]
        errors_of = [[(rule, pointer) for rule, pointer, severity in outline if severity == "error"] for outline in outlines]
        single = [
            (request, errors[0][1])
            for request, errors in zip(found, errors_of, strict=True)
            if len(errors) == 1 and errors[0][0] not in unseen
        ]
        assert len(single) > depth(4, 20)
        requests = [request for request, _ in single]
        for draft in DRAFTS:
            flat = json_schema(newest.spec, operation, model, "model", draft)
            union = json_schema(newest.spec, operation, None, "union", draft)
            inputs += [asked(flat, draft, requests), asked(flat, draft, requests, allErrors=True)]
            inputs += [asked(union, draft, requests, discriminator=True)]
        expected += [single] * 3 * len(DRAFTS)
    for question, single, answer in zip(inputs, expected, answers(node, tmp_path, inputs), strict=True):
        for (request, pointer), errors in zip(single, answer["errors"], strict=True):
            if "allErrors" in question["options"]:  # a wrong value may also miss a rule with another parameter, at the root
                about = {error.split("/")[1].split(" ")[0] for error in errors if error.startswith("/")}
                assert errors, request
                assert about <= {*pointer.split("/")[1:2]}, (request, pointer, errors)
            else:
                assert len(errors) == 1, (request, pointer, errors)


def _changes(operation: str, space: Space, every: int) -> Iterator[tuple[str, Any]]:
    """One single change in ``every`` of a valid request that names the model, short enough to show."""
    for request in space.systematic(every):
        if request.get("model") == space.contract.model and len(repr(request)) < 3000:
            yield operation, request


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "tool"])
def test_schemas_are_right_by_their_own_draft_and_name_their_revision(newest: Handle, shape: str, draft: str) -> None:
    for _, _, schema in built(newest, shape, draft):
        jsonschema.validators.validator_for(schema).check_schema(schema)
        assert schema["$schema"] == DRAFTS[draft]
        assert newest.name in schema["$comment"]


def test_every_property_is_annotated_and_its_default_and_examples_are_valid(newest: Handle) -> None:
    for operation, model, schema in built(newest, "model", "draft-07"):
        valid = jsonschema.Draft7Validator(schema).is_valid
        (example,) = schema["examples"]
        assert valid(example), (operation, model)
        assert newest.is_valid(example, operation)
        for name, entry in described(schema).items():
            assert set(entry) >= ANNOTATED, (operation, model, name)
            for value in [*entry.get("examples", ()), *([entry["default"]] if "default" in entry else [])]:
                assert jsonschema.Draft7Validator({**entry, "definitions": schema.get("definitions", {})}).is_valid(value), (name, value)


def test_the_link_of_a_schema_leads_to_rules_of_each_parameter(newest: Handle) -> None:
    links = set()
    for _, _, schema in built(newest, "model", "draft-07"):
        link = schema["$comment"].partition("rules: ")[2]
        assert "<name>" in link
        links |= {link.replace("<name>", name) for name in described(schema) if name != "model"}
    assert len(links) > 20
    for link in links:
        file, _, place = link.partition("#")
        behind = (ROOT / "schemas" / file).read_text("utf-8").partition(f'<a id="{place}"></a>')[2]
        assert "\n- `" in behind.partition("\n\n<a ")[0], link


def test_the_page_of_rules_has_every_rule(newest: Handle) -> None:
    page = (ROOT / "schemas" / "rules.md").read_text("utf-8")
    rules = {
        f"{entry.rule}.{problem}"
        for contract in newest.spec.contracts.values()
        for entry in contract.walk()
        for kind in entry.limits()
        for problem in kind.problems
    }
    assert len(rules) > 70
    assert [rule for rule in rules if f"`{rule}`" not in page] == []


def test_defaults_can_all_be_filled_in(newest: Handle) -> None:
    for operation, model, schema in built(newest, "model", "draft-07"):
        filled = schema["examples"][0] | {name: entry["default"] for name, entry in described(schema).items() if "default" in entry}
        assert newest.is_valid(filled, operation), (operation, model, filled)


def test_retired_models_and_doubtful_parameters_are_deprecated(newest: Handle) -> None:
    assert json_schema(newest.spec, "generate", "dall-e-3", "model")["deprecated"] is True
    assert "deprecated" not in json_schema(newest.spec, "generate", "gpt-image-2.6-flare", "model")
    assert json_schema(newest.spec, "generate", "gpt-image-2", "model")["properties"]["user"]["deprecated"] is True


def test_tools_use_the_subset_that_strict_mode_accepts(newest: Handle) -> None:
    def walk(schema: dict[str, Any]) -> None:
        assert set(schema) <= STRICT_KEYWORDS, schema
        if "properties" in schema:
            assert schema["additionalProperties"] is False
            assert schema["required"] == [*schema["properties"]]
            for name, entry in schema["properties"].items():
                assert re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name)
                walk(entry)
        if "items" in schema:
            walk(schema["items"])

    for operation, model, schema in built(newest, "tool", "2020-12"):
        walk(schema)
        assert schema["properties"]["model"]["enum"] == [model]
        filled = {name: "x" if name == "prompt" else None for name in schema["properties"]} | {"model": model}
        assert jsonschema.Draft202012Validator(schema).is_valid(filled) is (operation == "generate")


def test_the_committed_files_are_what_the_newest_table_says(newest: Handle) -> None:
    expected = schema_files(newest.spec) | {f"js/{file}": text for file, text in npm_package(newest.spec).items()}
    folder = ROOT / "schemas"
    found = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}
    found.pop("README.md")
    assert found.keys() == expected.keys()
    assert [path for path, text in expected.items() if found[path] != text] == []


def test_the_index_lists_every_schema(newest: Handle) -> None:
    folder = ROOT / "schemas"
    index = json.loads((folder / "index.json").read_text("utf-8"))
    assert index["spec"] == newest.name
    listed = {entry["path"] for entry in index["files"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*/*.json") if "js" not in path.parts}
    assert listed == there
    for entry in index["files"]:
        text = minified(json.loads((folder / entry["path"]).read_text("utf-8")))
        assert entry["bytes"] == len(text.encode())
    assert {entry["rule"] for entry in index["wider"]} == {"image.dimensions", "mask.dimensions", "markup.dimensions"}


def test_the_openapi_document_has_a_component_for_every_union(newest: Handle) -> None:
    document = json.loads((ROOT / "schemas" / "openapi.json").read_text("utf-8"))
    schemas = document["components"]["schemas"]
    assert document["openapi"].startswith("3.1")
    for name, operation in (("GenerateRequest", "generate"), ("EditJsonRequest", "edit-json")):
        union = schemas[name]
        assert union["discriminator"]["mapping"].keys() == set(newest.operations[operation].models)
        for reference in union["discriminator"]["mapping"].values():
            component = schemas[reference.rpartition("/")[2]]
            jsonschema.Draft202012Validator.check_schema(component)
            assert jsonschema.Draft202012Validator(component).is_valid(component["examples"][0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"operation": "draw"}, "no operation 'draw'"),
        ({"shape": "tree"}, "no shape 'tree'"),
        ({"shape": "model"}, "the model shape needs a model"),
        ({"model": "gpt-image-9"}, "does not serve 'gpt-image-9'"),
        ({"draft": "draft-04"}, "no draft 'draft-04'"),
        ({"shape": "union", "unknown_models": True}, "only the editor shape"),
    ],
)
def test_wrong_options_are_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        imagespec.json_schema(**arguments)


def test_the_public_call_takes_paths_and_revisions() -> None:
    by_path = imagespec.json_schema("/v1/images/generations", spec="openai@2026-05-07")
    assert by_path == imagespec.load("openai@2026-05-07").json_schema("generate")
    assert "gpt-image-2.6-flare" not in json.dumps(by_path)
