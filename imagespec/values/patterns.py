"""Regular expressions that are compiled when they are first used: of those of a module, most calls need none."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """What a pattern has, once it is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, value)
        return value


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for its methods and attributes; where the pattern itself is to be handed on, compile it."""
    return cast("re.Pattern[str]", _Later(text, flags))
