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

CORPUS = Path(__file__).parent.parent / "corpus"
SHAPES = ("model", "form", "union")


class Schemas:
    """The schemas of a revision in one draft, by operation and shape or model."""

    def __init__(self, handle: Handle, draft: str) -> None:
        spec = handle.spec
        self.draft = draft
        self.schemas: list[dict[str, Any]] = []
        self.numbers: dict[tuple[str, str], int] = {}
        for operation, row in spec.operations.items():
            for shape in ("form", "union"):
                self._add((operation, shape), json_schema(spec, operation, None, shape, draft))
            for model in row.models:
                self._add((operation, model), json_schema(spec, operation, model, "model", draft))

    def _add(self, key: tuple[str, str], schema: dict[str, Any]) -> None:
        self.numbers[key] = len(self.schemas)
        self.schemas.append(schema)

    def asked(self, case: Case) -> list[int]:
        """The schemas of a case, in the order of ``SHAPES``."""
        return [self.numbers[case.operation, name] for name in (case.model, "form", "union")]


def expected(case: Case) -> list[bool]:
    return [case.own, case.valid and case.plain, case.valid]


def python(schemas: Schemas, found: Sequence[Case], every: int = 1) -> Iterable[tuple[Case, list[bool | None]]]:
    """Verdicts of ``jsonschema``. The wide shapes are slow in it: each is asked of one case in ``every``, the model shape of the others."""
    validators = [jsonschema.validators.validator_for(schema)(schema) for schema in schemas.schemas]
    for index, case in enumerate(found):
        turn = index % every
        wanted = {0, 1, 2} if every == 1 else {1} if turn == 0 else {2} if turn == 1 else {0}
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
        {"draft": schemas.draft, "schema": schema, "options": {"discriminator": True} if number in unions else {}}
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
        for shape, verdict, right in zip(SHAPES, verdicts, expected(case), strict=True):
            if verdict is not None and verdict is not right:
                pytest.fail(f"{who}, {shape} shape ({case.model}): {verdict}, engine {right}: {case.operation} {case.text[:500]}")


def corpus() -> list[tuple[str, Any]]:
    lines = [line for name in ("payloads", "rejections") for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines if line.strip()]
    return [(row["operation"], row["request"]) for row in rows]


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("revision_name", ["openai", pytest.param(FOUNDING, marks=pytest.mark.exhaustive)])
def test_real_requests_get_one_verdict(revision_name: str, draft: str, node: Node, tmp_path: Path, depth: Depth) -> None:
    handle = imagespec.load(revision_name)
    found = list(cases(handle, [row for row in corpus() if row[0] in handle.operations]))
    assert len(found) > 300
    schemas = Schemas(handle, draft)
    compare(python(schemas, found, every=depth(10, 1)), "jsonschema")
    compare(rust(schemas, found), "jsonschema-rs")
    compare(ajv(schemas, found, node, tmp_path), "ajv")


@pytest.fixture(scope="module")
def around_boundaries(newest: Handle, depth: Depth) -> list[Case]:
    """100,000 generated requests when exhaustive, and single changes of valid requests."""
    single = systematic(newest.spec, every=depth(301, 20))
    found = list(cases(newest, [*generated(newest.spec, depth(7_000, 112_000)), *single]))
    assert len(found) >= depth(7_000, 100_000)
    assert len(found) // 10 < sum(case.valid for case in found) < len(found) * 9 // 10, "both verdicts occur"
    return found


@pytest.mark.parametrize("draft", DRAFTS)
def test_generated_requests_get_one_verdict_in_rust(newest: Handle, draft: str, around_boundaries: list[Case]) -> None:
    compare(rust(Schemas(newest, draft), around_boundaries), "jsonschema-rs")


@pytest.mark.parametrize("draft", DRAFTS)
def test_generated_requests_get_one_verdict_in_javascript(
    newest: Handle, draft: str, around_boundaries: list[Case], node: Node, tmp_path: Path
) -> None:
    compare(ajv(Schemas(newest, draft), around_boundaries, node, tmp_path), "ajv")


def test_generated_requests_get_one_verdict_in_python(newest: Handle, around_boundaries: list[Case]) -> None:
    """Half of the requests are asked of each draft."""
    compare(python(Schemas(newest, "2020-12"), around_boundaries[::2], every=10), "jsonschema")
    compare(python(Schemas(newest, "draft-07"), around_boundaries[1::2], every=10), "jsonschema")


def test_a_request_without_a_model_is_judged_as_the_default_model(newest: Handle, node: Node, tmp_path: Path, depth: Depth) -> None:
    def nameless() -> Iterable[tuple[str, Any]]:
        for index, (operation, request) in enumerate(generated(newest.spec, depth(1_000, 6_000), seed=5)):
            rest = {key: value for key, value in request.items() if key != "model"}
            yield operation, {"model": None, **rest} if index % 2 else rest

    found = list(cases(newest, nameless()))
    assert any(case.valid for case in found)
    schemas = Schemas(newest, "2020-12")
    compare(python(schemas, found, every=10), "jsonschema")
    compare(rust(schemas, found), "jsonschema-rs")
    compare(ajv(schemas, found, node, tmp_path), "ajv")


def test_a_form_may_let_unknown_models_pass(newest: Handle) -> None:
    schema = newest.json_schema("generate", unknown_models=True)
    found = list(cases(newest, ((op, request) for op, request in generated(newest.spec, 4_000, seed=3) if op == "generate")))
    valid = jsonschema_rs.validator_for(schema).is_valid
    for case in found:
        named = case.request.get("model") if isinstance(case.request, dict) else None
        foreign = isinstance(named, str) and named not in newest.operations["generate"].models
        assert valid(case.request) is (case.valid or foreign), case.text
        assert case.plain or foreign
    assert valid({"model": "house-model", "prompt": 5, "anything": True})
