"""Environment files (``.env``): the names of image models that they set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imagespec.places.documents.candidate import Candidate
from imagespec.places.documents.environment import of_variable
from imagespec.places.vocabulary import Vocabulary
from imagespec.values.patterns import pattern

_LINE = pattern(r"""^[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]*)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]*))""", re.MULTILINE)


def find(text: str, words: Vocabulary) -> Iterator[Candidate]:
    """The models that a text sets."""
    for line in _LINE.finditer(text):
        group = next((number for number in (2, 3, 4) if line.group(number) is not None), 4)
        yield from of_variable(line.group(1), line.group(group), (line.start(group),), words)
