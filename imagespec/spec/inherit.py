"""What models inherit: families, operation-wide limits and a model's own rows, merged until one row is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import evolve, frozen
from imagespec.spec import rows
from imagespec.spec.sourcing import Sourcing, sourced_interaction

_VALUE_KINDS = ("one_of", "sizes", "resolution")
"""Kinds that say which texts a parameter takes: a row that gives one replaces any it inherits."""

Layer = tuple[dict[str, rows.ParameterRow], tuple[str, ...]]
"""The parameter rows of a family, model or service, and the source of those that name none."""


@frozen(kw_only=True)
class Service:
    """What a model does in one operation, in the order of inheritance."""

    takes: Mapping[str, None]
    layers: tuple[Layer, ...]
    interactions: tuple[rows.InteractionRow, ...]

    def of(self, name: str, sourced: Sourcing) -> list[rows.ParameterRow]:
        """The rows of a parameter, farthest first."""
        return [sourced(layer[name], source) for layer, source in self.layers if name in layer]

    def accepts(self, name: str) -> bool:
        """Whether the service takes a parameter and no row of it refuses the parameter again."""
        marks = [mark for layer, _ in self.layers if name in layer and (mark := layer[name].unsupported)]
        return name in self.takes and not (marks and marks[-1].implied() == "error")


def services(table: rows.TableRow, model: rows.ModelRow) -> dict[str, Service]:
    """The operations a model serves."""
    layers = [*reversed([*lineage(table, model)]), model]
    served = dict.fromkeys(name for layer in layers for name, row in layer.operations.items() if row.takes or layer is layers[-1])
    return {name: _service(layers, name) for name in served if name not in model.without}


def lineage(table: rows.TableRow, row: rows.FamilyRow) -> Iterator[rows.FamilyRow]:
    """The families a model or family inherits from, nearest first, as far as they exist."""
    seen: set[str] = set()
    while row.family in table.families and row.family not in seen:
        seen.add(row.family)
        row = table.families[row.family]
        yield row


def not_in_batch(table: rows.TableRow, row: rows.ModelRow) -> Provenance | None:
    """What speaks against a model in batches: its own word, or else that of the nearest family."""
    for layer in (row, *lineage(table, row)):
        if layer.not_in_batch:
            return evolve(layer.not_in_batch, source=layer.not_in_batch.source or layer.source)
    return None


def _service(layers: list[rows.FamilyRow], operation: str) -> Service:
    takes: dict[str, None] = {}
    parameters: list[Layer] = []
    interactions: list[rows.InteractionRow] = []
    for layer in layers:
        row = layer.operations.get(operation, rows.ServiceRow())
        takes |= dict.fromkeys(row.takes)
        parameters += [(layer.parameters, layer.source), (row.parameters, layer.source)]
        interactions += [sourced_interaction(entry, layer.source) for entry in (*layer.interactions, *row.interactions)]
    return Service(takes=takes, layers=tuple(parameters), interactions=tuple(interactions))


def merged(layers: Iterable[rows.ParameterRow]) -> rows.ParameterRow:
    """One row from several: later ones replace single kinds and single attributes of earlier ones, in what is nested, too."""
    result, *others = layers
    for layer in others:
        replaced = _VALUE_KINDS if any(key in layer.constraints for key in _VALUE_KINDS) else ()
        constraints = {key: kind for key, kind in result.constraints.items() if key not in replaced} | layer.constraints
        given = {
            key: value
            for key in (
                "type",
                "nullable",
                "required",
                "default",
                "summary",
                "title",
                "group",
                "also_named",
                "numbered",
                "instead_of",
                "unsupported",
            )
            if (value := getattr(layer, key)) not in (None, "", ())
        }
        fields = {key: merged([result.fields[key], row]) if key in result.fields else row for key, row in layer.fields.items()}
        items = merged([result.items, layer.items]) if result.items and layer.items else layer.items or result.items
        labels = result.labels | layer.labels
        result = evolve(result, constraints=constraints, labels=labels, fields=result.fields | fields, items=items, **given)
    return result
