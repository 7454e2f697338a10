"""The uiSchema of a form: what React JSON Schema Form is to show a field as, in which order and under which heading."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from imagespec.compile import words
from imagespec.compile.forms import fields
from imagespec.compile.shapes import body
from imagespec.kinds import File
from imagespec.spec.model import Operation, Parameter, Spec

_LONG = 400
"""Characters from which on a text is written in an area of several lines."""

_SLIDER = range(20, 1001)
"""How many steps a slider may have."""


def scripts() -> dict[str, str]:
    """The JavaScript modules beside the forms, and their types, by name."""
    folder = files("imagespec.compile.forms")
    return {f"{name}.{kind}": (folder / f"{name}.{kind}").read_text("utf-8") for name in ("sentences", "groups") for kind in ("js", "d.ts")}


def ui_schema(spec: Spec, operation: Operation) -> dict[str, Any]:
    """What every parameter of an operation is shown as, whatever the model: each has one entry."""
    every: dict[str, list[Parameter]] = {}
    for name in operation.models:
        for parameter in fields.shown(spec.contract(operation.name, name)):
            every.setdefault(parameter.name, []).append(parameter)
    ordered = words.grouped(found[-1] for found in every.values())
    groups: dict[str, list[str]] = {}
    for parameter in ordered:
        groups.setdefault(parameter.group or words.MAIN, ["model"] if not groups else []).append(parameter.name)
    looks = {name: look for name, found in every.items() if (look := _look(found))}
    headed = [{"title": words.titled(name), "fields": names} for name, names in groups.items()]
    return {
        "ui:order": ["model", *(parameter.name for parameter in ordered), "*"],
        **({"ui:groups": headed} if len(headed) > 1 else {}),
        "model": {"ui:placeholder": "Choose a model"},
        **looks,
    }


def _look(found: list[Parameter]) -> dict[str, Any]:
    """How the parameters of one name are shown; limits that differ between models are left to the schema."""
    first = found[-1]
    if first.type.name in ("file", "files"):
        return {"ui:options": {"accept": _accepted(found), "filePreview": True}}
    if first.type.name == "object":
        return _inside(found)
    if first.type.name == "array":
        inner = _look([parameter.item for parameter in found if parameter.item])
        return {"ui:options": {"orderable": False}, **({"items": inner} if inner else {})}
    labels = _labels(found)
    if labels:
        default = next((parameter.default for parameter in found if body.default_fits(parameter)), None)
        return {"ui:enumNames": labels, **({} if default is None else {"ui:placeholder": f"{labels.get(str(default), default)} (default)"})}
    limits = body.own_limits(first)
    if first.type.name == "integer" and "minimum" in limits and "maximum" in limits and limits["maximum"] - limits["minimum"] in _SLIDER:
        return {"ui:widget": "range", "ui:help": "Nothing is sent until it is moved."}
    if first.type.name == "string" and not limits.keys() & {"pattern", "not", "allOf"} and limits.get("maxLength", 0) >= _LONG:
        return {"ui:widget": "textarea", "ui:options": {"rows": 5}}
    if first.type.name == "integer" and body.default_fits(first):
        return {"ui:placeholder": str(first.default)}
    if first.type.name == "string" and body.default_fits(first):
        return {"ui:placeholder": f"{first.default} (default)"}
    return {}


def _inside(found: list[Parameter]) -> dict[str, Any]:
    inner: dict[str, list[Parameter]] = {}
    for parameter in found:
        for entry in parameter.fields:
            inner.setdefault(entry.name, []).append(entry)
    looks = {name: look for name, entries in inner.items() if (look := _look(entries))}
    if found[-1].required or not looks:
        return looks
    return {**looks, "anyOf": [{}, *(dict(looks) for _ in range(_choices(found[-1])))]}


def _choices(parameter: Parameter) -> int:
    schema = fields.field(parameter, required=False)
    return len(schema.get("anyOf", ())) - 1


def _labels(found: list[Parameter]) -> dict[str, str]:
    """The names of the values for people, of all models."""
    result: dict[str, str] = {}
    for parameter in found:
        for value in body.own_limits(parameter).get("enum", ()):
            result.setdefault(str(value), words.label(parameter, str(value)))
    return result


def _accepted(found: list[Parameter]) -> str:
    """The files that a picker offers: those that any model takes."""
    formats = dict.fromkeys(
        name
        for parameter in found
        for kind in parameter.constraints
        if isinstance(kind, File) and kind.formats
        for name in kind.formats.values
    )
    return ",".join(f"image/{name}" for name in formats) or "image/*"
