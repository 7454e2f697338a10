"""The ``model`` shape: one flat, closed object for one model in one operation.

Negations are written with ``oneOf``, which every consumer of the shape reads: exactly one of "anything" and "the wrong
thing" holds just where the wrong thing does not.
"""

from __future__ import annotations

from typing import Any

from imagespec.compile.shapes import body
from imagespec.kinds.schema import Fragment, none_of
from imagespec.spec.model import Contract, Operation, Spec


def model_shape(spec: Spec, operation: Operation, model: str) -> Fragment:
    """The schema of the requests that are right for a model or its snapshots.

    Raises:
        KeyError: the operation does not serve the model.

    """
    names = body.names(spec, operation, model)
    schema: Fragment = without_not(flat(spec, operation, spec.contract(operation.name, model), names))
    return schema


def flat(spec: Spec, operation: Operation, contract: Contract, models: tuple[str, ...], *, named: bool = False) -> Fragment:
    """The body of a contract as one closed object; with ``named``, of the requests that name one of the models."""
    implied = not named and body.implies(operation, models)
    nullable = implied and operation.model_type.nullable
    rules = body.rules(contract)
    elsewhere = body.nameless_elsewhere(operation, models) if implied else None
    if elsewhere:
        rules.append({"description": "Without model, such a request is for another model.", **none_of(elsewhere)})
    first = spec.models[models[0]]
    return {
        "title": f"{first.title}: {operation.name}",
        "description": f"{operation.title}, as {', '.join(models)} takes it ({spec.name}).",
        **(first.lifecycle.json_schema() if first.lifecycle else {}),
        "type": "object",
        "properties": {"model": body.model_property(models, nullable=nullable), **body.properties(contract)},
        "required": [*([] if implied else ["model"]), *body.required(contract)],
        **({} if contract.unknown.refuses("unknown") is False else {"additionalProperties": False}),
        **({"allOf": rules} if rules else {}),
        "examples": [body.example(contract, models)],
    }


def without_not(schema: Any, context: Fragment | None = None) -> Any:
    """The same schema with every ``not`` written as ``oneOf``. ``context`` holds the type around a subschema of the same value."""
    if not isinstance(schema, dict):
        return schema
    around = {"type": schema["type"]} if "type" in schema else context or {}
    result: Fragment = {}
    for keyword, value in schema.items():
        if keyword == "not" and value:
            anything = {} if around.get("type") == "object" else dict(around)
            result["oneOf"] = [anything, without_not(value, around)]
        elif keyword in ("properties", "$defs", "definitions"):
            result[keyword] = {name: without_not(entry) for name, entry in value.items()}
        elif keyword in ("allOf", "anyOf", "oneOf"):
            result[keyword] = [without_not(entry, around) for entry in value]
        elif keyword == "items":
            result[keyword] = without_not(value)
        else:
            result[keyword] = value
    return result
