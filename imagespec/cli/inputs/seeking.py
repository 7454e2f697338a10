"""Looks for the requests of one file: what speaks for its values because of the file, and what was found in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.inputs.content import LINES_FORM, TEXTS, TOML_FORM
from imagespec.cli.inputs.outside import Text, Whole
from imagespec.places.documents.finder import Finder
from imagespec.places.recognition import DEFAULT, LINE, NAMED, OPERATION, Recognised, Recognition
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.cli.inputs.parsed import Parsed, Tokens
    from imagespec.places.found import Evidence, Found
    from imagespec.places.vocabulary import Vocabulary

_KINDS = frozenset(TEXTS.values())

_MOST_NAMED = 12
"""Most keys that are named as unchecked."""

Explain = Callable[[int, str], None]
"""Takes the line and the sentence of an explanation."""


class Role(NamedTuple):
    """What speaks for the values of a file: that it was named, and that the user names an operation or a model for what it holds."""

    named: bool
    operation: bool
    model: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """That as evidence."""
        return (NAMED,) * self.named + (OPERATION,) * self.operation + (DEFAULT,) * self.model


class Seeker:
    """Finds the requests in the values of one file.

    Attributes:
        role: what speaks for the values of the file.
        values: how many values were looked at.
        is_ours: whether a file that nobody named is sure to be about image requests, so that it is told where it is broken.
    """

    def __init__(self, recognition: Recognition, role: Role, form: str, path: str, explain: Explain | None) -> None:
        """``form`` is how the file is read, ``path`` where it lies; ``explain`` is told what was taken for what, and why."""
        self.role = role
        self._form, self._path, self._explain = form, path, explain
        self._locate: Callable[[Tokens], int] = lambda tokens: 1
        self._recognition = recognition
        self._words = words(recognition.vocabulary)
        self._finder = Finder(recognition, self._told if explain else None, self._file)
        self._own: dict[str, None] = {}
        self.is_ours = False

    @property
    def values(self) -> int:
        """How many values were looked at."""
        return self._finder.looked

    def is_worth(self, data: bytes) -> bool:
        """Whether bytes may hold a request at all."""
        if not self._words.search(data):
            return False
        self.is_ours = self.is_ours or bool(_OURS.search(data) and _PROMPT.search(data))
        return True

    def is_asked_for(self, value: Any) -> bool:
        """Whether a value is to be a request whatever it looks like: the user names the file and the operation, and it is nothing else."""
        if not (self.role.named and self.role.operation) or self._form in _KINDS:
            return False
        return (
            not isinstance(value, dict) or not value or "model" in value or not self._recognition.vocabulary.every.keys().isdisjoint(value)
        )

    def found(self, parsed: Parsed) -> list[Found]:
        """The requests in a value of the file."""
        self._locate = lambda tokens: parsed.locate(tokens, False)[0] if parsed.locate else parsed.line
        if self._form in _KINDS:
            found = [*self._finder.found_in_text(self._form, parsed.value, Text(parsed))]
        else:
            is_listed = parsed.listed or self._form == LINES_FORM
            settings = self._form == TOML_FORM
            found = [*self._finder.found(parsed.value, Whole(parsed), *self.role.evidence, listed=is_listed, settings=settings)]
        found = [entry for entry in found if not _is_lost(parsed.lost, tokens_of(entry))]
        if parsed.listed or self._form == LINES_FORM:
            self._own.update((key, None) for entry in found for key in entry.own if len(self._own) < _MOST_NAMED)
        return found

    @property
    def said(self) -> Iterator[str]:
        """What was found that is not checked, in sentences."""
        yield from self._finder.unchecked
        if self._own:
            names = ", ".join(visible(key, 40) for key in self._own)
            yield f"left unchecked, as they are no parameters of the API but of the program that reads them: {names}"

    def _told(self, path: tuple[str | int, ...], recognised: Recognised) -> None:
        if self._explain and (recognised.is_request or any(entry.weight > 1 for entry in recognised.evidence)):
            self._explain(self._locate(tuple(map(str, path))), explained(path, recognised))

    def _file(self, name: str) -> Any:
        """A file that a command names, from the folder of the script on; ``None`` where it is not there."""
        from pathlib import Path  # slow to load, and seldom needed

        path = Path(self._path).parent / name
        try:
            return path if path.is_file() else None
        except (OSError, ValueError):
            return None


_OURS = re.compile(
    rb"""["']?\bmodel["']?[ \t]*:[ \t]*["']?(?:[\w.-]+/)?(?:gpt-image|dall-e|chatgpt-image)-|/v1/images/(?:generations|edits)"""
)
_PROMPT = re.compile(rb"""["']?\bprompt["']?[ \t]*:""")
"""What a broken file has that was to hold image requests."""


def words(vocabulary: Vocabulary) -> re.Pattern[bytes]:
    """What at least one of stands in every file that holds a request."""
    names = [piece for name in vocabulary.aliases for piece in re.split(r"[*?]+", name) if len(piece) > 2]
    own = (re.escape(name) for name in (*vocabulary.families, *names))
    text = "|".join((r"prompt|/images/(?:generations|edits|variations)|image_generation|image_url|file_id|OpenAI", *own))
    return re.compile(text.encode())


def tokens_of(found: Found) -> Tokens:
    """The path of a request as the tokens of a pointer."""
    return tuple(map(str, found.path))


def written(path: tuple[str | int, ...]) -> str:
    """A path as people write it: ``nodes[3].parameters.jsonBody``; a dot for the whole."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" if _IS_WORD(part) else f'["{part}"]' for part in path)
    return text.removeprefix(".") or "."


_IS_WORD: Any = re.compile(r"[\w-]+\Z").match


def explained(path: tuple[str | int, ...], recognised: Recognised) -> str:
    """What a value was taken for, and why, in a sentence."""
    reasons = ", ".join(f"{entry.what} ({entry.weight:+d})" for entry in recognised.evidence)
    taken = f"a request ({recognised.operation or 'of an operation that cannot be told'})" if recognised.is_request else "no request"
    return f"{written(path)} is {taken}, {recognised.score} of {LINE}: {reasons}"


def _is_lost(lost: tuple[Tokens, ...], base: Tokens) -> bool:
    """Whether a request, or its model, could not be read."""
    return any(gone == (*base, "model") or base[: len(gone)] == gone for gone in lost)
