"""Requests and parts of them that tell by themselves: bodies, presets, and settings of programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.places.addresses import Service, address
from imagespec.places.documents.candidate import Candidate, Path
from imagespec.places.documents.exchange import evidence_of
from imagespec.places.found import Evidence
from imagespec.places.recognition import ELSEWHERE, PLACE
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.patterns import pattern

_SENT = frozenset({"body", "json", "payload", "request", "requestBody", "jsonBody", "request_body", "image_request", "kwargs"})
"""Keys whose value is sent as it stands."""

_HOSTS = ("base_url", "baseUrl", "baseURL", "api_base", "apiBase", "apiBaseUrl", "endpoint", "url", "uri", "host")
_PREFIXED = pattern(r"(.*(?:image|img|dalle|dall_e|picture)[a-z]*[_-]|.*(?:[iI]mage|[dD]alle|[pP]icture))([mM])odel\Z")
"""The name of the model among settings that all begin alike: ``image_model``, ``image_size``; ``imageModel``, ``imageSize``."""


def find(node: dict[str, Any], path: Path, words: Vocabulary, *, is_sent: bool = False) -> Candidate:
    """An object that is a request, or part of one. ``is_sent`` says that it stands where such objects are sent as they are."""
    is_sent = is_sent or (bool(path) and path[-1] in _SENT)
    is_sent = is_sent and isinstance(node.get("model"), str) and isinstance(node.get("prompt"), str)
    return Candidate(node, path, surroundings(node, words), partial=not is_sent, own=not is_sent)


def surroundings(node: dict[str, Any], words: Vocabulary) -> tuple[Evidence, ...]:
    """What addresses beside parameters say."""
    found: tuple[Evidence, ...] = ()
    for key in _HOSTS:
        if isinstance(text := node.get(key), str):
            meant = address(text, words)
            if meant.service is Service.OTHER:
                return (ELSEWHERE,)
            found = evidence_of(meant) if meant.operations else found
    return found


def prefixed(node: dict[str, Any], path: Path, words: Vocabulary) -> Iterator[Candidate]:
    """Settings of images among others that begin alike."""
    for key, value in node.items():
        match = _PREFIXED.match(key) if isinstance(value, str) else None
        if not match or not words.model(value):
            continue
        begins = match.group(1)
        written = {name: f"{begins}{name[0].upper() + name[1:] if match.group(2) == 'M' else name}" for name in words.every}
        names = {name: full for name, full in written.items() if full in node}
        request = {"model": value} | {name: node[full] for name, full in names.items()}
        sources: dict[str, Path] = {"model": (*path, key)} | {name: (*path, full) for name, full in names.items()}
        yield Candidate(request, path, (PLACE,), ("generate",), True, True, sources, names_only=not names)
