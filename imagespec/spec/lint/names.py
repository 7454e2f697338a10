"""Names: usable as what they will become, and none taken twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, meant
from imagespec.spec.lint.walk import unknown_parameter
from imagespec.spec.reserved import INHERITED

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_])?\Z")
_MODEL = re.compile(r"[A-Za-z0-9@](?:[A-Za-z0-9._:/@+-]{0,126}[A-Za-z0-9_])?\Z")
_OPERATION = re.compile(r"[a-z][a-z0-9]{0,31}(?:-[a-z0-9]{1,32}){0,3}\Z")
_PARAMETER = re.compile(r"[A-Za-z_][A-Za-z0-9_.\[\]-]{0,63}\Z")


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in a name."""
    yield from _groups(table)
    yield from _clashes(table)
    yield from _addresses(table)
    everywhere = {spelling for operation in table.operations.values() for spelling in _names_of(operation)}
    for name, row in table.operations.items():
        path: Path_ = ("operations", name)
        if not _OPERATION.match(name):
            yield Fault(path, "this name cannot be used", "use lower-case words joined by dashes, such as edit-json")
        for key, parameter in row.parameters.items():
            yield from _declared((*path, "parameters", key), parameter)
        yield from _spellings(path, row, everywhere)


def _groups(table: rows.TableRow) -> Iterator[Fault]:
    groups: list[tuple[Path_, Iterable[str]]] = [
        (("models",), table.models), (("families",), table.families), (("sources",), table.sources),
    ]  # fmt: skip
    groups += [(("models", name, "snapshots"), row.snapshots) for name, row in table.models.items()]
    for path, names in groups:
        for name in names:
            if not (_MODEL if path[0] == "models" else _NAME).match(name):
                yield Fault((*path, name), "this name cannot be used", "use letters, digits, dots, dashes and underscores, 64 at most")
    if not _NAME.match(table.table):
        yield Fault(("table",), "this name cannot be used", "use letters, digits, dots, dashes and underscores")
    if not table.operations:
        yield Fault((), "no operations", "add operations:")
    if not table.models:
        yield Fault((), "no models", "add models:")


def _clashes(table: rows.TableRow) -> Iterator[Fault]:
    seen = set(table.models)
    for name, model in table.models.items():
        for snapshot in model.snapshots:
            if snapshot in seen:
                path: Path_ = ("models", name, "snapshots", snapshot)
                yield Fault(path, "this name is taken by another model or snapshot", "use each name once")
            seen.add(snapshot)


def _addresses(table: rows.TableRow) -> Iterator[Fault]:
    """An operation can be named by its name, its endpoint or its SDK call; these must not be mistaken for each other."""
    seen: dict[str, str] = dict.fromkeys(table.operations, "an operation")
    for name, row in table.operations.items():
        if row.sdk and row.sdk in seen:
            yield Fault(("operations", name, "sdk"), f"{row.sdk} already names {seen[row.sdk]}", "use each SDK name once")
        seen[row.sdk] = name


def _declared(path: Path_, row: rows.ParameterRow) -> Iterator[Fault]:
    if not _PARAMETER.match(str(path[-1])):
        remedy = "begin with a letter or an underscore, and use letters, digits, dots, dashes, underscores and brackets, 64 at most"
        yield Fault(path, "this name cannot be used", remedy)
    elif path[-1] in INHERITED:
        yield Fault(
            path, "every object of JavaScript has this name, so no validator there can tell whether it was sent", "use another name"
        )
    for key, entry in row.fields.items():
        yield from _declared((*path, "fields", key), entry)
    if row.items:
        yield from _declared((*path, "items"), row.items)


def _names_of(row: rows.OperationRow) -> Iterator[str]:
    return (spelling for key, entry in row.parameters.items() for spelling in (key, *entry.also_named))


def _spellings(path: Path_, row: rows.OperationRow, everywhere: set[str]) -> Iterator[Fault]:
    """``everywhere`` are the spellings of all operations."""
    count = Counter(_names_of(row))
    for key, entry in row.parameters.items():
        here = (*path, "parameters", key)
        for other in entry.also_named:
            if count[other] > 1 or not _PARAMETER.match(other) or other in INHERITED:
                problem = f"{other} cannot be another name of {key}"
                yield Fault((*here, "also_named"), problem, "use a name that no parameter of the operation has")
        for other in entry.instead_of:
            if other in count:
                yield Fault((*here, "instead_of"), f"{other} is taken here", "name a parameter of another operation")
            elif other not in everywhere:
                remedy = meant(other, everywhere - set(count), "name a parameter of another operation")
                problem = f"no operation has a parameter {other}"
                yield Fault((*here, "instead_of"), problem, remedy, missing=unknown_parameter(other))
