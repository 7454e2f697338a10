"""Batch API files: the envelope, what holds for the file as a whole, and the bodies."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from imagespec.cli.inputs import json_lines
from imagespec.cli.inputs.records import Recorder, records
from imagespec.spec.model import Spec
from tests.cli.conftest import REVISION, Result, invoke

Lint = Callable[..., Result]

GENERATE, EDIT = "/v1/images/generations", "/v1/images/edits"


def line(custom_id: Any = "a", url: Any = GENERATE, method: Any = "POST", **body: Any) -> dict[str, Any]:
    return {"custom_id": custom_id, "method": method, "url": url, "body": {"model": "gpt-image-2", "prompt": "a cat"} | body}


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in line().items() if name != key}


def lines(*values: Any) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


@pytest.mark.parametrize(
    ("entry", "rules"),
    [
        (line(), []),
        (without("custom_id"), ["custom_id.required"]),
        (line(custom_id=7), ["custom_id.type"]),
        (line(custom_id=None), ["custom_id.type"]),
        (without("method"), ["method.required"]),
        (line(method="post"), ["method.value"]),
        (line(method=1), ["method.value"]),
        (without("url"), ["url.required"]),
        (line(url="/v1/images/variations"), ["url.value"]),
        (line(url="/v1/chat/completions"), ["url.value"]),
        (line(url=["/v1/images/generations"]), ["url.value"]),
        (line(url="https://api.openai.com/v1/images/generations"), ["url.value"]),
        (without("body"), ["body.required"]),
        (line() | {"body": "a cat"}, ["body.type"]),
        (line() | {"body": None}, ["body.type"]),
        (line() | {"body": [1]}, ["body.type"]),
        (line(stream=True), ["stream.unsupported"]),
        (line(stream=False), []),
        (line(stream=True, partial_images=2), ["stream.unsupported", "partial_images.unsupported"]),
        (line(url=EDIT, images=[{"file_id": "file-1"}]), []),
        (line(url=EDIT), ["images.required"]),
        (line(url=EDIT, image="a.png"), ["image.unsupported"]),
        (line(n=11), ["n.range"]),
    ],
)
def test_one_line(lint: Lint, entry: dict[str, Any], rules: list[str]) -> None:
    result = lint(lines(entry), "a.jsonl")
    assert result.rules == rules
    warnings = {"stream.unsupported", "partial_images.unsupported"}
    assert result.code == (0 if set(rules) <= warnings else 1)


def test_the_operation_is_that_of_the_url(lint: Lint) -> None:
    said = lint(lines(line(url=EDIT, images=[{"file_id": "x"}]), line("b", url=EDIT, prompt="c")), "a.jsonl").said
    assert [(entry["operation"], entry["operation_from"], entry["custom_id"]) for entry in said["requests"]] == [
        ("edit-json", "url", "a"), ("edit-json", "url", "b"),
    ]  # fmt: skip


def test_pointers_lead_into_the_body_and_places_into_the_file(lint: Lint) -> None:
    text = json.dumps(line(n=11), indent=2)
    (found,) = lint(text).said["diagnostics"]
    row = next(number for number, row in enumerate(text.splitlines(), 1) if '"n": 11' in row)
    assert (found["pointer"], found["line"], found["column"], found["custom_id"]) == ("/n", row, 10, "a")


def test_a_repeated_custom_id_names_the_first_line(lint: Lint) -> None:
    (found,) = lint(lines(line("a"), line("b"), line("a")), "a.jsonl").said["diagnostics"]
    assert (found["rule"], found["line"], found["params"]["line"]) == ("custom_id.value", 3, 1)


def test_one_endpoint_and_one_model_in_a_file(lint: Lint) -> None:
    edit = line("c", url=EDIT, images=[{"file_id": "x"}])
    assert lint(lines(line("a"), line("b"), edit, edit | {"custom_id": "d"}), "a.jsonl").places == [("url.count", 3, 45)]
    other = lint(lines(line("a"), line("b", model="gpt-image-1.5"), line("c", model="gpt-image-1.5")), "a.jsonl")
    assert other.places == [("model.count", 2, 89)]
    assert other.code == 0


def test_a_bare_request_among_batch_lines(lint: Lint) -> None:
    result = lint(lines(line(), {"model": "gpt-image-2", "prompt": "a", "n": 11}, line("b")), "a.jsonl")
    assert result.places == [("body.required", 2, 1), ("n.range", 2, 46)]


def test_what_a_malformed_line_leaves_is_still_a_batch(lint: Lint) -> None:
    result = lint("{broken\n" + lines(line("a"), line("a")), "a.jsonl")
    assert [place[:2] for place in result.places] == [("request.format", 1), ("custom_id.value", 3)]


def test_too_many_requests_are_said_once(tmp_path: Path, spec: Spec) -> None:
    assert spec.batch is not None
    most = spec.batch.max_requests
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(line(f"r{number}")) + "\n" for number in range(most + 2))
    said = invoke("lint", "--format", "jsonl", *REVISION, path)
    (found,) = [json.loads(row) for row in said.out.splitlines()]
    assert (found["rule"], found["line"], found["params"]) == ("batch.count", most + 1, {"max": most})


def test_too_many_bytes_are_said_once(spec: Spec) -> None:
    """The limit of the table, made small: the reader counts bytes as it goes."""
    first = lines(line("a")).encode()
    limits = {
        "method": "POST", "paths": {GENERATE: "generate"}, "max_requests": 9, "max_bytes": len(first) * 2,
        "source": ("batch", "t", "u", "2026-01-01"),
    }  # fmt: skip
    content = [first, lines(line("b")).encode(), lines(line("c")).encode(), lines(line("d")).encode()]
    found = [
        (record.number, problem.diagnostic.rule, problem.diagnostic.params)
        for record in records(Recorder("a", "", spec.operations, limits), json_lines.read(content))
        for problem in record.problems
    ]
    assert found == [(3, "batch.file-size", {"actual": len(first) * 3, "max": len(first) * 2})]


def test_limits_and_their_source_are_those_of_the_table(lint: Lint, spec: Spec) -> None:
    assert spec.batch is not None
    (found,) = lint(lines(line(method="GET")), "a.jsonl").said["diagnostics"]
    assert found["source"]["key"] == spec.batch.source[0]
    assert found["fixes"][0]["edits"] == [{"op": "replace", "path": "/method", "value": spec.batch.method}]
    (found,) = lint(lines(line(stream=True)), "a.jsonl").said["diagnostics"]
    assert found["source"]["basis"] == "inferred"


def test_lines_are_streamed() -> None:
    """A record is out before the next line is read."""
    asked: list[int] = []

    def source() -> Iterator[bytes]:
        for number in range(5):
            asked.append(number)
            yield lines(line(f"r{number}")).encode()

    for number, record in enumerate(records(Recorder("a", "", ("generate",), None), json_lines.read(source()))):
        assert record.number == number + 1
        assert asked == list(range(number + 1))


def test_time_grows_with_the_number_of_lines(tmp_path: Path) -> None:
    """Ten times the lines take about ten times as long; quadratic work would take a hundred times as long."""

    def seconds(count: int) -> float:
        path = tmp_path / f"{count}.jsonl"
        path.write_text("".join(json.dumps(line(f"r{number}", n=number % 12)) + "\n" for number in range(count)), "utf-8")
        started = time.process_time()
        assert invoke("lint", "--format", "jsonl", *REVISION, path).code == 1
        return time.process_time() - started

    small = max(min(seconds(2_000) for _ in range(2)), 0.01)
    assert seconds(20_000) < 40 * small
