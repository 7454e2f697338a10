"""What the code of a text of JavaScript does to an object that a name stands for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from imagespec.places.source.js_tree import Binding, Tree


class Changes:
    """Looks at every use of a name in one text. ``key`` is what an index comes to."""

    def __init__(self, tree: Tree, key: Callable[[Any], Any]) -> None:
        self._tree, self._key = tree, key

    def keys(self, name: str, bindings: list[Binding]) -> set[str] | None:
        """The keys of an object that may be others when it is used; ``None`` where any may. ``bindings`` are those of the name."""
        changed: set[str] = set()
        for use in self._tree.uses.get(name, ()):
            if self._tree.bound(use, name) is not bindings:
                continue  # another thing of the same name
            keys = self._touched(use)
            if keys is None:
                return None
            changed |= keys
        return changed

    def _touched(self, use: Any) -> set[str] | None:
        """The keys of an object that a use of its name may change; ``None`` for any."""
        around = use.parent
        if around.type == "member_expression" and around.child_by_field_name("object") == use:
            outer = around.parent
            if outer.type in ("assignment_expression", "augmented_assignment_expression") and outer.child_by_field_name("left") == around:
                return {self._tree.text(around.child_by_field_name("property"))}
            if outer.type == "unary_expression":
                return {self._tree.text(around.child_by_field_name("property"))}
            return None if outer.type == "call_expression" and outer.child_by_field_name("function") == around else set()
        if around.type == "subscript_expression" and around.child_by_field_name("object") == use:
            outer = around.parent
            if outer.type in ("assignment_expression", "unary_expression"):
                key = self._key(around.child_by_field_name("index"))
                return {key} if isinstance(key, str) else None
            return set()
        if around.type == "arguments":
            call = around.parent
            function = self._tree.text(call.child_by_field_name("function") or call)
            harmless = function.startswith("console.") or function in (
                "JSON.stringify",
                "Object.keys",
                "Object.entries",
                "Object.freeze",
                "structuredClone",
            )
            return set() if harmless or self._tree.sends(call) else None
        return (
            set()
            if around.type
            in (
                "variable_declarator",
                "spread_element",
                "pair",
                "return_statement",
                "export_specifier",
                "as_expression",
                "template_substitution",
                "binary_expression",
            )
            else None
        )
