"""The checks of one operation: a verdict and a findings function for each contract, and which model has which.

Contracts whose functions would be equal share them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from imagespec.compile.contract import write_function
from imagespec.compile.rows import Rows
from imagespec.compile.writer import CodeWriter, Constants, identifier, literal
from imagespec.kinds import Type
from imagespec.kinds.kind import Constraint
from imagespec.kinds.row import Row
from imagespec.report.frozen import frozen
from imagespec.report.keys import MODEL_PREFIXED, MODEL_REQUIRED, MODEL_TYPE, MODEL_UNKNOWN, MODEL_UNSUPPORTED, REQUEST_TYPE
from imagespec.spec.model import Contract, Operation, Spec


@frozen
class CompiledOperation:
    """The source of one operation's checks, the constants it uses by name, and the rows its findings refer to by key."""

    source: str
    constants: dict[str, Any]
    rows: dict[str, Row]


class OperationCompiler:
    """Compiles the contracts of one operation, all of them or one at a time."""

    def __init__(self, spec: Spec, operation: Operation, constants: Constants) -> None:
        self.spec, self.operation, self.constants = spec, operation, constants
        self.rows = Rows()
        for key, row in _model_rows(operation).items():
            self.rows.add(key, row)

    def function(self, contract: Contract, *, verdict: bool) -> CodeWriter:
        """The body of a contract's verdict, or of its findings function."""
        writer = CodeWriter(self.constants)
        write_function(writer, contract, self.rows, verdict=verdict)
        return writer

    def lifecycle(self, model: str) -> tuple[str, str, int, int]:
        """The keys of the rows before and after the end of a model, then that day and the day of its notice as yyyymmdd, 0 for none."""
        end = self.spec.models[model].lifecycle
        if end is None:
            return "", "", 0, 0
        before, after = (
            self.rows.key(Row(f"model.{problem}", end.severity_of(problem), ("model",), problem, end), model) for problem in end.problems
        )
        return before, after, _number(end.shutdown), _number(end.notice or "0")

    def facts(self) -> dict[str, Any]:
        """What the engine must know beside the functions."""
        operation = self.operation
        default = operation.default
        return {
            "OTHERS": frozenset(self.spec.models) - frozenset(operation.models),
            "DEFAULT": (default.model, default.when_sent, default.then) if default else None,
            "MODEL_NULLABLE": operation.model_type.nullable,
            "NAMED": operation.named is not None,
            "NAMED_IS_ERROR": bool(operation.named and operation.named.severity_of("required") == "error"),
            "SWITCHES": self._switches(),
            "FILES": operation.files,
        }

    def _switches(self) -> dict[str, tuple[Any, ...]]:
        """The parameters on whose value the limits of others depend, each with values that put other limits in force."""
        found: dict[str, dict[Any, None]] = {}
        for model in self.operation.models:
            for name, value in self.spec.contract(self.operation.name, model).switches:
                found.setdefault(name, {})[value] = None
        return {name: tuple(values) for name, values in found.items()}


def _number(day: str) -> int:
    return int(day.replace("-", ""))


def function_lines(name: str, contract: Contract, writer: CodeWriter, *, verdict: bool) -> list[str]:
    """A function with its header."""
    of = contract.model or "every current model"
    header = f"def {name}({'p' if verdict else 'p, found'}):"
    return ["", "", header, f"    {f'{contract.operation} with the contract of {of}'!r}", *(_indented(writer.lines))]


def compile_operation(spec: Spec, operation: Operation, constants: Constants | None = None) -> CompiledOperation:
    """Compile the checks of one operation. ``constants`` are shared with other operations."""
    compiler = OperationCompiler(spec, operation, constants or Constants())
    names: dict[str, str] = {}
    used: dict[str, None] = {}
    lines: list[str] = []
    entries: dict[str, str] = {}
    for model in operation.models:
        contract = spec.contract(operation.name, model)
        own: list[str] = []
        for prefix, verdict in (("find", False), ("valid", True)):
            writer = _verdict_of(own[0]) if verdict and operation.within else compiler.function(contract, verdict=verdict)
            body = "\n".join(writer.lines)
            if body not in names:
                names[body] = _free(f"{prefix}_{identifier(model)}", names.values())
                used |= writer.used
                lines += function_lines(names[body], contract, writer, verdict=verdict)
            own.append(names[body])
        entries[model] = f"({own[1]}, {own[0]}, {', '.join(map(literal, compiler.lifecycle(model)))})"
    common = spec.unnamed(operation.name)
    if common:
        writer = compiler.function(common, verdict=False)
        used |= writer.used
        lines += function_lines("find_common", common, writer, verdict=False)
    source = "\n".join([*lines, "", "", *_dispatch(compiler, entries), f"COMMON = {'find_common' if common else None}"]) + "\n"
    return CompiledOperation(source, {name: compiler.constants.values[name] for name in used}, compiler.rows.rows)


def _verdict_of(find: str) -> CodeWriter:
    """The verdict of requests that are only looked for inside others: what all findings come to, so that the code is not there twice."""
    writer = CodeWriter(Constants())
    writer.line("found = []")
    writer.line(f"{find}(p, found)")
    writer.line("return not any(finding[1] for finding in found)")
    return writer


_CALLED = {
    "data_urls": ("data_format",),
    "entries": ("entry_number", "numbered", "spread"),
    "files": ("file_facts",),
    "leftovers": ("leftovers",),
    "plain": ("plain",),
    "scalars": (
        "all_certain", "all_sent", "array", "boolean", "certain", "files", "form_boolean", "form_integer", "integer", "object_", "string",
    ),
    "sizes": ("dimensions",),
}  # fmt: skip
"""What the functions call, by the module of ``values`` that has it."""


def imports(source: str | None = None) -> str:
    """The imports of what the functions in a source call, of everything that any may call for ``None``."""
    called = None if source is None else set(re.findall(r"\w+(?=\()", source))
    lines = []
    for module, names in _CALLED.items():
        used = [name for name in names if called is None or name in called]
        lines += [f"from imagespec.values.{module} import {', '.join(used)}\n"] if used else []
    return "".join(lines)


def _dispatch(compiler: OperationCompiler, entries: dict[str, str]) -> Iterator[str]:
    yield "MODELS = {"
    yield from (f"    {model!r}: {entry}," for model, entry in entries.items())
    yield "}"
    yield from (f"{name} = {literal(value)}" for name, value in compiler.facts().items())


def _model_rows(operation: Operation) -> dict[str, Row]:
    """The rows that every operation has."""
    request = Type(name="object", provenance=operation.model_type.provenance)
    named: Constraint = operation.named or operation.unnamed
    return {
        MODEL_TYPE: Row("model.type", "error", ("model",), "type", operation.model_type),
        MODEL_UNKNOWN: Row("model.unknown", "error", ("model",), "unknown", operation.known),
        MODEL_UNSUPPORTED: Row("model.unsupported", "error", ("model",), "unsupported", operation.served),
        MODEL_REQUIRED: Row("model.required", named.severity_of("required"), ("model",), "required", named),
        MODEL_PREFIXED: Row("model.prefixed", operation.prefixed.severity_of("prefixed"), ("model",), "prefixed", operation.prefixed),
        REQUEST_TYPE: Row("request.type", "error", (), "type", request),
    }


def _free(name: str, taken: Any) -> str:
    """The name, with a number where it is taken: models may differ in punctuation only."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _indented(lines: list[str]) -> Iterator[str]:
    return (f"    {line}" if line else "" for line in lines)
