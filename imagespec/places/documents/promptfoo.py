"""Providers of promptfoo: ``openai:image:MODEL``, by itself or with a ``config`` that is sent as it stands."""

from __future__ import annotations

from typing import Any

from imagespec.places.documents.candidate import Candidate, Claim, Path, children
from imagespec.places.recognition import PLACE
from imagespec.places.vocabulary import Vocabulary

_LISTS = ("providers", "targets")
_KIND = "openai:image:"
_ITS_OWN = frozenset({
    "apiKey", "apiKeyEnvar", "apiHost", "apiBaseUrl", "basePath", "baseUrl", "organization", "cost", "headers", "maxRetries", "timeout",
    "passthrough", "deploymentName", "operation", "showThinking", "prefix", "suffix",
})  # fmt: skip
"""Settings of the provider itself, which are not sent."""


def find(node: dict[str, Any], path: Path, words: Vocabulary) -> Claim | None:
    """An object with providers that make images."""
    for key in _LISTS:
        entries = node.get(key)
        listed = [entries] if isinstance(entries, (str, dict)) else entries
        if not isinstance(listed, list):
            continue
        found = []
        for index, entry in enumerate(listed):
            where: Path = (*path, key, index) if listed is entries else (*path, key)
            found += _provider(entry, where)
        if found:
            return Claim(tuple(found), children(node, path, key))
    return None


def _provider(entry: Any, path: Path) -> list[Candidate]:
    if isinstance(entry, str):
        return _named(entry, path)
    if not isinstance(entry, dict):
        return []
    if isinstance(entry.get("id"), str):
        return _configured(entry["id"], (*path, "id"), entry.get("config"), (*path, "config"))
    for key, value in entry.items():  # the name is the key
        if isinstance(value, dict) and key.startswith(_KIND):
            return _configured(key, (*path, key), value.get("config"), (*path, key, "config"))
    return []


def _named(name: str, path: Path) -> list[Candidate]:
    if not name.startswith(_KIND):
        return []
    return [Candidate({"model": name.removeprefix(_KIND)}, path, (PLACE,), ("generate",), True, sources={"model": path}, names_only=True)]


def _configured(name: str, at: Path, config: Any, path: Path) -> list[Candidate]:
    if not name.startswith(_KIND) or not isinstance(config, dict):
        return _named(name, at)
    request = {"model": name.removeprefix(_KIND)} | {key: value for key, value in config.items() if key not in _ITS_OWN}
    sources: dict[str, Path] = {"model": at} | {key: (*path, key) for key in config}
    return [Candidate(request, path, (PLACE,), ("generate",), True, sources=sources)]
