"""VS Code and Monaco with the editor shape: what is offered is what the model takes, key by key and value by value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from imagespec.api import Handle
from imagespec.compile.json_schema import json_schema
from imagespec.compile.shapes.body import own_limits
from tests.conftest import Depth
from tests.schemas.conftest import Node


def asked(node: Node, folder: Path, schema: dict[str, Any], texts: list[str]) -> list[dict[str, Any]]:
    (folder / "input.json").write_text(json.dumps([{"schema": schema, "texts": texts}]), "utf-8")
    return list(json.loads(node("editor.mjs", folder / "input.json")))


def test_no_key_and_no_value_of_another_model_is_offered(newest: Handle, node: Node, tmp_path: Path, depth: Depth) -> None:
    for operation, row in newest.operations.items():
        texts: list[str] = []
        expected: list[set[str]] = []
        for model in row.models[:: -depth(15, 1)]:
            contract = newest.contract(operation, model)
            texts.append(f'{{"model": "{model}", |}}')
            expected.append({name for parameter in contract.parameters for name in parameter.names})
            for parameter in contract.parameters:
                members = own_limits(parameter).get("enum")
                if members and not parameter.type.form:
                    texts.append(f'{{"model": "{model}", "{parameter.name}": |}}')
                    expected.append({json.dumps(member) for member in [*members, *([None] if parameter.type.nullable else [])]})
        answers = asked(node, tmp_path, json_schema(newest.spec, operation, None, "editor", "draft-07"), texts)
        for text, wanted, answer in zip(texts, expected, answers, strict=True):
            assert {*answer["offered"]} == wanted, (operation, text)
            assert len(answer["offered"]) == len(wanted), (operation, text)


def test_models_are_offered_with_the_recommended_one_first(newest: Handle, node: Node, tmp_path: Path) -> None:
    (answer,) = asked(node, tmp_path, newest.json_schema(draft="draft-07"), ['{"model": |}'])
    models = newest.operations["generate"].models
    assert {*answer["offered"]} == {f'"{model}"' for model in models} | {"null"}
    assert answer["offered"][0] == '"gpt-image-2.6-sunburst"'


def test_mistakes_are_said_where_they_stand(newest: Handle, node: Node, tmp_path: Path) -> None:
    texts = [
        '{"model": "dall-e-2", "prompt": "x", "frame_count": 3}|',
        '{"model": "dall-e-3", "prompt": "x", "quality": "high"}|',
        '{"model": "gpt-image-2", "prompt": "x"}|',
        '{"model": "openai/gpt-image-2", "prompt": "x"}|',
    ]
    answers = asked(node, tmp_path, newest.json_schema(draft="draft-07"), texts)
    assert answers[0]["said"] == ["Property frame_count is not allowed."]
    assert answers[1]["said"] == ['Value is not accepted. Valid values: "standard", "hd", "auto", null.']
    assert answers[2]["said"] == answers[3]["said"] == []
