"""Examples of requests in OpenAPI and Swagger documents, and in the example files that Azure keeps beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.places.addresses import Address, Service, address
from imagespec.places.documents.candidate import Candidate, Claim, Path, children
from imagespec.places.documents.exchange import evidence_of
from imagespec.places.recognition import PLACE
from imagespec.places.vocabulary import Vocabulary


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """A document with paths, or an example with ``parameters`` and ``responses``."""
    paths = node.get("paths")
    if isinstance(paths, dict) and ("openapi" in node or "swagger" in node):
        found = tuple(_of_paths(paths, (*path, "paths"), words))
        return Claim(found, tuple((where, value) for where, value in children(node, path))) if found else None
    parameters = node.get("parameters")
    if isinstance(parameters, dict) and "responses" in node and isinstance(parameters.get("body"), dict):
        is_deployed = any("deployment" in key.lower() for key in parameters)
        return Claim((Candidate(parameters["body"], (*path, "parameters", "body"), (PLACE,), partial=is_deployed),))
    return None


def _of_paths(paths: dict[str, Any], path: Path, words: Vocabulary) -> Iterator[Candidate]:
    for template, methods in paths.items():
        found = address(template, words)
        if not found.operations or found.service is Service.OTHER or not isinstance(methods, dict):
            continue
        for method, call in methods.items():
            if isinstance(call, dict):
                yield from _of_call(call, (*path, template, method), found)


def _of_call(call: dict[str, Any], path: Path, found: Address) -> Iterator[Candidate]:
    body = call.get("requestBody")
    content = body.get("content") if isinstance(body, dict) else None
    for media, kind in content.items() if isinstance(content, dict) else ():
        if isinstance(kind, dict):
            is_form = "json" not in media
            yield from _examples(kind, (*path, "requestBody", "content", media), found, is_form=is_form)
            if isinstance(kind.get("schema"), dict):
                yield from _examples(kind["schema"], (*path, "requestBody", "content", media, "schema"), found, is_form=is_form)
    parameters = call.get("parameters")
    for index, parameter in enumerate(parameters if isinstance(parameters, list) else ()):
        if isinstance(parameter, dict) and parameter.get("in") == "body":
            yield from _examples(parameter, (*path, "parameters", index), found, is_form=False)
            if isinstance(parameter.get("schema"), dict):
                yield from _examples(parameter["schema"], (*path, "parameters", index, "schema"), found, is_form=False)


def _examples(node: dict[str, Any], path: Path, found: Address, *, is_form: bool) -> Iterator[Candidate]:
    if isinstance(node.get("example"), dict):
        yield _example(node["example"], (*path, "example"), found, is_form=is_form)
    several = node.get("examples")
    for key, entry in several.items() if isinstance(several, dict) else ():
        if isinstance(entry, dict) and isinstance(entry.get("value"), dict):
            yield _example(entry["value"], (*path, "examples", key, "value"), found, is_form=is_form)
    for index, entry in enumerate(several if isinstance(several, list) else ()):
        if isinstance(entry, dict):
            yield _example(entry, (*path, "examples", index), found, is_form=is_form)


def _example(value: dict[str, Any], path: Path, found: Address, *, is_form: bool) -> Candidate:
    return Candidate(value, path, evidence_of(found), found.operations, found.deployed, is_form=is_form)
