"""The ``model`` shape: one flat, closed object for one model in one operation.

Readers of schemas differ in what they take. Negations of values are written with ``oneOf``, which all of them read: exactly
one of "anything" and "the wrong thing" holds just where the wrong thing does not. Rules between parameters stand, in
draft-07, under a parameter that is always there: code generators and zod pass over them there, while around an object they
would make classes of the rules or let unknown keys through.
"""

from __future__ import annotations

from typing import Any

from imagespec.compile.shapes import body
from imagespec.kinds.schema import NOTHING, Fragment, none_of
from imagespec.spec.model import Contract, Operation, Spec


def model_shape(spec: Spec, operation: Operation, model: str, draft: str) -> Fragment:
    """The schema of the requests that are right for a model or its snapshots.

    Raises:
        KeyError: the operation does not serve the model.
    """
    names = body.names(spec, operation, model)
    schema = flat(spec, operation, spec.contract(operation.name, model), names)
    examples, rules = schema.pop("examples"), schema.pop("allOf", [])
    if draft == "draft-07" and rules and schema["required"]:
        said: Fragment = {"dependencies": {schema["required"][0]: {"allOf": rules}}}
    else:
        said = without_not(none_of(*({"description": rule["description"], **rule["not"]} for rule in rules)))
    return {**without_not(schema), **said, "examples": examples}


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


def without_not(schema: Any) -> Any:
    """The same schema with every ``not`` written as ``oneOf``, and ``false`` as the negation of everything."""
    if not isinstance(schema, dict):
        return NOTHING if schema is False else schema
    result: Fragment = {}
    for keyword, value in schema.items():
        if keyword == "not" and value:
            result["oneOf"] = [{}, without_not(value)]
        elif keyword in ("properties", "$defs", "definitions"):
            result[keyword] = {name: without_not(entry) for name, entry in value.items()}
        elif keyword in ("allOf", "anyOf", "oneOf"):
            result[keyword] = [without_not(entry) for entry in value]
        else:
            result[keyword] = without_not(value) if keyword == "items" else value
    return result
