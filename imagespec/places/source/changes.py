"""What the code of a Python file does to an object that a name stands for."""

from __future__ import annotations

import ast
from typing import Any

from imagespec.places.source.nodes import Node
from imagespec.places.source.scopes import Scopes, called

_READING = frozenset({"get", "items", "keys", "values", "copy"})
_HARMLESS = frozenset({"print", "len", "str", "repr", "dumps", "dict", "list", "sorted", "pprint", "debug", "info", "pformat", "deepcopy"})
"""Methods and functions that leave an object as it is."""

_SENT = frozenset({"json", "data", "params", "content", "body", "extra_body", "tools", "api_wrapper"})


class Changes:
    """Looks at every use of a name in one file."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes

    def keys(self, name: str, node: Node) -> set[str] | None:
        """The keys of an object that may be others when it is used; ``None`` where any may."""
        changed: set[str] = set()
        for around, use in self._scopes.mentions(name):
            keys = self._touched(around, use, node)
            if keys is None:
                return None
            changed |= keys
        return changed

    def _touched(self, around: ast.AST, use: ast.Name, node: Node) -> set[str] | None:
        """The keys of an object that a use of its name may change; ``None`` for any."""
        if isinstance(around, ast.Subscript) and around.value is use:
            if isinstance(around.ctx, ast.Load):
                return set()
            key = around.slice
            return {str(key.value)} if isinstance(key, ast.Constant) and node.members is not None else None
        if isinstance(around, ast.Attribute):
            return self._by_method(around, node)
        if isinstance(around, ast.keyword):
            call = self._scopes.parents.get(around)
            harmless = isinstance(call, ast.Call) and called(call) in _HARMLESS
            return set() if around.arg is None or around.arg in _SENT or harmless else None
        if isinstance(around, ast.Call):
            return set() if around.func is not use and called(around) in _HARMLESS | {"post", "request", "put", "bind_tools"} else None
        reading = (ast.Dict, ast.Compare, ast.Return, ast.FormattedValue, ast.List, ast.Starred, ast.For, ast.comprehension)
        return set() if isinstance(around, reading) else None

    def _by_method(self, around: ast.Attribute, node: Node) -> set[str] | None:
        call = self._scopes.parents.get(around)
        if not isinstance(call, ast.Call) or around.attr in _READING:
            return set() if around.attr in _READING else None
        if around.attr == "update" and node.members is not None:
            given: list[Any] = [keyword.arg for keyword in call.keywords]
            for entry in call.args:
                given += (
                    [key.value if isinstance(key, ast.Constant) else None for key in entry.keys] if isinstance(entry, ast.Dict) else [None]
                )
            return None if None in given else {str(name) for name in given}
        if around.attr in ("pop", "setdefault") and call.args and isinstance(call.args[0], ast.Constant) and node.members is not None:
            return {str(call.args[0].value)} if around.attr == "pop" else set()
        return None
