"""The rules of a revision, explained: those of the newest revisions were written down when the package was built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    import imagespec
    from imagespec.cli.rulebook.explanation import Explanation

    Listed = tuple[str, tuple[str, ...], tuple[str, ...]]
    """The name of a rule, its severities, and the models it is about, without their snapshots; of files alone, no model."""


class Book(Protocol):
    """Every rule of a revision. ``models`` are those of its table, without snapshots."""

    models: tuple[str, ...]

    def listed(self) -> Iterable[Listed]:
        """Every rule in short: those of requests in the order of the table, then those of files and batch lines."""
        ...

    def explained(self, rule: str) -> Explanation:
        """One of the rules in full."""
        ...


def book(handle: imagespec.Handle) -> Book:
    """The rules of a revision."""
    from imagespec.cli.rulebook.kept import kept

    known = kept(handle)
    if known is not None:
        return known
    from imagespec.cli.rulebook.explained import OfTable

    return OfTable(handle)
