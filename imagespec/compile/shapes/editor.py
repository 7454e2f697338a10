"""The ``editor`` shape: every model of an operation in one schema, as editors and language servers like it.

The root knows ``model`` only. What a contract takes is a closed branch behind an ``if`` on its models, so that an editor
offers the parameters and values of the model that is written there, and no others.
"""

from __future__ import annotations

from typing import Any

from imagespec.compile import words
from imagespec.compile.shapes import body
from imagespec.compile.shapes.dialects import with_choices
from imagespec.compile.shapes.model import closed
from imagespec.kinds.schema import NULL, Fragment
from imagespec.spec.model import Operation, Spec


def editor_shape(spec: Spec, operation: Operation, model: str | None = None, *, unknown_models: bool = False) -> Fragment:
    """The schema of the requests of an operation, or of those of one model.

    With ``unknown_models``, nothing is claimed of a request for another model.
    """
    groups = body.groups(spec, operation, model)
    every = tuple(name for _, models in groups for name in models)
    branches = [_branch(body.judged_by(operation, models, prefixed=True), closed(contract, {}, [])) for contract, models in groups]
    common = None if model else body.unnamed(spec, operation)
    if common:
        branches.append(_branch(body.nameless(operation), closed(common, {}, [])))
    implied = bool(common) or any(body.implies(operation, models) for _, models in groups)
    schema: Fragment = with_choices({
        "title": operation.title,
        "description": f"{operation.title}: what each model takes ({spec.name}).",
        "type": "object",
        "properties": {"model": _model(spec, operation, every, nullable=implied and operation.model_type.nullable, open_=unknown_models)},
        **({} if implied else {"required": ["model"]}),
        "allOf": branches,
        "examples": [_example(spec, operation, every)],
    })  # fmt: skip
    return schema


def _branch(asked: Fragment, taken: Fragment) -> Fragment:
    return {"if": asked, "then": taken}


def _model(spec: Spec, operation: Operation, models: tuple[str, ...], *, nullable: bool, open_: bool) -> Fragment:
    """The names of models, those of use first; a provider's prefix before one is taken, but not offered."""
    ordered = [name for name in words.models_in_order(spec, operation) if name in models]
    notes: dict[str, Any] = {"title": "Model", "description": _described(spec, ordered)}
    if open_:
        return {**notes, "type": ["string", "null"] if nullable else "string", "examples": ordered}
    behind = body.stripped(body.prefixed_property(models, nullable=False))
    return {**notes, "anyOf": [{"enum": ordered}, behind, *([NULL] if nullable else [])]}


def _described(spec: Spec, models: list[str]) -> str:
    """The image model, and which of them have ended or will."""
    ends = [f"{name} {words.model_end(spec, name)}" for name in models if words.model_end(spec, name)]
    return f"The image model. {', '.join(ends)}." if ends else "The image model."


def _example(spec: Spec, operation: Operation, models: tuple[str, ...]) -> dict[str, Any]:
    name = next(name for name in words.models_in_order(spec, operation) if name in models)
    return body.example(spec.contract(operation.name, name), (name,))
