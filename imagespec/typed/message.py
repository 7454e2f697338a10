"""The base of the answer and event classes: nothing in an answer makes reading fail, and writing gives back what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from imagespec.report.errors import InvalidResponse
from imagespec.report.frozen import field, frozen
from imagespec.report.pointer import format_pointer
from imagespec.typed.documented import Documented, Path, Problems
from imagespec.typed.failures import complaint, failure, no_object, words
from imagespec.typed.made import hash_of
from imagespec.typed.shown import shown

_M = TypeVar("_M", bound="Message")


@frozen(kw_only=True)
class Message:
    """An object that the API answers.

    Every field may be ``None``: a missing one reads so. One of another JSON type is kept as it came, and ``problems`` names it.

    Attributes:
        extra: the fields this class does not know, as they came.
        nulls: the names of fields that came as null instead of being left out.
        order: the names of all fields in the order in which they came.
    """

    extra: dict[str, Any] = field(factory=dict, repr=shown)
    nulls: frozenset[str] = field(default=frozenset(), repr=False)
    order: tuple[str, ...] = field(default=(), repr=False, eq=False)

    _images: ClassVar[str] = ""
    """The field for whose images an answer is read even if it says an error, too. Without one, an error is an answer like others."""

    @staticmethod
    def _documented() -> dict[str, Documented]:
        """The fields of the class."""
        raise NotImplementedError

    @classmethod
    def from_dict(cls: type[_M], data: Mapping[str, Any]) -> _M:
        """Read decoded JSON. No field is refused: neither missing nor null, unknown or of another type. Texts are not copied.

        Raises:
            InvalidResponse: it is no object, or says an error instead of images; with the words of the server.
        """
        if not isinstance(data, Mapping):
            raise InvalidResponse(cls.__name__, (("", no_object(data)),))
        documented = cls._documented()
        error = _instead_of_images(data, cls._images, documented) if cls._images else None
        if error is not None:
            raise InvalidResponse(cls.__name__, (("", f"is an error: {words(error)}"),))
        known: dict[str, Any] = {name: entry.read(data[name]) if name in data else None for name, entry in documented.items()}
        nulls = frozenset(name for name, value in known.items() if value is None and name in data)
        extra = {name: value for name, value in data.items() if name not in documented}
        return cls(**known, extra=extra, nulls=nulls, order=tuple(data))

    def to_dict(self) -> dict[str, Any]:
        """The JSON object this was read from, or would be read from."""
        known = {name: getattr(self, name) for name in self._documented()}
        said = {name: _plain(value) for name, value in known.items() if value is not None or name in self.nulls} | self.extra
        return {name: said[name] for name in (*self.order, *said) if name in said}

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What is not as documented: RFC 6901 pointers, and what is wrong there. Unknown fields and unknown values are not wrong."""
        return tuple((format_pointer(path), problem) for path, problem in self._odd(()))

    def _odd(self, path: Path) -> Problems:
        error = failure(self.extra) if self._images else None
        if error is not None:
            yield (*path, "error"), f"says {words(error)}"
        for name, entry in self._documented().items():
            yield from entry.odd(getattr(self, name), (*path, name), is_null=name in self.nulls)

    def __hash__(self) -> int:
        return hash_of(self)


def _instead_of_images(data: Mapping[str, Any], images: str, documented: Mapping[str, Documented]) -> Mapping[str, Any] | None:
    """What a body says that is an error and has no images."""
    if data.get(images):
        return None
    return failure(data) or (None if any(data.get(name) for name in documented) else complaint(data))


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return value.to_dict()
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value
