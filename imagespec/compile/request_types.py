"""What the request types of a revision are called and made of, for every artefact that writes them."""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.compile.names import attribute_name, capitals, type_name
from imagespec.report.frozen import field, frozen
from imagespec.spec.model import Contract, Operation, Parameter, Spec
from imagespec.spec.reserved import TYPES

MOST_MEMBERS = 16
"""A range of integers is spelled out as a set up to this size."""


@frozen
class Entry:
    """A parameter of a request or object as a field: its name in Python, and as it is sent."""

    attribute: str
    parameter: Parameter

    @property
    def key(self) -> str:
        """The name as it is sent."""
        return self.parameter.name


@frozen
class RequestShape:
    """The requests of one operation for the models that share a contract."""

    name: str
    operation: Operation
    contract: Contract
    models: tuple[str, ...]
    """Empty for the requests that name none, where there is no default model."""
    nameless: bool
    """Whether a request without a model can be one of these."""
    entries: tuple[Entry, ...]


@frozen
class ObjectShape:
    """An object inside requests."""

    name: str
    summary: str
    entries: tuple[Entry, ...]


@frozen
class Shapes:
    """Every request type of a revision.

    ``aliases`` are further names of shapes, by operation and model or by place, ``unions`` the names of all requests of an operation.
    """

    unions: dict[str, str]
    requests: list[RequestShape] = field(factory=list)
    objects: list[ObjectShape] = field(factory=list)
    aliases: dict[str, str] = field(factory=dict)
    taken: set[str] = field(factory=set)
    _of: dict[int, str] = field(factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the shapes."""
        return (*(shape.name for shape in self.requests), *(shape.name for shape in self.objects))

    def object_of(self, parameter: Parameter) -> str:
        """The name of the shape of an object parameter."""
        return self._of[id(parameter)]

    def union(self, operation: Operation) -> tuple[str, tuple[str, ...]]:
        """The name of the union over an operation's requests, and its members."""
        return self.unions[operation.name], tuple(shape.name for shape in self.requests if shape.operation is operation)


def shapes(spec: Spec) -> Shapes:
    """The request types of a revision."""
    unions: dict[str, str] = {}
    for name in spec.operations:
        unions[name] = type_name(f"{capitals(name)}Request", unions.values())
    result = Shapes(unions, taken={*unions.values(), *TYPES})
    for operation in spec.operations.values():
        groups: list[tuple[Contract, list[str]]] = []
        for model in operation.models:
            contract = spec.contract(operation.name, model)
            same = next((models for other, models in groups if other == contract), None)
            if same is None:
                groups.append((contract, [model]))
            else:
                same.append(model)
        for contract, models in groups:
            _request(result, spec, operation, contract, models)
        common = spec.unnamed(operation.name)
        if common and operation.may_be_unnamed:
            _request(result, spec, operation, common, [])
    return result


def literals(parameter: Parameter) -> tuple[str | int, ...] | None:
    """The values a parameter can have where its limits close the set, ``None`` otherwise. Warnings close nothing."""
    firm = [kind for kind in parameter.constraints if kind.problems and all(kind.severity_of(p) == "error" for p in kind.problems)]
    members: tuple[str | int, ...] | None = None
    for limits in (kind.limits(problem) for kind in firm for problem in kind.problems):
        if parameter.type.name == "string" and "values" in limits:
            members = tuple(limits["values"])
        elif parameter.type.name == "integer" and {"min", "max"} <= limits.keys() and limits["max"] - limits["min"] < MOST_MEMBERS:
            members = tuple(range(limits["min"], limits["max"] + 1))
    if members is None:
        return None
    return tuple(member for member in members if not any(True for kind in firm for _ in kind.check(member))) or None


def _request(result: Shapes, spec: Spec, operation: Operation, contract: Contract, models: list[str]) -> None:
    heads = [capitals(model) for model in models if not spec.models[model].snapshot_of] or ["Unnamed"]
    own = [f"{head}{capitals(operation.name)}" for head in heads]
    names = [name for name in dict.fromkeys(own) if name not in result.taken] or [type_name(own[0], result.taken)]
    name, *others = names
    default = operation.default
    result.requests.append(
        RequestShape(
            name=name,
            operation=operation,
            contract=contract,
            models=tuple(models),
            nameless=not {default.model, default.then}.isdisjoint(models) if default else not models,
            entries=tuple(_entries(contract.parameters, "model")),
        )
    )
    result.aliases.update(dict.fromkeys(others, name))
    result.taken.update(names)
    for parameter in contract.parameters:
        _objects(result, f"{capitals(operation.name)}{capitals(parameter.name)}", name, parameter)


def _objects(result: Shapes, name: str, owner: str, parameter: Parameter) -> None:
    """The objects in a parameter, innermost first."""
    for entry in parameter.fields:
        _objects(result, f"{name}{capitals(entry.name)}", owner, entry)
    if parameter.item:
        _objects(result, f"{name}Item", owner, parameter.item)
    if not parameter.fields:
        return
    entries = tuple(_entries(parameter.fields))
    same = next((shape.name for shape in result.objects if shape.entries == entries), None)
    if same is None:
        same = name if name not in result.taken else type_name(f"{owner}{name}", result.taken)
        result.objects.append(ObjectShape(same, parameter.summary, entries))
        result.taken.add(same)
    elif name not in result.taken:
        result.aliases[name] = same
        result.taken.add(name)
    result._of[id(parameter)] = same


def _entries(parameters: tuple[Parameter, ...], *taken: str) -> Iterator[Entry]:
    used = {*taken}
    for parameter in parameters:
        name = attribute_name(parameter.name, used)
        used.add(name)
        yield Entry(name, parameter)
