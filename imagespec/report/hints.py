"""The types that annotations of our own classes mean."""

from __future__ import annotations

import builtins
import sys
import typing
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

if typing.TYPE_CHECKING:
    from collections.abc import Iterator


@lru_cache(maxsize=512)
def hint(annotation: str, module: str) -> Any:
    """The type that an annotation of one of our own classes means."""
    return eval(annotation, {}, _Names(vars(sys.modules[module])))


class _Names(Mapping[str, Any]):
    """The names of a module, of ``typing``, of which modules that load early import nothing, and of the words for sources."""

    def __init__(self, own: dict[str, Any]) -> None:
        self._own = own

    def __getitem__(self, name: str) -> Any:
        from imagespec.report import weight

        for names in (self._own, vars(builtins), vars(typing)):
            if name in names:
                return names[name]
        return getattr(weight, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)
