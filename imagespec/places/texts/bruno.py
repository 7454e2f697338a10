"""Files of Bruno (``.bru``): blocks for the address and for the body of one request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from imagespec.places.addresses import Service, address
from imagespec.places.documents.candidate import Candidate, Path
from imagespec.places.documents.exchange import evidence_of
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.patterns import pattern

_BLOCK = pattern(r"^([a-z][\w:-]*) \{[ \t]*\r?\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_ENTRY = pattern(r"^[ \t]*(~?)([^:\n]+?)[ \t]*:[ \t]*([^\n]*?)[ \t]*\r?$", re.MULTILINE)
_METHODS = ("post", "put", "patch")
_FORMS = ("body:multipart-form", "body:form-urlencoded")


def find(text: str, words: Vocabulary) -> Iterator[Candidate]:
    """The body that is sent to an image endpoint."""
    blocks = {match.group(1): match for match in _BLOCK.finditer(text)}
    called = next((blocks[method] for method in _METHODS if method in blocks), None)
    url = next((entry.group(3) for entry in _ENTRY.finditer(called.group(2)) if entry.group(2) == "url"), "") if called else ""
    found = address(url, words)
    if not found.operations or found.service is Service.OTHER:
        return
    if "body:json" in blocks:
        body = blocks["body:json"]
        yield Candidate(body.group(2).rstrip(), (body.start(2),), evidence_of(found), found.operations, found.deployed)
    for name in _FORMS:
        if name in blocks:
            yield _form(blocks[name], evidence_of(found), found.operations)


def _form(block: re.Match[str], beside: Any, operations: tuple[str, ...]) -> Candidate:
    fields: dict[str, Any] = {}
    sources: dict[str, Path] = {}
    for entry in _ENTRY.finditer(block.group(2)):
        if not entry.group(1):  # what begins with ~ is switched off
            name, value = entry.group(2), entry.group(3)
            fields[name] = None if value.startswith("@file(") else value
            sources[name] = (block.start(2) + entry.start(3),)
    return Candidate(fields, (block.start(2),), beside, operations, sources=sources, is_form=True)
