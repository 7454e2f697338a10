"""What the names of a Python file are bound to, scope by scope."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Binding(NamedTuple):
    """One thing that binds a name: a value (``None`` where that is nothing that stands there), and whether it is a default only."""

    value: ast.expr | None
    is_default: bool = False
    imported: str = ""
    annotation: ast.expr | None = None
    owner: ast.ClassDef | None = None


class Scope:
    """A module, class or function."""

    __slots__ = ("above", "fields", "is_class", "names", "node")

    def __init__(self, node: ast.AST, above: Scope | None) -> None:
        self.node, self.above = node, above
        self.is_class = isinstance(node, ast.ClassDef)
        self.names: dict[str, list[Binding]] = {}
        self.fields: dict[str, list[Binding]] = {}
        """Of a class: what ``self.NAME = ...`` binds anywhere in it."""

    def bind(self, name: str, binding: Binding) -> None:
        self.names.setdefault(name, []).append(binding)

    def lookup(self, name: str) -> tuple[Scope, list[Binding]] | None:
        """The scope where a name of this one is bound, and what binds it there."""
        scope: Scope | None = self
        while scope:
            if name in scope.names and (scope is self or not scope.is_class):
                return scope, scope.names[name]
            scope = scope.above
        return None

    @property
    def around(self) -> Scope | None:
        """The class around a method."""
        scope: Scope | None = self
        while scope and not scope.is_class:
            scope = scope.above
        return scope


class Scopes:
    """The scopes of a file, the calls in it with theirs, and where each name is used."""

    def __init__(self, tree: ast.Module) -> None:
        self.module = Scope(tree, None)
        self.calls: list[tuple[ast.Call, Scope]] = []
        self.uses: dict[str, list[tuple[ast.AST, ast.Name]]] = {}
        """The places where a name is read or deleted, each below the node around it."""
        self.parents: dict[ast.AST, ast.AST] = {}
        self.inner: dict[ast.AST, Scope] = {tree: self.module}
        """The scope of each class and function."""
        self.imports: set[str] = set()
        self._walk(tree)

    def _walk(self, tree: ast.Module) -> None:
        pending: list[tuple[ast.AST, Scope]] = [(tree, self.module)]
        while pending:
            node, scope = pending.pop()
            self._take(node, scope)
            inner = scope
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                inner = Scope(node, scope)
                self.inner[node] = inner
                if not isinstance(node, ast.ClassDef):
                    _parameters(node, inner)
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node
                pending.append((child, inner))
        self.calls.sort(key=lambda found: (found[0].lineno, found[0].col_offset))

    def _take(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.Call):
            self.calls.append((node, scope))
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                if not _is_plain_target(node, self.parents):
                    scope.bind(node.id, Binding(None))
            else:
                self.uses.setdefault(node.id, []).append((self.parents[node], node))
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                self._assign(target, Binding(node.value), scope)
        elif isinstance(node, ast.AnnAssign):
            self._assign(node.target, Binding(node.value, annotation=node.annotation), scope)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            self._import(node, scope)
        elif isinstance(node, ast.ClassDef):
            scope.bind(node.name, Binding(None, owner=node))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            scope.bind(node.name, Binding(None))
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            above: Scope | None = scope
            while above:  # it may be bound again from here
                for name in node.names:
                    above.bind(name, Binding(None))
                above = above.above
        elif isinstance(node, ast.ExceptHandler) and node.name:
            scope.bind(node.name, Binding(None))

    def _assign(self, target: ast.expr, binding: Binding, scope: Scope) -> None:
        if isinstance(target, ast.Name):
            scope.bind(target.id, binding)
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and (owner := scope.around):
            owner.fields.setdefault(target.attr, []).append(binding)

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
        for alias in node.names:
            path = f"{module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
            self.imports.add(path.partition(".")[0])
            bound = alias.asname or (alias.name if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0])
            scope.bind(bound, Binding(None, imported=path if alias.asname or isinstance(node, ast.ImportFrom) else bound))

    def mentions(self, name: str) -> Iterator[tuple[ast.AST, ast.Name]]:
        """Where a name is read or deleted, in whatever scope, each with the node around it."""
        return iter(self.uses.get(name, ()))


def _is_plain_target(node: ast.Name, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether a name is all that an assignment binds: what is bound otherwise has no value that stands there."""
    around = parents.get(node)
    return (isinstance(around, ast.Assign) and node in around.targets) or (isinstance(around, ast.AnnAssign) and around.target is node)


def _parameters(node: Function, scope: Scope) -> None:
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [*[None] * (len(positional) - len(arguments.defaults)), *arguments.defaults]
    for parameter, default in [*zip(positional, defaults, strict=True), *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]:
        scope.bind(parameter.arg, Binding(default, True, annotation=parameter.annotation))
    for rest in (arguments.vararg, arguments.kwarg):
        if rest:
            scope.bind(rest.arg, Binding(None))


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
