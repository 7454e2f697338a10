"""A call with its address and its body, as recordings and collections have it.

VCR and vcrpy cassettes, Betamax, go-vcr, nock and WireMock; HAR; Postman, Insomnia, Bruno, Hoppscotch and Thunder Client:
all have an object with an address, and in it a body, plain or in a wrapper that says what kind it is.
"""

from __future__ import annotations

from typing import Any

from imagespec.places.addresses import Address, Service, address
from imagespec.places.documents.candidate import NOTHING, Candidate, Claim, Path, children
from imagespec.places.documents.forms import pairs
from imagespec.places.found import Evidence
from imagespec.places.recognition import ADDRESS, GATEWAY
from imagespec.places.vocabulary import Vocabulary

_ADDRESSES = ("url", "uri", "urlPath", "endpoint", "path", "href")
_BODIES = ("body", "postData", "json", "data", "payload", "requestBody", "form", "formData", "multipart", "bodyPatterns")
_TEXTS = ("raw", "string", "text", "json", "body", "content", "equalToJson", "contents")
"""The keys of wrappers of a body that hold its text."""

_LISTS = ("formdata", "urlencoded", "params", "form", "formUrlEncoded", "multipartForm", "parameters")
"""The keys of wrappers of a body that hold a list of keys with values."""


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """An object with an address and a body."""
    key = next((key for key in _BODIES if key in node), "")
    if not key:
        return None
    text = address_of(node)
    if not text:
        return None
    found = address(text, words)
    if found.operations:
        if found.service is Service.OTHER:
            return NOTHING
        return Claim(tuple(bodies(node[key], (*path, key), found)))
    if found.is_responses:
        return Claim(rest=(((*path, key), unwrapped(node[key])),) if isinstance(unwrapped(node[key]), str) else children(node, path))
    if found.is_other_call and ("://" in text or text.startswith("/v1/")):
        return NOTHING
    return None


def address_of(node: dict[str, Any]) -> str:
    """The address that an object names; empty for none."""
    for key in _ADDRESSES:
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("raw") or "/" + "/".join(part for part in value.get("path") or () if isinstance(part, str))
        if isinstance(value, str) and value:
            return value
    return ""


def bodies(body: Any, path: Path, found: Address) -> list[Candidate]:
    """What may be the request in a body that is sent to an image endpoint."""
    beside = evidence_of(found)
    if isinstance(body, list) and not pairs(body, path):
        return [entry for index, part in enumerate(body) for entry in bodies(part, (*path, index), found)]
    if isinstance(body, dict):
        for key in _LISTS:
            if key in body and (fields := pairs(body[key], (*path, key))):
                return [_form(fields, (*path, key), found)]
        inner = next((key for key in _TEXTS if isinstance(body.get(key), str)), "")
        if inner:
            text = _decoded(body[inner], str(body.get("encoding", "")))
            return [Candidate(text, (*path, inner), beside, found.operations, found.deployed)]
        encoded = body.get("base64_string")
        if isinstance(encoded, str):
            return [Candidate(_decoded(encoded, "base64"), (*path, "base64_string"), beside, found.operations, found.deployed)]
        inside = next((key for key in ("json", "body", "raw", "equalToJson") if isinstance(body.get(key), dict)), "")
        if inside:
            return [Candidate(body[inside], (*path, inside), beside, found.operations, found.deployed)]
    elif fields := pairs(body, path):
        return [_form(fields, path, found)]
    return [Candidate(body, path, beside, found.operations, found.deployed)] if isinstance(body, (dict, str)) else []


def _form(fields: tuple[dict[str, Any], dict[str, Path]], path: Path, found: Address) -> Candidate:
    return Candidate(fields[0], path, evidence_of(found), found.operations, found.deployed, sources=fields[1], is_form=True)


def evidence_of(found: Address) -> tuple[Evidence, ...]:
    """What an address of images says for a request."""
    return (ADDRESS if found.service is Service.OURS else GATEWAY,)


def unwrapped(body: Any) -> Any:
    """A body without its wrapper."""
    if isinstance(body, dict):
        return next((body[key] for key in _TEXTS if isinstance(body.get(key), str)), body)
    return body


def _decoded(text: str, encoding: str) -> str:
    if encoding.lower() != "base64":
        return text
    try:
        from binascii import a2b_base64  # seldom needed

        return a2b_base64(text).decode()
    except ValueError:
        return ""
