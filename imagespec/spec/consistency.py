"""Rules about a table as written: names that cannot clash, references that lead somewhere, keys that mean something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from imagespec.kinds import ExactlyOne, Preview, Refused, StartsWith
from imagespec.spec import rows
from imagespec.spec.document import Path_
from imagespec.spec.inherit import lineage

Fault = tuple[Path_, str, str]
"""Path of the entry, what is wrong, what to do."""

MOST_MODELS = 400
"""Most models and snapshots a table may have: every one is compiled into every operation it serves."""

_OPERATION = re.compile(r"[a-z][a-z0-9]{0,31}(?:-[a-z0-9]{1,32}){0,3}\Z")
_PARAMETER = re.compile(r"[A-Za-z_][A-Za-z0-9_.\[\]-]{0,63}\Z")
_TAKEN = ("sources", "rows")
_URL = re.compile(r"https?://[!-~]{1,500}\Z")


def inconsistencies(table: rows.TableRow) -> Iterator[Fault]:
    """Every such fault, without the ones that need the resolved table."""
    yield from _sources(table)
    yield from _size(table)
    for name, operation in table.operations.items():
        yield from _operation(name, operation, table)
    yield from _addresses(table)
    yield from _model_names(table)
    for name, model in table.models.items():
        yield from _lifecycle(("models", name), model, table)
    yield from _services(table)
    yield from _batch(table)
    for key, conflict in table.conflicts.items():
        for part in ("claims", "sources"):
            if not getattr(conflict, part):
                yield ("conflicts", key, part), "an empty list", "name at least one"


def _sources(table: rows.TableRow) -> Iterator[Fault]:
    for key, source in table.sources.items():
        if not _URL.match(source.url):
            yield ("sources", key, "url"), "no address of a document", "write a full URL that begins with https://"


def _size(table: rows.TableRow) -> Iterator[Fault]:
    number = sum(1 + len(model.snapshots) for model in table.models.values())
    if number > MOST_MODELS:
        yield ("models",), f"{number:,} models and snapshots, more than {MOST_MODELS}", "split the table"


# -- operations ----------------------------------------------------------------------------------------------------


def _operation(name: str, row: rows.OperationRow, table: rows.TableRow) -> Iterator[Fault]:
    path: Path_ = ("operations", name)
    if not _OPERATION.match(name) or name in _TAKEN or name.rpartition("-")[2] in _TAKEN:
        yield path, "this name cannot be used", "use lower-case words joined by dashes, such as edit-json, and none of sources, rows"
    if not (row.path.startswith("/") and row.path.isascii()):
        yield (*path, "path"), "no path of an endpoint", "begin it with /"
    yield from _spellings(path, row, table)
    for key, parameter in row.parameters.items():
        yield from _declared((*path, "parameters", key), parameter)
    yield from _model_parameter((*path, "parameters", "model"), row.parameters.get("model"))
    yield from _default_model((*path, "default_model"), row.default_model)


def _spellings(path: Path_, row: rows.OperationRow, table: rows.TableRow) -> Iterator[Fault]:
    count = Counter(spelling for key, entry in row.parameters.items() for spelling in (key, *entry.also_named))
    everywhere = {
        spelling
        for operation in table.operations.values()
        for key, entry in operation.parameters.items()
        for spelling in (key, *entry.also_named)
    }
    for key, entry in row.parameters.items():
        here = (*path, "parameters", key)
        for other in entry.also_named:
            if count[other] > 1 or not _PARAMETER.match(other):
                yield (*here, "also_named"), f"{other} cannot be another name of {key}", "use a name that no parameter of the operation has"
        for other in entry.instead_of:
            if other in count or other not in everywhere:
                yield (*here, "instead_of"), f"{other} is taken here, or no operation has it", "name a parameter of another operation"


def _declared(path: Path_, row: rows.ParameterRow) -> Iterator[Fault]:
    """A row that declares a parameter, and the rows nested in it."""
    if not _PARAMETER.match(str(path[-1])):
        yield path, "this name cannot be used", "use letters, digits, dots, dashes and underscores, 64 at most"
    if row.type is None:
        yield path, "no type", "add type:"
    if row.required and row.default is not None:
        yield (*path, "default"), "a required parameter never has its default", "remove default: or required:"
    if row.unsupported:
        yield (*path, "unsupported"), "an operation cannot refuse its own parameter", "remove the parameter, or refuse it in a model"
    if row.fields and row.type != "object":
        yield (*path, "fields"), "only an object has fields", "remove fields:, or write type: object"
    if row.items and row.type != "array":
        yield (*path, "items"), "only an array has items", "remove items:, or write type: array"
    for key, entry in row.fields.items():
        yield from _declared((*path, "fields", key), entry)
    if row.items:
        yield from _declared((*path, "items"), row.items)


def _model_parameter(path: Path_, row: rows.ParameterRow | None) -> Iterator[Fault]:
    if row is None:
        return
    idle = [*row.constraints, *(key for key in ("default", "required", "also_named", "fields", "items") if getattr(row, key))]
    for key in idle:
        yield (*path, key), f"{key} has no effect on model", "list models under models:, and use default_model: and name_the_model:"
    if row.type not in (None, "string"):
        yield (*path, "type"), "model is a string", "write type: string"


def _default_model(path: Path_, row: rows.DefaultModelRow | None) -> Iterator[Fault]:
    if row is None:
        return
    if bool(row.when_sent) != bool(row.then):
        yield path, "when_sent: and then: need each other", "give both or none"
    if row.then == row.model:
        yield (*path, "then"), "the same model as without when_sent:, so the rule can never fire", "correct it, or remove both"
    if "model" in row.when_sent:
        yield (*path, "when_sent"), "a request that sends model needs no default", "remove model here"


def _addresses(table: rows.TableRow) -> Iterator[Fault]:
    """An operation can be named by its name, its endpoint or its SDK call; these must not be mistaken for each other."""
    seen: dict[str, str] = dict.fromkeys(table.operations, "an operation")
    for name, row in table.operations.items():
        if row.sdk and row.sdk in seen:
            yield ("operations", name, "sdk"), f"{row.sdk} already names {seen[row.sdk]}", "use each SDK name once"
        seen[row.sdk] = name


# -- models --------------------------------------------------------------------------------------------------------


def _model_names(table: rows.TableRow) -> Iterator[Fault]:
    seen = set(table.models)
    for name, model in table.models.items():
        for snapshot in model.snapshots:
            if snapshot in seen:
                yield ("models", name, "snapshots", snapshot), "this name is taken by another model or snapshot", "use each name once"
            seen.add(snapshot)


def _lifecycle(path: Path_, row: rows.ModelRow, table: rows.TableRow) -> Iterator[Fault]:
    if not row.shutdown:
        for key in ("deprecated", "replacement", "lifecycle_source"):
            if getattr(row, key):
                yield (*path, key), f"{key} without shutdown is never reported", "add shutdown:"
    if row.replacement and (row.replacement == path[1] or row.replacement not in _names(table)):
        yield (*path, "replacement"), f"no other model {row.replacement}", "use a model of this table"
    dates = [(key, value) for key in ("released", "deprecated", "shutdown") if (value := getattr(row, key))]
    for (earlier, first), (later, second) in pairwise(dates):
        if first > second:
            yield (*path, later), f"{later} {second} is before {earlier} {first}", "correct one of them"


def _names(table: rows.TableRow) -> set[str]:
    return {name for key, row in table.models.items() for name in (key, *row.snapshots)}


def real_date(text: str) -> bool:
    """Whether a text is a day of the calendar as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _services(table: rows.TableRow) -> Iterator[Fault]:
    for group in ("families", "models"):
        for name, family in getattr(table, group).items():
            for operation, service in family.operations.items():
                if "model" in service.takes:
                    yield (group, name, "operations", operation, "takes"), "model is taken by every operation", "remove it here"
    for name, model in table.models.items():
        served = {operation for row in lineage(table, model) for operation in row.operations}
        for operation in model.without:
            if operation not in served:
                yield ("models", name, "without"), f"{operation} is not served anyway", "remove it here"


def _batch(table: rows.TableRow) -> Iterator[Fault]:
    if not table.batch:
        return
    for operation in table.batch.operations:
        if operation not in table.operations:
            yield ("batch", "operations"), f"no operation {operation}", f"use one of {', '.join(table.operations)}"
    for key in ("max_requests", "max_bytes"):
        if getattr(table.batch, key) < 1:
            yield ("batch", key), "a limit below 1", "use 1 or more"


# -- rows ----------------------------------------------------------------------------------------------------------


def row_inconsistencies(path: Path_, row: rows.ParameterRow) -> Iterator[Fault]:
    """Faults of one parameter row, wherever it stands."""
    for key, kind in row.constraints.items():
        if isinstance(kind, ExactlyOne):
            if len(kind.keys) < 2:
                yield (*path, key, "keys"), "fewer than two keys, so the rule can never fire", "name two keys or more"
            for name in kind.keys:
                if row.fields and name not in row.fields:
                    yield (*path, key, "keys"), f"no field {name}", f"use some of {', '.join(row.fields)}"
        elif isinstance(kind, StartsWith):
            yield from _prefixes((*path, key, "prefixes"), kind.prefixes)
    kinds = [kind for kind in row.constraints.values() if isinstance(kind, Refused)]
    refused = [value for kind in kinds if not isinstance(kind, Preview) for value in kind.values]
    for kind in kinds:
        for value in kind.values:
            if isinstance(kind, Preview) and value in refused:
                yield (*path, kind.KEY, "values"), f"{value} is refused already", "name it once"


def _prefixes(path: Path_, prefixes: Iterable[str]) -> Iterator[Fault]:
    lowered = [prefix.lower() for prefix in prefixes]
    for prefix in lowered:
        wider = [other for other in lowered if prefix.startswith(other)]
        if len(wider) > 1:
            yield path, f"{prefix} begins with {min(wider, key=len)}, which is enough", "keep the shorter one"
            return


def interaction_inconsistencies(path: Path_, row: rows.InteractionRow) -> Iterator[Fault]:
    """Faults in the shape of an interaction's conditions and fixes."""
    for name, condition in row.when.items():
        yield from _condition((*path, "when", name), condition, wrong=("min", "max"), right="below: or above:")
        if name in row.needs or name in row.excludes:
            yield path, f"{name} is set against itself", "name two different parameters"
    for name, condition in row.needs.items():
        yield from _condition((*path, "needs", name), condition, wrong=("below", "above"), right="min: or max:")
        if not condition.values and condition.min is None and condition.max is None:
            yield (*path, "needs", name), "an empty condition", "name values, min: or max:"
    if row.same_dimensions:
        if row.same_dimensions.of == row.same_dimensions.like:
            yield (*path, "same_dimensions"), "an image always has its own dimensions", "name two different parameters"
        for key in ("needs", "excludes", "fix"):
            if getattr(row, key):
                yield (*path, key), f"{key} has no effect beside same_dimensions", "remove it"
    for index, remedy in enumerate(row.fix):
        if remedy.set and remedy.to is None:
            yield (*path, "fix", index), "a fix that sets nothing", "add to:"
        if remedy.remove and remedy.to is not None:
            yield (*path, "fix", index, "to"), "to has no effect beside remove", "remove it"


def _condition(path: Path_, row: rows.ConditionRow, wrong: tuple[str, str], right: str) -> Iterator[Fault]:
    for key in wrong:
        if getattr(row, key) is not None:
            yield (*path, key), f"{key} has no effect here", f"use {right}"
    bounds = [key for key in ("below", "above", "min", "max") if getattr(row, key) is not None]
    if len(bounds) > 1 or (bounds and row.values):
        yield path, "more than one condition", "write a row for each"
    if any(type(value) is int for value in row.values):
        yield path, "a number as a value", f"use {right}"
