"""What must hold between the parameters of a request: one schema per rule, where rules with a side in common are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

from imagespec.compile.shapes.body import own_limits
from imagespec.kinds.schema import NULL, Clause, Fragment, escaped, group, none_of
from imagespec.report.frozen import field, frozen
from imagespec.spec.model import Contract, Parameter

Said = tuple[str, str]
"""What is bound to something else, and to what."""

Missable = tuple[Said, Clause, Clause]
"""A rule that a request can miss, by meeting both clauses."""


@frozen
class Group:
    """A request that meets ``shared`` must meet none of ``others``; ``said`` is what the interactions say of it."""

    shared: Clause
    others: list[Clause] = field(factory=list)
    said: list[Said] = field(factory=list)


def rules(contract: Contract) -> list[Fragment]:
    """The rules between parameters, each as a negation with its sentence as ``description``."""
    result = [_once(parameter, parameter.once.names) for parameter in contract.parameters if parameter.once]
    own = {parameter.name: own_limits(parameter) for parameter in contract.parameters}
    taken = {parameter.name: parameter.type.schema_of(own[parameter.name]).get("enum") for parameter in contract.parameters}
    for joined in _groups([*_missable(contract, own), *_limited(contract, taken)]):
        bound, to = (list(dict.fromkeys(part)) for part in zip(*joined.said, strict=True))
        result.append({"description": f"{', '.join(bound)} {' and '.join(to)}.", **none_of(_missed(joined, taken))})
    return result


def _once(parameter: Parameter, names: tuple[str, ...]) -> Fragment:
    """A list has one of its names: exactly one where it must be there, else not two.

    Just one is there where the others of just one are all absent. Absence is said by patterns, as ajv in strict mode takes
    ``required`` only beside the properties it names.
    """
    start = parameter.name if all(name.startswith(parameter.name) for name in parameter.names) else ""
    ends = [f"{escaped(name.removeprefix(start))}$" for name in parameter.names]
    ends += [f"{escaped(parameter.name.removeprefix(start))}\\[\\d"] if parameter.numbered else []
    others = [group(end for end in ends if end is not own) for own in ends]
    alone: list[Fragment] = [{"patternProperties": {f"^{escaped(start)}{other}": False}} for other in others]
    needed = parameter.required and parameter.required.refuses("required")
    said = f"{'Exactly' if needed else 'At most'} one of {', '.join(names)} is there."
    return {"description": said, **none_of({"type": "object", **none_of({"oneOf" if needed else "anyOf": alone})})}


def _missable(contract: Contract, own: Mapping[str, Fragment]) -> Iterator[Missable]:
    """The interactions with their clauses, but for those that no value of a closed set can miss."""
    types = {parameter.name: parameter.type for parameter in contract.parameters}
    for interaction in contract.interactions:
        clauses = interaction.clauses(types, own)
        if clauses and all(_can_be_met(clause, own[clause.parameter]) for clause in clauses):
            first, second = clauses
            yield interaction.said, first, second


def _limited(contract: Contract, taken: Mapping[str, list[Any] | None]) -> Iterator[Missable]:
    """The limits of parameters that do not hold beside some value of another."""
    for parameter in contract.parameters:
        instead = parameter.instead
        for kind, looser in zip(parameter.constraints, instead.constraints, strict=True) if instead else ():
            if instead and kind.json_schema() != looser.json_schema():
                when = instead.when
                others = [value for value in taken[when.parameter] or () if value not in when.values]
                missed = Clause(parameter.name, {"type": parameter.type.name, **kind.beyond(looser)})
                elsewhere: Fragment = {"enum": others} if others else none_of({"enum": [*when.values]})
                said = (f"{parameter.name} outside its limits", f"only with {when}")
                yield said, missed, Clause(when.parameter, elsewhere, absent=True)


def _can_be_met(clause: Clause, own: Fragment) -> bool:
    taken, wanted = own.get("enum"), clause.schema.get("enum")
    return not taken or not wanted or None in wanted or any(value in taken for value in wanted)


def _groups(found: list[Missable]) -> list[Group]:
    """The interactions by the clause that most of them have in common, in order."""
    common = Counter(_key(clause) for _, *clauses in found for clause in clauses)
    groups: dict[str, Group] = {}
    for said, first, second in found:
        # A parameter that may be absent must be the shared one: the others are told by what they are.
        by_second = second.absent or (not first.absent and common[_key(second)] >= common[_key(first)])
        shared, other = (second, first) if by_second else (first, second)
        group = groups.setdefault(_key(shared), Group(shared))
        group.others.append(other)
        group.said.append(said)
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
            "properties": {clause.parameter: clause.schema for clause in (others[0], shared)},
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
