"""Names of revisions: a table alone, or ``table@date``."""

from __future__ import annotations

from imagespec.values.days import day_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def in_force(name: str, revisions: Mapping[str, Sequence[str]]) -> str | None:
    """The full name of the revision that a name means, ``None`` when there is none.

    A table alone means its newest revision, ``table@date`` the newest one of that day or before.

    Args:
        name: such as ``openai`` or ``openai@2026-09-30``.
        revisions: the ISO dates of each table, oldest first.
    """
    table, at, date = name.partition("@")
    if at and not day_number(date):
        return None
    known = [revision for revision in revisions.get(table, ()) if not at or revision <= date]
    return f"{table}@{known[-1]}" if known else None
