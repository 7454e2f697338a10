"""A slow interpreter of a resolved spec: what every artefact is tested against.

It reads contracts and asks the kinds, value by value, and shares no code with the generated checks beyond the meaning
of a kind (``check``), of a type (``read``) and of a finding's parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from imagespec.kinds import Misshapen, Type
from imagespec.kinds.kind import Constraint
from imagespec.kinds.row import params
from imagespec.report.pointer import format_pointer
from imagespec.report.weight import Severity
from imagespec.spec.model import Contract, Operation, Parameter, Spec
from imagespec.values.entries import entry_number, numbered, spread
from imagespec.values.plain import plain

Verdict = tuple[str, str, Severity, dict[str, Any]]
"""Rule, pointer, severity and params of one finding."""

_Tokens = tuple[str | int, ...]
_UPLOADS = ("file", "files")


def reference(
    spec: Spec,
    request: Any,
    operation: str,
    aliases: Mapping[str, str] | None = None,
    today: str | None = None,
    model: str | None = None,
) -> tuple[Verdict, ...]:
    """Every finding of a JSON request, in the order of a report.

    Args:
        spec: a resolved revision.
        request: JSON values, or what stands for a file in them; keys are text.
        operation: the name of an operation, not a path.
        aliases: own model names and patterns, to names of the table.
        today: an ISO date; the day of the call when left out.
        model: the model of a request that names none.

    Raises:
        KeyError: the spec has no such operation.
    """
    return tuple(_request(spec, request, spec.operations[operation], aliases or {}, today, model))


def _request(
    spec: Spec, request: Any, operation: Operation, aliases: Mapping[str, str], today: str | None, default: str | None
) -> Iterator[Verdict]:
    if not isinstance(request, dict):
        yield from _found(Type(name="object"), "request", (), request, ["type"])
        return
    named = request.get("model")
    if named is None:
        if "model" in request and not operation.model_type.nullable:
            yield from _found(operation.model_type, "model", ("model",), None, ["type"])
            return
        if default is None and (operation.named or not operation.default):
            yield from _found(operation.named or operation.unnamed, "model", ("model",), None, ["required"])
        common = spec.unnamed(operation.name)
        if default is None and common:
            yield from _contract(common, request)
            return
        name = _meant(spec, default, aliases)[0] if default is not None else operation.default.pick(request) if operation.default else ""
    elif not isinstance(named, str):
        yield from _found(operation.model_type, "model", ("model",), named, ["type"])
        return
    else:
        name, prefixed = _meant(spec, named, aliases)
        if prefixed and name in operation.models:
            yield from _found(operation.prefixed, "model", ("model",), named, ["prefixed"])
    if name not in operation.models:
        kind, problem = (operation.served, "unsupported") if name in spec.models else (operation.known, "unknown")
        yield from _found(kind, "model", ("model",), default if named is None else named, [problem])
        return
    end = spec.models[name].lifecycle
    if end:
        problem = end.problem_on(today or date.today().isoformat())
        yield from _found(end, "model", ("model",), name, [problem] if problem else [])
    yield from _contract(spec.contract(operation.name, name), request)


def _meant(spec: Spec, name: str, aliases: Mapping[str, str]) -> tuple[str, bool]:
    """The model that a name means, and whether it stands behind prefixes."""

    def itself(written: str) -> str:
        patterns = (target for pattern, target in aliases.items() if fnmatchcase(written, pattern.replace("[", "[[]")))
        found = aliases.get(written) or (written if written in spec.models else next(patterns, ""))
        return found if found in spec.models else found.rpartition("/")[2]

    found = itself(name) if name else ""
    if found:
        return found, False
    for place in (match.end() for match in re.finditer("/", name)):
        if re.fullmatch("[!-~]+/", name[:place]) and (found := itself(name[place:])):
            return found, True
    return name, False


def _contract(contract: Contract, request: dict[str, Any]) -> Iterator[Verdict]:
    for parameter in contract.parameters:
        yield from _parameter(parameter.beside(request), request, ())
    for interaction in contract.interactions:
        values = {name: _effective(contract[name], request) for name in interaction.parameters}
        first = contract[interaction.parameters[0]]
        shown = request.get(first.name) if first.type.name in _UPLOADS else values[first.name]
        yield from _found(interaction, first.name, (first.name,), shown, interaction.check(values))
    for name, kind in contract.unsupported.items():
        if name in request:
            taken = kind.renamed and any(other in request for other in contract[kind.renamed].names)
            yield from _found(kind.beside if taken else kind, name.removesuffix("[]"), (name,), request[name], ["unsupported"])
    known = {"model", *contract.unsupported, *(name for parameter in contract.parameters for name in parameter.names)}
    lists = [parameter.name for parameter in contract.parameters if parameter.numbered]
    for key, value in request.items():
        if key not in known and all(entry_number(key, name) < 0 for name in lists):
            yield from _found(contract.unknown, "parameter", (key,), value, ["unknown"])


def _parameter(parameter: Parameter, owner: dict[str, Any], path: _Tokens) -> Iterator[Verdict]:
    """A parameter of the request, or a field of an object in it."""
    present = [name for name in parameter.names if name in owner]
    for name in present:
        yield from _value(parameter, owner[name], (*path, name))
    entries = numbered(owner, parameter.name) if parameter.numbered else []
    yield from _spelled_once(parameter, owner, present, entries)
    if parameter.required and not present and not entries and not any(name in owner for name in parameter.instead_of):
        yield from _found(parameter.required, parameter.rule, (*path, parameter.name), None, ["required"])


def _spelled_once(parameter: Parameter, request: dict[str, Any], present: list[str], entries: list[tuple[int, str]]) -> Iterator[Verdict]:
    """A list under more than one of its names, and its entries that are fields of their own."""
    if parameter.once:
        for name in (*present[1:], *(key for _, key in entries[:1] if present)):
            yield from _found(parameter.once, parameter.rule, (name,), request[name], ["excludes"])
    if entries:
        listed = spread(request, entries)
        for kind in parameter.constraints:
            if kind.OF_ARRAYS:
                yield from _found(kind, parameter.rule, (entries[-1][1],), listed, kind.check(listed))
    for _, key in entries:
        yield from _single(parameter, request[key], (key,))


def _value(parameter: Parameter, value: Any, path: _Tokens) -> Iterator[Verdict]:
    if value is None and parameter.type.nullable:
        return
    if parameter.type.name == "files" and isinstance(value, list):
        for kind in parameter.constraints:
            if kind.OF_ARRAYS:
                yield from _found(kind, parameter.rule, path, value, kind.check(value))
        for index, entry in enumerate(value):
            yield from _single(parameter, entry, (*path, index))
        return
    yield from _single(parameter, value, path)


def _single(parameter: Parameter, value: Any, path: _Tokens) -> Iterator[Verdict]:
    """One value that is no list of files: its type, then its constraints, then what is inside."""
    read = parameter.type.read(value)
    if read is None:
        yield from _found(parameter.type, parameter.rule, path, value, ["type"])
        return
    if isinstance(parameter.unknown, Misshapen):
        strange = next((key for key in read if all(key not in entry.names for entry in parameter.fields)), None)
        if strange is not None:
            yield from _found(parameter.unknown, "parameter", (*path, strange), read, ["unknown"])
            return
    upload = parameter.type.name in _UPLOADS
    for kind in parameter.constraints:
        if not (upload and kind.OF_ARRAYS):
            yield from _found(kind, parameter.rule, path, value if upload else read, kind.check(read))
    for entry in parameter.fields:
        yield from _parameter(entry, read, path)
    if parameter.fields and parameter.unknown:
        names = {name for entry in parameter.fields for name in entry.names}
        for key, inner in read.items():
            if key not in names:
                yield from _found(parameter.unknown, "parameter", (*path, key), inner, ["unknown"])
    if parameter.item:
        for index, entry in enumerate(read):
            yield from _value(parameter.item, entry, (*path, index))


def _effective(parameter: Parameter, request: dict[str, Any]) -> Any:
    """The value an interaction sees: the last readable one of all names, of several files the first."""
    result = None
    entries = [key for _, key in numbered(request, parameter.name)[:1]] if parameter.numbered else []
    for name in (*parameter.names, *entries):
        value = request.get(name)
        if parameter.type.name == "files" and isinstance(value, list):
            value = value[0] if value else None
        read = None if value is None else parameter.type.read(value)
        result = result if read is None else read
    return result


def _found(kind: Constraint, name: str, path: _Tokens, value: Any, problems: Iterable[str]) -> Iterator[Verdict]:
    for problem in problems:
        yield f"{name}.{problem}", format_pointer(path), kind.severity_of(problem), params(kind, problem, plain(value))
