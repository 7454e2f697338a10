"""Workflows of ComfyUI: its own nodes that ask the API for images, as exported for the API and as the editor saves them."""

from __future__ import annotations

import re
from typing import Any

from imagespec.places.documents.candidate import Candidate, Claim, Path, children
from imagespec.places.recognition import PLACE
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.patterns import pattern

_NODE = pattern(r"OpenAI_?(?:GPT_?Image|Dall_?E_?)(\d?)", re.IGNORECASE)
_SIZE = pattern(r"[0-9]{3,4}x[0-9]{3,4}\Z")
_DALLE = {"2": "dall-e-2", "3": "dall-e-3"}


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """A node that asks for images."""
    inputs = node.get("inputs")
    for key in ("class_type", "type"):
        kind = node.get(key)
        match = _NODE.match(kind) if isinstance(kind, str) else None
        if not match:
            continue
        model = _DALLE.get(match.group(1), "gpt-image-1") if "dall" in match.group(0).lower() else ""
        if key == "class_type" and isinstance(inputs, dict):
            return _saved_for_the_api(node, inputs, path, model, words)
        if isinstance(node.get("widgets_values"), list):
            return _saved_by_the_editor(node, path, model, words)
    return None


def _saved_for_the_api(node: dict[str, Any], inputs: dict[str, Any], path: Path, model: str, words: Vocabulary) -> Claim:
    where: Path = (*path, "inputs")
    request = {key: value for key, value in inputs.items() if not isinstance(value, list)}  # a list is a link to another node
    sources: dict[str, Path] = {key: (*where, key) for key in request}
    if model and "model" not in request:
        request["model"], sources["model"] = model, (*path, "class_type")
    operation = "edit" if "image" in inputs and "edit" in words.operations else "generate"
    return Claim((Candidate(request, where, (PLACE,), (operation,), True, True, sources),))


def _saved_by_the_editor(node: dict[str, Any], path: Path, model: str, words: Vocabulary) -> Claim:
    """Only what tells by itself what it is: the editor saves values without names."""
    request: dict[str, Any] = {"model": model} if model else {}
    sources: dict[str, Path] = {"model": (*path, "type")} if model else {}
    for index, value in enumerate(node["widgets_values"]):
        name = "model" if words.model(value) else "size" if isinstance(value, str) and _SIZE.match(value) else ""
        if name and name not in request:
            request[name], sources[name] = value, (*path, "widgets_values", index)
    return Claim((Candidate(request, path, (PLACE,), ("generate",), True, True, sources),), children(node, path, "widgets_values"))
