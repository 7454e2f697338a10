"""curl commands in scripts and pages: what they send to an image endpoint, as JSON or as a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from imagespec.places.addresses import Address, Service, address
from imagespec.places.documents.candidate import Candidate, Path
from imagespec.places.documents.exchange import evidence_of
from imagespec.places.texts.words import Command, Word, command
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.patterns import pattern

_CURL = pattern(r"\bcurl(?:\.exe)?(?=[ \t\\^`])")
_DATA = frozenset({"-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"})
_FORMS = frozenset({"-F", "--form", "--form-string"})
_ENCODED = "--data-urlencode"
_LONG = pattern(r"(--[a-z-]+)=(.*)\Z", re.DOTALL)

Read = Callable[[str], Any]
"""What a file beside the script is to a form: ``None`` where it is not there."""


def find(text: str, words: Vocabulary, read: Read) -> Iterator[Candidate]:
    """What the commands in a text send. ``read`` answers the files that they name."""
    if "/images/" not in text:
        return
    for match in _CURL.finditer(text):
        given = command(text, match.end())
        found = next((where for word in given.words if (where := address(word.text, words)).operations), None)
        if found and found.service is not Service.OTHER:
            yield from _sent(given, found, read, text)


def _sent(given: Command, found: Address, read: Read, text: str) -> Iterator[Candidate]:
    fields: dict[str, Any] = {}
    sources: dict[str, Path] = {}
    for option, word in _options(given.words, text):
        if option in _DATA:
            body = given.here if word.text == "@-" and given.here else word
            if not body.text.startswith("@") and body.text.lstrip().startswith("{"):
                yield Candidate(body.text, (body.start,), evidence_of(found), found.operations, found.deployed)
        elif option in _FORMS or option == _ENCODED:
            name, equals, value = word.text.partition("=")
            if equals:
                fields[name] = read(value[1:].partition(";")[0]) if value[:1] in ("@", "<") and option != "--form-string" else value
                sources[name] = (word.start,)
    if fields:
        yield Candidate(fields, next(iter(sources.values())), evidence_of(found), found.operations, found.deployed, False, sources, True)


def _options(words: list[Word], text: str) -> Iterator[tuple[str, Word]]:
    """The options that take a value, with it; ``text`` is that around the words."""
    entries = iter(words)
    for word in entries:
        if match := _LONG.match(word.text):
            yield match.group(1), _rest(word, match.start(2), text)
        elif word.text in _DATA | _FORMS or word.text == _ENCODED:
            if (value := next(entries, None)) is not None:
                yield word.text, value
        elif word.text[:2] in ("-d", "-F") and len(word.text) > 2 and not word.text.startswith("--"):
            yield word.text[:2], _rest(word, 2, text)


def _rest(word: Word, begin: int, text: str) -> Word:
    """What follows an option in its word, after the quote that opens it."""
    start = word.start + begin
    return Word(word.text[begin:], start + (text[start : start + 1] in "'\""))
