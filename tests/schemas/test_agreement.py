"""The engine and every exported shape, in Python, Rust and JavaScript, give one verdict on every request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

import imagespec
from imagespec.api import Handle
from imagespec.compile.json_schema import DRAFTS, json_schema
from tests.conftest import FOUNDING, Depth
from tests.schemas.conftest import Node
from tests.schemas.requests import Case, cases
from tests.support.requests import generated, systematic

UPLOADS = {"formats": {"data-url": True}}
"""The format of a picked file, which form libraries know and ajv does not."""

CORPUS = Path(__file__).parent.parent / "corpus"
SHAPES = ("model", "editor", "union", "form")
"""All exact but ``form``, which is never wider."""


class Schemas:
    """The schemas of a revision in one draft, by operation and shape or model."""

    def __init__(self, handle: Handle, draft: str) -> None:
        spec = handle.spec
        self.draft = draft
        self.schemas: list[dict[str, Any]] = []
        self.numbers: dict[tuple[str, str], int] = {}
        for operation, row in spec.operations.items():
            for shape in SHAPES[1:]:
                self._add((operation, shape), json_schema(spec, operation, None, shape, draft))
            for model in row.models:
                self._add((operation, model), json_schema(spec, operation, model, "model", draft))

    def _add(self, key: tuple[str, str], schema: dict[str, Any]) -> None:
        self.numbers[key] = len(self.schemas)
        self.schemas.append(schema)

    def asked(self, case: Case) -> list[int]:
        """The schemas of a case, in the order of ``SHAPES``."""
        return [self.numbers[case.operation, name] for name in (case.model, *SHAPES[1:])]


def expected(case: Case, shape: str) -> tuple[bool, ...]:
    """The verdicts that are right."""
    right = case.own if shape == "model" else case.valid
    return (right, False) if shape == "form" else (right,)


def python(schemas: Schemas, found: Sequence[Case], every: int = 1) -> Iterable[tuple[Case, list[bool | None]]]:
    """Verdicts of ``jsonschema``, in which some shapes are slow: ``union`` is asked of one case in ``every``, ``model`` of half of them."""
    validators = [jsonschema.validators.validator_for(schema)(schema) for schema in schemas.schemas]
    for index, case in enumerate(found):
        slow = {0, 2} if every == 1 else {2} if index % every == 0 else {0} if index % 2 else set()
        wanted = {1, 3, *slow}
        asked = enumerate(schemas.asked(case))
        yield case, [validators[number].is_valid(case.request) if place in wanted else None for place, number in asked]


def rust(schemas: Schemas, found: Sequence[Case]) -> Iterable[tuple[Case, list[bool]]]:
    """Verdicts of ``jsonschema-rs``."""
    validators = [jsonschema_rs.validator_for(schema) for schema in schemas.schemas]
    for case in found:
        yield case, [validators[number].is_valid(case.request) for number in schemas.asked(case)]


def ajv(schemas: Schemas, found: Sequence[Case], node: Node, folder: Path) -> Iterable[tuple[Case, list[bool]]]:
    """Verdicts of ajv in its strict default, which must compile everything without a complaint."""
    unions = {number for (_, name), number in schemas.numbers.items() if name == "union"}
    described = [
        {"draft": schemas.draft, "schema": schema, "options": {"discriminator": True} if number in unions else UPLOADS}
        for number, schema in enumerate(schemas.schemas)
    ]
    (folder / "schemas.json").write_text(json.dumps(described), "utf-8")
    with (folder / "requests.jsonl").open("w", encoding="utf-8") as lines:
        lines.writelines(f"[{case.text},{schemas.asked(case)}]\n" for case in found)
    node("check.js", folder / "schemas.json", folder / "requests.jsonl", folder / "verdicts.txt")
    lines_ = (folder / "verdicts.txt").read_text("utf-8").split("\n")
    assert len(lines_) == len(found)
    return ((case, [mark == "1" for mark in line]) for case, line in zip(found, lines_, strict=True))


def compare(results: Iterable[tuple[Case, list[Any]]], who: str) -> None:
    for case, verdicts in results:
        for shape, verdict in zip(SHAPES, verdicts, strict=True):
            if verdict is not None and verdict not in expected(case, shape):
                pytest.fail(f"{who}, {shape} shape ({case.model}): {verdict}, engine {case.valid}: {case.operation} {case.text[:500]}")


def corpus() -> list[tuple[str, Any]]:
    lines = [line for name in ("payloads", "rejections") for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines if line.strip()]
    return [(row["operation"], row["request"]) for row in rows]


LATEST_DRAFT_FIRST = [next(iter(DRAFTS)), *(pytest.param(draft, marks=pytest.mark.exhaustive) for draft in [*DRAFTS][1:])]
"""Both drafts, the second one when exhaustive: ``jsonschema-rs`` is asked of generated requests in both each time."""


@pytest.mark.parametrize("draft", LATEST_DRAFT_FIRST)
@pytest.mark.parametrize("revision_name", ["openai", pytest.param(FOUNDING, marks=pytest.mark.exhaustive)])
def test_real_requests_get_one_verdict(revision_name: str, draft: str, node: Node, tmp_path: Path, depth: Depth) -> None:
    handle = imagespec.load(revision_name)
    found = list(cases(handle, [row for row in corpus() if row[0] in handle.operations]))
    assert len(found) > 300
    schemas = Schemas(handle, draft)
    compare(python(schemas, found[:: depth(3, 1)], every=depth(10, 1)), "jsonschema")
    compare(rust(schemas, found), "jsonschema-rs")
    compare(ajv(schemas, found, node, tmp_path), "ajv")


@pytest.fixture(scope="module")
def around_boundaries(newest: Handle, depth: Depth) -> list[Case]:
    """100,000 generated requests when exhaustive, and single changes of valid requests."""
    single = systematic(newest.spec, every=depth(601, 20))
    found = list(cases(newest, [*generated(newest.spec, depth(4_000, 112_000)), *single]))
    assert len(found) >= depth(4_000, 100_000)
    assert len(found) // 10 < sum(case.valid for case in found) < len(found) * 9 // 10, "both verdicts occur"
    return found


@pytest.mark.parametrize("draft", DRAFTS)
def test_generated_requests_get_one_verdict_in_rust(newest: Handle, draft: str, around_boundaries: list[Case]) -> None:
    compare(rust(Schemas(newest, draft), around_boundaries), "jsonschema-rs")


@pytest.mark.parametrize("draft", LATEST_DRAFT_FIRST)
def test_generated_requests_get_one_verdict_in_javascript(
    newest: Handle, draft: str, around_boundaries: list[Case], node: Node, tmp_path: Path
) -> None:
    compare(ajv(Schemas(newest, draft), around_boundaries, node, tmp_path), "ajv")


@pytest.mark.parametrize("draft", LATEST_DRAFT_FIRST)
def test_generated_requests_get_one_verdict_in_python(newest: Handle, draft: str, around_boundaries: list[Case], depth: Depth) -> None:
    """A third of the requests is asked of each draft; each one of one draft where that is exhaustive, as it takes minutes."""
    shares = depth(3, len(DRAFTS))
    compare(python(Schemas(newest, draft), around_boundaries[[*DRAFTS].index(draft) :: shares], every=10), "jsonschema")


def test_a_request_without_a_model_is_judged_as_the_default_model(newest: Handle, node: Node, tmp_path: Path, depth: Depth) -> None:
    def nameless() -> Iterable[tuple[str, Any]]:
        for index, (operation, request) in enumerate(generated(newest.spec, depth(250, 6_000), seed=5)):
            rest = {key: value for key, value in request.items() if key != "model"}
            yield operation, {"model": None, **rest} if index % 2 else rest

    found = list(cases(newest, nameless()))
    assert any(case.valid for case in found)
    schemas = Schemas(newest, "2020-12")
    compare(python(schemas, found, every=10), "jsonschema")
    compare(rust(schemas, found), "jsonschema-rs")
    compare(ajv(schemas, found, node, tmp_path), "ajv")


def test_some_form_is_taken_wherever_a_model_is_named(newest: Handle, around_boundaries: list[Case]) -> None:
    """Never wider is easy for a schema that refuses everything. What a form writes has a model without a prefix, and no null."""
    valid = {op: jsonschema_rs.validator_for(newest.json_schema(op, shape="form")).is_valid for op in ("generate", "edit-json")}
    asked = [case for case in around_boundaries if case.valid and case.plain and case.operation in valid]
    written = [case for case in asked if "null" not in case.text and "model" in case.request]
    assert sum(valid[case.operation](case.request) for case in written) > len(written) * 0.9 > 300


def test_an_editor_may_let_unknown_models_pass(newest: Handle) -> None:
    schema = newest.json_schema("generate", unknown_models=True)
    found = list(cases(newest, ((op, request) for op, request in generated(newest.spec, 4_000, seed=3) if op == "generate")))
    valid = jsonschema_rs.validator_for(schema).is_valid
    for case in found:
        foreign = "model.unknown" in {d.rule for d in newest.check(case.request).errors}
        assert valid(case.request) is (case.valid or foreign), case.text
    assert valid({"model": "house-model", "prompt": 5, "anything": True})
