"""Rules about a resolved table: every row is in force somewhere, every limit has a request that it alone refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imagespec.kinds import Refused
from imagespec.kinds.kind import Kind, Provenance
from imagespec.report.frozen import evolve, fields
from imagespec.spec import rows
from imagespec.spec.between import domain
from imagespec.spec.faults import Fault, Path_
from imagespec.spec.inherit import lineage
from imagespec.spec.lint.dead_interactions import interaction_faults, not_taken, taken
from imagespec.spec.lint.defaults import default_faults
from imagespec.spec.lint.walk import Layer, layers, parameter_names
from imagespec.spec.model import Contract, Parameter, Spec


def dead(table: rows.TableRow, spec: Spec) -> Iterator[Fault]:
    """Rows that no contract feels, and defaults outside the sets they belong to."""
    yield from _families(table)
    yield from _default_models(spec)
    known = parameter_names(table)
    scopes = _Scopes(table, spec)
    for layer in layers(table):
        scope = scopes.of(layer)
        for name, row in layer.parameters.items():
            if name not in known:  # told already
                continue
            path = (*layer.path, "parameters", name)
            if layer.path[0] != "operations":
                yield from _row(path, name, row, scope, layer.owner)
            elif name != "model":
                yield from _limits(path, row, taken(name, scope))
        for index, interaction in enumerate(layer.interactions):
            if interaction.names <= known:
                yield from interaction_faults((*layer.path, "interactions", index), interaction, scope, layer.owner)
    yield from default_faults(table, spec)


class _Scopes:
    """The contracts that each layer takes part in."""

    def __init__(self, table: rows.TableRow, spec: Spec) -> None:
        names = {id(row): name for name, row in table.families.items()}
        self._heirs: dict[Path_, list[Contract]] = {}
        for (operation, model), contract in spec.contracts.items():
            own = spec.models[model].snapshot_of or model
            above = [("families", names[id(row)]) for row in lineage(table, table.models[own])]
            for owner in (("operations", operation), ("models", own), *above):
                self._heirs.setdefault(owner, []).append(contract)

    def of(self, layer: Layer) -> list[Contract]:
        """The contracts of a layer."""
        heirs = self._heirs.get(layer.owner[:2], [])
        return [contract for contract in heirs if layer.operation in ("", contract.operation)]


def _families(table: rows.TableRow) -> Iterator[Fault]:
    used = {id(row) for model in table.models.values() for row in lineage(table, model)}
    for name, family in table.families.items():
        if id(family) not in used:
            problem = "no model is of this family, so its rules can never fire"
            yield Fault(("families", name), problem, "name it under family: of a model, or remove it")


def _default_models(spec: Spec) -> Iterator[Fault]:
    for name, operation in spec.operations.items():
        if operation.default:
            for model, key in {operation.default.then: "then", operation.default.model: "model"}.items():
                if model not in operation.models:
                    path: Path_ = ("operations", name, "default_model", key)
                    yield Fault(path, f"{name} does not serve {model}", "use a model that it serves")


# -- parameter rows ------------------------------------------------------------------------------------------------


def _row(path: Path_, name: str, row: rows.ParameterRow, scope: list[Contract], owner: Path_) -> Iterator[Fault]:
    parameters = taken(name, scope)
    refusals = [contract for contract in scope if row.unsupported and _refuses(contract, name, row.unsupported)]
    if row.unsupported and not refusals:
        yield Fault((*path, "unsupported"), f"{name} is not refused by this row anywhere, so the rule can never fire", "remove it")
    elif not parameters and not refusals:
        yield not_taken(path, name, owner)
    elif not parameters and row.constraints:
        yield Fault(path, f"limits of {name}, which this row refuses", "remove the limits")
    yield from _limits(path, row, parameters)


def _refuses(contract: Contract, name: str, provenance: Provenance) -> bool:
    kind = contract.unsupported.get(name)
    return kind is not None and evolve(kind.provenance, source=()) == evolve(provenance, source=())


def _limits(path: Path_, row: rows.ParameterRow, taken: list[Parameter]) -> Iterator[Fault]:
    """The limits of a row that none of the parameters it comes to has, and what they can never meet."""
    for key, kind in row.constraints.items() if taken else ():
        if not any(_same(kind, other) for parameter in taken for other in parameter.constraints):
            yield Fault((*path, key), "every model replaces this limit, so it can never fire", "remove it")
        if isinstance(kind, Refused):
            members = {value for parameter in taken for value in domain(parameter)}
            for value in kind.values:
                if members and value not in members:
                    problem = f"{value} is not in the set, so the rule can never fire"
                    yield Fault((*path, key, "values"), problem, "correct it, or remove it")
    for key, entry in row.fields.items():
        yield from _limits((*path, "fields", key), entry, [field for outer in taken for field in outer.fields if field.name == key])
    if row.items:
        yield from _limits((*path, "items"), row.items, [outer.item for outer in taken if outer.item])


def _same(one: Kind, other: Kind) -> bool:
    return type(one) is type(other) and _bare(one) == _bare(other)


def _bare(kind: Any) -> Any:
    """A kind without its provenance and that of its parts."""
    changes: dict[str, Any] = {}
    for attribute in fields(type(kind)):
        value = getattr(kind, attribute.name)
        if attribute.name == "provenance":
            changes["provenance"] = Provenance()
        elif hasattr(value, "provenance"):
            changes[attribute.name] = _bare(value)
    return evolve(kind, **changes)
