"""What a file says about its own findings: comments such as ``# imagespec: ignore[size.step]``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imagespec.engine.selection import meanings
from imagespec.values.patterns import pattern

_IGNORE = pattern(r"ignore\[([^\]]*)\]")
_NAMES = pattern(r"[ \t,]+")


def rules_of(said: str) -> tuple[str, ...]:
    """The rules that a comment ignores, of what it says behind the name of this package; none where it cannot be read."""
    match = _IGNORE.match(said)
    return tuple(name for name in _NAMES.split(match[1]) if name) if match else ()


class Ignore:
    """One comment. It stands at ``line`` and ``column``, and is about the findings of the line ``about``.

    ``rules`` is empty where the comment cannot be read; ``used`` are the rules of it that left a finding out.
    """

    __slots__ = ("about", "column", "line", "rules", "used")

    def __init__(self, line: int, column: int, about: int, rules: tuple[str, ...]) -> None:
        self.line, self.column, self.about, self.rules = line, column, about, rules
        self.used: set[str] = set()


class Notes:
    """The comments of one file.

    ``scattered`` says that values are used away from where they stand, so that findings do not come in the order of places.
    """

    def __init__(self) -> None:
        self.scattered = False
        self._ignores: dict[int, list[Ignore]] = {}

    def add(self, ignores: Iterable[Ignore]) -> None:
        """Take comments."""
        for ignore in ignores:
            self._ignores.setdefault(ignore.about, []).append(ignore)

    def __iter__(self) -> Iterator[Ignore]:
        return (ignore for found in self._ignores.values() for ignore in found)

    def leaves_out(self, line: int, rule: str) -> bool:
        """Whether a comment is about a finding. It counts as used then."""
        found = False
        for ignore in self._ignores.get(line, ()):
            hit = meanings(rule).intersection(ignore.rules)
            ignore.used |= hit
            found = found or bool(hit)
        return found
