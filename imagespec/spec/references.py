"""How JSON bodies refer to images: what a text or another shape in place of a reference means, and where addresses belong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from imagespec.kinds import ExactlyOne, Misshapen
from imagespec.kinds.kind import Kind
from imagespec.kinds.reference import Reference
from imagespec.report.frozen import evolve
from imagespec.spec import rows
from imagespec.spec.model import Parameter


def referring(parameter: Parameter) -> Parameter:
    """A parameter that knows what is meant by values in place of its references."""
    item = parameter.item and referring(parameter.item)
    fields = tuple(map(referring, parameter.fields))
    own = _reference(parameter.constraints)
    listed = item.type.reference if item else None
    if own:
        fields = tuple(evolve(entry, type=evolve(entry.type, reference=own.of_field(entry.name))) for entry in fields)
    unknown = parameter.unknown
    if own and unknown:
        unknown = Misshapen(known=unknown.known, provenance=unknown.provenance, reference=own)
    type_ = evolve(parameter.type, reference=own or (listed and evolve(listed, listed=True)))
    return evolve(parameter, type=type_, item=item, fields=fields, unknown=unknown)


def row_reference(row: rows.ParameterRow) -> Reference | None:
    """What a parameter, or each entry of it, refers with, as far as the table tells."""
    own = _reference(row.constraints.values())
    listed = _reference(row.items.constraints.values()) if row.items else None
    return own or (listed and evolve(listed, listed=True))


def _reference(constraints: Iterable[Kind]) -> Reference | None:
    return next((kind.reference for kind in constraints if isinstance(kind, ExactlyOne)), None)


def addressed(
    parameters: Iterable[Parameter], table: rows.TableRow, operation: str, taken: Mapping[str, Collection[str]]
) -> Iterator[Parameter]:
    """Parameters of a form that know how the JSON body of the same endpoint names a file by its address, where it can.

    ``taken`` are the parameters that the model takes, by operation.
    """
    found = dict(reversed([*_addresses(table, operation, taken)]))
    for parameter in parameters:
        address = found.get(parameter.name)
        yield evolve(parameter, type=evolve(parameter.type, addressed=address)) if address else parameter


def _addresses(table: rows.TableRow, operation: str, taken: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """What stands in JSON for a file in each parameter of a form; of several, the first counts."""
    own = table.operations[operation]
    for other, row in table.operations.items():
        if row.encoding != "json" or (row.method, row.path) != (own.method, own.path):
            continue
        for key, there in row.parameters.items():
            reference = row_reference(there) if key in taken.get(other, ()) else None
            if reference:
                yield from ((name, f"{key}: {reference.first}") for name in (key, *there.instead_of))
