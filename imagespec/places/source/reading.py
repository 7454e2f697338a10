"""What a file of source code holds: calls that make image requests, names of image models, and comments about findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from imagespec.places.found import Evidence, Found
from imagespec.places.source import JAVASCRIPT, NOTEBOOK, notebook
from imagespec.places.source.nodes import Call, Node
from imagespec.places.source.notebook import Written
from imagespec.places.vocabulary import Vocabulary

LARGEST = 4_000_000
"""Most bytes of a file that is read as source code: what is larger was made by programs."""

_SDK = re.compile(rb"\bimages\s*[\n.)!?]")
_METHODS = re.compile(rb"\.\s*(?:generate|edit|create_variation|createVariation)\s*\(")
_CALLS = re.compile(
    rb"image_(?:generation|edit|variation)|images?/(?:generations|edits|variations)|generateImage|DallEAPIWrapper|imageGeneration|createImage"
    rb"|\bImage\.a?create"
)
"""What a file has somewhere that makes an image request."""

_DEFAULT = Evidence("it is a model that an image call may be given", 10)
NAMED = Evidence("--models asks for every name of an image model", 10)


class Read(NamedTuple):
    """What was found in one text.

    Attributes:
        calls: the calls, in order.
        models: the names of models, each with the operation it is for and what speaks for it.
        comments: where comments stand, with what they say.
        written: how the text is written in its file.
    """

    calls: list[Call]
    models: list[tuple[Node, str, Evidence]]
    comments: list[tuple[int, str]]
    written: Written


class Unreadable(Exception):
    """A text that is not what the name of its file says, and why."""


class Reader:
    """Reads texts by the words of one table. ``models`` asks for every name of an image model.

    Attributes:
        operations: those of the table.
        models: whether every name of an image model is asked for.
    """

    def __init__(self, vocabulary: Vocabulary, *, models: bool) -> None:
        self._vocabulary, self.models = vocabulary, models
        self.operations = frozenset(vocabulary.operations)
        names = sorted((re.escape(name) for name in vocabulary.models), key=len, reverse=True)
        self._name = re.compile(rf"(?<![\w.-])(?:{'|'.join(names)})(?![\w-]|\.\w)") if names else None
        self._families = tuple(family.encode() for family in vocabulary.families)

    def is_worth(self, data: bytes) -> bool:
        """Whether bytes may hold anything of interest. Most files do not, and are not parsed."""
        if self.models and any(family in data for family in self._families):
            return True
        if b"mage" not in data and b"DallE" not in data:
            return False
        return bool(_CALLS.search(data) or (b"images" in data and _SDK.search(data) and _METHODS.search(data)))

    def read(self, text: str, suffix: str) -> Read:
        """What a text holds. ``suffix`` is the ending of the name of its file.

        Raises:
            Unreadable: it is not what that says.
            MissingParser: there is no parser for it.
        """
        if suffix in JAVASCRIPT:
            return self._javascript(text, suffix)
        written = notebook.written(text) if suffix in NOTEBOOK else Written(text)
        return self._python(written)

    def _python(self, written: Written) -> Read:
        from imagespec.places.source import python

        try:
            parsed = python.Python(written.text, self._vocabulary)
        except python.NotPython as error:
            raise Unreadable(f"is no Python of this version ({error})") from None
        calls = [*parsed.calls()]
        strings = parsed.strings() if self.models else ()
        return Read(calls, self._names(calls, written.text, strings), python.comments(written.text), written)

    def _javascript(self, text: str, suffix: str) -> Read:
        from imagespec.places.source import javascript

        parsed = javascript.read(text, suffix, self._vocabulary)
        calls = [*parsed.calls()]
        strings = parsed.strings() if self.models else ()
        return Read(calls, self._names(calls, text, strings), parsed.comments(), Written(text))

    def _names(self, calls: Iterable[Call], text: str, strings: Iterable[tuple[int, int]]) -> list[tuple[Node, str, Evidence]]:
        """The names of models that calls may be given, and with ``models`` all others in texts; each once."""
        found: dict[int, tuple[Node, str, Evidence]] = {}
        taken: set[int] = set()
        for call in calls:
            member = call.members.get("model")
            if member is None:
                continue
            if isinstance(member.node.value, str):
                taken.add(member.node.start)
            for node in member.node.defaults:
                if node.literal and self._vocabulary.model(node.value) and call.operation in self._vocabulary.operations:
                    found.setdefault(node.start, (node, call.operation, _DEFAULT))
        inside = {node.start + 1: node for node, _, _ in found.values()}
        for start, end in strings:
            for place, name in self.names_in(text, start, end):
                if not taken & {place, place - 1, start} and place not in inside:
                    found.setdefault(place, (Node(name, place, place + len(name)), self.serving(name), NAMED))
        return [found[start] for start in sorted(found)]

    def names_in(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The names of image models in a part of a text, each with where it stands."""
        return ((match.start(), match.group()) for match in (self._name.finditer(text, start, end) if self._name else ()))

    def serving(self, model: str) -> str:
        """The first operation that serves a model."""
        engine = self._vocabulary.handle.engine
        return next((name for name in engine.operations if model in engine.checks(name).MODELS), next(iter(engine.operations)))


def founds(read: Read) -> Iterator[tuple[Found, Call | Node]]:
    """Each request and each name of a model in the order of the text, with what stands there."""
    entries: list[tuple[int, Found, Call | Node]] = [
        (call.place, Found(call.request, call.operation, (), call.partial, (call.evidence,), fine=call.fine), call) for call in read.calls
    ]
    entries += [
        (node.start, Found({"model": node.value}, operation, (), True, (why,), fine=("model.prefixed",)), node)
        for node, operation, why in read.models
    ]
    entries.sort(key=lambda entry: entry[0])
    return ((found, what) for _, found, what in entries)
