"""How large a table may be. What is larger is refused before anything else is judged; up to there, loading is linear."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from imagespec.spec.faults import Fault, Path_

MOST_OPERATIONS = 64
"""Most operations of a table."""

MOST_MODELS = 400
"""Most models and snapshots of a table."""

MOST_SERVED = 2_000
"""Most pairs of an operation and a model that serves it: each is a contract, and each contract is compiled."""

MOST_ROWS = 50_000
"""Most parameters and interactions of operations, families and models, counted once for each contract that they may be part of.

An interaction that excludes several parameters counts once for each.
"""

MOST_ENTRIES = 2_000
"""Most entries of one list or mapping."""

MOST_FAMILIES = 32
"""Most families above a model or family, each the family of the one below."""

_SPLIT = "split the table"


def excesses(data: dict[str, Any]) -> Iterator[Fault]:
    """What of a table, as it was read, is over a limit: the first of each kind."""
    operations, models, families = (_mapping(data, key) for key in ("operations", "models", "families"))
    if len(operations) > MOST_OPERATIONS:
        yield Fault(("operations",), f"{len(operations):,} operations, more than {MOST_OPERATIONS}", _SPLIT)
    number = len(models) + sum(len(_mapping(row, "snapshots")) for row in models.values())
    if number > MOST_MODELS:
        yield Fault(("models",), f"{number:,} models and snapshots, more than {MOST_MODELS}", _SPLIT)
    high = [*_high("families", families, families), *_high("models", models, families)]
    yield from high[:1]
    if number <= MOST_MODELS and not high:
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


def _high(group: str, rows: dict[str, Any], families: dict[str, Any]) -> Iterator[Fault]:
    """The rows with too many families above them."""
    for name, row in rows.items():
        if len([*_lineage(row, families)]) > MOST_FAMILIES:
            problem = f"more than {MOST_FAMILIES} families, one above the other"
            yield Fault((group, name, "family"), problem, "leave some of them out")


def _contracts(operations: dict[str, Any], models: dict[str, Any], families: dict[str, Any]) -> Iterator[Fault]:
    """What is too much of all contracts together."""
    declared = {name: _rows(row) for name, row in operations.items()}
    inherited = {name: _Layer(row, declared) for name, row in families.items()}
    served = rows = 0
    for model in models.values():
        layers = [_Layer(model, declared), *(inherited[name] for name in _lineage(model, families))]
        shared = sum(layer.shared for layer in layers)
        for operation in {name for layer in layers for name in layer.own}:
            served += 1
            rows += declared[operation] + shared + sum(layer.own.get(operation, 0) for layer in layers)
    if served > MOST_SERVED:
        yield Fault(("models",), f"{served:,} pairs of an operation and a model that serves it, more than {MOST_SERVED:,}", _SPLIT)
    elif rows > MOST_ROWS:
        problem = f"{rows:,} parameters and interactions over all operations and models, more than {MOST_ROWS:,}"
        yield Fault(("models",), problem, _SPLIT)


class _Layer:
    """How many rows a family or a model has for every operation, and for each of some operations alone."""

    def __init__(self, row: Any, operations: Collection[str]) -> None:
        services = _mapping(row, "operations")
        self.shared = _rows(row)
        self.own = {name: _rows(service) for name, service in services.items() if name in operations}


def _lineage(row: Any, families: dict[str, Any]) -> Iterator[str]:
    """The names of the families above a row, nearest first, each once, and at most one more than there may be."""
    seen: set[str] = set()
    while len(seen) <= MOST_FAMILIES and isinstance(row, dict):
        name = row.get("family")
        if not isinstance(name, str) or name not in families or name in seen:
            return
        seen.add(name)
        row = families[name]
        yield name


def _rows(row: Any) -> int:
    """How many parameters, with what is inside them, and interactions a row has."""
    number = _interactions(row)
    pending = [*_mapping(row, "parameters").values()]
    while pending:
        inner = pending.pop()
        number += 1
        pending += [*_mapping(inner, "fields").values(), *([inner["items"]] if isinstance(inner, dict) and "items" in inner else [])]
    return number


def _interactions(row: Any) -> int:
    """How many interactions a row has; each parameter that one excludes makes one of its own."""
    number = 0
    for interaction in _list(row, "interactions"):
        number += max(1, len(_list(interaction, "excludes")))
    return number


def _list(row: Any, key: str) -> list[Any]:
    found = row.get(key) if isinstance(row, dict) else None
    return found if isinstance(found, list) else []


def _mapping(row: Any, key: str) -> dict[str, Any]:
    found = row.get(key) if isinstance(row, dict) else None
    return found if isinstance(found, dict) else {}
