"""One parameter as a field of a form: one type, no null, no second spelling, and a sentence beside what no keyword says plainly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from imagespec.compile import words
from imagespec.compile.shapes import body
from imagespec.kinds import ExactlyOne, File
from imagespec.kinds.kind import Kind
from imagespec.kinds.schema import NOTHING, Fragment, all_of
from imagespec.report.frozen import evolve
from imagespec.spec.model import Contract, Parameter

UPLOAD: Fragment = {"type": "string", "format": "data-url"}
"""What form libraries hold for a file that was picked: a data URL with its name."""

_LARGEST = 2**53 - 1
"""The largest integer that JavaScript writes as one in any case."""

_PLAIN = ("minimum", "maximum", "minLength", "maxLength", "enum")
"""Keywords that the browser or one sentence says."""


def shown(contract: Contract) -> list[Parameter]:
    """The parameters that a form has fields for: one spelling of each, and none that is refused whatever it is."""
    names = {parameter.name for parameter in contract.parameters}
    own = [p for p in contract.parameters if "[" not in p.name or p.name.partition("[")[0] not in names]
    found = [p for p in words.grouped(own) if body.own_limits(p).get("not") != NOTHING["not"] and not p.type.open]
    fields = {parameter.name for parameter in found}
    return [parameter if _decided(parameter, fields) else evolve(parameter, instead=None) for parameter in found]


def _decided(parameter: Parameter, fields: set[str]) -> bool:
    """Whether another field decides what the limits of a parameter are."""
    instead = parameter.instead
    if instead is None or instead.when.parameter not in fields:
        return False
    return value(parameter, parameter.constraints, required=False) != value(parameter, instead.constraints, required=False)


def needed(parameter: Parameter) -> bool:
    """Whether a form without the field is refused."""
    return parameter.required is not None and parameter.required.refuses("required")


def field(parameter: Parameter, *, required: bool) -> Fragment:
    """A parameter, or a field of an object, with its title and its help."""
    notes = {"title": words.title(parameter), "description": help_text(parameter, required=required)}
    if parameter.instead:  # what decides about its limits says all of them
        return {**notes, "type": parameter.type.name}
    return {**notes, **value(parameter, parameter.constraints, required=required)}


def help_text(parameter: Parameter, *, required: bool) -> str:
    """What a parameter is for, its limits, and what it is where it is left out."""
    text = parameter.summary if parameter.fields and parameter.summary else body.describe(parameter, bounds=True)
    if required or not body.default_fits(parameter):
        return text
    default = parameter.default
    return f"{text} If empty: {('yes' if default else 'no') if isinstance(default, bool) else words.label(parameter, str(default))}."


def value(parameter: Parameter, kinds: Iterable[Kind], *, required: bool) -> Fragment:
    """The values of a field that some constraints take."""
    name, kinds = parameter.type.name, [*kinds]
    if name == "object":
        return _object(parameter, kinds, required=required)
    if name == "file":
        return {**UPLOAD, **_spoken(parameter, kinds, _picked(kinds))}
    if name in ("array", "files"):
        return _array(parameter, kinds, required=required)
    limits = all_of(kind.json_schema() for kind in kinds)
    if name == "integer":
        limits = {"minimum": -_LARGEST, "maximum": _LARGEST} | limits
    return {"type": name, **_spoken(parameter, kinds, limits)}


def _spoken(parameter: Parameter, kinds: list[Kind], limits: Fragment) -> Fragment:
    """Limits as plain keywords, and the others together with the sentence that says them."""
    plain = {keyword: limit for keyword, limit in limits.items() if keyword in _PLAIN}
    odd = {keyword: limit for keyword, limit in limits.items() if keyword in ("pattern", "not", "allOf")}
    if "pattern" in odd and "maxLength" in plain and parameter.type.name == "file":
        odd["maxLength"] = plain.pop("maxLength")
    return {**plain, "allOf": [said(parameter, sentence(parameter, kinds), odd)]} if odd else plain


def said(parameter: Parameter, text: str, limits: Fragment) -> Fragment:
    """Limits with the title and the sentence that stand for their keywords where they are missed."""
    return {"title": words.title(parameter), "description": text, **limits}


def sentence(parameter: Parameter, kinds: Iterable[Kind]) -> str:
    """What a value must be by some constraints, in a sentence."""
    hard = [(kind, {problem for problem in kind.problems if kind.refuses(problem)}) for kind in kinds if not kind.OF_ARRAYS]
    odd = [kind.in_words(problems) for kind, problems in hard if problems and set(kind.json_schema()) - set(_PLAIN)]
    text = "; ".join(dict.fromkeys(filter(None, odd)))
    return f"{words.title(parameter)} must be {text}." if text else f"{words.title(parameter)} is not taken like this."


def _picked(kinds: list[Kind]) -> Fragment:
    return next((kind.picked() for kind in kinds if isinstance(kind, File)), File().picked())


def _array(parameter: Parameter, kinds: list[Kind], *, required: bool) -> Fragment:
    counts = all_of(kind.json_schema() for kind in kinds if kind.OF_ARRAYS)
    least, most = counts.get("minItems", 0), counts.get("maxItems")
    if parameter.type.name == "files":
        items: Fragment = {"title": "File", **UPLOAD, **_spoken(parameter, kinds, _picked(kinds))}
    elif parameter.item:
        items = _item(parameter.item, words.title(parameter).removesuffix("s"))
    else:
        items = {}
    schema: Fragment = {"type": "array", "items": items, **({} if most is None else {"maxItems": most})}
    if least and required and parameter.type.name == "array":
        return {**schema, "minItems": least}  # shown at once, each to be filled in
    if least > 1:
        text = f"At least {least} are needed."
        return {**schema, "allOf": [said(parameter, text, {"not": {"type": "array", "maxItems": least - 1}})]}
    return {**schema, **({"contains": {"type": items["type"]}} if least and "type" in items else {})}


def _item(item: Parameter, title: str) -> Fragment:
    """An entry of an array; an object in it has all its fields at once, of which some hide others."""
    schema = field(item, required=True)
    schema["title"] = item.title or title
    return schema


def _object(parameter: Parameter, kinds: list[Kind], *, required: bool) -> Fragment:
    choice = next((kind.keys for kind in kinds if isinstance(kind, ExactlyOne) and kind.refuses("requires")), ())
    if required:
        whole = _fields(parameter, parameter.fields)
        return {**whole, "allOf": _one_of_keys(choice)} if choice else whole
    title = words.title(parameter)
    lead = title[:1].lower() + title[1:] if title[1:2].islower() else title
    none: Fragment = {"title": f"No {lead}", "type": "null", **({} if parameter.type.nullable else {"not": {}})}
    if not choice:
        return {"type": ["object", "null"], "anyOf": [none, {"title": f"With {lead}", **_fields(parameter, parameter.fields)}]}
    options = [
        {"title": f"{title} by {words.title(entry)}", **_fields(parameter, [entry, *_free(parameter, choice)], entry.name)}
        for entry in parameter.fields
        if entry.name in choice
    ]
    return {"type": ["object", "null"], "anyOf": [none, *options]}


def _free(parameter: Parameter, choice: tuple[str, ...]) -> list[Parameter]:
    return [entry for entry in parameter.fields if entry.name not in choice]


def _fields(parameter: Parameter, fields: Iterable[Parameter], must: str = "") -> Fragment:
    every = [*fields]
    musts = [entry.name for entry in every if needed(entry) or entry.name == must]
    return {
        "type": "object",
        "properties": {entry.name: field(entry, required=entry.name in musts) for entry in every},
        **({"required": musts} if musts else {}),
        "additionalProperties": False,
    }


def _one_of_keys(keys: tuple[str, ...]) -> list[Fragment]:
    """Each of the keys hides the others, and the first is asked for where none of the others is there."""
    first, *others = keys
    hides = [_if({key: True}, then={"properties": dict.fromkeys([other for other in keys if other != key], False)}) for key in keys]
    asked: Any = {"required": [first], "properties": {first: True}}
    last: Fragment = {"if": {"anyOf": [_there(key) for key in others]}, "else": {"type": "object", **asked}}
    return [*hides, last]


def _there(key: str) -> Fragment:
    return {"type": "object", "required": [key], "properties": {key: True}}


def _if(properties: dict[str, Any], then: Fragment) -> Fragment:
    return {"if": {"type": "object", "required": [*properties], "properties": properties}, "then": {"type": "object", **then}}
