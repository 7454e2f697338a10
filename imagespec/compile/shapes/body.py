"""One request body as a flat object schema: what a contract takes, annotated."""

from __future__ import annotations

from typing import Any

from imagespec.compile import words
from imagespec.kinds.schema import NULL, Fragment, all_of, escaped, group, none_of, one_of_several, whole_number
from imagespec.report.frozen import evolve
from imagespec.spec.model import Contract, Operation, Parameter, Spec
from imagespec.values.entries import LAST

RULES = "rules.md"
"""The page that the schemas name once and then link into: every rule with its limits and sources."""

Gap = tuple[str, str]
"""A rule that a schema cannot see, and why."""


def groups(spec: Spec, operation: Operation, model: str | None = None) -> list[tuple[Contract, tuple[str, ...]]]:
    """The different contracts of an operation, each with its models; of one model only where one is given."""
    result: list[tuple[Contract, tuple[str, ...]]] = []
    for name in operation.models if model is None else names(spec, operation, model):
        contract = spec.contract(operation.name, name)
        number = next((n for n, (other, _) in enumerate(result) if other == contract), None)
        if number is None:
            result.append((contract, (name,)))
        else:
            result[number] = (contract, (*result[number][1], name))
    return result


def names(spec: Spec, operation: Operation, model: str) -> tuple[str, ...]:
    """A model with those of its snapshots that take the same.

    Raises:
        KeyError: the operation does not serve the model.

    """
    contract = spec.contract(operation.name, model)
    same = [
        other for other in spec.models[model].snapshots if other in operation.models and spec.contract(operation.name, other) == contract
    ]
    return (model, *same)


def properties(contract: Contract) -> dict[str, Any]:
    """The parameters of a contract but for ``model``, every spelling."""
    result = {name: parameter_schema(parameter, contract) for parameter in contract.parameters for name in parameter.names}
    for name, kind in contract.unsupported.items():
        if not kind.refuses("unsupported"):
            result[name] = {
                "title": words.titled(name),
                "description": f"Should be left out: {kind.provenance.reason}.",
                **kind.json_schema(),
            }
    return result


def patterns(contract: Contract) -> dict[str, Any]:
    """The entries of lists that may be fields of their own, such as ``image[0]``, by the pattern of their names.

    To Python, a final newline does not belong to a name, so names with one are refused.
    """
    result: dict[str, Any] = {}
    for parameter in contract.parameters:
        if parameter.numbered:
            result[numbers(parameter.name, 0, LAST if parameter.most is None else parameter.most - 1)] = _entry(parameter)
    return {**result, "\\n": False} if result else {}


def numbers(name: str, low: int, high: int) -> str:
    """The pattern of the fields that hold some entries of a list."""
    return f"^{escaped(name)}\\[{whole_number(low, high)}\\]$"


def _entry(parameter: Parameter) -> Fragment:
    """One file of several."""
    if parameter.type.open:
        return {}
    limits = {keyword: value for keyword, value in own_limits(parameter).items() if keyword not in ("minItems", "maxItems")}
    return evolve(parameter.type, name="file", nullable=False).schema_of(limits)


def required(contract: Contract) -> list[str]:
    """The parameters that must be there and have one name only; ``rules`` says the others."""
    return [p.name for p in contract.parameters if p.required and p.required.refuses("required") and not p.once]


def gaps(contract: Contract) -> list[Gap]:
    """The rules of a contract that no JSON Schema sees, with the reasons."""
    found: dict[Gap, None] = {}
    for parameter in contract.walk():
        for kind in parameter.constraints:
            found |= {(f"{parameter.rule}.{problem}", reason): None for problem, reason in kind.unsaid().items()}
    for interaction in contract.interactions:
        found |= {(f"{interaction.parameters[0]}.{problem}", reason): None for problem, reason in interaction.unsaid().items()}
    return list(found)


def own_limits(parameter: Parameter) -> Fragment:
    """What the constraints of a parameter say of a value of its type."""
    return all_of(kind.json_schema() for kind in parameter.anyway)


def parameter_schema(parameter: Parameter, contract: Contract, path: str = "") -> Fragment:
    """One parameter, or the field of an object at a path: its annotations, and the values it takes.

    One that is a form field of its own, too, is described as that.
    """
    form = form_field(parameter, contract, path)
    if form:
        return parameter_schema(form, contract)
    here = f"{path}[{parameter.name}]" if path else parameter.name
    limits = own_limits(parameter)
    if parameter.fields:
        limits |= _fields(parameter, contract, here)
    if parameter.item:
        limits["items"] = parameter_schema(parameter.item, contract, here)
    return {**_annotations(parameter, contract), **parameter.type.schema_of(limits)}


def form_field(parameter: Parameter, contract: Contract, path: str) -> Parameter | None:
    """The parameter, such as ``svg[model]``, that is the field of an object at a path, spelled as a field of a form."""
    name = f"{path}[{parameter.name}]"
    form = next((entry for entry in contract.parameters if entry.name == name), None) if path else None
    if form is None:
        return None
    words_ = {key: getattr(parameter, key) for key in ("name", "rule", "summary", "title", "labels", "group")}
    return form if evolve(form, **words_) == parameter else None


def _fields(parameter: Parameter, contract: Contract, path: str) -> Fragment:
    closed = parameter.unknown is None or parameter.unknown.refuses("unknown")
    needed = [entry.name for entry in parameter.fields if entry.required and entry.required.refuses("required")]
    return {
        "properties": {name: parameter_schema(entry, contract, path) for entry in parameter.fields for name in entry.names},
        **({"required": needed} if needed else {}),
        **({"additionalProperties": False} if closed else {}),
    }


def _annotations(parameter: Parameter, contract: Contract) -> dict[str, Any]:
    notes: dict[str, Any] = {
        "title": words.title(parameter),
        "description": describe(parameter),
    }
    if default_stands(parameter, contract):
        notes["default"] = parameter.default
    return notes


def default_stands(parameter: Parameter, contract: Contract) -> bool:
    """Whether the server's default exists and would be taken if it were sent alone: readers fill it in."""
    if not default_fits(parameter):
        return False
    value = parameter.type.read(parameter.default)
    touching = [kind for kind in contract.interactions if parameter.name in kind.parameters]
    between = [(kind, kind.check(dict.fromkeys(kind.parameters) | {parameter.name: value})) for kind in touching]
    return not any(kind.refuses(problem) for kind, problems in between for problem in problems)


def default_fits(parameter: Parameter) -> bool:
    """Whether the server's default exists and is a value that the parameter takes."""
    value = None if parameter.default is None else parameter.type.read(parameter.default)
    if value is None:
        return False
    return not any(kind.refuses(problem) for kind in parameter.constraints for problem in kind.check(value))


def describe(parameter: Parameter, *, bounds: bool = False, members: bool = False) -> str:
    """The summary of a parameter with its limits in words: what is refused, then what only draws a warning.

    A bound or a set of members is left to the keyword beside it, unless the words are to say it as well.
    """
    said = [parameter.summary or f"{words.title(parameter)}."]
    schemas = [kind.json_schema() for kind in parameter.constraints]
    closed = all_of(schemas).get("enum")
    firm = [f"one of {', '.join(map(str, closed))}"] if closed and members else []
    soft = []
    for kind, schema in zip(parameter.constraints, schemas, strict=True):
        told = bool(closed) and ("enum" in schema or "enum" in schema.get("not", {}))
        told = told or (not bounds and 0 < len(schema.keys() & _PLAIN) == len(schema))
        hard = {problem for problem in kind.problems if kind.severity_of(problem) == "error"}
        firm += [kind.in_words(hard)] if hard and not told else []
        soft += [kind.in_words({*kind.problems} - hard)] if {*kind.problems} - hard else []
    limits, advice = ("; ".join(dict.fromkeys(filter(None, part))) for part in (firm, soft))
    limits = f"only {limits}" if limits.isdigit() else limits
    said += [f"{limits[:1].upper()}{limits[1:]}."] if limits else []
    labels = words.explained(parameter, closed or ())
    said += [f"{labels}."] if labels else []
    said += [f"Advised: {advice}."] if advice else []
    return " ".join(said)


_PLAIN = frozenset({"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"})
"""Keywords that need no words."""


def model_property(models: tuple[str, ...], *, nullable: bool) -> Fragment:
    """``model`` as one of several names, or null where that means leaving it out."""
    values = [*models, *([None] if nullable else [])]
    return {"title": "Model", "description": "The image model.", **({"const": values[0]} if len(values) == 1 else {"enum": values})}


def prefixed_property(models: tuple[str, ...], *, nullable: bool) -> Fragment:
    """``model`` as one of several names, the prefixes of a provider before it or not: the engine takes them with a warning.

    A pattern, as that is the one way of saying so that is small and gives one error. To Python, a final newline does not
    belong to a text, so it is refused beside it.
    """
    first, *others = map(escaped, models)
    tails = [other.removeprefix(first) for other in others if other.startswith(first)]
    ends = f"({'|'.join(tails)})?" if tails and len(tails) == len(others) else ""
    name = f"{first}{ends}" if ends or not others else group([first, *others])
    text: Fragment = {"type": "string", "pattern": f"^([!-~]+/)?{name}$", **none_of({"type": "string", "pattern": "\\n"})}
    notes = {"title": "Model", "description": "The image model."}
    return {**notes, **(one_of_several(text, NULL) if nullable else text)}


def nameless(operation: Operation) -> Fragment:
    """The requests that name no model."""
    return {"type": "object", "properties": {"model": NULL if operation.model_type.nullable else False}}


def unnamed(spec: Spec, operation: Operation) -> Contract | None:
    """What judges the requests without a model, where no default model does; ``None`` where they are wrong."""
    return spec.unnamed(operation.name) if operation.may_be_unnamed else None


def judged_by(operation: Operation, models: tuple[str, ...], *, prefixed: bool = False) -> Fragment:
    """The requests that name, behind a provider's prefix where that is ``prefixed``, or imply one of the models."""
    name = stripped(prefixed_property(models, nullable=False)) if prefixed else {"enum": [*models]}
    named: Fragment = {"type": "object", "required": ["model"], "properties": {"model": name}}
    if not implies(operation, models):
        return named
    wrong = nameless_elsewhere(operation, models)
    absent = {"allOf": [nameless(operation), none_of(wrong)]} if wrong else nameless(operation)
    return {"anyOf": [named, absent]}


def implies(operation: Operation, models: tuple[str, ...]) -> bool:
    """Whether some request without a model is judged as one of the models."""
    default = operation.default
    return default is not None and operation.may_be_unnamed and bool({default.model, default.then} & set(models))


def nameless_elsewhere(operation: Operation, models: tuple[str, ...]) -> Fragment | None:
    """The requests without a model that are judged as a model other than these, ``None`` where there are none."""
    default = operation.default
    if default is None or not default.when_sent or {default.model, default.then} <= set(models):
        return None
    quiet: Fragment = {"type": "object", "properties": {**nameless(operation)["properties"], **dict.fromkeys(default.when_sent, NULL)}}
    if default.then in models:
        return quiet
    return {"type": "object", "allOf": [nameless(operation), none_of(quiet)]}


def example(contract: Contract, models: tuple[str, ...]) -> dict[str, Any]:
    """A small valid request."""
    return {"model": models[0], **{p.name: _example_value(p) for p in contract.parameters if p.required}}


def _example_value(parameter: Parameter) -> Any:
    if parameter.item:
        return [_example_value(parameter.item)]
    if parameter.fields:
        return {parameter.fields[0].name: _example_value(parameter.fields[0])}
    schema = own_limits(parameter)
    if "enum" in schema:
        return schema["enum"][0]
    prefixes = next((kind.limits("format").get("prefixes") for kind in parameter.constraints if "format" in kind.problems), None)
    if prefixes:
        return f"{prefixes[0]}example.com/image.png"
    return {"file": "image.png", "files": ["image.png"], "integer": schema.get("minimum", 1), "boolean": True}.get(
        parameter.type.name, "A lighthouse"
    )


def stripped(schema: Any) -> Any:
    """A schema without its annotations."""
    if isinstance(schema, list):
        return [stripped(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    result = {}
    for keyword, value in schema.items():
        if keyword in ("properties", "patternProperties", "dependencies", "$defs", "definitions"):
            result[keyword] = {name: stripped(entry) for name, entry in value.items()}
        elif keyword in ("enum", "const", "required"):
            result[keyword] = value
        elif keyword not in ("title", "description", "$comment", "default", "examples", "deprecated"):
            result[keyword] = stripped(value)
    return result
