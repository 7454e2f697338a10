"""The module of each operation, which leads to the contracts of its models, and the module of all of them."""

from __future__ import annotations

from typing import Any

from imagespec.compile.javascript.parameters import Parameters
from imagespec.compile.javascript.script import Code, imported, laid_out, literal
from imagespec.compile.words import model_end, recommended_model
from imagespec.spec.model import Contract, Operation, Spec


class OperationModule:
    """The module of one operation."""

    def __init__(self, spec: Spec, operation: Operation, parameters: Parameters) -> None:
        self.spec, self.operation, self.parameters, self.limits = spec, operation, parameters, parameters.limits
        self._constants: dict[str, str] = {}
        self._contracts: dict[str, str] = {}
        self._used: set[str] = set()

    def source(self) -> str:
        """The text of the module."""
        operation = self.operation
        models = [self._model(name) for name in operation.models]
        common = self.spec.unnamed(operation.name)
        default = operation.default
        definition: dict[str, Any] = {
            "name": operation.name,
            "models": models,
            "others": sorted(set(self.spec.models) - set(operation.models)),
            "rows": self._rows(),
        }
        definition |= {"named_is_error": True} if operation.named and operation.named.severity_of("required") == "error" else {}
        if default:
            definition["fallback"] = {"model": default.model, "when_sent": default.when_sent, "then": default.then}
        if common:
            definition["common"] = Code(self._contract(common, "every current model"))
        body = f"const definition = {laid_out(definition, 0, 20)};\n"
        limits = {name for name in self._used if name in self.limits.names}
        return (
            imported({"contractOf"} if self._contracts else set(), "./lib/contract.js")
            + imported({"operation"}, "./lib/engine.js")
            + imported(limits, "./lib/limits.js")
            + imported(self._used - limits, "./lib/parameters.js")
            + "\n"
            + "\n".join([*self._constants.values(), body, _FACE])
        )

    def _model(self, name: str) -> list[Any]:
        contract = self.spec.contract(self.operation.name, name)
        end = self.spec.models[name].lifecycle
        return [name, Code(self._contract(contract, name)), *([self._limit(end, "model")] if end else [])]

    def _rows(self) -> dict[str, Any]:
        from imagespec.kinds import Type

        operation = self.operation
        rows = {
            "type": self._limit(operation.model_type, "model"),
            "known": self._limit(operation.known, "model"),
            "served": self._limit(operation.served, "model"),
            "prefixed": self._limit(operation.prefixed, "model"),
            "request": self._limit(Type(name="object", provenance=operation.model_type.provenance), "request"),
            "unnamed": self._limit(operation.unnamed, "model"),
        }
        return rows | ({"named": self._limit(operation.named, "model")} if operation.named else {})

    def _limit(self, kind: Any, about: str) -> Code:
        return self._use(self.limits.name(kind, about))

    def _use(self, name: str) -> Code:
        self._used.add(name)
        return Code(name)

    def _contract(self, contract: Contract, of: str) -> str:
        parameters = [self._use(self.parameters.name(parameter)) for parameter in contract.parameters]
        between = [self._use(self.parameters.between(contract, entry)) for entry in contract.interactions]
        unsupported = []
        for name, kind in contract.unsupported.items():
            soft = kind.severity_of("unsupported") == "warning"
            more = [self._limit(kind.beside, name)] if kind.renamed else []
            unsupported.append([name, self._limit(kind, name), *([soft] if soft or more else []), *more])
        unknown = self._limit(contract.unknown, "parameter")
        parts = [self._constant("parameters", parameters), between, self._constant("unsupported", unsupported), unknown]
        text = f"/* @__PURE__ */ contractOf(\n{''.join(f'  {laid_out(part, 1)},' + chr(10) for part in parts)});\n"
        if text not in self._contracts:
            name = f"contract{len(self._contracts) + 1}"
            self._contracts[text] = name
            self._constants[name] = f"// {literal(of)}\nconst {name} = {text}"
        return self._contracts[text]

    def _constant(self, about: str, value: list[Any]) -> Code:
        """A list that several contracts share."""
        text = laid_out(value, 0, 30)
        for name, known in self._constants.items():
            if known == f"const {name} = {text};\n":
                return Code(name)
        name = f"{about}{sum(known.startswith(about) for known in self._constants) + 1}"
        self._constants[name] = f"const {name} = {text};\n"
        return Code(name)


_FACE = """\
/** What is asked of this operation. */
export const face = /* @__PURE__ */ operation(definition);
export const check = /* @__PURE__ */ face.check;
export const isValid = /* @__PURE__ */ face.isValid;
export const fix = /* @__PURE__ */ face.fix;
export const contract = /* @__PURE__ */ face.contract;
export const models = /* @__PURE__ */ face.models;
"""


def index_module(spec: Spec, files: dict[str, str]) -> str:
    """The module of everything."""
    names = {operation: f"operation{number}" for number, operation in enumerate(files, 1)}
    models = [
        {"name": name, "title": model.title, **({"end": end} if (end := model_end(spec, name)) else {}), "operations": model.operations}
        for name, model in spec.models.items()
    ]
    first = next(iter(spec.operations.values()))
    lines = [f'import {{ face as {names[operation]} }} from "./{file}.js";' for operation, file in files.items()]
    lines += ['import { together } from "./lib/together.js";', ""]
    lines += [f"export const spec = {literal(spec.name)};", ""]
    lines += [f"const faces = [{', '.join(names.values())}];", ""]
    lines += [f"export const models = {laid_out(models, 0, 24)};", ""]
    lines += [f"const every = together(faces, {literal(recommended_model(spec, first))});"]
    face = ("check", "isValid", "fix", "nearestSize", "sizesFor", "contract", "operations")
    lines += [f"export const {name} = every.{name};" for name in face]
    return "\n".join(lines) + "\n"
