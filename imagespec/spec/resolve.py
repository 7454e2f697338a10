"""Rows to contracts, each resolved when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from imagespec.kinds import (
    ROW_KINDS,
    KnownModel,
    Lifecycle,
    NamedModel,
    OneOf,
    PrefixedModel,
    Required,
    ServedModel,
    SpelledOnce,
    Type,
    Unknown,
)
from imagespec.kinds.kind import Provenance
from imagespec.report.frozen import evolve
from imagespec.report.source import Source
from imagespec.report.weight import Severity
from imagespec.spec import rows
from imagespec.spec.between import interactions
from imagespec.spec.elsewhere import NotTaken, spellings, takers
from imagespec.spec.inherit import Service, merged, not_in_batch, services
from imagespec.spec.model import Contract, DefaultModel, Model, Operation, Parameter, Spec
from imagespec.spec.references import addressed, referring
from imagespec.spec.sheets import on_sheets
from imagespec.spec.sourcing import Sourcing
from imagespec.spec.wording import worded


def resolve(table: rows.TableRow, digest: Callable[[], str]) -> Spec:
    """Resolve a table that its own rules found right. ``digest`` is called when the digest is asked for."""
    table = worded(table)
    served = {name: services(table, model) for name, model in table.models.items()}
    models = _models(table, served)
    return Spec(
        table=table.table, revision=table.revision, title=table.title, digest=digest,
        sources={key: Source(key, row.title, row.url, row.date) for key, row in table.sources.items()},
        operations={name: _operation(name, row, models) for name, row in table.operations.items()},
        models=models, contracts=Contracts(table, models, served), responses=table.responses, conflicts=table.conflicts, batch=table.batch,
        refusals=table.refusals,
    )  # fmt: skip


class Contracts(Mapping[tuple[str, str], Contract]):
    """The contracts of a table by operation and model, resolved on first use; a snapshot takes what its model takes."""

    def __init__(self, table: rows.TableRow, models: Mapping[str, Model], served: Mapping[str, Mapping[str, Service]]) -> None:
        self._table, self._models, self._served = table, models, served
        self._spellings = spellings(table)
        self._takers: dict[str, dict[str, tuple[str, ...]]] = {}
        self._sourced = Sourcing()
        self._rows: dict[tuple[int, ...], tuple[list[rows.ParameterRow], rows.ParameterRow]] = {}
        self._parameters_of: dict[tuple[str, str, int], Parameter] = {}
        self._resolved: dict[tuple[str, str], Contract] = {}

    def __getitem__(self, key: tuple[str, str]) -> Contract:
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._resolve(*key)
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((operation, name) for operation in self._table.operations for name in self._models if (operation, name) in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, tuple) or len(key) != 2:
            return False
        model = self._models.get(key[1])
        return model is not None and key[0] in self._served[model.snapshot_of or model.name]

    def _resolve(self, operation: str, name: str) -> Contract:
        if (operation, name) not in self:
            raise KeyError((operation, name))
        owner = self._models[name].snapshot_of
        if owner:
            return evolve(self[operation, owner], model=name)
        row = self._table.operations[operation]
        service = self._served[name][operation]
        provenance = Provenance(source=row.source)
        parameters, refused = self._parameters(operation, service, provenance)
        if row.encoding == "multipart":
            takes = {other: own.takes for other, own in self._served[name].items()}
            parameters = [*addressed(parameters, self._table, operation, takes)]
        taken = {spelling for parameter in parameters for spelling in parameter.names}
        between = tuple(interactions(service.interactions, {parameter.name: parameter for parameter in parameters}))
        return Contract(
            operation=operation, model=name, parameters=tuple(on_sheets(parameters, between)), interactions=between,
            unsupported=NotTaken(row, taken, partial(self._taken_by, operation), refused, self._spellings),
            unknown=Unknown(known=("model", *(parameter.name for parameter in parameters)), provenance=provenance),
        )  # fmt: skip

    def _parameters(self, operation: str, service: Service, provenance: Provenance) -> tuple[list[Parameter], dict[str, Provenance]]:
        """The parameters that a service takes, and those that one of its rows refuses, with the reason."""
        parameters: list[Parameter] = []
        refused: dict[str, Provenance] = {}
        own = self._table.operations[operation]
        for name, base in own.parameters.items():
            if name == "model":
                continue
            final = self._merged([self._sourced(base, own.source), *service.of(name, self._sourced)])
            if name in service.takes and not (final.unsupported and final.unsupported.implied() == "error"):
                parameters.append(self._parameter(operation, name, final, provenance))
            elif final.unsupported:
                refused[name] = final.unsupported
        return parameters, refused

    def _merged(self, layers: list[rows.ParameterRow]) -> rows.ParameterRow:
        """One row from several, once for the same: most models inherit the same rows."""
        key = (*map(id, layers),)
        if key not in self._rows:
            self._rows[key] = layers, merged(layers)  # with the rows, so that no others get their ids
        return self._rows[key][1]

    def _parameter(self, operation: str, name: str, final: rows.ParameterRow, provenance: Provenance) -> Parameter:
        """A parameter of a row that ``_merged`` made, once for each."""
        key = operation, name, id(final)
        if key not in self._parameters_of:
            own = self._table.operations[operation]
            made = _parameter(name, final, own.encoding == "multipart", provenance, name, own.parameters.keys())
            self._parameters_of[key] = referring(made)
        return self._parameters_of[key]

    def _taken_by(self, operation: str) -> Mapping[str, tuple[str, ...]]:
        """The models that take each parameter of an operation."""
        if operation not in self._takers:
            self._takers[operation] = takers(self._table, operation, self._served)
        return self._takers[operation]


def _models(table: rows.TableRow, served: Mapping[str, Mapping[str, Service]]) -> dict[str, Model]:
    models: dict[str, Model] = {}
    for name, row in table.models.items():
        end = Lifecycle(
            shutdown=row.shutdown, notice=row.notice, replacement=row.replacement,
            provenance=Provenance(source=row.lifecycle_source or row.source),
        )  # fmt: skip
        model = Model(
            name=name, title=row.title or name, family=row.family, snapshot_of="", snapshots=tuple(row.snapshots),
            released=row.released, deprecated=row.deprecated, shutdown=row.shutdown, replacement=row.replacement,
            not_in_batch=not_in_batch(table, row), lifecycle=end if row.shutdown else None,
            operations=tuple(op for op in table.operations if op in served[name]),
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
        name=name, title=row.title, method=row.method, path=row.path, sdk=row.sdk, within=row.within, encoding=row.encoding,
        types=_types(row) if row.within else (), files=_files(row),
        model_type=Type(name="string", nullable=bool(model_row.nullable), provenance=provenance),
        known=KnownModel(models=tuple(models), provenance=provenance),
        served=ServedModel(models=served, provenance=provenance),
        prefixed=PrefixedModel(provenance=provenance),
        named=NamedModel(fallback=default.model if default else "", provenance=named) if named else None,
        unnamed=Required(provenance=provenance),
        default=DefaultModel(model=default.model, when_sent=default.when_sent, then=default.then or default.model) if default else None,
    )  # fmt: skip


def _types(row: rows.OperationRow) -> tuple[str, ...]:
    """What the parameter ``type`` of a request may be."""
    parameter = row.parameters.get("type")
    kind = parameter.constraints.get("one_of") if parameter else None
    return kind.values if isinstance(kind, OneOf) else ()


def _files(row: rows.OperationRow) -> tuple[str, ...]:
    """Every name of a parameter that is a file or several."""
    files = {name: entry for name, entry in row.parameters.items() if entry.type in ("file", "files")}
    return tuple(spelling for name, entry in files.items() for spelling in (name, *entry.also_named))


def _parameter(
    name: str, row: rows.ParameterRow, form: bool, provenance: Provenance, rule: str, known: Collection[str]
) -> Parameter:  # fmt: skip
    """``rule`` begins the names of its rules; ``known`` are the parameters of the operation."""
    own = _declaration(row, provenance)
    fields = tuple(_parameter(key, entry, form, own, f"{rule}.{key}" if key in known else key, known) for key, entry in row.fields.items())
    constraints = tuple(row.constraints[key] for key in ROW_KINDS if key in row.constraints)
    numbers = next((kind for kind in constraints if kind.READS_NUMBERS), None)
    spelled = (name, *row.also_named, *([f"{name}[0]"] if row.numbered else []))
    return Parameter(
        name=name, rule=rule,
        type=Type(
            name=row.type or "string", nullable=bool(row.nullable), form=form, needed=bool(row.required), numbers=numbers, provenance=own
        ),
        required=Required(provenance=own) if row.required else None,
        default=row.default, summary=row.summary, title=row.title, labels=row.labels, group=row.group,
        also_named=row.also_named, numbered=bool(row.numbered),
        once=SpelledOnce(names=spelled, provenance=own) if len(spelled) > 1 else None, instead_of=row.instead_of,
        constraints=constraints,
        fields=fields,
        item=_parameter(name, row.items, form, own, rule, known) if row.items else None,
        unknown=Unknown(known=tuple(row.fields), provenance=own) if row.fields else None,
    )  # fmt: skip


def _declaration(row: rows.ParameterRow, around: Provenance) -> Provenance:
    """Why a parameter is believed to be taken. Its type is certain where it is taken at all, so a wrong one is an error."""
    basis = row.basis or around.basis
    firm: Severity | None = None if basis == "documented" else "error"
    return Provenance(source=row.source or around.source, basis=basis, severity=firm, reason=row.reason or around.reason)
