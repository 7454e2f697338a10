"""The part of a table with mistakes that can be judged all the same: without the parameters and interactions they are in."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, TypeVar

from imagespec.report.frozen import evolve
from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_
from imagespec.spec.keys import keys

_HARMLESS = ("table", "revision", "title", "sources", "batch", "refusals", "responses", "conflicts")
"""Parts of a table on which no contract depends."""

_DECISIVE: dict[str, tuple[type, tuple[str, ...]]] = {
    "operations": (rows.OperationRow, ("encoding", "parameters")),
    "families": (rows.FamilyRow, ("family", "parameters", "operations")),
    "models": (rows.ModelRow, ("family", "parameters", "operations", "without", "snapshots")),
}
"""The class of the rows of a part, and the keys of it on which contracts depend."""

_F = TypeVar("_F", bound=rows.FamilyRow)


class Sound(NamedTuple):
    """A table without what is wrong.

    Attributes:
        table: the rows.
        kept: where interactions were left out, the indices of the others, by the path of the list.
    """

    table: rows.TableRow
    kept: dict[Path_, list[int]]

    def original(self, fault: Fault) -> Fault:
        """A mistake in what is left, with its path in the whole table."""
        for length, step in enumerate(fault.path):
            kept = self.kept.get(fault.path[:length])
            if kept and isinstance(step, int):
                return fault._replace(path=(*fault.path[:length], kept[step], *fault.path[length + 1 :]))
        return fault


def sound_part(table: rows.TableRow, wrong: Collection[Path_]) -> Sound | None:
    """A table without the parameters and interactions that are wrong.

    ``None`` when more than those is wrong: what a family or an operation is decides what everything else means.
    """
    if any("model" not in row.parameters for row in table.operations.values()):
        return None
    parameters: set[str] = set()
    interactions: set[Path_] = set()
    for path in wrong:
        place = next((index for index, step in enumerate(path) if step in ("parameters", "interactions") and index in (2, 4)), 0)
        if _harmless(path):
            continue
        if not place or len(path) < place + 2 or path[place + 1] == "model":
            return None
        if path[place] == "parameters":
            parameters.add(str(path[place + 1]))
        else:
            interactions.add(path[: place + 2])
    if not parameters and not interactions:
        return Sound(table, {})
    return _Cut(parameters, interactions).table(table)


def _harmless(path: Path_) -> bool:
    """Whether what is wrong at a path leaves every contract as it is, or only without interactions."""
    if not path or path[0] in _HARMLESS:
        return bool(path)
    if path[-1] == "interactions" and (len(path) == 3 or (len(path) == 5 and path[2] == "operations")):
        return True
    row, decisive = _DECISIVE.get(str(path[0]), (rows.TableRow, ()))
    known = {key.name for key in keys(row)} - {"interactions"}
    return len(path) > 2 and path[2] in known and path[2] not in decisive


class _Cut:
    """Cuts parameters and interactions out of a table."""

    def __init__(self, parameters: set[str], interactions: set[Path_]) -> None:
        self._parameters, self._wrong = parameters, interactions
        self._kept: dict[Path_, list[int]] = {}

    def table(self, table: rows.TableRow) -> Sound:
        cut = evolve(
            table,
            operations={name: evolve(row, parameters=self._rows(row.parameters)) for name, row in table.operations.items()},
            families={name: self._family(("families", name), row) for name, row in table.families.items()},
            models={name: self._family(("models", name), row) for name, row in table.models.items()},
        )
        return Sound(cut, self._kept)

    def _rows(self, parameters: dict[str, rows.ParameterRow]) -> dict[str, rows.ParameterRow]:
        return {name: row for name, row in parameters.items() if name not in self._parameters}

    def _family(self, path: Path_, row: _F) -> _F:
        services = {
            name: evolve(
                service,
                parameters=self._rows(service.parameters),
                interactions=self._interactions((*path, "operations", name, "interactions"), service.interactions),
            )
            for name, service in row.operations.items()
        }
        return evolve(
            row,
            parameters=self._rows(row.parameters),
            interactions=self._interactions((*path, "interactions"), row.interactions),
            operations=services,
        )

    def _interactions(self, path: Path_, written: tuple[rows.InteractionRow, ...]) -> tuple[rows.InteractionRow, ...]:
        keep = [index for index, row in enumerate(written) if (*path, index) not in self._wrong and self._parameters.isdisjoint(row.names)]
        self._kept[path] = keep
        return tuple(written[index] for index in keep)
