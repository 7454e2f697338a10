"""The ``model`` shape: one flat, closed object for one model in one operation.

Negations of values are written with ``oneOf``, which all readers take. Rules between parameters stand, in draft-07, under a
parameter that is always there: code generators and zod pass over them there, while around an object they would make classes
of the rules or let unknown keys through.
"""

from __future__ import annotations

from imagespec.compile.shapes import body
from imagespec.compile.shapes.dialects import without_not
from imagespec.compile.shapes.rules import rules
from imagespec.kinds.schema import Fragment, none_of
from imagespec.spec.model import Contract, Operation, Spec


def model_shape(spec: Spec, operation: Operation, model: str, draft: str) -> Fragment:
    """The schema of the requests that are right for a model or its snapshots.

    Raises:
        KeyError: the operation does not serve the model.
    """
    names = body.names(spec, operation, model)
    schema = flat(spec, operation, spec.contract(operation.name, model), names)
    nullable = body.implies(operation, names) and operation.model_type.nullable
    schema["properties"]["model"] = body.prefixed_property(names, nullable=nullable)
    examples, between = schema.pop("examples"), [rule["not"] for rule in schema.pop("allOf", [])]
    if draft == "draft-07" and between and schema["required"]:
        # Where zod does not look, the type of the request need not be said again.
        untyped = [none_of({keyword: value for keyword, value in wrong.items() if keyword != "type"}) for wrong in between]
        said: Fragment = {"dependencies": {schema["required"][0]: {"allOf": untyped}}}
    else:
        said = without_not(none_of(*between))
    return {**without_not(schema), **said, "examples": examples}


def flat(spec: Spec, operation: Operation, contract: Contract, models: tuple[str, ...], *, named: bool = False) -> Fragment:
    """The body of a contract as one closed object; with ``named``, of the requests that name one of the models."""
    implied = not named and body.implies(operation, models)
    nullable = implied and operation.model_type.nullable
    elsewhere = body.nameless_elsewhere(operation, models) if implied else None
    told = [{"description": "Without model, such a request is for another model.", **none_of(elsewhere)}] if elsewhere else []
    first = spec.models[models[0]]
    schema = closed(contract, body.model_property(models, nullable=nullable), told)
    return {
        "title": f"{first.title}: {operation.name}",
        "description": f"{operation.title}.",
        **(first.lifecycle.json_schema() if first.lifecycle else {}),
        **schema,
        "required": [*([] if implied else ["model"]), *schema["required"]],
        "examples": [body.example(contract, models)],
    }


def unnamed(operation: Operation, contract: Contract) -> Fragment:
    """The requests without a model that a contract takes."""
    return closed(contract, body.nameless(operation)["properties"]["model"], [])


def closed(contract: Contract, model: Fragment | bool, told: list[Fragment]) -> Fragment:
    """What a contract takes beside a schema of ``model``, with the rules between its parameters and others."""
    between, fields = [*rules(contract), *told], body.patterns(contract)
    return {
        "type": "object",
        "properties": {"model": model, **body.properties(contract)},
        **({"patternProperties": fields} if fields else {}),
        "required": body.required(contract),
        **({} if contract.unknown.refuses("unknown") is False else {"additionalProperties": False}),
        **({"allOf": between} if between else {}),
    }
