"""What expressions of Python come to, as far as that is known without running them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from imagespec.places.source.changes import Changes
from imagespec.places.source.nodes import CALL, PYTHON_DICT, Container, Member, Node, computed, list_of, object_of, possible, unknown
from imagespec.places.source.positions import Text
from imagespec.places.source.scopes import Binding, Scope, Scopes, called
from imagespec.values.unknown import UNKNOWN

DEEPEST = 12
"""How many names and operators deep a value is looked for."""

_OMITTED = frozenset({"NOT_GIVEN", "NotGiven", "not_given", "omit", "Omit", "OMIT"})
_ENVIRONMENT = frozenset({"getenv", "get", "getattr", "config", "env", "setdefault", "Field", "field", "Option", "Argument"})
"""Calls whose last argument, or ``default``, is what their result is where nothing else is set."""


class Constants:
    """Evaluates the expressions of one file."""

    def __init__(self, scopes: Scopes, text: Text) -> None:
        self.scopes, self.text = scopes, text
        self._changes = Changes(scopes)
        self._by_type: dict[type, Callable[[Any, Scope, int], Node]] = {
            ast.Constant: self._constant, ast.Name: self._name, ast.Attribute: self._attribute, ast.Dict: self._dict, ast.List: self._list,
            ast.Tuple: self._list, ast.Call: self._call, ast.IfExp: self._either, ast.BoolOp: self._first, ast.BinOp: self._operator,
            ast.JoinedStr: self._joined, ast.Subscript: self._subscript, ast.NamedExpr: self._walrus, ast.UnaryOp: self._signed,
        }  # fmt: skip

    def node(self, expression: ast.expr, scope: Scope, depth: int = DEEPEST) -> Node:
        """What an expression comes to in a scope."""
        evaluate = self._by_type.get(type(expression))
        if evaluate is None or depth <= 0:
            return self._unknown(expression)
        return evaluate(expression, scope, depth - 1)

    def _unknown(self, expression: ast.expr, *defaults: Node, absent: bool = False) -> Node:
        return unknown(*self.text.span(expression), *defaults, absent=absent)

    # -- what stands there itself ----------------------------------------------------------------------------------

    def _constant(self, expression: ast.Constant, scope: Scope, depth: int) -> Node:
        value: Any = expression.value
        if value is None or isinstance(value, (str, bool, int, float)):
            return Node(value, *self.text.span(expression), literal=True)
        return self._unknown(expression)

    def _joined(self, expression: ast.JoinedStr, scope: Scope, depth: int) -> Node:
        parts = [self._part(part, scope, depth) for part in expression.values]
        known = "".join(part for part in parts if isinstance(part, str))
        return Node(known, *self.text.span(expression)) if all(isinstance(part, str) for part in parts) else self._unknown(expression)

    def _part(self, part: ast.expr, scope: Scope, depth: int) -> Any:
        if isinstance(part, ast.FormattedValue):
            if part.format_spec or part.conversion not in (-1, 115):
                return UNKNOWN
            value = self.node(part.value, scope, depth).value
            return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else UNKNOWN
        return self.node(part, scope, depth).value

    def template(self, expression: ast.expr, scope: Scope, depth: int = DEEPEST) -> str:
        """A text with ``{x}`` in the place of every part that is not known."""
        if depth <= 0:
            return "{x}"
        if isinstance(expression, ast.JoinedStr):
            parts = [self._part(part, scope, depth - 1) for part in expression.values]
            return "".join(
                part if isinstance(part, str) else self._open_part(whole, scope, depth)
                for part, whole in zip(parts, expression.values, strict=True)
            )
        if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Add):
            return self.template(expression.left, scope, depth - 1) + self.template(expression.right, scope, depth - 1)
        if isinstance(expression, ast.Name) and depth > 0 and (bound := self.bound(expression.id, scope)) and bound[1].value:
            text = self.template(bound[1].value, bound[0], depth - 1)
            return possible(text) if bound[1].is_default else text
        if (
            isinstance(expression, ast.Call)
            and isinstance(expression.func, ast.Attribute)
            and expression.func.attr in ("format", "rstrip", "strip")
        ):
            return self.template(expression.func.value, scope, depth - 1)
        node = self.node(expression, scope, depth)
        return node.value if isinstance(node.value, str) else next((possible(default.value) for default in node.defaults), "{x}")

    def _open_part(self, part: ast.expr, scope: Scope, depth: int) -> str:
        return self.template(part.value, scope, depth - 1) if isinstance(part, ast.FormattedValue) and depth > 0 else "{x}"

    def _dict(self, expression: ast.Dict, scope: Scope, depth: int) -> Node:
        start, end = self.text.span(expression)
        spans = []
        for key, value in zip(expression.keys, expression.values, strict=True):
            first, last = self.text.span(value)
            spans.append((self.text.span(key)[0] if key else self.text.text.rfind("**", start, first), last))
        container = Container(PYTHON_DICT, spans, end - 1)
        members: list[Member] = []
        is_open = False
        for index, (key, value) in enumerate(zip(expression.keys, expression.values, strict=True)):
            node = self.node(value, scope, depth)
            if key is None:
                members += (node.members or {}).values()
                is_open = is_open or node.members is None or node.open
                continue
            name = self.node(key, scope, depth).value
            if isinstance(name, str):
                members.append(Member(name, spans[index], self.text.span(key), node, container, index))
            else:
                is_open = True
        return object_of(members, start, end, open_=is_open)

    def _list(self, expression: ast.List | ast.Tuple, scope: Scope, depth: int) -> Node:
        if any(isinstance(entry, ast.Starred) for entry in expression.elts):
            return self._unknown(expression)
        return list_of([self.node(entry, scope, depth) for entry in expression.elts], *self.text.span(expression))

    def arguments(self, call: ast.Call, scope: Scope, names: tuple[str, ...] = ()) -> tuple[list[Member], bool, Container]:
        """The named arguments of a call, those by position under ``names``; whether there may be more; and what holds them."""
        spans = [self.text.span(entry) for entry in (*call.args, *call.keywords)]
        order = sorted(range(len(spans)), key=lambda index: spans[index])
        container = Container(CALL, [spans[index] for index in order], self.text.span(call)[1] - 1)
        places = {index: order.index(index) for index in range(len(spans))}
        members: list[Member] = []
        is_open = len(call.args) > len(names) or any(isinstance(entry, ast.Starred) for entry in call.args)
        for index, entry in enumerate(call.args[: len(names)]):
            members.append(Member(names[index], spans[index], None, self.node(entry, scope), container, places[index]))
        for index, keyword in enumerate(call.keywords, len(call.args)):
            node = self.node(keyword.value, scope)
            if keyword.arg is None:
                members += (node.members or {}).values()
                is_open = is_open or node.members is None or node.open
            else:
                start = spans[index][0]
                members.append(Member(keyword.arg, spans[index], (start, start + len(keyword.arg)), node, container, places[index]))
        return members, is_open, container

    # -- names -----------------------------------------------------------------------------------------------------

    def bound(self, name: str, scope: Scope) -> tuple[Scope, Binding] | None:
        """The only thing that binds a name, and its scope."""
        found = scope.lookup(name)
        return (found[0], found[1][0]) if found and len(found[1]) == 1 else None

    def _name(self, expression: ast.Name, scope: Scope, depth: int) -> Node:
        if expression.id in _OMITTED:
            return self._unknown(expression, absent=True)
        found = scope.lookup(expression.id)
        if not found:
            return self._unknown(expression)
        where, bindings = found
        values = [self._bound(binding, where, depth) for binding in bindings if binding.value]
        if len(bindings) > 1 or not values:
            return self._unknown(expression, *values, absent=any(node.absent for node in values))
        if bindings[0].is_default:
            return self._unknown(expression, *values, absent=values[0].absent)
        if isinstance(values[0].value, (dict, list)):
            return self._kept(expression, where, values[0])
        return values[0].used_at(*self.text.span(expression))

    def _bound(self, binding: Binding, scope: Scope, depth: int) -> Node:
        assert binding.value
        outer = scope.above if binding.is_default and scope.above else scope
        return self.node(binding.value, outer, depth)

    def _kept(self, expression: ast.Name, scope: Scope, node: Node) -> Node:
        """An object or list that a name stands for, as far as nothing changes it."""
        changed = self._changes.keys(expression.id, node)
        if changed is None:
            return self._unknown(expression)
        if node.members is None:
            return node.used_at(*self.text.span(expression)) if not changed else self._unknown(expression)
        rest = [member for name, member in node.members.items() if name not in changed]
        kept = object_of(rest, *self.text.span(expression), open_=node.open or bool(changed))
        kept.literal = False
        return kept

    def _attribute(self, expression: ast.Attribute, scope: Scope, depth: int) -> Node:
        """A member of an enumeration or of a class of constants; a field of ``self`` may be another in a class below."""
        if expression.attr in _OMITTED:
            return self._unknown(expression, absent=True)
        if expression.attr == "value" and isinstance(expression.value, ast.Attribute):
            return self._attribute(expression.value, scope, depth).used_at(*self.text.span(expression))
        if not isinstance(expression.value, ast.Name):
            return self._unknown(expression)
        owner = self.bound(expression.value.id, scope)
        if owner and owner[1].owner:
            inner = self.scopes.inner[owner[1].owner]
            member = self.bound(expression.attr, inner)
            changed = any(
                isinstance(self.scopes.parents.get(use), ast.Attribute) and _stores(self.scopes.parents[use], expression.attr)
                for _, use in self.scopes.mentions(expression.value.id)
            )
            if member and member[1].value and not changed:
                return self.node(member[1].value, inner, depth).used_at(*self.text.span(expression))
            return self._unknown(expression)
        around = scope.around
        if expression.value.id not in ("self", "cls") or around is None:
            return self._unknown(expression)
        bindings = [*around.fields.get(expression.attr, ()), *around.names.get(expression.attr, ())]
        values = [(binding.value, self._method_of(binding, around)) for binding in bindings if binding.value]
        return self._unknown(expression, *(self.node(value, where, depth) for value, where in values if value))

    def _method_of(self, binding: Binding, around: Scope) -> Scope:
        """The scope in which what a field is set to is read: the method where that is done."""
        node: ast.AST | None = binding.value
        while node is not None and node is not around.node:
            node = self.scopes.parents.get(node)
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return self.scopes.inner[node]
        return around

    # -- operators -------------------------------------------------------------------------------------------------

    def _call(self, expression: ast.Call, scope: Scope, depth: int) -> Node:
        name = called(expression)
        if name in _OMITTED:
            return self._unknown(expression, absent=True)
        if name == "dict" and isinstance(expression.func, ast.Name) and not expression.args:
            members, is_open, _ = self.arguments(expression, scope)
            return object_of(members, *self.text.span(expression), open_=is_open)
        if name in ("copy", "deepcopy", "dict") and (inner := _copied(expression)) is not None:
            return self.node(inner, scope, depth)
        if name in _ENVIRONMENT:
            default = next((keyword.value for keyword in expression.keywords if keyword.arg == "default"), None)
            last = default or (
                expression.args[-1]
                if len(expression.args) > 1
                else expression.args[0]
                if name in ("Field", "Option", "Argument") and expression.args
                else None
            )
            return self._unknown(expression, *([self.node(last, scope, depth)] if last else []))
        return self._unknown(expression)

    def _either(self, expression: ast.IfExp, scope: Scope, depth: int) -> Node:
        one, other = self.node(expression.body, scope, depth), self.node(expression.orelse, scope, depth)
        return self._unknown(expression, one, other, absent=one.absent or other.absent)

    def _first(self, expression: ast.BoolOp, scope: Scope, depth: int) -> Node:
        values = [self.node(value, scope, depth) for value in expression.values]
        return self._unknown(expression, *values, absent=any(value.absent for value in values))

    def _operator(self, expression: ast.BinOp, scope: Scope, depth: int) -> Node:
        one, other = self.node(expression.left, scope, depth).value, self.node(expression.right, scope, depth).value
        value = computed({ast.Add: "+", ast.Mult: "*"}.get(type(expression.op), ""), one, other)
        return self._unknown(expression) if value is UNKNOWN else Node(value, *self.text.span(expression))

    def _signed(self, expression: ast.UnaryOp, scope: Scope, depth: int) -> Node:
        value = self.node(expression.operand, scope, depth).value
        if isinstance(expression.op, ast.USub) and isinstance(value, (int, float)) and not isinstance(value, bool):
            return Node(-value, *self.text.span(expression), literal=isinstance(expression.operand, ast.Constant))
        return self._unknown(expression)

    def _subscript(self, expression: ast.Subscript, scope: Scope, depth: int) -> Node:
        key = self.node(expression.slice, scope, depth).value
        owner = self.node(expression.value, scope, depth)
        member = (owner.members or {}).get(key) if isinstance(key, str) else None
        if member is None or isinstance(member.node.value, (dict, list)):
            return self._unknown(expression)
        return member.node.used_at(*self.text.span(expression))

    def _walrus(self, expression: ast.NamedExpr, scope: Scope, depth: int) -> Node:
        return self.node(expression.value, scope, depth)


def _copied(call: ast.Call) -> ast.expr | None:
    """What a call makes a copy of."""
    if call.keywords or len(call.args) > 1:
        return None
    if call.args:
        return call.args[0]
    return call.func.value if isinstance(call.func, ast.Attribute) and call.func.attr == "copy" else None


def _stores(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == name and not isinstance(node.ctx, ast.Load)
