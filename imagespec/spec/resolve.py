"""Rows to contracts: families, snapshots and operation-wide limits are merged until nothing is inherited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from attrs import evolve, fields_dict, frozen

from imagespec.kinds import (
    ROW_KINDS,
    KnownModel,
    Lifecycle,
    NamedModel,
    OneOf,
    Required,
    SameDimensions,
    ServedModel,
    Together,
    Type,
    Unknown,
    Unsupported,
)
from imagespec.kinds.interaction import Condition, Interaction
from imagespec.kinds.kind import Constraint, Provenance
from imagespec.report.source import Source
from imagespec.spec import rows
from imagespec.spec.model import Contract, DefaultModel, Model, Operation, Parameter, Spec

_VALUE_KINDS = ("one_of", "sizes", "resolution")
"""Kinds that say which texts a parameter takes: a row that gives one replaces any it inherits."""

_CARRIERS = ("file", "files", "array", "object")


@frozen(kw_only=True)
class Service:
    """What a model does in one operation, merged from family and model, in the order of inheritance."""

    takes: tuple[str, ...]
    layers: tuple[dict[str, rows.ParameterRow], ...]
    interactions: tuple[rows.InteractionRow, ...]


@frozen(kw_only=True)
class Spelling:
    """A name of a parameter: the operations that have it, and whether it carries content that must not be dropped."""

    source: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    carrier: bool = True
    typed: bool = False


def resolve(table: rows.TableRow, digest: str) -> Spec:
    """Resolve a table that its own rules found right."""
    services = {name: _services(table, model) for name, model in table.models.items()}
    models = _models(table, services)
    contracts = dict(_contracts(table, models, services))
    return Spec(
        table=table.table, revision=table.revision, title=table.title, digest=digest,
        sources={key: Source(key, row.title, row.url, row.date) for key, row in table.sources.items()},
        operations={name: _operation(name, row, models) for name, row in table.operations.items()},
        models=models, contracts=contracts, responses=table.responses, conflicts=table.conflicts, batch=table.batch,
    )  # fmt: skip


def _contracts(
    table: rows.TableRow, models: dict[str, Model], services: dict[str, dict[str, Service]]
) -> Iterator[tuple[tuple[str, str], Contract]]:
    """Every contract by operation and model; a snapshot takes what its model takes."""
    spellings = _every_spelling(table)
    for operation in table.operations:
        of_model: dict[str, Contract] = {}
        for name, model in models.items():
            if operation in model.operations:
                owner = of_model.get(model.snapshot_of)
                contract = evolve(owner, model=name) if owner else _contract(table, operation, model, services, spellings)
                of_model[name] = contract
                yield (operation, name), contract


def _services(table: rows.TableRow, model: rows.ModelRow) -> dict[str, Service]:
    """The operations a model serves."""
    layers = [_sourced_family(row) for row in _lineage(table, model)]
    served = dict.fromkeys(name for layer in layers for name, row in layer.operations.items() if row.takes or layer is layers[-1])
    return {name: _service(layers, name) for name in served if name not in model.without}


def _lineage(table: rows.TableRow, row: rows.FamilyRow) -> list[rows.FamilyRow]:
    """A model or family after the families it inherits from, farthest first."""
    return [*(_lineage(table, table.families[row.family]) if row.family else []), row]


def _service(layers: list[rows.FamilyRow], operation: str) -> Service:
    takes: dict[str, None] = {}
    parameters, interactions = [], []
    for layer in layers:
        row = layer.operations.get(operation, rows.ServiceRow())
        takes |= dict.fromkeys(row.takes)
        parameters += [layer.parameters, row.parameters]
        interactions += [*layer.interactions, *row.interactions]
    return Service(takes=tuple(takes), layers=tuple(parameters), interactions=tuple(interactions))


def _sourced_family(family: rows.FamilyRow) -> rows.FamilyRow:
    """The family with its source written into every row that names none."""
    services = {
        name: evolve(
            row,
            parameters={key: sourced(entry, family.source) for key, entry in row.parameters.items()},
            interactions=tuple(evolve(entry, source=entry.source or family.source) for entry in row.interactions),
        )
        for name, row in family.operations.items()
    }
    return evolve(
        family,
        parameters={key: sourced(row, family.source) for key, row in family.parameters.items()},
        interactions=tuple(evolve(row, source=row.source or family.source) for row in family.interactions),
        operations=services,
    )


def sourced(row: rows.ParameterRow, source: tuple[str, ...]) -> rows.ParameterRow:
    """The row with a source written into every limit that names none."""
    source = row.source or source
    return evolve(
        row,
        source=source,
        unsupported=row.unsupported and evolve(row.unsupported, source=row.unsupported.source or source),
        constraints={key: _sourced_kind(kind, source) for key, kind in row.constraints.items()},
        fields={key: sourced(entry, source) for key, entry in row.fields.items()},
        items=row.items and sourced(row.items, source),
    )


def _sourced_kind(kind: Any, source: tuple[str, ...]) -> Any:
    """A kind, or a part of one, with the source in it and in its parts."""
    changes: dict[str, Any] = {}
    for name in fields_dict(type(kind)):
        part = getattr(kind, name)
        if isinstance(part, Provenance):
            changes[name] = evolve(part, source=part.source or source)
        elif hasattr(part, "provenance"):
            changes[name] = _sourced_kind(part, source)
    return evolve(kind, **changes)


def _models(table: rows.TableRow, services: dict[str, dict[str, Service]]) -> dict[str, Model]:
    models: dict[str, Model] = {}
    for name, row in table.models.items():
        end = Lifecycle(
            shutdown=row.shutdown, replacement=row.replacement, provenance=Provenance(source=row.lifecycle_source or row.source)
        )
        model = Model(
            name=name, title=row.title or name, family=row.family, snapshot_of="", snapshots=tuple(row.snapshots),
            released=row.released, deprecated=row.deprecated, shutdown=row.shutdown, replacement=row.replacement,
            lifecycle=end if row.shutdown else None, operations=tuple(op for op in table.operations if op in services[name]),
        )  # fmt: skip
        models[name] = model
        models |= {snapshot: evolve(model, name=snapshot, snapshot_of=name, snapshots=()) for snapshot in row.snapshots}
    return models


def _operation(name: str, row: rows.OperationRow, models: dict[str, Model]) -> Operation:
    provenance = Provenance(source=row.source)
    default = row.default_model
    served = tuple(model.name for model in models.values() if name in model.operations)
    model_row = row.parameters["model"]
    named = row.name_the_model and evolve(row.name_the_model, source=row.name_the_model.source or row.source)
    return Operation(
        name=name, title=row.title, method=row.method, path=row.path, sdk=row.sdk, encoding=row.encoding,
        model_type=Type(name="string", nullable=bool(model_row.nullable), provenance=provenance),
        known=KnownModel(models=tuple(models), provenance=provenance),
        served=ServedModel(models=served, provenance=provenance),
        named=NamedModel(fallback=default.model if default else "", provenance=named) if named else None,
        unnamed=Required(provenance=provenance),
        default=DefaultModel(model=default.model, when_sent=default.when_sent, then=default.then or default.model) if default else None,
    )  # fmt: skip


def _contract(
    table: rows.TableRow, operation: str, model: Model, services: dict[str, dict[str, Service]], spellings: dict[str, Spelling]
) -> Contract:
    owner = model.snapshot_of or model.name
    service = services[owner][operation]
    row = table.operations[operation]
    form = row.encoding == "multipart"
    provenance = Provenance(source=row.source)
    parameters, refused = [], {}
    for name, base in row.parameters.items():
        merged = _merged([sourced(base, row.source), *(layer[name] for layer in service.layers if name in layer)])
        if name == "model":
            continue
        if name in service.takes and not (merged.unsupported and merged.unsupported.implied() == "error"):
            parameters.append(_parameter(name, merged, form, provenance, name, row.parameters.keys()))
        elif merged.unsupported:
            refused[name] = merged.unsupported
    taken = {spelling for parameter in parameters for spelling in parameter.names}
    return Contract(
        operation=operation, model=model.name, parameters=tuple(parameters),
        interactions=tuple(interactions(service.interactions, parameters)),
        unsupported=_unsupported(table, operation, taken, services, refused, spellings),
        unknown=Unknown(known=("model", *(parameter.name for parameter in parameters)), provenance=provenance),
    )  # fmt: skip


def _merged(layers: Iterable[rows.ParameterRow]) -> rows.ParameterRow:
    """One row from several: later ones replace single kinds and single attributes of earlier ones."""
    result: rows.ParameterRow | None = None
    for layer in layers:
        if result is None:
            result = layer
            continue
        replaced = _VALUE_KINDS if any(key in layer.constraints for key in _VALUE_KINDS) else ()
        constraints = {key: kind for key, kind in result.constraints.items() if key not in replaced} | layer.constraints
        given = {
            key: value
            for key in ("type", "nullable", "required", "default", "summary", "also_named", "instead_of", "unsupported", "items")
            if (value := getattr(layer, key)) not in (None, "", ())
        }
        result = evolve(result, constraints=constraints, fields=result.fields | layer.fields, **given)
    assert result is not None  # the operation's own row is always there
    return result


def _parameter(
    name: str, row: rows.ParameterRow, form: bool, provenance: Provenance, rule: str, known: Collection[str]
) -> Parameter:  # fmt: skip
    """``rule`` begins the names of its rules; ``known`` are the parameters of the operation."""
    own = Provenance(source=row.source or provenance.source)
    fields = tuple(_parameter(key, entry, form, own, f"{rule}.{key}" if key in known else key, known) for key, entry in row.fields.items())
    return Parameter(
        name=name, rule=rule,
        type=Type(name=row.type or "string", nullable=bool(row.nullable), form=form, provenance=own),
        required=Required(provenance=own) if row.required else None,
        default=row.default, summary=row.summary, also_named=row.also_named,
        constraints=tuple(row.constraints[key] for key in ROW_KINDS if key in row.constraints),
        fields=fields,
        item=_parameter(name, row.items, form, own, rule, known) if row.items else None,
        unknown=Unknown(known=tuple(row.fields), provenance=own) if row.fields else None,
    )  # fmt: skip


def interactions(written: tuple[rows.InteractionRow, ...], parameters: list[Parameter]) -> Iterable[Interaction]:
    """The interactions that can fire in a contract, with what is left of the other parameter spelled out."""
    taken = {parameter.name: parameter for parameter in parameters}
    for row in written:
        provenance = Provenance(source=row.source, basis=row.basis, severity=row.severity, reason=row.reason)
        if row.same_dimensions:
            pair = row.same_dimensions
            if pair.of in taken and pair.like in taken:
                yield SameDimensions(of=pair.of, like=pair.like, provenance=provenance)
            continue
        ((first, condition),) = row.when.items()
        if first not in taken or not _possible(condition, taken[first]):
            continue
        when = Condition(parameter=first, values=_switches(condition), below=condition.below, above=condition.above)
        for name in row.excludes:
            if name in taken:
                yield Together(when=when, clash=Condition(parameter=name), remedies=row.fix, provenance=provenance)
        for name, wanted in row.needs.items():
            needed = _within(taken[name], wanted) if name in taken else wanted
            if name in taken and (clash := _clash(taken[name], needed)):
                missing = taken[name].default is not None and not _meets(taken[name].default, needed)
                yield Together(
                    when=when, clash=clash, clash_default=missing, fits=needed.values,
                    needs=f"{name} {_said(needed)}", remedies=row.fix, provenance=provenance,
                )  # fmt: skip


def _switches(condition: rows.ConditionRow) -> tuple[str | bool, ...]:
    return tuple(value for value in condition.values if isinstance(value, (str, bool)))


def _possible(condition: rows.ConditionRow, parameter: Parameter) -> bool:
    """Whether any value the parameter may have meets the condition."""
    domain = _domain(parameter)
    return not condition.values or not domain or any(value in domain for value in condition.values)


def _domain(parameter: Parameter) -> tuple[str, ...]:
    return next((kind.values for kind in parameter.constraints if isinstance(kind, OneOf)), ())


def _within(parameter: Parameter, needed: rows.ConditionRow) -> rows.ConditionRow:
    """The condition without the values that the parameter does not take here, so that no message asks for one."""
    domain = _domain(parameter)
    possible = tuple(value for value in needed.values if value in domain)
    return evolve(needed, values=possible) if possible and possible != needed.values else needed


def _clash(parameter: Parameter, needed: rows.ConditionRow) -> Condition | None:
    """What the parameter may be by its own limits, but not beside the other one."""
    if needed.max is not None or needed.min is not None:
        return Condition(parameter=parameter.name, above=needed.max, below=needed.min)
    rest = tuple(value for value in _domain(parameter) if value not in needed.values)
    return Condition(parameter=parameter.name, values=rest) if rest else None


def _meets(value: Any, needed: rows.ConditionRow) -> bool:
    if needed.values:
        return value in needed.values
    if not isinstance(value, int):
        return False
    return (needed.max is None or value <= needed.max) and (needed.min is None or value >= needed.min)


def _said(needed: rows.ConditionRow) -> str:
    if needed.values:
        return " or ".join(map(str, needed.values))
    return f"at most {needed.max}" if needed.max is not None else f"at least {needed.min}"


def _unsupported(
    table: rows.TableRow,
    operation: str,
    taken: set[str],
    services: dict[str, dict[str, Service]],
    refused: dict[str, Provenance],
    spellings: dict[str, Spelling],
) -> dict[str, Unsupported]:
    """The parameters the API has, but not in this contract."""
    row = table.operations[operation]
    renamed = {other: name for name, own in row.parameters.items() for other in own.instead_of}
    result: dict[str, Unsupported] = {}
    for name, spelling in spellings.items():
        if name in taken or name == "model":
            continue
        here = row.parameters.get(name)
        takers = [model for model, served in services.items() if operation in served and _takes(served[operation], name)]
        provenance = refused.get(name) or Provenance(source=(here.source if here else ()) or row.source or spelling.source)
        result[name] = Unsupported(
            taken_by=tuple(takers if here else spelling.places), renamed=renamed.get(name, ""),
            droppable=name != "prompt" and not spelling.carrier, provenance=provenance,
        )  # fmt: skip
    return result


def _takes(service: Service, name: str) -> bool:
    """Whether a service takes a parameter and no row of it refuses the parameter again."""
    marks = [mark for layer in service.layers if name in layer and (mark := layer[name].unsupported)]
    return name in service.takes and not (marks and marks[-1].implied() == "error")


def _every_spelling(table: rows.TableRow) -> dict[str, Spelling]:
    """Every spelling of every parameter of the table."""
    found: dict[str, Spelling] = {}
    for operation, row in table.operations.items():
        for name in _spellings(row):
            known = found.get(name, Spelling())
            own = row.parameters.get(name)
            carrier = known.carrier if known.typed or not own else own.type in _CARRIERS
            found[name] = Spelling(source=row.source, places=(*known.places, operation), carrier=carrier, typed=known.typed or bool(own))
    return found


def _spellings(row: rows.OperationRow) -> list[str]:
    return [spelling for name, entry in row.parameters.items() for spelling in (name, *entry.also_named)]


def every_constraint(contract: Contract) -> Iterable[Constraint]:
    """Every constraint of a contract, nested ones included."""
    for parameter in contract.walk():
        yield from parameter.limits()
    yield from contract.interactions
