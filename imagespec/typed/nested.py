"""Objects inside requests: frozen classes that stand for JSON objects, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from imagespec.report.frozen import frozen
from imagespec.typed.kept import Kept, keep, keep_all
from imagespec.typed.made import Made, hash_of
from imagespec.typed.omitted import OMIT
from imagespec.typed.shown import shown

_N = TypeVar("_N", bound="Nested")


@frozen(kw_only=True)
class Nested(Made, Kept):
    """An object inside a request. It is checked with the request it belongs to."""

    _keys: ClassVar[dict[str, str]] = {}
    """The fields by the name that is sent."""

    _renamed: ClassVar[bool] = False
    """Whether a field has another name than what is sent."""

    def __repr__(self) -> str:
        return given(self, self._keys.values())

    def __hash__(self) -> int:
        return hash_of(self)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, with what was given only."""
        return self._body()

    def _body(self) -> dict[str, Any]:
        raise NotImplementedError

    def _sent(self) -> dict[str, Any]:
        return self._body()


def given(instance: Any, names: Iterable[str]) -> str:
    """A ``repr`` of the fields that are not omitted."""
    fields = (f"{name}={shown(value)}" for name in names if (value := getattr(instance, name)) is not OMIT)
    return f"{type(instance).__name__}({', '.join(fields)})"


def adopt(value: Any, cls: type[_N]) -> Any:
    """A JSON object as its class; anything that does not fit is kept as it is, for the check to name."""
    if isinstance(value, dict) and value.keys() <= cls._keys.keys():
        return cls(**{cls._keys[key]: entry for key, entry in value.items()} if cls._renamed else value)
    return keep(value)


def adopt_all(value: Any, cls: type[_N]) -> Any:
    """A JSON array of objects with each as its class."""
    return keep_all(value, lambda entry: adopt(entry, cls))
