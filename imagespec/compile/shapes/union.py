"""The ``union`` shape: the models of an operation as ``oneOf`` with ``discriminator``, and beside it what holds without a model
and behind a prefix: a discriminator takes whole names only.
"""

from __future__ import annotations

from typing import Any

from imagespec.compile.shapes import body
from imagespec.compile.shapes.model import flat, unnamed
from imagespec.kinds.schema import NULL, Fragment
from imagespec.report.pointer import format_pointer
from imagespec.spec.model import Contract, Operation, Spec

Group = tuple[Contract, tuple[str, ...]]

_PREFIXED: Fragment = {"type": "object", "required": ["model"], "properties": {"model": {"type": "string", "pattern": "/"}}}


def union_shape(spec: Spec, operation: Operation, model: str | None = None) -> Fragment:
    """The schema of the requests of an operation, a branch per contract."""
    groups = body.groups(spec, operation, model)
    branches = [flat(spec, operation, *group, named=True) for group in groups]
    named: Fragment = {"type": "object", "required": ["model"], "discriminator": {"propertyName": "model"}, "oneOf": branches}
    head = {"title": f"{operation.title}: all models", "description": f"{operation.title} ({spec.name}).", "type": "object"}
    without = _without_model(spec, operation, groups, model)
    place: tuple[object, ...] = ("else", "else") if without else ("else",)
    behind = {"if": _PREFIXED, "then": _behind_prefixes(groups, branches, place), "else": named}
    return {**head, "if": body.nameless(operation), "then": without, "else": behind} if without else {**head, **behind}


def _without_model(spec: Spec, operation: Operation, groups: list[Group], model: str | None) -> Fragment | None:
    """The requests without a model, ``None`` where they are wrong: as the default model, as the other one when one of its
    parameters is sent, or as all current models take them.
    """
    common = None if model else body.unnamed(spec, operation)
    if common:
        schema: Fragment = body.stripped(unnamed(operation, common))
        return schema
    default = operation.default
    if default is None or not any(body.implies(operation, models) for _, models in groups):
        return None
    first, other = (_as(operation, groups, name) for name in (default.model, default.then))
    if not default.when_sent or first == other:
        return first
    quiet: Fragment = {"type": "object", "properties": dict.fromkeys(default.when_sent, NULL)}
    return {"type": "object", "if": quiet, "then": first, "else": other}


def _as(operation: Operation, groups: list[Group], model: str) -> Fragment:
    contract = next((contract for contract, models in groups if model in models), None)
    return {"not": {}} if contract is None else body.stripped(unnamed(operation, contract))


def _behind_prefixes(groups: list[Group], branches: list[Fragment], place: tuple[object, ...]) -> Fragment:
    """The requests whose model stands behind prefixes: what the branches at a place of the schema say of everything else."""
    every = tuple(name for _, models in groups for name in models)
    said = []
    for number, ((_, models), branch) in enumerate(zip(groups, branches, strict=True)):
        here = (*place, "oneOf", number)
        rules = [_reference(*here, "allOf", index) for index, _ in enumerate(branch.get("allOf", ()))]
        known = {name: _reference(*here, "properties", name) for name in branch["properties"] if name != "model"}
        kept: Fragment = {keyword: branch[keyword] for keyword in ("type", "required", "additionalProperties") if keyword in branch}
        kept["properties"] = {"model": {}, **known}
        if fields := branch.get("patternProperties"):
            kept["patternProperties"] = {pattern: _reference(*here, "patternProperties", pattern) for pattern in fields}
        if rules:
            kept["allOf"] = rules
        said.append({"if": {"type": "object", "properties": {"model": _behind(models)}}, "then": kept})
    return {"type": "object", "properties": {"model": _behind(every)}, "allOf": said}


def _behind(models: tuple[str, ...]) -> Any:
    return body.stripped(body.prefixed_property(models, nullable=False))


def _reference(*tokens: object) -> Fragment:
    from urllib.parse import quote  # slow to load, and for this shape only

    return {"$ref": f"#{quote(format_pointer(tokens))}"}
