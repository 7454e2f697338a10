"""HTTP files of editors (``.http``, ``.rest``): requests between lines of ``###``, each with its address, headers and body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from imagespec.places.addresses import Service, address
from imagespec.places.documents.candidate import Candidate
from imagespec.places.documents.exchange import evidence_of
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.patterns import pattern

_SEPARATOR = pattern(r"^###[^\n]*\n?", re.MULTILINE)
_START = pattern(r"^(?:(?:POST|PUT|PATCH)[ \t]+)(\S[^\n]*?)(?:[ \t]+HTTP/[\d.]+)?[ \t]*\r?$", re.MULTILINE)
_BLANK = pattern(r"\r?\n[ \t]*\r?\n")
_END = pattern(r"\n(?:[<>][ {]|HTTP/\d|> ?\{%)")
"""What follows a body: a script, a file for the answer, or the answer itself."""


def find(text: str, words: Vocabulary) -> Iterator[Candidate]:
    """The bodies that are sent to an image endpoint."""
    starts = [0, *(match.end() for match in _SEPARATOR.finditer(text)), len(text)]
    for begin, stop in pairwise(starts):
        part = text[begin:stop]
        end = _SEPARATOR.search(part)
        part = part[: end.start()] if end else part
        start = _START.search(part)
        found = address(start.group(1), words) if start else None
        if start is None or found is None or not found.operations or found.service is Service.OTHER:
            continue
        blank = _BLANK.search(part, start.end())
        if blank is None:
            continue
        body = part[blank.end() :]
        if over := _END.search(body) if not body.lstrip().startswith("--") else None:
            body = body[: over.start()]
        if body.strip() and not body.lstrip().startswith("<"):
            yield Candidate(body.rstrip(), (begin + blank.end(),), evidence_of(found), found.operations, found.deployed)
