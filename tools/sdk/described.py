"""The table in the words of an extract: per operation the union over models of what is taken, and what is answered."""

from __future__ import annotations

from collections.abc import Iterable

from imagespec.spec.model import Operation, Parameter, Spec
from imagespec.spec.rows import ResponseFieldRow
from tools.sdk.shapes import FieldEntry, LiteralValue

Fields = dict[str, FieldEntry]

TYPES = {"files": ["file", "files"]}
"""The types of the table that an extract spells out; the others have one name."""


def described_operation(spec: Spec, operation: Operation) -> Fields:
    """Every parameter that any model takes in an operation."""
    taken: dict[str, list[Parameter]] = {}
    for model in operation.models:
        for parameter in spec.contract(operation.name, model).parameters:
            taken.setdefault(parameter.name, []).append(parameter)
    model_type = operation.model_type
    named = _entry([model_type.name], list(operation.models), opened=False, nullable=model_type.nullable, required=False)
    return {"model": named, **{name: _united(parameters) for name, parameters in taken.items()}}


def _united(parameters: list[Parameter]) -> FieldEntry:
    """One parameter as all models together take it; required where every one of them requires it."""
    values = dict.fromkeys(value for parameter in parameters for value in _values(parameter))
    entry = _entry(
        sorted({name for parameter in parameters for name in TYPES.get(parameter.type.name, [parameter.type.name])}),
        list(values),
        opened=any(parameter.type.name == "string" and not _closed(parameter) for parameter in parameters),
        nullable=any(parameter.type.nullable for parameter in parameters),
        required=all(parameter.required for parameter in parameters),
    )
    inner: dict[str, list[Parameter]] = {}
    for parameter in parameters:
        for field in parameter.fields:
            inner.setdefault(field.name, []).append(field)
    if inner:
        entry["fields"] = {name: _united(fields) for name, fields in inner.items()}
    return entry


def _closed(parameter: Parameter) -> bool:
    return any(kind.KEY in ("one_of", "sizes") for kind in parameter.constraints)


def _values(parameter: Parameter) -> Iterable[str]:
    """The texts a parameter lists, also those it refuses or has in preview only: the documents name them."""
    for kind in parameter.constraints:
        if kind.KEY in ("one_of", "sizes"):
            yield from kind.values  # type: ignore[attr-defined]  # both kinds have values
        elif kind.KEY == "resolution":
            yield from kind.words  # type: ignore[attr-defined]  # free sizes have words beside them


def described_responses(spec: Spec) -> dict[str, Fields]:
    """Every object that is answered, by its name."""
    return {name: _response(spec, name) for name, row in spec.responses.items() if row.fields}


def described_unions(spec: Spec) -> dict[str, list[str]]:
    """Every choice between answers."""
    return {name: list(row.any_of) for name, row in spec.responses.items() if row.any_of}


def _response(spec: Spec, name: str) -> Fields:
    row = spec.responses[name]
    constant = {"type": _entry(["string"], [row.event], opened=False, nullable=False, required=True)} if row.event else {}
    return constant | {key: _answered(spec, field) for key, field in row.fields.items()}


def _answered(spec: Spec, row: ResponseFieldRow) -> FieldEntry:
    scalar = row.type in ("string", "integer", "array")
    entry = _entry([row.type if scalar else "object"], list(row.values), opened=False, nullable=False, required=not row.optional)
    if row.items:
        item = _entry(["object"], [], opened=False, nullable=False, required=False)
        item["fields"] = _response(spec, row.items)
        entry["items"] = item
    elif not scalar:
        entry["fields"] = _response(spec, row.type)
    return entry


def _entry(types: list[str], values: list[LiteralValue], *, opened: bool, nullable: bool, required: bool) -> FieldEntry:
    return {"types": types, "enum": values, "open": opened, "nullable": nullable, "required": required}
