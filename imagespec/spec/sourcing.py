"""Sources written into what names none: a limit inherits the documents of the row, the model or the operation around it."""

from __future__ import annotations

from functools import cache
from typing import Any

from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import evolve, fields
from imagespec.spec import rows


def sourced(row: rows.ParameterRow, source: tuple[str, ...]) -> rows.ParameterRow:
    """The row with a source written into every limit that names none."""
    source = row.source or source
    return evolve(
        row,
        source=source,
        unsupported=row.unsupported and evolve(row.unsupported, source=row.unsupported.source or source),
        constraints={key: _sourced_kind(kind, source) for key, kind in row.constraints.items()},
        fields={key: sourced(entry, source) for key, entry in row.fields.items()},
        items=row.items and sourced(row.items, source),
    )


class Sourcing:
    """``sourced``, once for each row: every model that inherits a row gets the same one."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, tuple[str, ...]], tuple[rows.ParameterRow, rows.ParameterRow]] = {}

    def __call__(self, row: rows.ParameterRow, source: tuple[str, ...]) -> rows.ParameterRow:
        """The row with a source written into every limit that names none."""
        key = id(row), source
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = row, sourced(row, source)  # the row is kept, so that no other gets its id
        return found[1]


def sourced_interaction(row: rows.InteractionRow, source: tuple[str, ...]) -> rows.InteractionRow:
    """The interaction with a source."""
    return row if row.source else evolve(row, source=source)


def _sourced_kind(kind: Any, source: tuple[str, ...]) -> Any:
    """A kind, or a part of one, with the source in it and in its parts."""
    changes: dict[str, Any] = {}
    for name in _names(kind.__class__):
        part = getattr(kind, name)
        if isinstance(part, Provenance):
            if not part.source:
                changes[name] = evolve(part, source=source)
        elif hasattr(part, "provenance"):
            changes[name] = _sourced_kind(part, source)
    return evolve(kind, **changes) if changes else kind


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in fields(kind))
