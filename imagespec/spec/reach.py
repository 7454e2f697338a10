"""Rules about a resolved table: every row is in force somewhere, every limit has a request that it alone refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from imagespec.kinds import Length, OneOf, Range, Refused, Resolution, Type
from imagespec.kinds.interaction import Remedy
from imagespec.kinds.kind import Kind, Provenance
from imagespec.spec import rows
from imagespec.spec.between import interactions
from imagespec.spec.consistency import Fault
from imagespec.spec.document import Path_
from imagespec.spec.inherit import lineage
from imagespec.spec.model import Contract, Parameter, Spec


def unreachable(table: rows.TableRow, spec: Spec) -> Iterator[Fault]:
    """Rows that no contract feels, and defaults outside the sets they belong to."""
    yield from _families(table)
    yield from _default_models(spec)
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            layers: list[tuple[rows.FamilyRow | rows.ServiceRow, Path_, str]] = [(family, (group, name), "")]
            layers += [(service, (group, name, "operations", op), op) for op, service in family.operations.items()]
            for layer, path, operation in layers:
                scope = _scope(table, spec, group, name, operation)
                for key, row in layer.parameters.items():
                    yield from _row((*path, "parameters", key), key, row, scope)
                for index, interaction in enumerate(layer.interactions):
                    yield from _interaction((*path, "interactions", index), interaction, scope)
    for name, operation_row in table.operations.items():
        scope = [contract for (op, _), contract in spec.contracts.items() if op == name]
        for key, row in operation_row.parameters.items():
            if scope and key != "model":
                yield from _operation_row(("operations", name, "parameters", key), key, row, scope)
    yield from _defaults(table, spec)


def _scope(table: rows.TableRow, spec: Spec, group: str, name: str, operation: str) -> list[Contract]:
    """The contracts that a layer of a family or model takes part in."""

    def inherits(model: str) -> bool:
        own = spec.models[model].snapshot_of or model
        return own == name if group == "models" else any(row is table.families[name] for row in lineage(table, table.models[own]))

    return [contract for (op, model), contract in spec.contracts.items() if operation in ("", op) and inherits(model)]


def _families(table: rows.TableRow) -> Iterator[Fault]:
    used = {id(row) for model in table.models.values() for row in lineage(table, model)}
    for name, family in table.families.items():
        if id(family) not in used:
            problem = "no model is of this family, so its rules can never fire"
            yield ("families", name), problem, "name it under family: of a model, or remove it"


def _default_models(spec: Spec) -> Iterator[Fault]:
    for name, operation in spec.operations.items():
        if operation.default:
            for key in ("model", "then"):
                model = getattr(operation.default, key)
                if model not in operation.models:
                    path: Path_ = ("operations", name, "default_model", key)
                    yield path, f"{name} does not serve {model}", "use a model that it serves"


# -- parameter rows ------------------------------------------------------------------------------------------------


def _row(path: Path_, name: str, row: rows.ParameterRow, scope: list[Contract]) -> Iterator[Fault]:
    taken = [parameter for contract in scope for parameter in contract.parameters if parameter.name == name]
    refusals = [contract for contract in scope if row.unsupported and _refuses(contract, name, row.unsupported)]
    if row.unsupported and not refusals:
        yield (*path, "unsupported"), f"{name} is not refused by this row anywhere, so the rule can never fire", "remove it"
    if not taken and not refusals:
        yield path, f"no model takes {name} here, so the rule can never fire", "add it to takes:, or remove the row"
    elif not taken and row.constraints:
        yield path, f"limits of {name}, which this row refuses", "remove the limits"
    elif taken:
        yield from _operation_row(path, name, row, scope)


def _refuses(contract: Contract, name: str, provenance: Provenance) -> bool:
    kind = contract.unsupported.get(name)
    return kind is not None and evolve(kind.provenance, source=()) == evolve(provenance, source=())


def _operation_row(path: Path_, name: str, row: rows.ParameterRow, scope: list[Contract]) -> Iterator[Fault]:
    taken = [parameter for contract in scope for parameter in contract.parameters if parameter.name == name]
    if not taken:
        return
    for key, kind in row.constraints.items():
        if not any(_same(kind, other) for parameter in taken for other in parameter.constraints):
            yield (*path, key), "every model replaces this limit, so it can never fire", "remove it"
        if isinstance(kind, Refused):
            members = {value for parameter in taken if (domain := _domain(parameter)) for value in domain}
            for value in kind.values:
                if members and value not in members:
                    yield (*path, key, "values"), f"{value} is not in the set, so the rule can never fire", "correct it, or remove it"
        if isinstance(kind, Resolution):
            yield from _implied((*path, key), kind)


def _same(one: Kind, other: Kind) -> bool:
    return type(one) is type(other) and _bare(one) == _bare(other)


def _bare(kind: Any) -> Any:
    """A kind without its provenance and that of its parts."""
    changes: dict[str, Any] = {}
    for attribute in type(kind).__attrs_attrs__:
        value = getattr(kind, attribute.name)
        if attribute.name == "provenance":
            changes["provenance"] = Provenance()
        elif hasattr(value, "provenance"):
            changes[attribute.name] = _bare(value)
    return evolve(kind, **changes)


def _domain(parameter: Parameter) -> tuple[str, ...]:
    return next((kind.values for kind in parameter.constraints if isinstance(kind, OneOf)), ())


def _implied(path: Path_, kind: Resolution) -> Iterator[Fault]:
    """Limits that refuse no size the others allow."""
    step = kind.step.of if kind.step else 1
    ratio, edge = kind.ratio and kind.ratio.max, kind.edge and kind.edge.max
    low = (kind.pixels and kind.pixels.min) or 1
    high = kind.pixels.max if kind.pixels else None
    because = "the other limits imply it, so the rule can never fire"
    if kind.step and step == 1:
        yield (*path, "step"), "every size is a multiple of 1, so the rule can never fire", "remove it"
    if edge and high:
        wide = (edge // step + 1) * step
        tall = -(-max(-(-wide // ratio) if ratio else 1, -(-low // wide)) // step) * step
        if wide * tall > high:
            yield (*path, "edge"), because, "lower it, or remove it"
    if edge and high and (edge // step * step) ** 2 <= high:
        yield (*path, "pixels", "max"), because, "lower it, or remove it"
    if kind.pixels and kind.pixels.min is not None and step * step >= low:
        yield (*path, "pixels", "min"), because, "raise it, or remove it"
    longest = edge // step * step if edge else high
    if ratio and longest and longest <= ratio * -(-max(1, -(-low // longest)) // step) * step:
        yield (*path, "ratio"), because, "lower it, or remove it"


# -- interactions --------------------------------------------------------------------------------------------------


def _interaction(path: Path_, row: rows.InteractionRow, scope: list[Contract]) -> Iterator[Fault]:
    for part in _parts(row):
        firing = [contract for contract in scope if any(True for _ in interactions((part,), list(contract.parameters)))]
        if not firing:
            yield path, "no model takes its parameters so that the rule could fire", "correct the condition, or remove the row"
            return
        scope = firing
    for group in ("when", "needs"):
        for name, condition in getattr(row, group).items():
            yield from _condition((*path, group, name), name, condition, scope)
    for key in ("of", "like") if row.same_dimensions else ():
        name = getattr(row.same_dimensions, key)
        if any(parameter.name == name and parameter.type.name not in ("file", "files") for c in scope for parameter in c.parameters):
            yield (*path, "same_dimensions", key), f"{name} is no file", "name an image"
    for index, remedy in enumerate(row.fix):
        yield from _remedy((*path, "fix", index), remedy, scope)


def _parts(row: rows.InteractionRow) -> Iterator[rows.InteractionRow]:
    """One row for each parameter it needs or excludes."""
    yield from (evolve(row, excludes=(name,)) for name in row.excludes)
    yield from (evolve(row, needs={name: condition}) for name, condition in row.needs.items())
    if row.same_dimensions:
        yield row


def _condition(path: Path_, name: str, row: rows.ConditionRow, scope: list[Contract]) -> Iterator[Fault]:
    parameters = [parameter for contract in scope for parameter in contract.parameters if parameter.name == name]
    if not parameters:
        return
    types = {parameter.type.name for parameter in parameters}
    if any(getattr(row, key) is not None for key in ("below", "above", "min", "max")):
        if types != {"integer"}:
            yield path, f"{name} is no integer", "name values"
        elif not any(_separates(parameter, row) for parameter in parameters):
            yield path, f"the bound is outside what {name} may be, so the rule can never fire", "correct the bound"
    members = {member for parameter in parameters for member in _domain(parameter)}
    strange = [
        value
        for value in row.values
        if ("boolean" if isinstance(value, bool) else "string") not in types or (members and value not in members)
    ]
    if strange and len(strange) == len(row.values):  # a set may name more than one model has, or than a table extended from it keeps
        yield path, f"{name} is never {str(strange[0]).lower()}, so the rule can never fire", "correct the value"


def _separates(parameter: Parameter, row: rows.ConditionRow) -> bool:
    """Whether a bound has values of the parameter on both sides."""
    limits = next((kind for kind in parameter.constraints if isinstance(kind, Range)), Range())
    low = limits.min if limits.min is not None else -(10**18)
    high = limits.max if limits.max is not None else 10**18
    last = next(
        edge
        for edge in (
            row.below - 1 if row.below is not None else None,
            row.above,
            row.max,
            row.min - 1 if row.min is not None else None,
        )
        if edge is not None
    )
    return low <= last < high


def _remedy(path: Path_, remedy: Remedy, scope: list[Contract]) -> Iterator[Fault]:
    name = remedy.remove or remedy.set
    parameters = [parameter for contract in scope for parameter in contract.parameters if parameter.name == name]
    if not parameters:
        yield path, f"no model takes {name} here", "correct the name"
    elif remedy.set and not any(_takes(parameter, remedy.to) for parameter in parameters):
        yield (*path, "to"), f"{name} is never {remedy.to}", "name a value it takes"


def _takes(parameter: Parameter, value: Any) -> bool:
    plain = Type(name=parameter.type.name)
    return not any(True for _ in plain.check(value)) and not any(True for kind in _limits(parameter) for _ in kind.check(value))


def _limits(parameter: Parameter) -> Iterator[Kind]:
    return (kind for kind in parameter.constraints if isinstance(kind, (OneOf, Resolution, Range, Length)))


# -- defaults ------------------------------------------------------------------------------------------------------


def _defaults(table: rows.TableRow, spec: Spec) -> Iterator[Fault]:
    for contract in spec.contracts.values():
        for parameter in contract.parameters:
            if parameter.default is not None:
                yield from _default(_default_path(table, contract, parameter.name), contract, parameter, spec)


def _default_path(table: rows.TableRow, contract: Contract, name: str) -> Path_:
    """Where a contract's default is written: the innermost row that gives one."""
    model = next(key for key, row in table.models.items() if contract.model == key or contract.model in row.snapshots)
    layers: list[tuple[Path_, rows.FamilyRow]] = [(("models", model), table.models[model])]
    names = {id(row): key for key, row in table.families.items()}
    layers += [(("families", names[id(row)]), row) for row in lineage(table, table.models[model])]
    for path, layer in layers:
        service = layer.operations.get(contract.operation, rows.ServiceRow())
        for start, parameters in (((*path, "operations", contract.operation), service.parameters), (path, layer.parameters)):
            if name in parameters and parameters[name].default is not None:
                return (*start, "parameters", name, "default")
    return ("operations", contract.operation, "parameters", name, "default")


def _default(path: Path_, contract: Contract, parameter: Parameter, spec: Spec) -> Iterator[Fault]:
    if any(True for _ in Type(name=parameter.type.name).check(parameter.default)):
        yield path, f"{parameter.default!r} is not {parameter.type.allowed('type')}", "correct the default or the type"
        return
    misses = [kind.allowed(problem) for kind in _limits(parameter) for problem in kind.check(parameter.default)]
    if misses and not _model_chooses(contract, parameter, spec):
        problem = f"{parameter.default!r} is outside what {contract.model} takes: {misses[0]}"
        yield path, problem, "correct the default, or give the model its own"


def _model_chooses(contract: Contract, parameter: Parameter, spec: Spec) -> bool:
    """``auto`` as a default means that the model chooses; a model need not take it as a value, but another one does."""
    return parameter.default == "auto" and any(
        "auto" in (*_domain(other), *(word for kind in other.constraints if isinstance(kind, Resolution) for word in kind.words))
        for (operation, _), candidate in spec.contracts.items()
        if operation == contract.operation
        for other in candidate.parameters
        if other.name == parameter.name
    )
