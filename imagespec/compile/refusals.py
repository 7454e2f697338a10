"""How the API words what it refuses, as the run side reads it."""

from __future__ import annotations

from typing import Any

from imagespec.spec.model import Spec
from imagespec.spec.rows import RefusalTextRow


def refusals(spec: Spec) -> dict[str, Any]:
    """The wording of refusals as plain constants; what is said of a model is said of its snapshots."""
    row = spec.refusals
    if row is None:
        return {"order": (), "listed": {}, "texts": {}}
    return {
        "order": row.order,
        "listed": {name: (listed.values, listed.any_text) for name, listed in row.listed.items()},
        "texts": {rule: _text(spec, text) for rule, text in row.texts.items()},
    }


def _text(spec: Spec, row: RefusalTextRow) -> dict[str, Any]:
    """What is given of a text."""
    every = {
        "message": row.message, "below": row.below, "type": row.type, "param": row.param, "code": row.code,
        "operations": row.operations, "models": _models(spec, row.models), "needs": row.needs,
    }  # fmt: skip
    return {key: value for key, value in every.items() if value not in ((), "", None) or (key, value) == ("param", "")}


def _models(spec: Spec, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for model in names for name in (model, *(spec.models[model].snapshots if model in spec.models else ())))
