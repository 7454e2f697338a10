"""Workflows of n8n: nodes that send HTTP requests, and nodes of OpenAI that make images."""

from __future__ import annotations

from typing import Any

from imagespec.places.addresses import Service, address
from imagespec.places.documents.candidate import NOTHING, Candidate, Claim, Path, children
from imagespec.places.documents.exchange import evidence_of
from imagespec.places.documents.forms import pairs
from imagespec.places.recognition import PLACE
from imagespec.places.vocabulary import Vocabulary

_LISTS = (("bodyParameters", "parameters"), ("bodyParametersUi", "parameter"))
_TEXTS = ("jsonBody", "bodyParametersJson", "body", "rawBody")
_OPTIONS = {"n": "n", "size": "size", "quality": "quality", "dalleQuality": "quality", "style": "style"}
_MAKES = {"generate": "generate", "create": "generate", "edit": "edit", "": "generate"}


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """A node that asks for images."""
    kind, parameters = node.get("type"), node.get("parameters")
    if not isinstance(kind, str) or not isinstance(parameters, dict) or "." not in kind:
        return None
    where: Path = (*path, "parameters")
    if kind.endswith((".httpRequest", ".httpRequestTool", ".toolHttpRequest")):
        return _http(parameters, where, words)
    if kind.endswith(".openAi") and parameters.get("resource") == "image":
        return _openai(parameters, where)
    return None


def _http(parameters: dict[str, Any], path: Path, words: Vocabulary) -> Claim:
    found = address(str(parameters.get("url") or ""), words)
    if found.service is Service.OTHER or (found.is_other_call and not found.is_responses):
        return NOTHING
    beside = evidence_of(found) if found.operations else ()
    is_form = str(parameters.get("contentType", "")).startswith(("multipart", "form"))
    for outer, inner in _LISTS:
        entries = parameters.get(outer)
        fields = pairs(entries.get(inner), (*path, outer, inner)) if isinstance(entries, dict) else None
        if fields is not None and fields[0]:
            is_edit = is_form and not fields[0].keys().isdisjoint(("image", "image[]"))
            operations = found.operations or (("edit",) if is_edit else ())
            return Claim((Candidate(fields[0], path, beside, operations, True, sources=fields[1], is_form=True),))
    key = next((key for key in _TEXTS if isinstance(parameters.get(key), (str, dict)) and parameters[key]), "")
    if not key:
        return NOTHING
    if found.is_responses or not found.operations:
        return Claim(rest=(((*path, key), parameters[key]),))
    return Claim((Candidate(parameters[key], (*path, key), beside, found.operations, True),))


def _openai(parameters: dict[str, Any], path: Path) -> Claim:
    operation = _MAKES.get(str(parameters.get("operation") or ""), "")
    if not operation:
        return NOTHING
    request: dict[str, Any] = {}
    sources: dict[str, Path] = {}
    for key in ("model", "modelId", "imageModel"):
        value, where = parameters.get(key), (*path, key)
        if isinstance(value, dict):  # a choice from a list
            value, where = value.get("value"), (*where, "value")
        if isinstance(value, str) and "model" not in request:
            request["model"], sources["model"] = value, where
    if isinstance(parameters.get("prompt"), str):
        request["prompt"], sources["prompt"] = parameters["prompt"], (*path, "prompt")
    given = parameters.get("options")
    options: dict[str, Any] = given if isinstance(given, dict) else {}
    for key, name in _OPTIONS.items():
        if key in options:
            request[name], sources[name] = options[key], (*path, "options", key)
    return Claim((Candidate(request, path, (PLACE,), (operation,), True, True, sources),), children(parameters, path, "options"))
