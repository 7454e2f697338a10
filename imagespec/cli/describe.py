"""The table in words: what a model takes, from the resolved spec, as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imagespec.kinds.kind import Constraint, Kind
    from imagespec.spec.model import Contract, Model, Parameter, Spec


def overview(spec: Spec, model: Model) -> dict[str, Any]:
    """One model in a list."""
    defaults = {name: (row.default.model, row.default.then) for name, row in spec.operations.items() if row.default}
    return {
        "model": model.name, "title": model.title, "snapshot_of": model.snapshot_of, "operations": list(model.operations),
        "released": model.released, "deprecated": model.deprecated, "shutdown": model.shutdown, "replacement": list(model.replacement),
        "default_of": [name for name, models in defaults.items() if model.name in models],
    }  # fmt: skip


def described(spec: Spec, model: Model) -> dict[str, Any]:
    """One model with everything it takes, per operation."""
    return overview(spec, model) | {
        "snapshots": list(model.snapshots),
        "contracts": {name: _contract(spec, spec.contract(name, model.name)) for name in model.operations},
    }


def _contract(spec: Spec, contract: Contract) -> dict[str, Any]:
    operation = spec.operations[contract.operation]
    return {
        "title": operation.title, "method": operation.method, "path": operation.path, "encoding": operation.encoding,
        "parameters": [entry for parameter in contract.parameters for entry in _parameter(parameter, "")],
        "interactions": [_limit(kind, problem, kind.parameters[0]) for kind in contract.interactions for problem in kind.problems],
        "not_taken": {name: list(kind.taken_by) for name, kind in contract.unsupported.items()},
    }  # fmt: skip


def _parameter(parameter: Parameter, owner: str) -> Iterator[dict[str, Any]]:
    """A parameter, then what is inside it."""
    name = f"{owner}{parameter.name}"
    yield {
        "name": name, "also_named": list(parameter.also_named), "type": parameter.type.name, "nullable": parameter.type.nullable,
        "required": bool(parameter.required), "default": parameter.default, "summary": parameter.summary,
        "limits": [_limit(kind, problem, parameter.rule) for kind in _kinds(parameter) for problem in kind.problems],
    }  # fmt: skip
    inner = parameter.item.fields if parameter.item else parameter.fields
    for entry in inner:
        yield from _parameter(entry, f"{name}[]." if parameter.item else f"{name}.")


def _kinds(parameter: Parameter) -> tuple[Kind, ...]:
    return parameter.constraints + (parameter.item.constraints if parameter.item else ())


def _limit(kind: Constraint, problem: str, name: str) -> dict[str, Any]:
    provenance = kind.provenance_of(problem)
    return {
        "rule": f"{name}.{problem}", "severity": kind.severity_of(problem), "allowed": kind.allowed(problem),
        "limits": kind.limits(problem), "source": list(provenance.source), "basis": provenance.basis, "reason": provenance.reason,
    }  # fmt: skip


def span(model: dict[str, Any]) -> str:
    """The first and the last day of a model, in short."""
    if model["released"] and model["shutdown"]:
        return f"{model['released']} to {model['shutdown']}"
    return f"since {model['released']}" if model["released"] else f"to {model['shutdown']}" if model["shutdown"] else ""


def life(model: dict[str, Any]) -> str:
    """The dates of a model, in words."""
    dates = [f"released {model['released']}"] if model["released"] else []
    dates += [f"deprecated {model['deprecated']}"] if model["deprecated"] else []
    dates += [f"shut down {model['shutdown']}"] if model["shutdown"] else []
    dates += [f"replaced by {' or '.join(model['replacement'])}"] if model["replacement"] else []
    return ", ".join(dates)
