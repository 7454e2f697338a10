"""What a kind of document says may be a request, before it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from imagespec.places.found import Evidence

Path = tuple["str | int", ...]
"""Keys and indices from the root of a document."""

Place = tuple[int, "int | None"]


class Outside(Protocol):
    """The document around a value, as its reader knows it."""

    def locate(self, tokens: tuple[str, ...], of_key: bool = False) -> Place:
        """The place of the value that tokens lead to, or of its key."""
        ...

    def within(self, tokens: tuple[str, ...], text: str) -> Outside:
        """The document of JSON that a text is which stands there."""
        ...

    def at(self, tokens: tuple[str, ...], text: str, offset: int) -> Place:
        """The place of an offset in a text that stands there."""
        ...

    def nested(self, around: Outside, tokens: tuple[str, ...], text: str) -> Outside:
        """The document of JSON that a text is which stands in any document."""
        ...


class Candidate(NamedTuple):
    """What may be a request.

    Attributes:
        value: its parameters, or the text of a body.
        path: where it stands.
        beside: what its surroundings say.
        operation: the operation, or those among which the form of the body decides.
        partial: whether more parameters may be set elsewhere.
        own: whether keys that are no parameters are the program's own.
        sources: where parameters stand that do not stand at the path by their own names.
        is_form: whether the body is a form, whose values are texts.
        names_only: whether only the name of the model counts.
    """

    value: Any
    path: Path
    beside: tuple[Evidence, ...] = ()
    operation: tuple[str, ...] = ()
    partial: bool = False
    own: bool = False
    sources: Mapping[str, Path] | None = None
    is_form: bool = False
    names_only: bool = False


class Claim(NamedTuple):
    """What a kind of document makes of an object.

    Attributes:
        candidates: what may be requests in it.
        rest: what else is to be walked, as paths with values.
        unchecked: what is a request that cannot be checked, in a sentence.
    """

    candidates: tuple[Candidate, ...] = ()
    rest: tuple[tuple[Path, Any], ...] = ()
    unchecked: str = ""


NOTHING = Claim()
"""An object that holds no request, whatever it looks like."""


def children(node: Mapping[str, Any], path: Path, *without: str) -> tuple[tuple[Path, Any], ...]:
    """The members of an object but those of some keys, with their paths."""
    return tuple(((*path, key), value) for key, value in node.items() if key not in without)
