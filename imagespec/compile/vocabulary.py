"""What requests are told by, and what rules there are: facts about the rows of a table that need no row where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from imagespec.compile.writer import literal
from imagespec.kinds.row import Row

RULES = "RULES"
"""The rules of each operation, in the order of the table."""

PARAMETERS = "PARAMETERS"
"""The parameters of each operation but ``model``: the texts that any model takes (none where it takes any), and the types."""


def vocabulary(rows: Mapping[str, Iterable[Row]]) -> dict[str, Any]:
    """The facts by their names, from the rows of each operation."""
    every = {operation: [*of_operation] for operation, of_operation in rows.items()}
    return {
        RULES: {operation: tuple(dict.fromkeys(row.rule for row in own)) for operation, own in every.items()},
        PARAMETERS: {operation: _parameters(own) for operation, own in every.items()},
    }


def vocabulary_source(rows: Mapping[str, Iterable[Row]]) -> str:
    """The facts as a module."""
    lines = []
    for name, facts in vocabulary(rows).items():
        lines += [f"{name} = {{", *(f"    {operation!r}: {literal(own)}," for operation, own in facts.items()), "}"]
    return "\n".join(lines) + "\n"


def _parameters(rows: Iterable[Row]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    values: dict[str, set[str]] = {}
    types: dict[str, set[str]] = {}
    for row in rows:
        if len(row.path) != 1 or row.path[0] in (None, "model") or row.problem == "unsupported":
            continue
        name = str(row.path[0])
        kind: Any = row.kind
        values.setdefault(name, set()).update(str(value) for value in getattr(kind, "values", ()))
        if row.problem == "type" and isinstance(type_ := getattr(kind, "name", None), str):
            types.setdefault(name, set()).add(type_)
    return {name: (tuple(sorted(own)), tuple(sorted(types.get(name, ())))) for name, own in values.items()}
