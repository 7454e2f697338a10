"""Operations: endpoints, parameters as they are declared, the model of a request that names none, and batches of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, meant

_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,15}\Z")


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in the operations and the batch of a table."""
    for name, row in table.operations.items():
        path: Path_ = ("operations", name)
        if not (row.path.startswith("/") and row.path.isascii()):
            yield Fault((*path, "path"), "no path of an endpoint", "begin it with /")
        for key, parameter in row.parameters.items():
            yield from _declared((*path, "parameters", key), parameter)
        if "model" not in row.parameters:
            yield Fault((*path, "parameters"), "no parameter model", "add model: {type: string}")
        else:
            yield from _model_parameter((*path, "parameters", "model"), row.parameters["model"])
        if row.within and not ("type" in row.parameters and "one_of" in row.parameters["type"].constraints):
            yield Fault((*path, "within"), "no parameter type that tells which entries these are", "add type: with one_of:")
        if row.default_model:
            yield from _default_model((*path, "default_model"), row.default_model, row, table)
    if table.batch:
        yield from _batch(table.batch, table)


def _declared(path: Path_, row: rows.ParameterRow) -> Iterator[Fault]:
    """A row that declares a parameter, and the rows nested in it."""
    if row.type is None:
        yield Fault(path, "no type", "add type:")
    if row.required and row.default is not None:
        yield Fault((*path, "default"), "a required parameter never has its default", "remove default: or required:")
    if row.unsupported:
        problem = "an operation cannot refuse its own parameter"
        yield Fault((*path, "unsupported"), problem, "remove the parameter, or refuse it in a model")
    if row.fields and row.type not in ("object", None):
        yield Fault((*path, "fields"), "only an object has fields", "remove fields:, or write type: object")
    if row.items and row.type not in ("array", None):
        yield Fault((*path, "items"), "only an array has items", "remove items:, or write type: array")
    for key, entry in row.fields.items():
        yield from _declared((*path, "fields", key), entry)
    if row.items:
        yield from _declared((*path, "items"), row.items)


def _model_parameter(path: Path_, row: rows.ParameterRow) -> Iterator[Fault]:
    idle = [*row.constraints, *(key for key in ("default", "required", "also_named", "fields", "items") if getattr(row, key))]
    for key in idle:
        remedy = "list models under models:, and use default_model: and name_the_model:"
        yield Fault((*path, key), f"{key} has no effect on model", remedy)
    if row.type not in (None, "string"):
        yield Fault((*path, "type"), "model is a string", "write type: string")


def _default_model(path: Path_, row: rows.DefaultModelRow, operation: rows.OperationRow, table: rows.TableRow) -> Iterator[Fault]:
    for key, model in (("model", row.model), ("then", row.then)):
        if model and model not in table.models:
            remedy = meant(model, table.models, "use a model of this table")
            yield Fault((*path, key), f"no model {model}", remedy, missing=("models", model))
    for sent in row.when_sent:
        if sent == "model":
            yield Fault((*path, "when_sent"), "a request that sends model needs no default", "remove model here")
        elif sent not in operation.parameters:
            remedy = meant(sent, operation.parameters, "use a parameter of this operation")
            yield Fault((*path, "when_sent"), f"no parameter {sent}", remedy, missing=(*path[:2], "parameters", sent))
    if bool(row.when_sent) != bool(row.then):
        yield Fault(path, "when_sent: and then: need each other", "give both or none")
    if row.then == row.model:
        yield Fault((*path, "then"), "the same model as without when_sent:, so the rule can never fire", "correct it, or remove both")


def _batch(batch: rows.BatchRow, table: rows.TableRow) -> Iterator[Fault]:
    for operation in batch.operations:
        if operation not in table.operations:
            remedy = f"use one of {', '.join(table.operations)}"
            yield Fault(("batch", "operations"), f"no operation {operation}", remedy, missing=("operations", operation))
    for key in ("max_requests", "max_bytes"):
        if getattr(batch, key) < 1:
            yield Fault(("batch", key), "a limit below 1", "use 1 or more")
    if batch.suffix and not _SUFFIX.match(batch.suffix):
        yield Fault(("batch", "suffix"), "no end of a file name", "write a dot and lower-case letters, such as .jsonl")
