"""The base of the response and event classes: tolerant reading, exact writing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import field, fields, frozen

_M = TypeVar("_M", bound="Message")


@frozen(kw_only=True)
class Message:
    """An object that the API answers.

    Attributes:
        extra: the fields this class does not know, as they came.
        nulls: the names of optional fields that came as null instead of being left out.
    """

    extra: dict[str, Any] = field(factory=dict, hash=False)
    nulls: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def from_dict(cls: type[_M], data: Mapping[str, Any]) -> _M:
        """Read decoded JSON. Unknown fields are kept, unknown values of known fields are taken. Texts are not copied.

        Raises:
            InvalidResponse: fields are missing or have another JSON type; all of them are named.
        """
        from imagespec.typed.reading import read

        return read(data, cls)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object this was read from, or would be read from."""
        result: dict[str, Any] = {}
        for attribute in fields(type(self)):
            if attribute.name in ("extra", "nulls"):
                continue
            value = getattr(self, attribute.name)
            if value is not None or attribute.name in self.nulls:
                result[attribute.name] = _plain(value)
        return result | self.extra


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return value.to_dict()
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value


def brief(text: Any) -> str:
    """How a long text looks in a ``repr``: its beginning and its length."""
    return repr(text) if not isinstance(text, str) or len(text) <= 60 else f"<{text[:24]!r}... {len(text):,} characters>"
