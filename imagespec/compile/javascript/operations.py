"""The module of each operation, which leads to the contracts of its models, and the module of all of them."""

from __future__ import annotations

import re
from typing import Any

from imagespec.compile.javascript.limits import Limits
from imagespec.compile.javascript.pool import Rows
from imagespec.compile.javascript.script import Code, declared, imported, literal
from imagespec.compile.words import model_end, recommended_model
from imagespec.kinds import Type
from imagespec.kinds.kind import Constraint
from imagespec.spec.model import Contract, Operation, Spec


class OperationModule:
    """The module of one operation."""

    def __init__(self, spec: Spec, operation: Operation, limits: Limits) -> None:
        self._spec, self._operation, self._limits = spec, operation, limits
        self._parameters, self._between, self._unsupported, self._contracts = Rows(), Rows(), Rows(), Rows()

    def source(self) -> str:
        """The text of the module."""
        definition = declared("definition", self._definition(), exported=False)
        limits = self._limits
        words = set(re.findall(r"[A-Za-z_$][\w$]*", definition))
        runtime = [
            imported({"described"}, "./lib/described.js"),
            'import * as engine from "./lib/engine.js";\n',
            'import * as fixing from "./lib/fixing.js";\n',
            imported(words & set(limits.names), "./lib/limits.js"),
            limits.imports(definition, "./lib/"),
        ]
        return "".join(runtime) + "\n" + definition + _FACE

    def _definition(self) -> dict[str, Any]:
        spec, operation = self._spec, self._operation
        given: dict[str, Any] = {"name": operation.name, "models": [self._model(name) for name in operation.models]}
        given["rows"] = self._rows()
        if default := operation.default:
            given["fallback"] = {"model": default.model, "when_sent": default.when_sent, "then": default.then}
        if common := spec.unnamed(operation.name):
            given["common"] = self._contract(common)
        tables = {"parameters": self._parameters, "between": self._between, "unsupported": self._unsupported, "contracts": self._contracts}
        return given | {name: rows.values for name, rows in tables.items()}

    def _model(self, name: str) -> list[Any]:
        end = self._spec.models[name].lifecycle
        contract = self._contract(self._spec.contract(self._operation.name, name))
        return [name, contract, *([self._limits.limit(end, "model")] if end else [])]

    def _rows(self) -> dict[str, Code]:
        """The limits on ``model`` and on the request as a whole."""
        operation = self._operation
        named: dict[str, Constraint | None] = {
            "type": operation.model_type, "known": operation.known, "served": operation.served, "prefixed": operation.prefixed,
            "named": operation.named, "unnamed": None if operation.named else operation.unnamed,
        }  # fmt: skip
        listing = {"models": list(operation.models)}
        derived = {"known": listing, "served": listing}
        rows = {name: self._limits.limit(kind, "model", **derived.get(name, {})) for name, kind in named.items() if kind}
        whole = Type(name="object", provenance=operation.model_type.provenance)
        return rows | {"request": self._limits.limit(whole, "request")}

    def _contract(self, contract: Contract) -> int:
        """The place of a contract: its parameters, the limits between them and the parameters that it does not take, by their places."""
        limits = self._limits
        unsupported = [
            [name, limits.limit(kind, name), *([limits.limit(kind.beside, name)] if kind.renamed else [])]
            for name, kind in contract.unsupported.items()
        ]
        names = [parameter.name for parameter in contract.parameters]
        row = [
            self._parameters.spelled(map(limits.parameter, contract.parameters)),
            self._between.spelled(limits.limit(kind, kind.parameters[0]) for kind in contract.interactions),
            self._unsupported.spelled(unsupported),
            limits.limit(contract.unknown, "parameter", known=["model", *names]),
        ]
        return self._contracts.place(row)


_FACE = """\

/** What is looked up of this operation. */
export const operation = /* @__PURE__ */ engine.operationOf(definition);

export const models = /* @__PURE__ */ definition.models.map(([name]) => name);
export const check = (request, options) => engine.check(operation, request, options);
export const isValid = (request) => engine.isValid(operation, request);
export const fix = (request, options) => fixing.fix(operation, request, options);
export const contract = (model) => described(operation, model);
"""


def index_module(spec: Spec, files: dict[str, str]) -> str:
    """The module of everything. ``files`` are the modules of the operations."""
    names = [f"operation{number}" for number, _ in enumerate(files, 1)]
    models = [[name, model.title, *([end] if (end := model_end(spec, name)) else [])] for name, model in spec.models.items()]
    recommended = recommended_model(spec, next(iter(spec.operations.values())))
    lines = [f'import {{ operation as {name} }} from "./{file}.js";' for name, file in zip(names, files.values(), strict=True)]
    lines += ['import { together } from "./lib/together.js";', "", f"export const spec = {literal(spec.name)};", ""]
    lines += [declared("table", models, exported=False)]
    lines += [f"const every = together([{', '.join(names)}], table, {literal(recommended)});", ""]
    lines += [f"export const {name} = every.{name};" for name in _EVERY]
    return "\n".join(lines) + "\n"


_EVERY = ("models", "check", "isValid", "fix", "nearestSize", "sizesFor", "contract", "operations")
