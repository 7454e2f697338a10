"""Parameters that the API has, but not in a contract: who takes them, what they are called here, whether they may be dropped."""

from __future__ import annotations

from collections.abc import Mapping

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
    typed: bool = False


def spellings(table: rows.TableRow) -> dict[str, Spelling]:
    """Every spelling of every parameter of the table."""
    found: dict[str, Spelling] = {}
    for operation, row in table.operations.items():
        for name in (spelling for key, entry in row.parameters.items() for spelling in (key, *entry.also_named)):
            known = found.get(name, Spelling())
            own = row.parameters.get(name)
            carrier = known.carrier if known.typed or not own else own.type in _CARRIERS
            found[name] = Spelling(source=row.source, places=(*known.places, operation), carrier=carrier, typed=known.typed or bool(own))
    return found


def takers(table: rows.TableRow, operation: str, services: Mapping[str, Mapping[str, Service]]) -> dict[str, tuple[str, ...]]:
    """The models that take each parameter of an operation."""
    serving = {model: served[operation] for model, served in services.items() if operation in served}
    return {
        name: tuple(model for model, service in serving.items() if service.accepts(name)) for name in table.operations[operation].parameters
    }


def unsupported(
    row: rows.OperationRow,
    taken: set[str],
    takers: Mapping[str, tuple[str, ...]],
    refused: Mapping[str, Provenance],
    spellings: Mapping[str, Spelling],
) -> dict[str, Unsupported]:
    """The parameters that a contract of an operation does not take, in the order of the table.

    Args:
        row: the operation.
        taken: the spellings that the contract takes.
        takers: the models that take each parameter of the operation.
        refused: parameters that a row of the model refuses, with its reason.
        spellings: every spelling of the table.
    """
    renamed = {other: name for name, own in row.parameters.items() if name in taken for other in own.instead_of}
    result: dict[str, Unsupported] = {}
    for name, spelling in spellings.items():
        if name in taken or name == "model":
            continue
        here = row.parameters.get(name)
        provenance = refused.get(name) or Provenance(source=(here.source if here else ()) or row.source or spelling.source)
        result[name] = Unsupported(
            taken_by=takers[name] if here else spelling.places, renamed=renamed.get(name, ""),
            reference=row_reference(row.parameters[renamed[name]]) if name in renamed else None,
            droppable=name != "prompt" and not spelling.carrier, provenance=provenance,
        )  # fmt: skip
    return result
