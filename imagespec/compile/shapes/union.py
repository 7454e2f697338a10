"""The ``union`` shape: the models of an operation as ``oneOf`` with ``discriminator``, and what holds without a model."""

from __future__ import annotations

from imagespec.compile.shapes import body
from imagespec.compile.shapes.model import flat
from imagespec.kinds.schema import NULL, Fragment
from imagespec.spec.model import Contract, Operation, Spec

Group = tuple[Contract, tuple[str, ...]]


def union_shape(spec: Spec, operation: Operation, model: str | None = None) -> Fragment:
    """The schema of the requests of an operation, a branch per contract.

    A discriminator takes only texts, so a request without a model is judged beside it.
    """
    groups = body.groups(spec, operation, model)
    named: Fragment = {
        "type": "object",
        "required": ["model"],
        "discriminator": {"propertyName": "model"},
        "oneOf": [flat(spec, operation, *group, named=True) for group in groups],
    }
    head = {"title": f"{operation.title}: all models", "description": f"{operation.title} ({spec.name}).", "type": "object"}
    if not any(body.implies(operation, models) for _, models in groups):
        return {**head, **named}
    without = _without_model(spec, operation, groups)
    return {**head, "if": body.nameless(operation), "then": without, "else": named}


def _without_model(spec: Spec, operation: Operation, groups: list[Group]) -> Fragment:
    """The requests without a model: as the default model, or as the other one when one of its parameters is sent."""
    default = operation.default
    assert default is not None  # asked for only where some model is implied
    first, other = (_as(spec, operation, groups, model) for model in (default.model, default.then))
    if not default.when_sent or first == other:
        return first
    quiet: Fragment = {"type": "object", "properties": dict.fromkeys(default.when_sent, NULL)}
    return {"type": "object", "if": quiet, "then": first, "else": other}


def _as(spec: Spec, operation: Operation, groups: list[Group], model: str) -> Fragment:
    group = next((group for group in groups if model in group[1]), None)
    if group is None:
        return {"not": {}}
    schema: Fragment = body.stripped(flat(spec, operation, *group, named=True))
    schema["properties"]["model"] = body.nameless(operation)["properties"]["model"]
    schema["required"] = [name for name in schema["required"] if name != "model"]
    return schema
