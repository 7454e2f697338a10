"""Parameters that the API has, but not in a contract: who takes them, what they are called here, whether they may be dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from imagespec.kinds import Unsupported
from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import frozen
from imagespec.spec import rows
from imagespec.spec.inherit import Service
from imagespec.spec.references import row_reference

_CARRIERS = ("file", "files", "array", "object")


@frozen(kw_only=True)
class Spelling:
    """A name of a parameter: the operations that have it, and whether it carries content that must not be dropped."""

    source: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    carrier: bool = True


def spellings(table: rows.TableRow) -> dict[str, Spelling]:
    """Every spelling of every parameter of the table."""
    places: dict[str, list[str]] = {}
    for operation, row in table.operations.items():
        for name in (spelling for key, entry in row.parameters.items() for spelling in (key, *entry.also_named)):
            places.setdefault(name, []).append(operation)
    return {name: _spelling(name, table, operations) for name, operations in places.items()}


def _spelling(name: str, table: rows.TableRow, operations: list[str]) -> Spelling:
    typed = next((own for operation in operations if (own := table.operations[operation].parameters.get(name))), None)
    return Spelling(
        source=table.operations[operations[-1]].source, places=tuple(operations), carrier=typed is None or typed.type in _CARRIERS
    )


def takers(table: rows.TableRow, operation: str, services: Mapping[str, Mapping[str, Service]]) -> dict[str, tuple[str, ...]]:
    """The models that take each parameter of an operation."""
    serving = {model: served[operation] for model, served in services.items() if operation in served}
    return {
        name: tuple(model for model, service in serving.items() if service.accepts(name)) for name in table.operations[operation].parameters
    }


class NotTaken(Mapping[str, Unsupported]):
    """The parameters that a contract of an operation does not take, in the order of the table, each made when it is asked for.

    Args:
        row: the operation.
        taken: the spellings that the contract takes.
        takers: answers the models that take each parameter of the operation.
        refused: parameters that a row of the model refuses, with its reason.
        spellings: every spelling of the table.
    """

    def __init__(
        self,
        row: rows.OperationRow,
        taken: set[str],
        takers: Callable[[], Mapping[str, tuple[str, ...]]],
        refused: Mapping[str, Provenance],
        spellings: Mapping[str, Spelling],
    ) -> None:
        self._row, self._takers, self._refused, self._spellings = row, takers, refused, spellings
        self._taken = taken | {"model"}
        self._made: dict[str, Unsupported] = {}
        self._renamed: dict[str, str] | None = None

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._spellings if name not in self._taken)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, name: str) -> Unsupported:
        if name in self._taken:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name, self._spellings[name])
        return self._made[name]

    def _make(self, name: str, spelling: Spelling) -> Unsupported:
        row, here = self._row, self._row.parameters.get(name)
        if self._renamed is None:
            self._renamed = {other: own for own, entry in row.parameters.items() if own in self._taken for other in entry.instead_of}
        renamed = self._renamed.get(name, "")
        return Unsupported(
            taken_by=self._takers()[name] if here else spelling.places,
            renamed=renamed,
            reference=row_reference(row.parameters[renamed]) if renamed else None,
            droppable=name != "prompt" and not spelling.carrier,
            provenance=self._refused.get(name) or Provenance(source=(here.source if here else ()) or row.source or spelling.source),
        )
