"""What the adapters make of the checks, in the libraries that they are for: the findings are those of the engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import imagespec
from imagespec.api import Handle
from tests.npm.conftest import asked
from tests.support.node import Node

PNG = "data:image/png;name=a%20b.png;base64,iVBORw0KGgo="
GENERATE: list[dict[str, Any]] = [
    {"model": "gpt-image-2", "prompt": "x"},
    {"model": "gpt-image-2", "size": "1920x1080", "n": 11},
    {"model": "gpt-image-2.6-flare", "prompt": "x", "output_format": "svg", "svg": {"reasoning": {"effort": "huge"}}},
    {"model": "gpt-image-2", "prompt": "x", "size": "2880x2880"},  # a warning only
    {"model": "gpt-image-2", "prompt": "x", "seed": 1, "style": "vivid"},
    {"model": "gpt-image-9", "prompt": "x"},
]


def told(request: object, operation: str = "generate") -> list[tuple[str, str, str]]:
    """Rule, pointer and message of the errors that the engine finds."""
    return [(d.rule, d.pointer, d.message) for d in imagespec.check(request, operation).errors]


def steps(pointer: str) -> list[str | int]:
    return [int(step) if step.isdecimal() else step for step in pointer.split("/")[1:]]


def forms(node: Node, newest: Handle, operation: str, requests: list[Any], folder: Path) -> list[dict[str, Any]]:
    schema = newest.json_schema(operation, shape="form", draft="draft-07")
    answers = asked(node, "forms.mjs", {"operation": operation, "schema": schema, "requests": requests}, folder)
    assert not answers["polluted"]
    assert not any(answer["changed"] for answer in answers["answers"])
    return list(answers["answers"])


def test_forms_and_zod_say_what_the_engine_says(near: Node, newest: Handle, tmp_path: Path) -> None:
    answers = forms(near, newest, "generate", GENERATE, tmp_path)
    assert [bool(answer["zod"]) for answer in answers] == [False, True, True, False, True, True]
    for request, answer in zip(GENERATE, answers, strict=True):
        assert answer["zod"] == [[steps(pointer), message, rule] for rule, pointer, message in told(request)]
        assert sorted(message for _, message in answer["rjsf"]) == sorted(message for _, _, message in told(request))
    assert [place for place, _ in answers[2]["rjsf"]] == [".svg.model", ".svg.reasoning.effort"]
    assert {place for place, _ in answers[4]["rjsf"]} == {"."}  # no field of the form shows them
    assert [place for place, _ in answers[5]["rjsf"]] == [".model"]


def test_picked_files_are_judged_as_they_are_sent(near: Node, newest: Handle, tmp_path: Path) -> None:
    base = {"model": "gpt-image-2", "prompt": "x"}
    requests = [
        {**base, "image": [PNG], "mask": PNG},
        {**base, "image": [PNG, PNG.replace("png", "gif")]},
        {**base, "image": [PNG], "mask": "data:image/png;name=a;base64,/9j/AAAA"},
        {**base, "image": [PNG], "mask": PNG + "A" * 5_600_000},
    ]
    answers = forms(near, newest, "edit", requests, tmp_path)
    assert answers[0]["rjsf"] == []
    assert [place for place, _ in answers[1]["rjsf"]] == [".image"]  # the field of the list shows what is wrong with its files
    assert "sent as image/gif" in answers[1]["rjsf"][0][1]
    assert answers[2]["rjsf"] == [[".mask", "mask is a jpeg file, but must be a png image; convert it."]]
    assert [place for place, _ in answers[3]["rjsf"]] == [".mask"]


def test_keys_that_every_object_has_are_keys_like_any_other(near: Node, newest: Handle, tmp_path: Path) -> None:
    request = json.loads('{"model": "gpt-image-2", "prompt": "x", "__proto__": {"a": 1}, "constructor": 5}')
    (answer,) = forms(near, newest, "generate", [request], tmp_path)
    assert len(answer["rjsf"]) >= 1
    assert ["constructor"] in [path for path, _, _ in answer["zod"]]


def test_the_openai_package_sends_what_is_right_and_raises_its_own_error(near: Node, tmp_path: Path) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    answers: dict[str, dict[str, Any]] = json.loads(near("client.mjs", picture))
    refused = {name: answer for name, answer in answers.items() if not answer["sent"]}
    sent = {"generate", "generate, for a deployment", "edit", "edit, from a stream with a type", "edit in JSON", "tool", "elsewhere"}
    assert set(answers) - set(refused) == sent
    whole = [["/v1/images/edits", ["model", "gpt-image-2"], ["prompt", "a cat"], ["image", picture.stat().st_size]]]
    assert answers["edit"]["sent"] == answers["edit, from a stream with a type"]["sent"] == whole
    assert answers["generate, for a deployment"]["reported"] == ["model.unknown"]
    for name, answer in refused.items():
        assert (answer["raised"], answer["status"], answer["type"]) == (True, 400, "invalid_request_error"), name
        assert "param" in answer, name
    n = told({"model": "gpt-image-2", "prompt": "a cat", "n": 11})[0][2]
    for name in ("generate, with options", "generate, on Azure", "edit, refused"):
        assert (answers[name]["message"], answers[name]["param"], answers[name]["code"]) == (f"400 {n}", "n", None), name
    assert answers["generate, refused"]["param"] == "size"
    assert (answers["generate, unknown"]["param"], answers["generate, unknown"]["code"]) == ("model", None)
    assert answers["edit in JSON, refused"]["param"] == "images[0].file"
    assert answers["edit in JSON, refused"]["code"] == "unknown_parameter"
    assert answers["edit, without a type"]["reported"] == answers["edit, from a stream"]["reported"] == ["image.file-type"]
    assert answers["edit, from a stream, refused"]["reported"] == ["image.file-type", "size.step", "size.pixels"]
    assert answers["tool, refused"]["param"] == "tools[1].size"
