"""How large a table may be. What is larger is refused before anything else is judged; up to there, loading is linear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.spec.faults import Fault, Path_

MOST_OPERATIONS = 64
"""Most operations of a table."""

MOST_MODELS = 400
"""Most models and snapshots of a table."""

MOST_SERVED = 2_000
"""Most pairs of an operation and a model that serves it: each is a contract, and each contract is compiled."""

MOST_ROWS = 50_000
"""Most parameters and interactions, counted once for each pair of an operation and a model that they may hold for."""

MOST_ENTRIES = 2_000
"""Most entries of one list or mapping."""

MOST_FAMILIES = 32
"""Most families above a model, each the family of the one below."""

_SPLIT = "split the table"


def excesses(data: dict[str, Any]) -> Iterator[Fault]:
    """What of a table, as it was read, is over a limit: the first of each kind."""
    operations, models, families = (_mapping(data, key) for key in ("operations", "models", "families"))
    if len(operations) > MOST_OPERATIONS:
        yield Fault(("operations",), f"{len(operations):,} operations, more than {MOST_OPERATIONS}", _SPLIT)
    number = len(models) + sum(len(_mapping(row, "snapshots")) for row in models.values())
    if number > MOST_MODELS:
        yield Fault(("models",), f"{number:,} models and snapshots, more than {MOST_MODELS}", _SPLIT)
    else:
        yield from _contracts(operations, models, families)
    yield from _collections(data)


def _collections(data: dict[str, Any]) -> Iterator[Fault]:
    pending: list[tuple[Path_, Any]] = [((), data)]
    while pending:
        path, value = pending.pop()
        if not isinstance(value, (dict, list)):
            continue
        if len(value) > MOST_ENTRIES:
            yield Fault(path, f"{len(value):,} entries, more than {MOST_ENTRIES:,}", "split the table, or list less")
            return
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        pending += [((*path, key), entry) for key, entry in entries]


def _contracts(operations: dict[str, Any], models: dict[str, Any], families: dict[str, Any]) -> Iterator[Fault]:
    """What of the families is too deep, or of the contracts too much."""
    sizes = {name: _rows(_mapping(row, "parameters")) for name, row in operations.items()}
    served = rows = 0
    for name, model in models.items():
        layers = [model, *_lineage(model, families)]
        if len(layers) > MOST_FAMILIES + 1:
            yield Fault(("models", name, "family"), f"more than {MOST_FAMILIES} families, one above the other", "leave some of them out")
            return
        services = [_mapping(layer, "operations") for layer in layers]
        shared = sum(map(_interactions, layers))
        for operation in {key for own in services for key in own if key in sizes}:
            served += 1
            rows += sizes[operation] + shared + sum(_interactions(own.get(operation)) for own in services)
    if served > MOST_SERVED:
        yield Fault(("models",), f"{served:,} pairs of an operation and a model that serves it, more than {MOST_SERVED:,}", _SPLIT)
    elif rows > MOST_ROWS:
        problem = f"{rows:,} parameters and interactions over all operations and models, more than {MOST_ROWS:,}"
        yield Fault(("models",), problem, _SPLIT)


def _lineage(row: Any, families: dict[str, Any]) -> Iterator[Any]:
    """The families above a row, nearest first, and one more than there may be."""
    for _ in range(MOST_FAMILIES + 1):
        row = families.get(name) if isinstance(row, dict) and isinstance(name := row.get("family"), str) else None
        if row is None:
            return
        yield row


def _rows(parameters: dict[str, Any]) -> int:
    """How many rows parameters have, with what is inside them."""
    number, pending = 0, [*parameters.values()]
    while pending:
        row = pending.pop()
        number += 1
        if isinstance(row, dict):
            pending += [*_mapping(row, "fields").values(), *([row["items"]] if "items" in row else [])]
    return number


def _interactions(row: Any) -> int:
    found = row.get("interactions") if isinstance(row, dict) else None
    return len(found) if isinstance(found, list) else 0


def _mapping(row: Any, key: str) -> dict[str, Any]:
    found = row.get(key) if isinstance(row, dict) else None
    return found if isinstance(found, dict) else {}
