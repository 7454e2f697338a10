"""Values that parameters take."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from imagespec.kinds.kind import Kind
from imagespec.spec.model import Parameter


def valid_value(parameter: Parameter) -> Any:
    """Some value a parameter takes."""
    if parameter.item:
        return [valid_value(parameter.item)]
    if parameter.fields:
        required = [entry for entry in parameter.fields if entry.required]
        objects = [{entry.name: valid_value(entry) for entry in required}]
        objects += [{entry.name: valid_value(entry)} for entry in parameter.fields]
        return next((value for value in objects if _fits(parameter, value)), objects[0])
    plain: dict[str, Any] = {"string": "a cat", "integer": 1, "boolean": True, "file": "image.png", "files": "image.png"}
    candidates = chain([plain.get(parameter.type.name)], (value for kind in reversed(parameter.constraints) for value, _ in kind.samples()))
    return next((value for value in candidates if _fits(parameter, value)), plain.get(parameter.type.name))


def may_be_taken(parameter: Parameter, value: Any) -> bool:
    """Whether a parameter may take a value beside some others. Nothing helps one that its own limits refuse, but those of a sheet."""
    if any(parameter.type.severity_of(problem) == "error" for problem in parameter.type.check(value)):
        return False
    read = parameter.type.read(value)
    kinds = _checkable(parameter, value) if read is not None else ()
    return not any(kind.severity_of(problem) == "error" for kind in kinds for problem in kind.check(read))


def _fits(parameter: Parameter, value: Any) -> bool:
    if any(parameter.type.check(value)):
        return False
    read = parameter.type.read(value)
    return not any(kind.severity_of(problem) == "error" for kind in _checkable(parameter, value) for problem in kind.check(read))


def _checkable(parameter: Parameter, value: Any) -> Iterable[Kind]:
    """The constraints that apply to a value: a count applies to arrays only."""
    return (kind for kind in parameter.constraints if not kind.OF_ARRAYS or isinstance(value, list))
