"""Files in requests, by the conventions of the official SDK: bytes, a path, an open file, or a tuple with a name."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import IO, Any, TypeAlias

from imagespec.typed.kept import Array, keep
from imagespec.values.files import file_facts
from imagespec.values.opaque import is_omitted

Content: TypeAlias = IO[bytes] | bytes | PathLike[str]

FileInput: TypeAlias = (
    Content
    | tuple[str | None, Content]
    | tuple[str | None, Content, str | None]
    | tuple[str | None, Content, str | None, Mapping[str, str]]
)
"""One upload: its content, or ``(name, content[, content type[, headers]])``."""


class Files(Array[FileInput]):
    """Several uploads for one parameter."""

    __slots__ = ()


def uploads(value: Any) -> Any:
    """Keep a sequence of uploads apart from one upload that is a tuple, which begins with its name."""
    if isinstance(value, list):
        return Files(map(keep, value))
    unnamed = type(value) is tuple and value and not isinstance(value[0], (str, type(None)))
    return Files(map(keep, value)) if unnamed and all(not is_omitted(entry) and file_facts(entry) for entry in value) else keep(value)
