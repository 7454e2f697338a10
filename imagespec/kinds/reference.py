"""How a JSON body refers to something, such as an image: by an object with one of several keys, each for its sort of text.

People write the text alone, or an object in the shape of another API. The beginnings of the texts tell what they meant.
"""

from __future__ import annotations

from imagespec.report.fix import Edit, Fix
from imagespec.report.frozen import evolve, frozen
from imagespec.report.pointer import format_pointer
from imagespec.values.text import SHOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any
_DEPTH = 4
"""How deep a text is looked for in an object of another shape."""

Place = tuple[tuple[str, ...], str]
"""Where in an object a text stands, and the key that it belongs to."""


@frozen(kw_only=True)
class Reference:
    """``texts`` are the keys with the beginnings of their texts; ``listed`` says that the objects stand in an array."""

    texts: tuple[tuple[str, tuple[str, ...]], ...]
    listed: bool = False

    @property
    def shown(self) -> str:
        """The right shapes, as a sentence shows them."""
        return " or ".join(self._shape(key, beginnings[0]) for key, beginnings in self.texts)

    @property
    def first(self) -> str:
        """The shape with the first of the keys."""
        key, beginnings = self.texts[0]
        return self._shape(key, beginnings[0])

    def _shape(self, key: str, beginning: str = "") -> str:
        text = f'{{"{key}": "{beginning}\u2026"}}'
        return f"[{text}]" if self.listed else text

    def of_field(self, key: str) -> Reference:
        """What texts one of the keys takes."""
        return Reference(texts=tuple(pair for pair in self.texts if pair[0] == key))

    def fixes(self, pointer: str, value: Any) -> tuple[Fix, ...]:
        """The fix that puts a value at a pointer into shape; none where it is not plain what is meant."""
        found = self._meant(value)
        edits = self.edits(pointer, value) if found else ()
        return (Fix(f"write it as {self._shape(found[1])}", edits),) if found and edits else ()

    def field_fixes(self, pointer: str, value: Any) -> tuple[Fix, ...]:
        """The fix that puts the text in place of the object that holds it."""
        found = self._meant(value) if isinstance(value, dict) else None
        return (Fix(f"use its {found[0][-1]}", (Edit("move", pointer, from_=pointer + format_pointer(found[0])),)),) if found else ()

    def edits(self, pointer: str, value: Any) -> tuple[Edit, ...]:
        """The edits that put a value at a pointer, or each entry of an array, into shape, as far as it is plain what is meant."""
        one = evolve(self, listed=False)
        if self.listed and isinstance(value, list):
            return tuple(edit for index, entry in enumerate(value) for edit in one.edits(f"{pointer}/{index}", entry))
        found = self._meant(value)
        if isinstance(value, str):
            return self._wrapped(pointer, value, found[1]) if found else ()
        if not isinstance(value, dict):
            return ()
        if not self.listed:
            return _reshaped(pointer, value, found) if found else ()
        return (*_moved_into(pointer, [], f"{pointer}/0"), *one.edits(f"{pointer}/0", value))

    def _wrapped(self, pointer: str, text: str, key: str) -> tuple[Edit, ...]:
        """A text as an object; a long one, such as a file written as an address, is moved and not repeated."""
        if len(text) <= SHOWN:
            return (Edit("replace", pointer, [{key: text}] if self.listed else {key: text}),)
        if self.listed:
            return _moved_into(pointer, [{}], f"{pointer}/0/{key}")
        owner, _, last = pointer.rpartition("/")
        if last.isdigit():  # an entry of an array: what is inserted pushes it on
            return Edit("add", pointer, {}), Edit("move", f"{pointer}/{key}", from_=f"{owner}/{int(last) + 1}")
        return _moved_into(pointer, {}, f"{pointer}/{key}")

    def _meant(self, value: Any) -> Place | None:
        """The one text with a known beginning in a value; ``None`` where there is none, or several."""
        found = list(self._texts(value, ()))
        return found[0] if len(found) == 1 else None

    def _texts(self, value: Any, path: tuple[str, ...]) -> Iterator[Place]:
        if isinstance(value, str) and (key := self._key(value)):
            yield path, key
        elif isinstance(value, dict) and len(path) < _DEPTH:
            for name, entry in value.items():
                if isinstance(name, str):
                    yield from self._texts(entry, (*path, name))

    def _key(self, text: str) -> str:
        start = text[:16].lower()
        return next((key for key, beginnings in self.texts if start.startswith(tuple(map(str.lower, beginnings)))), "")


def _moved_into(pointer: str, shell: Any, place: str) -> tuple[Edit, ...]:
    """The edits that put a member of an object inside a new shell that takes its place."""
    aside = f"{pointer} "
    return Edit("move", aside, from_=pointer), Edit("add", pointer, shell), Edit("move", place, from_=aside)


def _reshaped(pointer: str, value: dict[Any, Any], found: Place) -> tuple[Edit, ...]:
    """The edits that leave of an object one text under its key."""
    path, key = found
    moved = () if path == (key,) else (Edit("move", f"{pointer}/{key}", from_=pointer + format_pointer(path)),)
    gone = (key, path[0]) if len(path) == 1 else (key,)
    rest = (name for name in value if isinstance(name, str) and name not in gone)
    return (*moved, *(Edit("remove", pointer + format_pointer((name,))) for name in rest))
