"""Text that can only be written at the end."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

_IN_MEMORY = 1 << 20
"""Characters that are kept in memory."""


class Kept:
    """Text that is written at the end: on disk where it is much."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._file: IO[str] | None = None

    def add(self, text: str) -> None:
        """Keep more."""
        self._parts.append(text)
        self._size += len(text)
        if self._size > _IN_MEMORY:
            self._file = self._file or tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115  # closed when read
            self._file.write("".join(self._parts))
            self._parts, self._size = [], 0

    def parts(self) -> Iterator[str]:
        """All of it, once."""
        if self._file:
            with self._file as file:
                file.seek(0)
                yield from iter(lambda: file.read(_IN_MEMORY), "")
        yield from self._parts
