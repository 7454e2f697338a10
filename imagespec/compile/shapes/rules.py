"""What must hold between the parameters of a request: one schema per rule, where rules with a side in common are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

from attrs import field, frozen

from imagespec.compile.shapes.body import own_limits
from imagespec.kinds.interaction import Interaction
from imagespec.kinds.schema import NULL, Clause, Fragment, none_of
from imagespec.spec.model import Contract

Missable = tuple[Interaction, Clause, Clause]
"""An interaction that a request can miss, by meeting both clauses."""


@frozen
class Group:
    """A request that meets ``shared`` must meet none of ``others``; ``said`` is what the interactions say of it."""

    shared: Clause
    others: list[Clause] = field(factory=list)
    said: list[tuple[str, str]] = field(factory=list)


def rules(contract: Contract) -> list[Fragment]:
    """The rules between parameters, each as a negation with its sentence as ``description``."""
    result: list[Fragment] = []
    for parameter in contract.parameters:
        if parameter.required and parameter.required.refuses("required") and parameter.also_named:
            rule = f"{' or '.join(parameter.names)} must be there."
            result.append({"description": rule, **none_of({"type": "object", "properties": dict.fromkeys(parameter.names, False)})})
    own = {parameter.name: own_limits(parameter) for parameter in contract.parameters}
    taken = {parameter.name: parameter.type.schema_of(own[parameter.name]).get("enum") for parameter in contract.parameters}
    for group in _groups(list(_missable(contract, own))):
        bound, to = (list(dict.fromkeys(part)) for part in zip(*group.said, strict=True))
        result.append({"description": f"{', '.join(bound)} {' and '.join(to)}.", **none_of(_missed(group, taken))})
    return result


def _missable(contract: Contract, own: Mapping[str, Fragment]) -> Iterator[Missable]:
    """The interactions with their clauses, but for those that no value of a closed set can miss."""
    types = {parameter.name: parameter.type for parameter in contract.parameters}
    for interaction in contract.interactions:
        clauses = interaction.clauses(types, own)
        if clauses and all(_can_be_met(clause, own[clause.parameter]) for clause in clauses):
            first, second = clauses
            yield interaction, first, second


def _can_be_met(clause: Clause, own: Fragment) -> bool:
    taken, wanted = own.get("enum"), clause.schema.get("enum")
    return not taken or not wanted or None in wanted or any(value in taken for value in wanted)


def _groups(found: list[Missable]) -> list[Group]:
    """The interactions by the clause that most of them have in common, in order."""
    common = Counter(_key(clause) for _, *clauses in found for clause in clauses)
    groups: dict[str, Group] = {}
    for interaction, first, second in found:
        # A parameter that may be absent must be the shared one: the others are told by what they are.
        by_second = second.absent or (not first.absent and common[_key(second)] >= common[_key(first)])
        shared, other = (second, first) if by_second else (first, second)
        group = groups.setdefault(_key(shared), Group(shared))
        group.others.append(other)
        group.said.append(interaction.said)
    return list(groups.values())


def _key(clause: Clause) -> str:
    return dumps([clause.parameter, clause.schema, clause.absent])


def _missed(group: Group, taken: Mapping[str, list[Any] | None]) -> Fragment:
    """The requests that miss one of the interactions, given the closed sets of values that parameters take."""
    shared, others = group.shared, group.others
    there = [] if shared.absent else [shared.parameter]
    if len(others) == 1:
        there.append(others[0].parameter)
        return {
            "type": "object",
            "required": there,
            "properties": {others[0].parameter: others[0].schema, shared.parameter: shared.schema},
        }
    harmful: dict[str, list[Fragment]] = {}
    for other in others:
        harmful.setdefault(other.parameter, []).append(other.schema)
    harmless: Fragment = {"properties": {name: _none(schemas, taken[name]) for name, schemas in harmful.items()}}
    return {
        "type": "object",
        **({"required": there} if there else {}),
        "properties": {shared.parameter: shared.schema},
        **none_of(harmless),
    }


def _none(schemas: list[Fragment], taken: list[Any] | None) -> Fragment:
    """The values that meet none of the schemas: just null where one asks for presence only, else what is left of a closed set."""
    if none_of(NULL) in schemas:
        return NULL
    if taken is None or not all(schema.keys() == {"enum"} for schema in schemas):
        return none_of(*schemas)
    return {"enum": [value for value in taken if not any(value in schema["enum"] for schema in schemas)]}
