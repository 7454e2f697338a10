"""Answers of the API, which name sizes and qualities as requests do and are none. What they hold is not looked at."""

from __future__ import annotations

from typing import Any

from imagespec.places.documents.candidate import NOTHING, Claim, Path
from imagespec.places.vocabulary import Vocabulary

_OBJECTS = frozenset({"response", "list", "batch", "file", "model", "page", "error"})
"""What objects of the API call themselves, beside names with a dot in them (``organization.usage.images.result``)."""

_EVENTS = ("image_generation.", "image_edit.", "response.", "image_generation_call")


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """An answer or another object of the API, an event of a stream, or the output line of a batch."""
    kind = node.get("type")
    is_event = isinstance(kind, str) and kind.startswith(_EVENTS)
    is_answer = "created" in node and isinstance(node.get("data"), list)
    name = node.get("object")
    is_response = (isinstance(name, str) and ("." in name or name in _OBJECTS)) or ("output" in node and "created_at" in node)
    is_output = "custom_id" in node and ("response" in node or "error" in node) and "body" not in node
    return NOTHING if is_event or is_answer or is_response or is_output or "b64_json" in node else None
