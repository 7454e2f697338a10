"""The module of each operation, which leads to the contracts of its models, and the module of all of them."""

from __future__ import annotations

from typing import Any

from imagespec.compile.javascript.limits import Limits
from imagespec.compile.javascript.pool import Pool
from imagespec.compile.javascript.script import Code, declared, imported, literal
from imagespec.compile.words import model_end, recommended_model
from imagespec.kinds import Type
from imagespec.kinds.kind import Constraint
from imagespec.spec.model import Contract, Operation, Spec


class OperationModule:
    """The module of one operation."""

    def __init__(self, spec: Spec, operation: Operation, limits: Limits) -> None:
        self._spec, self._operation, self._limits = spec, operation, limits
        self._pool = Pool()
        self._used: set[Code] = set()

    def source(self) -> str:
        """The text of the module."""
        definition = declared("definition", self._definition(), exported=False)
        runtime = [
            imported({"contractOf"}, "./lib/contract.js"),
            imported({"described"}, "./lib/described.js"),
            'import * as engine from "./lib/engine.js";\n',
            'import * as fixing from "./lib/fixing.js";\n',
            imported(self._used, "./lib/limits.js"),
        ]
        return "".join(runtime) + "\n" + self._pool.source(exported=False) + "\n" + definition + _FACE

    def _definition(self) -> dict[str, Any]:
        spec, operation = self._spec, self._operation
        given: dict[str, Any] = {"name": operation.name, "models": [self._model(name) for name in operation.models]}
        given |= {"others": sorted(set(spec.models) - set(operation.models)), "rows": self._rows()}
        if default := operation.default:
            given["fallback"] = {"model": default.model, "when_sent": default.when_sent, "then": default.then}
        common = spec.unnamed(operation.name)
        return given | ({"common": self._contract(common)} if common else {})

    def _model(self, name: str) -> list[Any]:
        end = self._spec.models[name].lifecycle
        contract = self._contract(self._spec.contract(self._operation.name, name))
        return [name, contract, *([self._limit(end, "model")] if end else [])]

    def _rows(self) -> dict[str, Code]:
        """The limits on ``model`` and on the request as a whole."""
        operation = self._operation
        named: dict[str, Constraint | None] = {
            "type": operation.model_type, "known": operation.known, "served": operation.served, "prefixed": operation.prefixed,
            "named": operation.named, "unnamed": None if operation.named else operation.unnamed,
        }  # fmt: skip
        rows = {name: self._limit(kind, "model") for name, kind in named.items() if kind}
        return rows | {"request": self._limit(Type(name="object", provenance=operation.model_type.provenance), "request")}

    def _contract(self, contract: Contract) -> Code:
        parameters = [self._use(self._limits.parameter(parameter)) for parameter in contract.parameters]
        between = [self._limit(kind, kind.parameters[0]) for kind in contract.interactions]
        unsupported = [
            [name, self._limit(kind, name), *([self._limit(kind.beside, name)] if kind.renamed else [])]
            for name, kind in contract.unsupported.items()
        ]
        parts = [
            self._pool.name(parameters, "parameters"), self._pool.name(between, "between"),
            self._pool.name(unsupported, "unsupported"), self._limit(contract.unknown, "parameter"),
        ]  # fmt: skip
        return self._pool.name(Code(f"/* @__PURE__ */ contractOf({', '.join(parts)})"), "taken")

    def _limit(self, kind: Constraint, about: str) -> Code:
        return self._use(self._limits.name(kind, about))

    def _use(self, name: Code) -> Code:
        self._used.add(name)
        return name


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
    models = [
        {"name": name, "title": model.title, **({"end": end} if (end := model_end(spec, name)) else {}), "operations": model.operations}
        for name, model in spec.models.items()
    ]
    recommended = recommended_model(spec, next(iter(spec.operations.values())))
    lines = [f'import {{ operation as {name} }} from "./{file}.js";' for name, file in zip(names, files.values(), strict=True)]
    lines += ['import { together } from "./lib/together.js";', "", f"export const spec = {literal(spec.name)};", ""]
    lines += [declared("models", models)]
    lines += [f"const every = together([{', '.join(names)}], {literal(recommended)});", ""]
    lines += [f"export const {name} = every.{name};" for name in _EVERY]
    return "\n".join(lines) + "\n"


_EVERY = ("check", "isValid", "fix", "nearestSize", "sizesFor", "contract", "operations")
