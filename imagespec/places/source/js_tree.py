"""A parsed text of JavaScript or TypeScript: what its names are bound to, scope by scope, and where its calls are."""

from __future__ import annotations

from typing import Any, NamedTuple

FUNCTIONS = frozenset({
    "function_declaration", "function_expression", "function", "arrow_function", "method_definition", "generator_function",
    "generator_function_declaration",
})  # fmt: skip
_BLOCKS = FUNCTIONS | {"program", "statement_block", "for_statement", "for_in_statement", "catch_clause", "class_body", "switch_body"}
_NAMES = frozenset({"identifier", "shorthand_property_identifier_pattern"})
_SENDING = frozenset({
    "generate", "edit", "createVariation", "create", "fetch", "post", "request", "axios", "generateImage", "experimental_generateImage",
    "createImage", "imageGeneration",
})  # fmt: skip
_CHANGING = frozenset({"assignment_expression", "augmented_assignment_expression", "update_expression"})


class MissingParser(Exception):
    """The parser of these languages is not installed."""


class Binding(NamedTuple):
    """What binds a name: a value (``None`` where nothing that stands there), and whether it is a default only; or a module."""

    value: Any
    is_default: bool = False
    imported: str = ""
    kind: str = ""


def parsed(data: bytes, suffix: str) -> Any:
    """The root of a text.

    Raises:
        MissingParser: tree-sitter is not there.
    """
    try:
        from tree_sitter import Language, Parser

        if suffix in (".ts", ".mts", ".cts"):
            import tree_sitter_typescript

            language = tree_sitter_typescript.language_typescript()
        elif suffix == ".tsx":
            import tree_sitter_typescript

            language = tree_sitter_typescript.language_tsx()
        else:
            import tree_sitter_javascript

            language = tree_sitter_javascript.language()
    except ImportError:
        raise MissingParser from None
    return Parser(Language(language)).parse(data).root_node


class Tree:
    """One text.

    Attributes:
        root: its root.
        calls: the calls and ``new`` expressions, in order.
        strings: the texts in quotes and templates, in order.
        comments: the comments, in order.
        modules: what is imported.
    """

    def __init__(self, data: bytes, root: Any) -> None:
        self.data, self.root = data, root
        self.calls: list[Any] = []
        self.strings: list[Any] = []
        self.comments: list[Any] = []
        self.modules: set[str] = set()
        self.enums: dict[str, Any] = {}
        self.uses: dict[str, list[Any]] = {}
        self._bindings: dict[int, dict[str, list[Binding]]] = {}
        self._around: dict[int, int] = {}
        self._changes: list[tuple[int, str]] = []
        self._scopes: list[int] = [root.id]
        self._walk()
        for scope, name in self._changes:
            self._change(scope, name)

    def text(self, node: Any) -> str:
        """What stands at a node."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def _walk(self) -> None:
        cursor, depth = self.root.walk(), 0
        opened: list[int] = []
        while True:
            node = cursor.node
            if node.is_named:
                if depth and node.type in _BLOCKS:
                    self._around[node.id] = self._scopes[-1]
                    self._scopes.append(node.id)
                    opened.append(depth)
                self._take(node)
            if cursor.goto_first_child():
                depth += 1
                continue
            while True:
                if opened and opened[-1] == depth:
                    opened.pop()
                    self._scopes.pop()
                if cursor.goto_next_sibling():
                    break
                if not cursor.goto_parent():
                    return
                depth -= 1

    def _take(self, node: Any) -> None:
        kind = node.type
        if kind == "identifier":
            self.uses.setdefault(self.text(node), []).append(node)
        elif kind in ("call_expression", "new_expression"):
            self.calls.append(node)
        elif kind in ("string", "template_string"):
            self.strings.append(node)
        elif kind == "comment":
            self.comments.append(node)
        elif kind == "variable_declarator":
            self._declare(node.child_by_field_name("name"), node.child_by_field_name("value"))
        elif kind in ("required_parameter", "optional_parameter"):
            self._declare(node.child_by_field_name("pattern"), node.child_by_field_name("value"), is_default=True)
        elif kind in ("formal_parameters", "arrow_function"):
            self._parameters(node)
        elif kind in _CHANGING:
            target = node.child_by_field_name("left") or node.child_by_field_name("argument")
            if target is not None and target.type == "identifier":
                self._changes.append((self._scopes[-1], self.text(target)))
        elif kind in ("for_in_statement", "catch_clause"):
            self._declare(node.child_by_field_name("left") or node.child_by_field_name("parameter"), None)
        elif kind in ("function_declaration", "class_declaration", "enum_declaration"):
            name = node.child_by_field_name("name")
            if name is not None:
                self._bind(self.text(name), Binding(node if kind == "enum_declaration" else None, kind=kind), around=kind in _BLOCKS)
        elif kind == "import_statement":
            self._import(node)

    def _parameters(self, node: Any) -> None:
        children = node.named_children if node.type == "formal_parameters" else [node.child_by_field_name("parameter")]
        for child in children:
            if child is not None and child.type in ("identifier", "object_pattern", "array_pattern", "rest_pattern"):
                self._declare(child, None, is_default=True)
            elif child is not None and child.type == "assignment_pattern":
                self._declare(child.child_by_field_name("left"), child.child_by_field_name("right"), is_default=True)

    def _declare(self, pattern: Any, value: Any, *, is_default: bool = False) -> None:
        if pattern is None:
            return
        if pattern.type in _NAMES:
            module = self._required(value)
            self._bind(self.text(pattern), Binding(value, is_default, module))
            return
        module = self._required(value)
        for child in pattern.named_children:
            if child.type == "shorthand_property_identifier_pattern":
                self._bind(self.text(child), Binding(None, is_default, module))
            elif child.type == "object_assignment_pattern":
                left = child.child_by_field_name("left")
                self._bind(self.text(left), Binding(child.child_by_field_name("right"), True))
            elif child.type == "pair_pattern":
                self._declare(child.child_by_field_name("value"), None, is_default=is_default)
            elif child.type == "assignment_pattern":
                self._declare(child.child_by_field_name("left"), child.child_by_field_name("right"), is_default=True)
            elif child.type in _NAMES or child.type.endswith("_pattern"):
                self._declare(child, None, is_default=is_default)

    def _required(self, value: Any) -> str:
        """The module that ``require("...")`` or ``await import("...")`` loads."""
        while value is not None and value.type in ("await_expression", "member_expression"):
            value = value.named_children[0] if value.named_children else None
        if value is None or value.type != "call_expression":
            return ""
        function, given = value.child_by_field_name("function"), value.child_by_field_name("arguments")
        if function is None or function.type not in ("identifier", "import") or self.text(function) not in ("require", "import"):
            return ""
        first = given.named_children[0] if given and given.named_children else None
        module = self.text(first)[1:-1] if first is not None and first.type == "string" else ""
        self.modules.add(module)
        return module

    def _import(self, node: Any) -> None:
        source = node.child_by_field_name("source")
        if source is None:
            return
        module = self.text(source)[1:-1]
        self.modules.add(module)
        pending = list(node.named_children)
        while pending:
            child = pending.pop()
            if child.type == "import_specifier":
                name = child.child_by_field_name("alias") or child.child_by_field_name("name")
                self._bind(self.text(name), Binding(None, imported=module))
            elif child.type == "identifier":
                self._bind(self.text(child), Binding(None, imported=module))
            elif child.type in ("import_clause", "named_imports", "namespace_import"):
                pending += child.named_children

    def _change(self, scope: int, name: str) -> None:
        """A name is bound again where it is bound, or everywhere where that is not seen."""
        where = self._scope_of(scope, name) or self.root.id
        self._bindings.setdefault(where, {}).setdefault(name, []).append(Binding(None))

    def _bind(self, name: str, binding: Binding, *, around: bool = False) -> None:
        """Bind a name in the scope that is being walked, or in the one around it."""
        scope = self._scopes[-2] if around and len(self._scopes) > 1 else self._scopes[-1]
        self._bindings.setdefault(scope, {}).setdefault(name, []).append(binding)

    def _scope_of(self, scope: int, name: str) -> int:
        while scope and name not in self._bindings.get(scope, ()):
            scope = self._around.get(scope, 0)
        return scope

    def sends(self, call: Any) -> bool:
        """Whether a call is one that sends what it is given, and leaves it as it is."""
        function = call.child_by_field_name("function") or call.child_by_field_name("constructor")
        return function is not None and self.text(function).rpartition(".")[2] in _SENDING

    def bound(self, node: Any, name: str) -> list[Binding]:
        """What binds a name where a node stands."""
        while node.type not in _BLOCKS and node.parent is not None:
            node = node.parent
        scope = self._scope_of(node.id, name)
        return self._bindings[scope][name] if scope else []
