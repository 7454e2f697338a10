"""What the documents say of a field of an answer: how its value is read, and what of it is otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from imagespec.report.frozen import frozen
from imagespec.values.scalars import integer
from imagespec.values.text import quoted, type_name

Path = tuple[object, ...]
Problems = Iterator[tuple[Path, str]]


class Readable(Protocol):
    """A class for JSON objects."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Any:
        """Read decoded JSON."""

    def _odd(self, path: Path) -> Problems: ...


@frozen
class Documented:
    """A field, and whether it may be missing."""

    optional: bool = False

    def read(self, value: Any) -> Any:
        """The value as an instance holds it: as it came."""
        return value

    def odd(self, value: object, path: Path, *, is_null: bool) -> Problems:
        """What is not as documented about a value that was read."""
        if value is not None or (is_null and not self.optional):
            yield from self._misfits(value, path)
        elif not self.optional:
            yield path, "is missing"

    def _misfits(self, value: object, path: Path) -> Problems:
        raise NotImplementedError


class Integer(Documented):
    """A field of a whole number."""

    def _misfits(self, value: object, path: Path) -> Problems:
        if integer(value) is None:
            yield path, f"must be an integer, but is {type_name(value)}"


class Text(Documented):
    """A field of any text: known values are not all there can be."""

    def _misfits(self, value: object, path: Path) -> Problems:
        if not isinstance(value, str):
            yield path, f"must be a string, but is {type_name(value)}"


@frozen(kw_only=True)
class Name(Documented):
    """A field that tells what the object is, by one text."""

    text: str

    def _misfits(self, value: object, path: Path) -> Problems:
        if value != self.text:
            yield path, f"must be {quoted(self.text)}, but is {quoted(value)}"


@frozen(kw_only=True)
class One(Documented):
    """A field of one object, which is read as its class."""

    of: type[Readable]

    def read(self, value: Any) -> Any:
        return self.of.from_dict(value) if isinstance(value, Mapping) else value

    def _misfits(self, value: object, path: Path) -> Problems:
        if isinstance(value, self.of):
            yield from value._odd(path)
        else:
            yield path, f"must be an object, but is {type_name(value)}"


class Several(One):
    """A field of an array of objects, which are read as their class, and the array as a tuple."""

    def read(self, value: Any) -> Any:
        return tuple([One.read(self, entry) for entry in value]) if isinstance(value, list) else value

    def _misfits(self, value: object, path: Path) -> Problems:
        if not isinstance(value, tuple):
            yield path, f"must be an array, but is {type_name(value)}"
            return
        for index, entry in enumerate(value):
            yield from One._misfits(self, entry, (*path, index))
