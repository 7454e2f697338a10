"""What expressions of JavaScript and TypeScript come to, as far as that is known without running them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from imagespec.places.source.js_changes import Changes
from imagespec.places.source.js_tree import Binding, Tree
from imagespec.places.source.nodes import JS_OBJECT, Container, Member, Node, computed, list_of, object_of, possible, unknown
from imagespec.values.unknown import UNKNOWN

DEEPEST = 12
"""How many names and operators deep a value is looked for."""

_WRAPPERS = frozenset({"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "type_assertion"})
_SIMPLE = {"true": True, "false": False, "null": None}


class Constants:
    """Evaluates the expressions of one text."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._changes = Changes(tree, lambda index: self.node(index).value)
        self._inside = [] if tree.data.isascii() else [place for place, byte in enumerate(tree.data) if byte & 0xC0 == 0x80]
        self._by_type: dict[str, Callable[[Any, int], Node]] = {
            "string": self._string, "template_string": self._template_string, "number": self._number, "identifier": self._name,
            "shorthand_property_identifier": self._name, "object": self._object, "array": self._array, "unary_expression": self._signed,
            "binary_expression": self._operator, "ternary_expression": self._either, "member_expression": self._member,
            "subscript_expression": self._subscript, "call_expression": self._call,
        }  # fmt: skip

    def offset(self, position: int) -> int:
        """The offset in code points of one in bytes."""
        return position - bisect_left(self._inside, position)

    def span(self, node: Any) -> tuple[int, int]:
        """Where a node stands."""
        return self.offset(node.start_byte), self.offset(node.end_byte)

    def node(self, expression: Any, depth: int = DEEPEST) -> Node:
        """What an expression comes to."""
        while expression.type in _WRAPPERS and expression.named_children:
            expression = expression.named_children[-1 if expression.type == "type_assertion" else 0]
        if expression.type in _SIMPLE:
            return Node(_SIMPLE[expression.type], *self.span(expression), literal=True)
        if expression.type == "undefined" or (expression.type == "identifier" and self.tree.text(expression) == "undefined"):
            return unknown(*self.span(expression), absent=True)
        evaluate = self._by_type.get(expression.type)
        return evaluate(expression, depth - 1) if evaluate and depth > 0 else self._unknown(expression)

    def _unknown(self, expression: Any, *defaults: Node, absent: bool = False) -> Node:
        return unknown(*self.span(expression), *defaults, absent=absent)

    # -- what stands there itself ----------------------------------------------------------------------------------

    def _string(self, expression: Any, depth: int) -> Node:
        text = "".join(self._escaped(child) for child in expression.named_children)
        return Node(text, *self.span(expression), literal=True)

    def _escaped(self, part: Any) -> str:
        text = self.tree.text(part)
        if part.type != "escape_sequence":
            return text
        try:
            return str(json.loads(f'"{text}"'))
        except ValueError:
            return text[1:]

    def _template_string(self, expression: Any, depth: int) -> Node:
        parts = [self._part(child, depth) for child in expression.named_children]
        if any(part is UNKNOWN for part in parts):
            return self._unknown(expression)
        return Node(
            "".join(parts), *self.span(expression), literal=all(c.type != "template_substitution" for c in expression.named_children)
        )

    def _part(self, part: Any, depth: int) -> Any:
        if part.type != "template_substitution":
            return self._escaped(part)
        value = self.node(part.named_children[0], depth).value if part.named_children else UNKNOWN
        return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else UNKNOWN

    def template(self, expression: Any, depth: int = DEEPEST) -> str:
        """A text with ``{x}`` in the place of every part that is not known."""
        if depth <= 0:
            return "{x}"
        if expression.type in _WRAPPERS and expression.named_children:
            return self.template(expression.named_children[0], depth - 1)
        if expression.type == "template_string":
            return "".join(
                self.template(child.named_children[0], depth - 1)
                if child.type == "template_substitution" and child.named_children
                else self._escaped(child)
                for child in expression.named_children
            )
        if expression.type == "binary_expression" and self.tree.text(expression.child_by_field_name("operator")) == "+":
            return self.template(expression.child_by_field_name("left"), depth - 1) + self.template(
                expression.child_by_field_name("right"), depth - 1
            )
        if expression.type == "identifier":
            bindings = self.tree.bound(expression, self.tree.text(expression))
            if len(bindings) == 1 and bindings[0].value is not None and bindings[0].kind == "":
                text = self.template(bindings[0].value, depth - 1)
                return possible(text) if bindings[0].is_default else text
        if expression.type == "new_expression":  # new URL("/v1/images/edits", base)
            given = expression.child_by_field_name("arguments")
            return self.template(given.named_children[0], depth - 1) if given and given.named_children else "{x}"
        node = self.node(expression, depth)
        return node.value if isinstance(node.value, str) else next((possible(default.value) for default in node.defaults), "{x}")

    def _number(self, expression: Any, depth: int) -> Node:
        text = self.tree.text(expression).replace("_", "")
        try:
            value: Any = int(text, 0) if text.isdigit() or text[:2].lower() in ("0x", "0b", "0o") else float(text)
        except ValueError:
            return self._unknown(expression)
        return Node(
            int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value,
            *self.span(expression),
            literal=True,
        )

    def _object(self, expression: Any, depth: int) -> Node:
        parts = [child for child in expression.named_children if child.type != "comment"]
        start, end = self.span(expression)
        container = Container(JS_OBJECT, [self.span(part) for part in parts], end - 1)
        members: list[Member] = []
        is_open = False
        for index, part in enumerate(parts):
            if part.type == "spread_element":
                inner = self._spread(part.named_children[0], depth) if part.named_children else None
                members += (inner.members or {}).values() if inner else ()
                is_open = is_open or inner is None or inner.members is None or inner.open
            elif part.type == "shorthand_property_identifier":
                members.append(Member(self.tree.text(part), container.spans[index], None, self.node(part, depth), container, index))
            elif part.type == "pair" and (name := self._key(part.child_by_field_name("key"), depth)) is not None:
                key = self.span(part.child_by_field_name("key"))
                members.append(
                    Member(name, container.spans[index], key, self.node(part.child_by_field_name("value"), depth), container, index)
                )
            else:
                is_open = True
        return object_of(members, start, end, open_=is_open)

    def _spread(self, expression: Any, depth: int) -> Node:
        """What is spread: of ``...(x && {...})`` nothing is sure."""
        return self.node(expression, depth)

    def _key(self, key: Any, depth: int) -> str | None:
        if key.type == "property_identifier":
            return self.tree.text(key)
        if key.type in ("string", "computed_property_name"):
            value = self.node(key if key.type == "string" else key.named_children[0], depth).value
            return value if isinstance(value, str) else None
        return None

    def _array(self, expression: Any, depth: int) -> Node:
        parts = [child for child in expression.named_children if child.type != "comment"]
        if any(part.type == "spread_element" for part in parts):
            return self._unknown(expression)
        return list_of([self.node(part, depth) for part in parts], *self.span(expression))

    # -- names -----------------------------------------------------------------------------------------------------

    def _name(self, expression: Any, depth: int) -> Node:
        name = self.tree.text(expression)
        bindings = self.tree.bound(expression, name)
        values = [self.node(binding.value, depth) for binding in bindings if binding.value is not None and not binding.kind]
        if len(bindings) != 1 or not values or bindings[0].kind:
            return self._unknown(expression, *values, absent=any(value.absent for value in values))
        if bindings[0].is_default:
            return self._unknown(expression, *values, absent=values[0].absent)
        if isinstance(values[0].value, (dict, list)):
            return self._kept(expression, name, bindings, values[0])
        return values[0].used_at(*self.span(expression))

    def _kept(self, expression: Any, name: str, bindings: list[Binding], node: Node) -> Node:
        """An object or a list that a name stands for, as far as nothing changes it."""
        changed = self._changes.keys(name, bindings)
        if changed is None:
            return self._unknown(expression)
        if node.members is None:
            return self._unknown(expression) if changed else node.used_at(*self.span(expression))
        rest = [member for key, member in node.members.items() if key not in changed]
        kept = object_of(rest, *self.span(expression), open_=node.open or bool(changed))
        kept.literal = False
        return kept

    def _member(self, expression: Any, depth: int) -> Node:
        """A member of an enumeration, or of an object that does not change; a field of ``this`` may be another."""
        owner, name = expression.child_by_field_name("object"), self.tree.text(expression.child_by_field_name("property"))
        if owner.type == "identifier":
            bindings = self.tree.bound(owner, self.tree.text(owner))
            if len(bindings) == 1 and bindings[0].kind == "enum_declaration":
                return self._enumerated(bindings[0], name, depth).used_at(*self.span(expression))
            member = (self.node(owner, depth).members or {}).get(name)
            if member is not None and not isinstance(member.node.value, (dict, list)):
                return member.node.used_at(*self.span(expression))
        if owner.type == "this":
            return self._unknown(expression, *self._fields(expression, name, depth))
        return self._unknown(expression)

    def _enumerated(self, binding: Binding, name: str, depth: int) -> Node:
        body = binding.value.child_by_field_name("body")
        for child in body.named_children:
            if child.type == "enum_assignment" and self.tree.text(child.child_by_field_name("name")) == name:
                return self.node(child.child_by_field_name("value"), depth)
        return self._unknown(body)

    def _fields(self, expression: Any, name: str, depth: int) -> list[Node]:
        """What a field of a class is where it is declared."""
        body = expression
        while body is not None and body.type != "class_body":
            body = body.parent
        found = []
        for child in body.named_children if body is not None else ():
            if child.type in ("public_field_definition", "field_definition"):
                key = child.child_by_field_name("name") or child.child_by_field_name("property")
                value = child.child_by_field_name("value")
                if key is not None and value is not None and self.tree.text(key) == name:
                    found.append(self.node(value, depth))
        return found

    def _subscript(self, expression: Any, depth: int) -> Node:
        key = self.node(expression.child_by_field_name("index"), depth).value
        member = (self.node(expression.child_by_field_name("object"), depth).members or {}).get(key) if isinstance(key, str) else None
        return (
            self._unknown(expression)
            if member is None or isinstance(member.node.value, (dict, list))
            else member.node.used_at(*self.span(expression))
        )

    # -- operators -------------------------------------------------------------------------------------------------

    def _call(self, expression: Any, depth: int) -> Node:
        if self.tree.text(expression.child_by_field_name("function")) in ("Object.freeze", "structuredClone"):
            given = expression.child_by_field_name("arguments").named_children
            return self.node(given[0], depth) if len(given) == 1 else self._unknown(expression)
        return self._unknown(expression)

    def _signed(self, expression: Any, depth: int) -> Node:
        value = self.node(expression.child_by_field_name("argument"), depth).value
        operator = self.tree.text(expression.child_by_field_name("operator"))
        if operator == "-" and isinstance(value, (int, float)) and not isinstance(value, bool):
            return Node(-value, *self.span(expression), literal=True)
        return self._unknown(expression, absent=operator == "void")

    def _operator(self, expression: Any, depth: int) -> Node:
        one, other = (self.node(expression.child_by_field_name(side), depth) for side in ("left", "right"))
        operator = self.tree.text(expression.child_by_field_name("operator"))
        value = computed(operator, one.value, other.value)
        if value is not UNKNOWN:
            return Node(value, *self.span(expression))
        defaults = (one, other) if operator in ("||", "??", "&&") else ()
        return self._unknown(expression, *defaults, absent=one.absent or other.absent)

    def _either(self, expression: Any, depth: int) -> Node:
        one, other = (self.node(expression.child_by_field_name(side), depth) for side in ("consequence", "alternative"))
        return self._unknown(expression, one, other, absent=one.absent or other.absent)
