"""The image tool of the Responses API: one declaration, and the whole body around it."""

from __future__ import annotations

import json
import pickle
from types import MappingProxyType
from typing import Any

import pytest

import imagespec
from tests.support.hostile import VALUES

TOOL = {"type": "image_generation", "model": "gpt-image-2", "size": "1536x864"}
BODIES = ("responses", "responses.create", "client.responses.create", "/v1/responses", "https://api.openai.com/v1/responses?x=1")


def body(*tools: Any, **more: Any) -> dict[str, Any]:
    return {"model": "gpt-5.5", "input": "a cat", "tools": [*tools], **more}


def found(report: imagespec.Report) -> list[str]:
    return [f"{d.pointer} {d.rule}" for d in report.diagnostics]


def test_a_declaration() -> None:
    assert found(imagespec.check(TOOL, "tool")) == []
    assert found(imagespec.check({**TOOL, "size": "1000x1000", "n": 2}, "tool")) == ["/size size.step", "/n n.unsupported"]
    assert found(imagespec.check({}, "tool")) == ["/type type.required"]
    assert imagespec.is_valid(TOOL, "tool")
    assert not imagespec.is_valid({**TOOL, "n": 1}, "tool")
    assert isinstance(imagespec.validate(TOOL, "tool"), imagespec.GptImage2Tool)
    assert imagespec.GptImage2Tool(**TOOL).to_dict() == TOOL


def test_nulls_are_refused_but_for_one() -> None:
    assert found(imagespec.check({**TOOL, "quality": None}, "tool")) == ["/quality quality.type"]
    assert (
        found(imagespec.check({"type": "image_generation", "model": "gpt-image-1.5", "input_fidelity": None}, "tool", ignore=["model"]))
        == []
    )


@pytest.mark.parametrize(
    ("spec", "model"),
    [
        ("openai@2026-05-07", "gpt-image-1"),
        ("openai@2026-10-23", "gpt-image-1"),
        ("openai@2026-10-31", "gpt-image-2"),
        ("openai@2026-11-05", "gpt-image-2"),
        ("openai@2026-11-12", "gpt-image-2.6-sunburst"),
        ("openai", "gpt-image-2.6-sunburst"),
    ],
)
def test_the_default_model_through_time(spec: str, model: str) -> None:
    report = imagespec.check({"type": "image_generation"}, "tool", spec=spec, today="2026-05-07")
    assert (report.model, report.ok) == (model, True)


@pytest.mark.parametrize("operation", BODIES)
def test_a_body_is_read_for_its_tools(operation: str) -> None:
    request = body({"type": "web_search"}, {**TOOL, "size": "1000x1000"}, "text", {**TOOL, "style": "vivid"}, {"type": "function", "n": 1})
    report = imagespec.check(request, operation)
    assert found(report) == ["/tools/1/size size.step", "/tools/3/style style.unsupported"]
    assert (report.operation, report.model) == ("tool", "gpt-image-2")
    assert not imagespec.is_valid(request, operation)
    with pytest.raises(imagespec.InvalidRequest, match="/tools/1/size"):
        imagespec.validate(request, operation)
    assert imagespec.is_valid(body(TOOL), operation)
    assert imagespec.validate(body(TOOL), operation) == body(TOOL)


def test_what_has_no_image_tool() -> None:
    for request in (
        {},
        {"tools": None},
        {"tools": "image_generation"},
        body(),
        body({"type": "web_search"}),
        body({"type": ["x"]}),
        body(5),
    ):
        report = imagespec.check(request, "responses")
        assert (found(report), report.ok, report.to_openai_error()) == ([], True, None)
    assert found(imagespec.check([], "responses")) == [" request.type"]


def test_fixes_lead_into_the_body() -> None:
    request = body({"type": "web_search"}, {**TOOL, "size": "1000x1000", "style": "vivid"}, {**TOOL, "style": "vivid"})
    before = json.dumps(request)
    fixed = imagespec.fix(request, "responses", unsafe=True)
    assert fixed.request == body({"type": "web_search"}, {**TOOL, "size": "1008x1008"}, TOOL)
    assert fixed.report.ok
    assert len(fixed.applied) == 3
    assert json.dumps(request) == before
    safe = imagespec.fix(request, "responses")
    assert safe.request == body({"type": "web_search"}, {**TOOL, "size": "1000x1000"}, TOOL)


def test_the_error_of_a_body() -> None:
    def error(request: Any, **options: Any) -> Any:
        answer = imagespec.check(request, "responses", **options).to_openai_error()
        return answer and tuple(answer["error"].values())

    schema, user = "invalid_request_error", "image_generation_user_error"
    n = ("Unknown parameter: 'tools[1].n'.", schema, "tools[1].n", "unknown_parameter")
    request = body({"type": "web_search"}, {**TOOL, "n": 1, "quality": 1})
    assert error(request) == n
    assert error(request, select=["quality"]) == (
        "Invalid type for 'tools[1].quality': expected one of 'low', 'medium', 'high', or 'auto', but got an integer instead.",
        schema,
        "tools[1].quality",
        "invalid_type",
    )
    assert error(body(TOOL, {**TOOL, "input_fidelity": "high"})) == (
        "The model 'gpt-image-2' does not support the 'input_fidelity' parameter.",
        user,
        "tools",
        "invalid_input_fidelity_model",
    )
    assert error(body({**TOOL, "output_compression": 5}))[1:] == (user, "tools", "invalid_png_output_compression")
    assert error(body({**TOOL, "input_image_mask": {"url": "x"}}))[2] == "tools[0].input_image_mask.url"


def test_options_and_copies() -> None:
    report = imagespec.check(body({**TOOL, "size": "1000x1000", "n": 1}), "responses", select=["size"], strict=True)
    assert found(report) == ["/tools/0/size size.step"]
    assert found(pickle.loads(pickle.dumps(report))) == found(report)
    mine = body({"type": "image_generation", "model": "mine", "size": "1x1"})
    assert imagespec.check(mine, "responses", aliases={"mine": "gpt-image-2"}).model == "gpt-image-2"
    assert imagespec.check(body({"type": "image_generation"}), "responses", model="gpt-image-2").model == "gpt-image-2"
    assert found(imagespec.check(MappingProxyType(body(MappingProxyType({**TOOL, "n": 1}))), "responses")) == ["/tools/0/n n.unsupported"]
    with pytest.raises(ValueError, match="move its entries"):
        imagespec.migrate(body(TOOL), "gpt-image-2", "responses")


def test_keys_tell_a_body_and_a_declaration() -> None:
    assert found(imagespec.check(body({**TOOL, "n": 1}), None)) == ["/tools/0/n n.unsupported"]
    assert found(imagespec.check({**TOOL, "n": 1}, None)) == ["/n n.unsupported"]
    assert imagespec.check({"prompt": "a", "tools": []}, None).operation == "generate"
    assert imagespec.check({"type": "text", "prompt": "a"}, None).operation == "generate"


def test_azure_and_tables_without_the_tool() -> None:
    with pytest.raises(ValueError, match="no operation"):
        imagespec.check(TOOL, "tool", spec="azure")


def test_hostile_bodies() -> None:
    for make in VALUES.values():
        for request in (make(), {"tools": make()}, body(make()), body({"type": make()}), body({**TOOL, "size": make(), "svg": make()})):
            report = imagespec.check(request, "responses")
            str(report)
            report.to_openai_error()
            imagespec.fix(request, "responses", unsafe=True)
