"""What an OpenAI client sends besides requests for images as JSON: forms, batch files, tools, bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import imagespec
from tests.clients.calls import GOOD
from tests.clients.counting import Counted, refusal


def test_a_text_is_no_file(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    options: Any = {"headers": {"content-type": "multipart/form-data"}}
    error = refusal(lambda: client.post("/images/edits", body={**GOOD, "image": "a.png"}, options=options, cast_to=object))
    assert {d.rule.partition(".")[0] for d in error.report.errors} == {"image"}
    error = refusal(lambda: client.images.edit(image=[], **GOOD))
    assert [d.rule for d in error.report.errors] == ["image.required"]
    error = refusal(lambda: client.images.edit(image=b"\x89PNG\r\n\x1a\n", **GOOD))
    assert (error.code, error.report.errors[0].rule) == ("unsupported_file_mimetype", "image.file-type")
    assert "application/octet-stream" in error.body["message"]
    assert not counted.sent


def test_other_calls_are_left_alone(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    client.post("/chat/completions", body={"model": "gpt-5", "size": "1x1"}, cast_to=object)
    client.post("/vector_stores/a/files", body={"file_id": "x"}, cast_to=object)
    client.files.create(file=("a.png", b"1"), purpose="vision")
    client.files.create(
        file=("a.jsonl", b'{"custom_id": "a", "url": "/v1/embeddings", "body": {"n": 20}, "method": "POST"}'), purpose="batch"
    )
    client.get("/images/generations", cast_to=object)
    assert len(counted.sent) == 5


def test_a_batch_says_the_line(counted: Counted, tmp_path: Path) -> None:
    client = imagespec.preflight(counted.client())
    lines = [
        b'{"custom_id": "%d", "method": "POST", "url": "/v1/images/generations", "body": {"model": "gpt-image-2", "prompt": "a"}}' % i
        for i in range(3)
    ]
    bad = [lines[0], lines[1].replace(b'"a"}}', b'"a", "size": "1920x1080"}}'), b"{", lines[0]]
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b"\n".join(bad))
    with path.open("rb") as file:
        file.seek(7)
        error = refusal(lambda: client.files.create(file=file, purpose="batch"))
        assert file.tell() == 7
    found = [(d.pointer, d.rule) for d in error.report.errors]
    assert found == [("/1/body/size", "size.step"), ("/2", "request.format"), ("/3/custom_id", "custom_id.value")]
    assert "line 2: size" in str(error)
    assert error.param == "file"
    assert error.report.operation == "batch"
    path.write_bytes(b"\n".join(lines))
    with path.open("rb") as file:
        client.files.create(file=file, purpose="batch")
    assert b"\n".join(lines) in counted.sent[0].content
    many = b"\n".join(lines[0].replace(b'"0"', b'"%d"' % i).replace(b'"a"}', b'"a", "n": 20}') for i in range(500))
    assert len(refusal(lambda: client.files.create(file=("a.jsonl", many), purpose="batch")).report) == 20


def test_the_image_tool_of_the_responses_api(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    tools = [{"type": "web_search"}, {"type": "image_generation", "model": "house"}, {"type": "image_generation", "model": "gpt-image-2"}]

    def create(**wrong: Any) -> Any:
        return client.responses.create(model="gpt-5.6", input="a cat", tools=[*tools[:2], tools[2] | wrong])

    error = refusal(lambda: create(n=2, size="1x1"))
    assert {d.pointer for d in error.report.errors} == {"/tools/2/n", "/tools/2/size"}
    assert (error.param, error.code) == ("tools[2].n", "unknown_parameter")
    assert not counted.sent
    create(size="1536x864")
    imagespec.preflight(client, mode="fix")
    create(n=1)
    assert [body["tools"] for body in counted.bodies()] == [[*tools[:2], tools[2] | {"size": "1536x864"}], tools]


def test_bodies_as_bytes(counted: Counted) -> None:
    client = imagespec.preflight(counted.client())
    error = refusal(lambda: client.post("/images/generations", content=b"{", cast_to=object))
    assert "no JSON" in str(error)
    form: Any = {"headers": {"content-type": "multipart/form-data; boundary=b"}}
    cut = b'--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\na'
    assert "no whole multipart form" in str(refusal(lambda: client.post("/images/edits", content=cut, options=form, cast_to=object)))
    refusal(lambda: client.post("/images/edits", content=cut + b"\r\n--b--", options=form, cast_to=object))
    refusal(lambda: client.post("/images/generations", content=b'{"model": "gpt-image-2", "prompt": ""}', cast_to=object))
    imagespec.preflight(client, mode="fix")
    client.post("/images/generations", content=b'{"model": "gpt-image-2", "prompt": "\xc3\xa9", "style": "vivid"}', cast_to=object)
    assert counted.bodies() == [{"model": "gpt-image-2", "prompt": "é"}]
