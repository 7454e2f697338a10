"""What a form shows beside what: each rule between parameters as a small ``if`` that hides a field or narrows it.

Of the two parameters of a rule one decides about the other: the one whose values are a closed set, and of two such the one
that more rules name. Where both are only there or not, each hides the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from json import dumps
from typing import Any

from imagespec.compile import words
from imagespec.compile.forms import fields
from imagespec.compile.shapes import body
from imagespec.kinds.interaction import Condition, Together
from imagespec.kinds.schema import NOTHING, Fragment, none_of
from imagespec.report.frozen import frozen
from imagespec.spec.model import Contract, Parameter


@frozen
class Rule:
    """A field that ``shown`` does not hold for is hidden, narrowed or asked for.

    ``test`` are the requests that decide, ``met`` whether the field changes where they are met or where they are not.
    """

    test: Fragment
    met: bool
    name: str
    left: Fragment | bool
    asked: bool = False


def conditions(contract: Contract) -> list[Fragment]:
    """The rules of a contract, those with one test as one."""
    shown = {parameter.name: parameter for parameter in fields.shown(contract)}
    found: dict[str, list[Rule]] = {}
    for rule in (*_between(contract, shown), *_limited(shown)):
        key = dumps([rule.test, rule.met])
        if any(other.name == rule.name for other in found.get(key, ())):
            key += f" {rule.name} {len(found)}"
        found.setdefault(key, []).append(rule)
    return [_together(rules) for rules in found.values()]


def _together(rules: list[Rule]) -> Fragment:
    asked = [rule.name for rule in rules if rule.asked]
    change = {"type": "object", "properties": {rule.name: rule.left for rule in rules}, **({"required": asked} if asked else {})}
    return {"if": rules[0].test, "then" if rules[0].met else "else": change}


def _between(contract: Contract, shown: dict[str, Parameter]) -> Iterator[Rule]:
    together = [kind for kind in contract.interactions if isinstance(kind, Together) and kind.refuses(kind.problems[0])]
    own = {parameter.name: body.own_limits(parameter) for parameter in contract.parameters}
    types = {parameter.name: parameter.type for parameter in contract.parameters}
    counted = Counter(name for kind in together for name in kind.parameters)
    for kind in together:
        if not all(name in shown for name in kind.parameters) or not _can_be_missed(kind, types, own):
            continue
        sides = [(kind.when, False), (kind.clash, kind.clash_default)]
        ranks = [(bool(side.values), counted[side.parameter] if side.values else 0) for side, _ in sides]
        first, second = sides if ranks[0] >= ranks[1] else reversed(sides)
        yield _rule(shown, *first, *second)
        if _bare(kind.when) and _bare(kind.clash):
            yield _rule(shown, *second, *first)


def _can_be_missed(kind: Together, types: dict[str, Any], own: dict[str, Fragment]) -> bool:
    """Whether the closed sets of the parameters have the values that clash."""
    sets = [(clause.schema.get("enum"), own[clause.parameter].get("enum")) for clause in kind.clauses(types, own)]
    return all(not wanted or not taken or None in wanted or any(value in taken for value in wanted) for wanted, taken in sets)


def _bare(condition: Condition) -> bool:
    return not condition.values and condition.below is None and condition.above is None


def _rule(shown: dict[str, Parameter], decides: Condition, or_absent: bool, other: Condition, absent_clashes: bool) -> Rule:
    """``or_absent``: the deciding parameter decides so too where it is left out; ``absent_clashes``: the other must be there."""
    test, met = _test(shown[decides.parameter], decides, or_absent)
    parameter = shown[other.parameter]
    must = absent_clashes or fields.needed(parameter)
    left = _left(parameter, other)
    if not must and (left is None or _only_default(parameter, left)):
        return Rule(test, met, parameter.name, left=False)
    return Rule(test, met, parameter.name, left=NOTHING if left is None else left, asked=absent_clashes)


def _test(parameter: Parameter, condition: Condition, or_absent: bool) -> tuple[Fragment, bool]:
    """A request to ask about, and whether the condition is met where it is."""
    if or_absent:
        rest = _outside(parameter, condition)
        return ({"type": "object"}, True) if rest is None else (_there(parameter.name, rest), False)
    return _there(parameter.name, _inside(parameter, condition)), True


def _there(name: str, schema: Fragment) -> Fragment:
    return {"type": "object", "required": [name], "properties": {name: schema or True}}


def _inside(parameter: Parameter, condition: Condition) -> Fragment:
    if condition.values:
        return {"enum": [*condition.values]}
    low, high = condition.above, condition.below
    bounds = {**({} if low is None else {"minimum": low + 1}), **({} if high is None else {"maximum": high - 1})}
    return {"type": parameter.type.name, **bounds} if bounds else {}


def _outside(parameter: Parameter, condition: Condition) -> Fragment | None:
    """The values of a parameter that do not meet a condition; ``None`` where none are left."""
    if condition.values:
        every = _members(parameter)
        rest = [member for member in every if member not in condition.values]
        return ({"enum": rest} if rest else None) if every else none_of({"enum": [*condition.values]})
    if condition.below is not None and condition.above is not None:
        return {"type": parameter.type.name, **none_of(_inside(parameter, condition))}
    if condition.below is not None:
        return {"type": parameter.type.name, "minimum": condition.below}
    return {"type": parameter.type.name, "maximum": condition.above} if condition.above is not None else None


def _left(parameter: Parameter, condition: Condition) -> Fragment | None:
    """What a field may be that must not meet a condition, with a sentence where no keyword says it plainly."""
    left = _outside(parameter, condition)
    if left and "not" in left:
        rest = {keyword: limit for keyword, limit in left.items() if keyword != "type"}
        text = f"{words.title(parameter)} must not be {', '.join(map(str, condition.values)) or condition} here."
        return {"allOf": [fields.said(parameter, text, rest)]}
    return left and {"title": words.title(parameter), "type": parameter.type.name, **left}


def _members(parameter: Parameter) -> list[Any]:
    """The closed set of values of a parameter, empty where it is open."""
    return [False, True] if parameter.type.name == "boolean" else list(body.own_limits(parameter).get("enum", ()))


def _only_default(parameter: Parameter, left: Fragment) -> bool:
    """Whether a field has nothing to say any more: what is left of it is the value that it has anyway."""
    if parameter.default is None:
        return False
    if "enum" in left:
        return bool(left["enum"] == [parameter.default])
    own = body.own_limits(parameter)
    low, high = left.get("minimum", own.get("minimum")), left.get("maximum", own.get("maximum"))
    return low is not None and low == high == parameter.default


def _limited(shown: dict[str, Parameter]) -> Iterator[Rule]:
    """The limits of parameters that are others beside some value of another."""
    for parameter in shown.values():
        if parameter.instead:
            when = parameter.instead.when
            test, met = _test(shown[when.parameter], when, or_absent=False)
            for kinds, same in ((parameter.instead.constraints, met), (parameter.constraints, not met)):
                yield Rule(test, same, parameter.name, left=fields.value(parameter, kinds, required=fields.needed(parameter)))
