"""The ``form`` shape: one object per operation that ``if`` and ``then`` narrow in place, as form builders and editors like it."""

from __future__ import annotations

from typing import Any

from imagespec.compile.shapes import body
from imagespec.compile.shapes.dialects import with_choices
from imagespec.compile.shapes.rules import rules
from imagespec.kinds.schema import Fragment
from imagespec.spec.model import Contract, Operation, Spec
from imagespec.values.entries import LAST


def form_shape(spec: Spec, operation: Operation, model: str | None = None, *, unknown_models: bool = False) -> Fragment:
    """The schema of the requests of an operation that name a model without a prefix, or none.

    With ``unknown_models``, nothing is claimed of a request for another model.
    """
    groups = body.groups(spec, operation, model)
    common_contract = None if model else body.unnamed(spec, operation)
    if common_contract:
        groups.append((common_contract, ()))
    taken = [body.properties(contract) for contract, _ in groups]
    base = _base(taken, claims=not unknown_models)
    needed = [body.required(contract) for contract, _ in groups]
    common = [name for name in needed[0] if not unknown_models and all(name in names for names in needed)]
    implied = bool(common_contract) or any(body.implies(operation, models) for _, models in groups)
    every = tuple(name for _, models in groups for name in models)
    nullable = implied and operation.model_type.nullable
    fields = {
        parameter.name: body.numbers(parameter.name, 0, LAST)
        for contract, _ in groups
        for parameter in contract.parameters
        if parameter.numbered
    }
    branches = []
    for (contract, models), own, names in zip(groups, taken, needed, strict=True):
        properties: dict[str, Any] = {name: _narrowed(own.get(name), base[name]) for name in base if own.get(name) != base[name]}
        if unknown_models:
            properties = {"model": {}, **own}
        rest = [name for name in names if name not in common]
        between = rules(contract)
        own_fields, other_fields = body.patterns(contract), _other_fields(contract, fields)
        branches.append({
            "if": body.judged_by(operation, models) if models else body.nameless(operation),
            "then": {
                "type": "object",
                **({"properties": properties} if properties else {}),
                **({"patternProperties": own_fields | other_fields} if fields else {}),
                **({"required": rest} if rest else {}),
                **({"additionalProperties": False} if unknown_models else {}),
                **({"allOf": between} if between else {}),
            },
        })  # fmt: skip
    named = body.model_property(every, nullable=nullable)
    if unknown_models:
        named = {"title": named["title"], "description": named["description"], "type": ["string", "null"] if nullable else "string"}
        named["examples"] = [*every]
    form: Fragment = with_choices({
        "title": operation.title,
        "description": f"{operation.title}: what each model takes ({spec.name}).",
        "type": "object",
        "properties": {"model": named, **base},
        **({"patternProperties": {pattern: {} for pattern in fields.values()}} if fields else {}),
        "required": [*([] if implied else ["model"]), *common],
        **({} if unknown_models else {"additionalProperties": False}),
        "allOf": branches,
        "examples": [body.example(*next(entry for entry in reversed(groups) if entry[1]))],
    })  # fmt: skip
    return form


def _other_fields(contract: Contract, fields: dict[str, str]) -> dict[str, Any]:
    """The fields for entries of lists that other models of the operation take, but not this one."""
    taken = {parameter.name: parameter.most for parameter in contract.parameters if parameter.numbered}
    refused = {name: pattern for name, pattern in fields.items() if name not in taken}
    beyond = {body.numbers(name, most, LAST): False for name, most in taken.items() if most is not None}
    return dict.fromkeys(refused.values(), False) | beyond


def _base(taken: list[dict[str, Any]], *, claims: bool) -> dict[str, Any]:
    """Every parameter of the operation, with what all models that take it have in common."""
    result: dict[str, Any] = {}
    for name in (name for own in taken for name in own):
        schemas = [own[name] for own in taken if name in own]
        same = all(schema == schemas[0] for schema in schemas)
        if claims and same:
            result[name] = schemas[0]
            continue
        notes = {keyword: schemas[-1][keyword] for keyword in ("title", "description") if keyword in schemas[-1]}
        if not same:
            notes["description"] = schemas[-1]["description"].partition(". ")[0].removesuffix(".") + "."
        types = [schema.get("type") for schema in schemas]
        shared = types[0] is not None and all(each == types[0] for each in types)
        result[name] = {**notes, **({"type": types[0]} if claims and shared else {})}
    return result


def _narrowed(schema: Fragment | None, base: Fragment) -> Any:
    """What a model says of a parameter beyond the base; ``False`` where it does not take it."""
    if schema is None:
        return False
    return {keyword: value for keyword, value in schema.items() if keyword == "type" or base.get(keyword) != value}
