"""Names of models in environments: ``OPENAI_IMAGE_MODEL=dall-e-3``, as objects and lists of compose files and workflows have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from imagespec.places.documents.candidate import Candidate, Path
from imagespec.places.recognition import PLACE
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.patterns import pattern

_NAME = pattern(r"[A-Z][A-Z0-9_]*\Z")
_ASSIGNED = pattern(r"([A-Z][A-Z0-9_]*)=(.*)\Z", re.DOTALL)
_DEFAULT = pattern(r"\$\{\w+:?-([^{}]*)\}\Z")


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Iterator[Candidate]:
    """The models that an object of names, or one entry with ``name`` and ``value``, sets."""
    for key, value in node.items():
        if isinstance(value, str) and _NAME.match(key):
            yield from of_variable(key, value, (*path, key), words)
        elif isinstance(value, list) and key in ("environment", "env", "args"):
            for index, entry in enumerate(value):
                match = _ASSIGNED.match(entry) if isinstance(entry, str) else None
                if match:
                    yield from of_variable(match.group(1), match.group(2), (*path, key, index), words)
    name, value = node.get("name"), node.get("value")
    if isinstance(name, str) and isinstance(value, str) and _NAME.match(name):
        yield from of_variable(name, value, (*path, "value"), words)


def of_variable(name: str, value: str, path: Path, words: Vocabulary) -> Iterator[Candidate]:
    """The model that a variable names, if it does."""
    if "MODEL" not in name and "IMAGE" not in name and "DALL" not in name:
        return
    default = _DEFAULT.match(value)
    model = default.group(1) if default else value
    if words.model(model):
        yield Candidate({"model": model}, path, (PLACE,), ("generate",), True, sources={"model": path}, names_only=True)
