"""The ``form`` shape: what form libraries such as React JSON Schema Form make a form of that a person can submit.

The root knows ``model`` and what every model needs; the rest is a closed branch per contract, behind an ``if`` on its models.
Every field has one type and no default, and fields come and go by small ``if``s. The shape is never wider than the engine,
and narrower where no form writes: other spellings, null, described files, parameters without a model.
"""

from __future__ import annotations

from typing import Any

from imagespec.compile import words
from imagespec.compile.forms import fields
from imagespec.compile.forms.conditions import conditions
from imagespec.compile.shapes import body
from imagespec.kinds.schema import Fragment
from imagespec.spec.model import Contract, Operation, Parameter, Spec

_LOOSE = ("title", "type", "format")


def form_shape(spec: Spec, operation: Operation, model: str | None = None) -> Fragment:
    """The schema of a form for an operation, or for one model of it."""
    groups = body.groups(spec, operation, model)
    ordered = [name for name in words.models_in_order(spec, operation) if any(name in models for _, models in groups)]
    needs = [[p.name for p in fields.shown(contract) if fields.needed(p)] for contract, _ in groups]
    common = [name for name in needs[0] if all(name in names for names in needs)]
    nameless = None if model else _nameless(spec, operation)
    everywhere = [contract for contract, _ in groups] + ([nameless] if nameless else [])
    root = {name: _loose([fields.field(contract[name], required=True) for contract in everywhere]) for name in common}
    branches = [_branch({"enum": [*models]}, contract, root) for contract, models in groups]
    if nameless:
        branches.append(_without_model(nameless, root))
    return {
        "title": operation.title,
        "type": "object",
        "properties": {"model": _model(spec, ordered), **root},
        "required": [*([] if nameless else ["model"]), *common],
        "allOf": branches,
    }


def _model(spec: Spec, models: list[str]) -> Fragment:
    """The models by their titles, the recommended one first and those that have ended last."""
    choices = [{"title": words.model_label(spec, name), "enum": [name]} for name in models]
    return {"title": "Model", "description": "The image model.", "type": "string", "oneOf": choices}


def _branch(models: Fragment, contract: Contract, root: Fragment) -> Fragment:
    """What the form has once one of the models is chosen."""
    rules = conditions(contract)
    return {
        "if": {"type": "object", "required": ["model"], "properties": {"model": models}},
        "then": {**_closed(fields.shown(contract), root), **({"allOf": rules} if rules else {})},
    }


def _nameless(spec: Spec, operation: Operation) -> Contract | None:
    """What judges a request of required parameters only that names no model; ``None`` where such a request is wrong."""
    if not operation.may_be_unnamed:
        return None
    if common := body.unnamed(spec, operation):
        return common
    default = operation.default
    if default is None:
        return None
    first = spec.contract(operation.name, default.model)
    sent = {parameter.name: True for parameter in first.parameters if fields.needed(parameter)}
    return spec.contract(operation.name, default.pick(sent))


def _without_model(contract: Contract, root: Fragment) -> Fragment:
    """A form before its model is chosen: what every model needs."""
    needs = [parameter for parameter in fields.shown(contract) if fields.needed(parameter)]
    return {"if": {"type": "object", "properties": {"model": False}}, "then": _closed(needs, root)}


def _closed(parameters: list[Parameter], root: Fragment) -> Fragment:
    """The fields of a branch, ``True`` where the root says all of one."""
    own: dict[str, Any] = {p.name: fields.field(p, required=fields.needed(p)) for p in parameters}
    rest = [p.name for p in parameters if fields.needed(p) and p.name not in root]
    return {
        "type": "object",
        "properties": {"model": True, **{name: root.get(name) == schema or schema for name, schema in own.items()}},
        **({"required": rest} if rest else {}),
        "additionalProperties": False,
    }


def _loose(schemas: list[Fragment]) -> Fragment:
    """What several schemas of one parameter have in common at least: what shows its field."""
    first = schemas[0]
    if all(schema == first for schema in schemas):
        return first
    result: dict[str, Any] = {
        keyword: first[keyword] for keyword in _LOOSE if all(keyword in schema and schema[keyword] == first[keyword] for schema in schemas)
    }
    if all(isinstance(schema.get("items"), dict) for schema in schemas):
        result["items"] = _loose([schema["items"] for schema in schemas])
    return result
