"""Models of LiteLLM, whose ``litellm_params`` name a model behind its provider and may set parameters for all its requests."""

from __future__ import annotations

from typing import Any

from imagespec.places.documents.candidate import NOTHING, Candidate, Claim, Path
from imagespec.places.recognition import PLACE
from imagespec.places.vocabulary import Vocabulary


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """One model of a list."""
    given = node.get("litellm_params")
    if not isinstance(given, dict) or not isinstance(given.get("model"), str):
        return None
    model = words.model(given["model"])
    if not model:
        return NOTHING
    where: Path = (*path, "litellm_params")
    return Claim((Candidate(given, where, (PLACE,), ("generate",), True, True),))
