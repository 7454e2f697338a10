"""Rules about the table itself: every limit sourced, every bound possible, every rule able to fire."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import fields_dict

from imagespec.kinds import Count, Deprecated, File, Length, OneOf, Range, Resolution, Sizes, StartsWith
from imagespec.kinds.kind import Kind, Provenance
from imagespec.kinds.values_ import Refused
from imagespec.report.errors import TableError
from imagespec.spec import rows
from imagespec.spec.answers import unusable_responses
from imagespec.spec.consistency import Fault, inconsistencies, interaction_inconsistencies, real_date, row_inconsistencies
from imagespec.spec.document import Document, Path_
from imagespec.spec.model import Spec
from imagespec.spec.reach import unreachable
from imagespec.values.sizes import dimensions

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_])?\Z")
_MODEL = re.compile(r"[A-Za-z0-9@](?:[A-Za-z0-9._:/@+-]{0,126}[A-Za-z0-9_])?\Z")


def first_fault(table: rows.TableRow, document: Document) -> TableError | None:
    """The first fault of a table that can be seen before it is resolved."""
    for path, problem, remedy in _faults(table):
        return document.error(path, f"{'.'.join(map(str, path))}: {problem}", remedy)
    return None


def first_dead_rule(table: rows.TableRow, spec: Spec, document: Document) -> TableError | None:
    """The first rule of a resolved table that can never fire, or default outside its own set."""
    for path, problem, remedy in unreachable(table, spec):
        return document.error(path, f"{'.'.join(map(str, path))}: {problem}", remedy)
    return None


def _faults(table: rows.TableRow) -> Iterator[Fault]:
    yield from _names(table)
    yield from _dates(table)
    yield from inconsistencies(table)
    yield from _references(table)
    yield from unusable_responses(table)
    for path, row, inherited in _parameter_rows(table):
        yield from row_inconsistencies(path, row)
        yield from _row_faults(path, row, inherited, table)
    for path, interaction, inherited in _interaction_rows(table):
        yield from _interaction_faults(path, interaction, inherited, table)
        yield from interaction_inconsistencies(path, interaction)


# -- names, dates, references --------------------------------------------------------------------------------------


def _names(table: rows.TableRow) -> Iterator[Fault]:
    groups: list[tuple[Path_, Iterable[str]]] = [
        (("operations",), table.operations), (("models",), table.models), (("families",), table.families), (("sources",), table.sources),
    ]  # fmt: skip
    groups += [(("models", name, "snapshots"), row.snapshots) for name, row in table.models.items()]
    for path, names in groups:
        for name in names:
            if not (_MODEL if path[0] == "models" else _NAME).match(name):
                yield (*path, name), "this name cannot be used", "use letters, digits, dots, dashes and underscores, 64 at most"
    if not _NAME.match(table.table):
        yield ("table",), "this name cannot be used", "use letters, digits, dots, dashes and underscores"
    if not table.operations:
        yield (), "no operations", "add operations:"
    if not table.models:
        yield (), "no models", "add models:"


def _dates(table: rows.TableRow) -> Iterator[Fault]:
    found: list[tuple[Path_, str]] = [(("revision",), table.revision)]
    found += [(("sources", key, "date"), row.date) for key, row in table.sources.items()]
    found += [
        (("models", name, key), getattr(row, key))
        for name, row in table.models.items()
        for key in ("released", "deprecated", "shutdown")
        if getattr(row, key)
    ]
    for path, date in found:
        if not real_date(date):
            yield path, f"{date!r} is no date", 'write it as "YYYY-MM-DD"'


def _references(table: rows.TableRow) -> Iterator[Fault]:
    for name, row in table.operations.items():
        yield from _operation_references(name, row, table)
    for name, model in table.models.items():
        if model.shutdown and not (model.lifecycle_source or model.source):
            yield ("models", name, "shutdown"), "no source", "add lifecycle_source:"
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            yield from _family_faults((group, name, "family"), family, table)
            for operation, service in family.operations.items():
                path: Path_ = (group, name, "operations", operation)
                if operation not in table.operations:
                    yield path, f"no operation {operation}", f"use one of {', '.join(table.operations)}"
                    continue
                for taken in service.takes:
                    if taken not in table.operations[operation].parameters:
                        yield (*path, "takes"), f"{operation} has no parameter {taken}", "add it to the operation or remove it here"
    yield from _source_references(table)


def _family_faults(path: Path_, row: rows.FamilyRow, table: rows.TableRow) -> Iterator[Fault]:
    seen = {path[1]} if path[0] == "families" else set()
    while row.family:
        if row.family not in table.families:
            yield path, f"no family {row.family}", "add it under families: or remove the line"
            return
        if row.family in seen:
            yield path, "a family that inherits from itself", "remove one of the family: lines"
            return
        seen.add(row.family)
        row = table.families[row.family]


def _operation_references(name: str, row: rows.OperationRow, table: rows.TableRow) -> Iterator[Fault]:
    path: Path_ = ("operations", name)
    if "model" not in row.parameters:
        yield (*path, "parameters"), "no parameter model", "add model: {type: string}"
    if not row.source:
        yield path, "no source", "add source: with a key of sources:"
    for key, parameter in row.parameters.items():
        if parameter.type is None:
            yield (*path, "parameters", key), "no type", "add type:"
    default = row.default_model
    for model in filter(None, (default.model, default.then) if default else ()):
        if model not in table.models:
            yield (*path, "default_model"), f"no model {model}", "use a model of this table"
    for sent in default.when_sent if default else ():
        if sent not in row.parameters:
            yield (*path, "default_model", "when_sent"), f"no parameter {sent}", "use a parameter of this operation"


def _source_references(table: rows.TableRow) -> Iterator[Fault]:
    def missing(path: Path_, keys: Iterable[str]) -> Iterator[Fault]:
        for key in keys:
            if key not in table.sources:
                yield path, f"no source {key}", "add it under sources:, or correct the key"

    for name, operation in table.operations.items():
        yield from missing(("operations", name, "source"), operation.source)
        yield from missing(
            ("operations", name, "default_model", "source"), operation.default_model.source if operation.default_model else ()
        )
        yield from missing(("operations", name, "name_the_model"), operation.name_the_model.source if operation.name_the_model else ())
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            yield from missing((group, name, "source"), family.source)
    for name, model in table.models.items():
        yield from missing(("models", name, "lifecycle_source"), model.lifecycle_source)
        for snapshot, row in model.snapshots.items():
            yield from missing(("models", name, "snapshots", snapshot), row.source)
    for key, conflict in table.conflicts.items():
        yield from missing(("conflicts", key, "sources"), conflict.sources)
    if table.batch:
        yield from missing(("batch", "source"), table.batch.source)


# -- parameter rows ------------------------------------------------------------------------------------------------

_Located = tuple[Path_, rows.ParameterRow, tuple[str, ...]]


def _parameter_rows(table: rows.TableRow) -> Iterator[_Located]:
    """Every parameter row with its path and the source it inherits."""
    for name, operation in table.operations.items():
        for key, row in operation.parameters.items():
            yield from _nested(("operations", name, "parameters", key), row, operation.source)
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            for key, row in family.parameters.items():
                yield from _nested((group, name, "parameters", key), row, family.source)
            for operation, service in family.operations.items():
                for key, row in service.parameters.items():
                    yield from _nested((group, name, "operations", operation, "parameters", key), row, family.source)


def _nested(path: Path_, row: rows.ParameterRow, source: tuple[str, ...]) -> Iterator[_Located]:
    source = row.source or source
    yield path, row, source
    for key, entry in row.fields.items():
        yield from _nested((*path, "fields", key), entry, source)
    if row.items:
        yield from _nested((*path, "items"), row.items, source)


def _row_faults(path: Path_, row: rows.ParameterRow, inherited: tuple[str, ...], table: rows.TableRow) -> Iterator[Fault]:
    if path[0] != "operations" and "fields" not in path and "items" not in path:
        known = {name for operation in table.operations.values() for name in operation.parameters}
        if path[-1] not in known:
            yield path, f"no operation has a parameter {path[-1]}", "correct the name, or add it to an operation"
    for key in row.source:
        if key not in table.sources:
            yield (*path, "source"), f"no source {key}", "add it under sources:, or correct the key"
    type_ = row.type or _type_of(path, table)
    for key, kind in row.constraints.items():
        if type_ and type_ not in kind.TYPES:
            yield (*path, key), f"{key} does not apply to {type_}", f"it applies to {', '.join(sorted(kind.TYPES))}"
        yield from _kind_faults((*path, key), kind)
        for problem in kind.problems:
            yield from _provenance_faults(_limit_path((*path, key), kind, problem), kind.provenance_of(problem), inherited, table)
        if (
            isinstance(kind, Deprecated)
            and kind.instead
            and not any(kind.instead in entry.parameters for entry in table.operations.values())
        ):
            yield (*path, key, "instead"), f"no operation has a parameter {kind.instead}", "correct the name"
    if row.unsupported:
        yield from _provenance_faults((*path, "unsupported"), row.unsupported, inherited, table)
    values = [kind for kind in row.constraints.values() if isinstance(kind, (OneOf, Resolution))]
    if len(values) > 1:
        yield path, "more than one of one_of, sizes, resolution", "keep one"


def _limit_path(path: Path_, kind: Kind, problem: str) -> Path_:
    """Where the limit behind a problem is written: a part of the kind, or the kind itself."""
    part = kind.FIELDS[problem] if isinstance(kind, File) else problem
    own = getattr(kind, part, None)
    return (*path, part) if own is not None and hasattr(own, "provenance") else path


def _type_of(path: Path_, table: rows.TableRow) -> str | None:
    if "operations" in path and path[0] != "operations":
        row = table.operations.get(str(path[3]), rows.OperationRow(title="", method="", path="", encoding="json"))
        return row.parameters[str(path[-1])].type if path[-1] in row.parameters else None
    types = {row.parameters[str(path[-1])].type for row in table.operations.values() if path[-1] in row.parameters}
    return types.pop() if len(types) == 1 else None


def _provenance_faults(path: Path_, provenance: Provenance, inherited: tuple[str, ...], table: rows.TableRow) -> Iterator[Fault]:
    source = provenance.source or inherited
    if not source:
        yield path, "a limit without a source", "add source: with a key of sources:"
    for key in source:
        if key not in table.sources:
            yield (*path, "source"), f"no source {key}", "add it under sources:, or correct the key"
    if provenance.severity and not provenance.reason:
        yield (*path, "severity"), "a severity without a reason", "say in reason: why it is not what the basis implies"


def _kind_faults(path: Path_, kind: Kind) -> Iterator[Fault]:
    if isinstance(kind, (Range, Length, Count)):
        yield from _bound_faults(path, kind.min, kind.max, floor=0 if isinstance(kind, (Length, Count)) else None)
    elif isinstance(kind, OneOf):
        yield from _set_faults(path, kind)
    elif isinstance(kind, Refused) and not kind.values:
        yield path, "no values", "name at least one value"
    elif isinstance(kind, StartsWith) and not all(prefix and prefix.isascii() for prefix in kind.prefixes or ("",)):
        yield path, "an empty or non-ASCII prefix", "give at least one ASCII prefix"
    elif isinstance(kind, Resolution):
        yield from _resolution_faults(path, kind)
    elif isinstance(kind, File):
        if not kind.problems:
            yield path, "no limit", "name formats, bytes, square or alpha"
        if kind.bytes and kind.bytes.below <= 1:
            yield path, "no file has so few bytes", "raise below:"


def _bound_faults(path: Path_, low: int | None, high: int | None, floor: int | None) -> Iterator[Fault]:
    if low is None and high is None:
        yield path, "no bound, so the rule can never fire", "give min, max or both"
    elif low is not None and high is not None and low > high:
        yield path, f"min {low} is above max {high}", "swap or correct them"
    elif (floor is not None and (low or 0) < 0) or (floor is not None and high is not None and high < 0):
        yield path, "a negative count", "use 0 or more"
    elif floor is not None and not low and high is None:
        yield path, "min 0 without max, so the rule can never fire", "give max, or a min of 1 or more"


def _set_faults(path: Path_, kind: OneOf) -> Iterator[Fault]:
    if not kind.values:
        yield path, "an empty set", "name at least one value"
    for wrong, right in kind.instead.items():
        if right not in kind.values or wrong in kind.values:
            yield (*path, "instead"), f"{wrong}: {right} does not lead from outside the set into it", "map a foreign value to a member"
    if isinstance(kind, Sizes):
        for value in kind.values:
            if value[:1].isdigit() and not dimensions(value):
                yield (*path, "values"), f"{value} is no size", "write WIDTHxHEIGHT"


def _resolution_faults(path: Path_, kind: Resolution) -> Iterator[Fault]:
    numbers = [
        getattr(part, key)
        for part in (kind.step, kind.ratio, kind.edge, kind.experimental)
        if part
        for key in fields_dict(type(part))
        if key != "provenance"
    ]
    if any(number < 1 for number in numbers):
        yield path, "a limit below 1", "use 1 or more"
        return
    if kind.pixels:
        yield from _bound_faults((*path, "pixels"), kind.pixels.min, kind.pixels.max, floor=0)
    if kind.experimental and kind.pixels and kind.pixels.max is not None and kind.experimental.above >= kind.pixels.max:
        yield (*path, "experimental"), "pixels allows no more than that, so the rule can never fire", "lower it, or remove it"
    limits = kind.numbers
    if limits.edge is None or (not limits.widths() and limits.edge >= limits.step):  # unbounded, or too many to list
        return
    sizes = [*limits.listed()]
    if not sizes:
        yield path, "no size meets these limits", "loosen one of them"
    most = max((width * run[-1] for width, run in sizes), default=0)
    if kind.experimental and sizes and kind.experimental.above >= most:
        yield (
            (*path, "experimental"),
            f"no allowed size has more than {kind.experimental.above:,} pixels, so the rule can never fire",
            "lower it, or remove it",
        )


# -- interactions --------------------------------------------------------------------------------------------------


def _interaction_rows(table: rows.TableRow) -> Iterator[tuple[Path_, rows.InteractionRow, tuple[str, ...]]]:
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            for index, row in enumerate(family.interactions):
                yield (group, name, "interactions", index), row, family.source
            for operation, service in family.operations.items():
                for index, row in enumerate(service.interactions):
                    yield (group, name, "operations", operation, "interactions", index), row, family.source


def _interaction_faults(path: Path_, row: rows.InteractionRow, inherited: tuple[str, ...], table: rows.TableRow) -> Iterator[Fault]:
    if bool(row.same_dimensions) == bool(row.when):
        yield path, "neither when: nor same_dimensions:, or both", "give exactly one"
    if row.when and (len(row.when) != 1 or bool(row.needs) == bool(row.excludes)):
        yield path, "needs one parameter under when:, and one of needs: and excludes:", "split it into several rows"
    known = {name for operation in table.operations.values() for name in operation.parameters}
    named = [*row.when, *row.needs, *row.excludes, *((row.same_dimensions.of, row.same_dimensions.like) if row.same_dimensions else ())]
    for name in (*named, *(name for remedy in row.fix for name in (remedy.remove, remedy.set) if name)):
        if name not in known:
            yield path, f"no operation has a parameter {name}", "correct the name"
    if any(bool(remedy.remove) == bool(remedy.set) for remedy in row.fix):
        yield (*path, "fix"), "a fix that neither removes nor sets, or does both", "give remove: or set: with to:"
    provenance = Provenance(source=row.source, severity=row.severity, reason=row.reason)
    yield from _provenance_faults(path, provenance, inherited, table)
