"""What gateways answer that stand in front of the API, and that they pass on what they do not refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from tests.npm.conftest import asked
from tests.support.node import Node
from tests.support.requests import Space

pytestmark = pytest.mark.exhaustive

BASE = {"model": "gpt-image-2", "prompt": "x"}
PNG = {"type": "image/png", "bytes": 8, "name": "a.png"}
GIF = {"type": "image/gif", "bytes": 8, "name": "a.gif"}
FIELDS = [["model", "gpt-image-2"], ["prompt", "x"], ["n", "2"]]
GENERATIONS, EDITS, RESPONSES = "/v1/images/generations", "/v1/images/edits", "/v1/responses"


def message(request: dict[str, Any], operation: str = "generate") -> str:
    return imagespec.check(request, operation).errors[0].message


def test_refused_requests_are_answered_and_the_others_reach_the_application(node: Node, tmp_path: Path) -> None:
    eleven = message({**BASE, "n": 11})
    tool = {"type": "image_generation", "model": "gpt-image-2", "size": "1000x1000"}
    cases: list[tuple[dict[str, Any], str | None, str | None, str]] = [
        ({"path": GENERATIONS, "json": BASE}, None, None, ""),
        ({"path": f"{GENERATIONS}/?trace=1", "json": {**BASE, "n": 11}}, "n", None, eleven),
        ({"path": "/images/generations", "json": {**BASE, "style": "vivid"}}, "style", "unknown_parameter", ""),
        ({"path": GENERATIONS, "json": {"model": "gpt-image-2"}}, "prompt", "missing_required_parameter", ""),
        ({"path": GENERATIONS, "json": [BASE]}, None, "invalid_type", ""),
        ({"path": GENERATIONS, "json": {**BASE, "model": "house", "n": 11}}, "n", None, eleven),
        ({"path": GENERATIONS, "json": {**BASE, "model": "mine", "n": 11}}, None, None, ""),
        ({"path": "/openai/deployments/house/images/generations?api-version=1", "json": {"prompt": "x", "n": 11}}, "n", None, eleven),
        ({"path": "/openai/deployments/gpt%2Dimage-2/images/generations", "json": {"prompt": "x", "n": 11}}, "n", None, eleven),
        ({"path": "//", "json": {}}, None, None, ""),
        ({"path": EDITS, "form": [*FIELDS, ["image", PNG]]}, None, None, ""),
        ({"path": EDITS, "form": [*FIELDS, ["image[]", PNG], ["image[]", GIF]]}, "image[1]", None, ""),
        ({"path": EDITS, "form": [*FIELDS, ["image", PNG], ["mask", GIF]]}, "mask", None, ""),
        ({"path": EDITS, "json": {**BASE, "images": [{"file_id": "f", "x": 1}]}}, "images[0].x", "unknown_parameter", ""),
        ({"path": RESPONSES, "json": {"model": "gpt-5.5", "tools": [{"type": "web_search"}, tool]}}, "tools[1].size", None, ""),
        ({"path": RESPONSES, "json": {"model": "gpt-5.5", "input": "x"}}, None, None, ""),
        ({"path": "/v1/chat/completions", "json": {"model": "gpt-5.5", "n": 11}}, None, None, ""),
        ({"path": GENERATIONS, "json": {**BASE, "n": 11}, "method": "PUT"}, None, None, ""),
    ]
    answers = asked(node, "gateways.mjs", [case for case, *_ in cases], tmp_path)
    for (case, param, code, text), answer in zip(cases, answers["answers"], strict=True):
        for status, body in (answer["hono"], answer["express"]):
            if not (param or code):
                assert status != 400, case
                continue
            error = body["error"]
            assert (status, set(error), error["type"]) == (400, {"message", "type", "param", "code"}, "invalid_request_error"), case
            assert (error["param"], error["code"]) == (param, code), case
            assert not text or error["message"] == text
    seen = [answer["hono"][1] for answer in answers["answers"][:1]]
    assert seen == [{"seen": len('{"model":"gpt-image-2","prompt":"x"}')}]
    assert answers["answers"][6]["reported"] == [["model.unknown"]] * 2
    assert answers["unread"][0] == 500
    assert "express.json()" in answers["unread"][1]["error"]
    assert [status for status, _ in answers["read"]] == [200, 400]


def test_a_body_that_cannot_be_read_is_answered(node: Node, tmp_path: Path) -> None:
    strange = {"path": "/openai/deployments/%/images/generations", "json": BASE}
    answer, other = asked(node, "gateways.mjs", [{"path": GENERATIONS, "text": "{"}, strange], tmp_path)["answers"]
    status, body = answer["hono"]
    assert (status, body["error"]["param"]) == (400, None)
    assert body["error"]["message"].startswith("the body is no JSON")
    assert answer["express"][0] == 400  # by express.json() itself
    assert other["hono"][0] == 200  # no mark of a deployment is decoded that cannot be


def test_the_answer_names_the_parameter_and_the_code_as_the_engine_does(node: Node, newest: Handle, tmp_path: Path) -> None:
    """Of requests with one mistake, as the API picks one of several by an order of its own."""
    paths = {"generate": GENERATIONS, "edit-json": EDITS}
    reports = [
        (operation, request, report)
        for operation, model in (("generate", "gpt-image-2.6-flare"), ("generate", "dall-e-3"), ("edit-json", "gpt-image-2"))
        for request in ({"model": model}, *Space(newest.spec.contract(operation, model)).systematic(every=53))
        if _is_json(request)
        for report in [newest.check(request, operation)]
        if len(report.errors) == 1 and report.errors[0].rule != "model.unknown"
    ]
    assert len(reports) > 150
    given = [{"path": paths[operation], "json": request} for operation, request, _ in reports]
    codes = set()
    for (_, request, report), answer in zip(reports, asked(node, "answers.mjs", given, tmp_path), strict=True):
        ours, engine = answer["error"], (report.to_openai_error() or {})["error"]
        if engine["param"] is not None and engine["type"] == "invalid_request_error":
            assert ours["param"] == engine["param"], request
        if ours["code"] is not None:
            assert ours["code"] == engine["code"], request
            codes.add(ours["code"])
    assert codes == {"missing_required_parameter", "invalid_type", "invalid_value", "unknown_parameter"}


def _is_json(request: object) -> bool:
    """Whether a request comes out of JavaScript's JSON as it went in."""
    try:
        text = json.dumps(request, allow_nan=False)
    except (ValueError, TypeError):
        return False
    return not re.search(r"\\ud[89a-f]|\d{16}|\d\.0\b", text)
