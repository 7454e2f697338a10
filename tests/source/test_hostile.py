"""Texts that are no code any more: nothing is raised but that a text cannot be read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

import imagespec
from imagespec.places.source.reading import Reader, Unreadable, founds
from imagespec.places.vocabulary import Vocabulary
from tests.conftest import Depth
from tests.source.test_repository import FILES

READER = Reader(Vocabulary(imagespec.load("openai@2026-11-26")), models=True)
PIECES = (
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "**",
    "...",
    ",",
    ":",
    "=",
    "\n",
    "\\",
    '"',
    "'",
    "`",
    "${",
    "f'",
    "é",
    "\x00",
    "🐈",
    "await ",
    "self.",
    "model=",
    "images.generate(",
)


def mutated(text: str, random: Random) -> str:
    """A text with pieces taken out, moved or put in."""
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.choice((0, 1, 3, 40)))
        text = text[:start] + random.choice((*PIECES, text[end : end + 30], "")) + text[end:]
    return text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_mutated_code(path: Path, depth: Depth) -> None:
    random, text, read = Random(path.name), path.read_text("utf-8"), 0
    for _ in range(depth(3, 60)):
        changed = mutated(text, random)
        with suppress(Unreadable):
            found = READER.read(changed, path.suffix)
            read += 1
            for entry, what in founds(found):
                for tokens in ((), *((key,) for key in entry.request)):
                    offset = what.start if not hasattr(what, "offset") else what.offset(tokens)
                    assert 0 <= found.written.offset(offset) <= len(changed)
    assert read or path.suffix == ".py"


def test_a_line_break_of_another_kind() -> None:
    """The places of Python are those of its lines, whatever else is taken for a break."""
    for gap in ("\x0c", "\x1c", "\u2028", "\x85"):
        text = f"x = 'a{gap}b'\nclient.images.generate(model='gpt-image-2', prompt='a', n=11)\n"
        (call,) = READER.read(text, ".py").calls
        assert text[call.members["n"].node.start :].startswith("11")
