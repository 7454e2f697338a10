"""Decoded JSON to response classes, through cattrs: strict about JSON types, tolerant about everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import GenericAlias, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from attrs import NOTHING, evolve, fields
from cattrs import BaseValidationError, Converter, override
from cattrs.cols import list_structure_factory
from cattrs.gen import make_dict_structure_fn

from imagespec.report.errors import InvalidResponse
from imagespec.report.pointer import format_pointer
from imagespec.typed.message import Message
from imagespec.values.scalars import integer
from imagespec.values.text import type_name

_M = TypeVar("_M", bound=Message)


def read(data: object, cls: type[_M]) -> _M:
    """Read one object.

    Raises:
        InvalidResponse: with every misfit.
    """
    try:
        message: _M = converter().structure(data, cls)
    except Exception as error:
        raise InvalidResponse(cls.__name__, tuple(_problems(error, ()))) from None
    return message


class _Misfit(ValueError):
    """A value of another JSON type than its field."""

    def __init__(self, wanted: str, value: object) -> None:
        super().__init__(f"must be {wanted}, but is {type_name(value)}")


@lru_cache(maxsize=1)
def converter() -> Converter:
    """The converter that reads every response class."""
    result = Converter(detailed_validation=True)
    result.register_structure_hook(int, _integer)
    result.register_structure_hook(str, _text)
    result.register_structure_hook_func(_is_text, _text)
    result.register_structure_hook_func(_is_optional_text, lambda value, _: value if value is None else _text(value, _))
    result.register_structure_hook_factory(_is_tuple, lambda cls: _array(cls, result))
    result.register_structure_hook_factory(_is_message, lambda cls: _object(cls, result))
    return result


def _integer(value: object, _: Any) -> int:
    read = integer(value)
    if read is None:
        raise _Misfit("an integer", value)
    return read


def _text(value: object, cls: Any) -> str:
    if get_origin(cls) is Literal and value != get_args(cls)[0]:
        raise ValueError(f"must be {get_args(cls)[0]!r}")
    if not isinstance(value, str):
        raise _Misfit("a string", value)
    return value


def _members(cls: Any) -> set[Any]:
    """The types of a union, with ``str`` for sets of texts."""
    members = get_args(cls) if get_origin(cls) in (Union, UnionType) else (cls,)
    return {str if get_origin(member) is Literal else member for member in members}


def _is_text(cls: Any) -> bool:
    return _members(cls) == {str}


def _is_optional_text(cls: Any) -> bool:
    return _members(cls) == {str, type(None)}


def _is_tuple(cls: Any) -> bool:
    return get_origin(cls) is tuple


def _is_message(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Message)


def _array(cls: Any, result: Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    inner: Any = GenericAlias(list, (get_args(cls)[0],))
    entries = list_structure_factory(inner, result)

    def hook(value: object, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            raise _Misfit("an array", value)
        return tuple(entries(value, inner))

    return hook


def _object(cls: type[Message], result: Converter) -> Callable[[Any, Any], Message]:
    left_out = override(omit=True)
    plain: Callable[[Any, Any], Message] = make_dict_structure_fn(cls, result, extra=left_out, nulls=left_out)
    known = {attribute.name for attribute in fields(cls)} - {"extra", "nulls"}
    optional = {attribute.name for attribute in fields(cls) if attribute.default is not NOTHING}

    def hook(value: object, _: Any) -> Message:
        if not isinstance(value, Mapping):
            raise _Misfit("an object", value)
        message = plain(value, cls)
        extra = {key: entry for key, entry in value.items() if key not in known}
        nulls = frozenset(key for key in optional & value.keys() if value[key] is None)
        return evolve(message, extra=extra, nulls=nulls) if extra or nulls else message

    return hook


def _problems(error: BaseException, path: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    """The leaves of a tree of errors as pointer and sentence."""
    for note in getattr(error, "__notes__", ()):
        step = getattr(note, "name", getattr(note, "index", None))
        path = path if step is None else (*path, step)
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _problems(inner, path)
    elif isinstance(error, KeyError):
        yield format_pointer(path), "is missing"
    else:
        yield format_pointer(path), str(error)
