"""Requests in recordings of HTTP and in collections of calls."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from tests.places.finding import seen

URL = "https://api.openai.com/v1/images/generations"
BAD = '{"model": "gpt-image-2", "prompt": "a cat", "n": 11}'
ANSWER = '{"created": 1, "data": [{"b64_json": "aGk="}], "size": "1024x1024", "quality": "low", "output_format": "png"}'
CHAT = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}], "n": 11}

VCR = """
http_interactions:
- request:
    method: post
    uri: %s
    body:
      encoding: UTF-8
      string: '{"model": "gpt-image-2", "prompt": "it''s", "n": 11}'
  response:
    body:
      string: '%s'
recorded_with: VCR 6.2.0
"""
VCRPY = """
interactions:
- request:
    body: !!binary |
      %s
    method: POST
    uri: %s
  response:
    body: {string: '%s'}
version: 1
"""
BLOCK = """
interactions:
- request:
    uri: %s
    body: |-
      {
        "model": "gpt-image-2",
        "n": 11
      }
"""


def har(url: str, post: Any) -> dict[str, Any]:
    return {"log": {"version": "1.2", "entries": [{
        "request": {"method": "POST", "url": url, "postData": post},
        "response": {"status": 200, "content": {"mimeType": "application/json", "text": ANSWER}},
    }]}}  # fmt: skip


def item(body: Any, url: Any = URL) -> dict[str, Any]:
    return {"info": {"name": "images"}, "item": [{"name": "folder", "item": [{
        "name": "make", "request": {"method": "POST", "header": [], "url": url, "body": body},
        "response": [{"originalRequest": {"method": "POST", "url": url, "body": body}, "body": ANSWER}],
    }]}]}  # fmt: skip


POSTMAN_URL = {"raw": "{{base}}/v1/images/generations", "host": ["{{base}}"], "path": ["v1", "images", "generations"]}
FIELDS = [
    {"key": "model", "value": "gpt-image-2", "type": "text"}, {"key": "prompt", "value": "a hat", "type": "text"},
    {"key": "image", "type": "file", "src": "/cat.png"}, {"key": "n", "value": "11", "type": "text"},
    {"key": "style", "value": "vivid", "type": "text", "disabled": True},
]  # fmt: skip
EDITS = URL.replace("generations", "edits")
MULTIPART = (
    '--xx\r\nContent-Disposition: form-data; name="model"\r\n\r\ngpt-image-2\r\n'
    '--xx\r\nContent-Disposition: form-data; name="image[]"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nPNG\r\n'
    '--xx\r\nContent-Disposition: form-data; name="n"\r\n\r\n11\r\n--xx--\r\n'
)

RECORDINGS: dict[str, tuple[str, str, str, list[tuple[str, str]]]] = {
    "vcr": ("a.yml", VCR % (URL, ANSWER), "generate", [("n.range", "11}'")]),
    "vcrpy in base64": ("a.yaml", VCRPY % (b64encode(BAD.encode()).decode(), URL, ANSWER), "generate", [("n.range", "!!binary |")]),
    "vcr as a block": ("a.yaml", BLOCK % URL, "generate", [("prompt.required", "{"), ("n.range", "11")]),
    "go-vcr": (
        "a.yaml", f"interactions:\n- request:\n    url: {URL}\n    method: POST\n    body: '{BAD}'\n", "generate", [("n.range", "11}'")],
    ),
    "betamax": (
        "a.json", json.dumps({"http_interactions": [{"request": {
            "uri": URL, "body": {"encoding": "utf-8", "base64_string": b64encode(BAD.encode()).decode()},
        }}]}), "generate", [("n.range", '"eyJtb2RlbCI6ICJncHQtaW1')],
    ),
    "nock": (
        "a.json", json.dumps([{"scope": "https://api.openai.com:443", "path": "/v1/images/generations", "body": json.loads(BAD),
                               "response": json.loads(ANSWER)}]), "generate", [("n.range", "11}, ")],
    ),
    "wiremock": (
        "a.json", json.dumps({"request": {"urlPath": "/v1/images/generations", "bodyPatterns": [{"equalToJson": json.loads(BAD)}]}}),
        "generate", [("n.range", "11}")],
    ),
    "har": ("a.har", json.dumps(har(URL, {"mimeType": "application/json", "text": BAD})), "generate", [("n.range", "11}")]),
    "har of a form": (
        "a.har", json.dumps(har(EDITS, {"mimeType": "multipart/form-data", "text": MULTIPART})), "edit",
        [("n.range", '"--xx')],  # of the file it is known that it is there: more may be
    ),
    "postman": ("a.json", json.dumps(item({"mode": "raw", "raw": BAD}, POSTMAN_URL)), "generate", [("n.range", "11}")]),
    "postman form": ("a.json", json.dumps(item({"mode": "formdata", "formdata": FIELDS}, EDITS)), "edit", [("n.range", '"11"')]),
    "insomnia": (
        "a.json", json.dumps({"resources": [{"url": URL, "method": "POST", "body": {"mimeType": "application/json", "text": BAD}}]}),
        "generate", [("n.range", "11}")],
    ),
    "bruno export": (
        "a.json", json.dumps({"items": [{"request": {"url": URL, "body": {"mode": "json", "json": BAD}}}]}), "generate",
        [("n.range", "11}")],
    ),
    "thunder client": (
        "a.json", json.dumps({"requests": [{"url": URL, "method": "POST", "body": {"type": "json", "raw": BAD}}]}), "generate",
        [("n.range", "11}")],
    ),
    "a gateway": (
        "a.json", json.dumps({"call": {"endpoint": "https://gateway.example/v1/images/generations", "payload": json.loads(BAD)}}),
        "generate", [("n.range", "11}")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("named", [True, False], ids=["named", "in a folder"])
@pytest.mark.parametrize("case", RECORDINGS)
def test_a_recorded_request_is_found_at_its_place(case: str, named: bool, tmp_path: Path) -> None:
    name, text, operation, findings = RECORDINGS[case]
    found = seen(tmp_path, name, text, named=named)
    assert found.operations == [operation]
    assert [rule for rule, _ in found.findings] == [rule for rule, _ in findings]
    for (_, at), (_, start) in zip(found.findings, findings, strict=True):
        assert at.startswith(start)


OTHERS = {
    "another service": har("https://api.x.ai/v1/images/generations", {"text": BAD}),
    "another service in a collection": item({"mode": "raw", "raw": BAD}, "https://api.together.xyz/v1/images/generations"),
    "a chat": har("https://api.openai.com/v1/chat/completions", {"text": json.dumps(CHAT)}),
    "an upload": har("https://api.openai.com/v1/files", {"text": json.dumps({"model": "gpt-image-2", "n": 11, "prompt": "x"})}),
    "an answer": json.loads(ANSWER),
    "an event": {"type": "image_generation.completed", "b64_json": "aGk=", "size": "1024x1024", "output_format": "png", "quality": "low"},
    "an answer of responses": {
        "id": "resp_1", "object": "response", "model": "gpt-5.5", "tools": [{"type": "image_generation", "model": "gpt-image-2", "n": 1}],
        "output": [{"type": "image_generation_call", "size": "1024x1024", "quality": "low", "output_format": "png", "result": "aGk="}],
    },
    "a row of usage": {"object": "organization.usage.images.result", "model": "dall-e-3", "size": "1024x1024", "images": 2},
    "the output of a batch": {"custom_id": "a", "response": {"status_code": 200, "body": json.loads(ANSWER)}, "error": None},
    "an error": {"error": {"message": "Invalid size", "param": "size", "code": "invalid_value"}},
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_sent_elsewhere_or_comes_back_is_no_request(case: str, tmp_path: Path) -> None:
    found = seen(tmp_path, "a.json", json.dumps(OTHERS[case]), named=False)
    assert (found.operations, found.findings, found.err, found.result.code) == ([], [], "", 0)


def test_a_body_that_nobody_can_read_is_a_request_of_which_nothing_is_known(tmp_path: Path) -> None:
    text = f"http_interactions:\n- request:\n    method: post\n    uri: {EDITS}\n    body: {{encoding: ASCII-8BIT, string: BINARY}}\n"
    found = seen(tmp_path, "a.yml", text)
    assert (found.operations, found.findings) == (["edit"], [])


def test_a_json_body_of_edits_is_an_edit_in_json(tmp_path: Path) -> None:
    body = {"model": "gpt-image-2", "prompt": "a hat", "images": [{"image_url": "https://example.com/a.png"}]}
    found = seen(tmp_path, "a.json", json.dumps(item({"mode": "raw", "raw": json.dumps(body)}, EDITS)))
    assert (found.operations, found.findings) == (["edit-json"], [])


def test_what_is_odd_elsewhere_in_a_recording_is_not_told(tmp_path: Path) -> None:
    text = VCR % (URL, ANSWER) + "odd: {a: 1, a: 2, when: 2026-01-01, on: yes, value: !Ref x}\n"
    assert seen(tmp_path, "a.yml", text).findings == [("n.range", "11}'")]
    request = '{"x": NaN, "x": 1, "request": {"model": "gpt-image-2", "prompt": "a", "n": NaN, "n": 11}}'
    assert {rule for rule, _ in seen(tmp_path, "b.json", request).findings} == {"key.count", "request.format", "n.range", "n.type"}
