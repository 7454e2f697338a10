"""Annotations of one release, resolved across its files."""

from __future__ import annotations

import ast
from dataclasses import replace
from fnmatch import fnmatchcase

from tools.sdk.modules import (
    ARRAYS,
    BASE_MODEL,
    HARMLESS_METADATA,
    MAPS,
    SCALARS,
    TYPED_DICT,
    Module,
    is_docstring,
    parse_module,
    text_after,
)
from tools.sdk.shapes import Field, LiteralValue, Shape, distinct
from tools.sdk.sources import PACKAGE, Source


class Release:
    """Resolves annotations across the files of one release."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._names = frozenset(source.names())
        self._modules: dict[str, Module] = {}
        self._open: list[str] = []  # definitions being read, to notice recursion

    def module(self, file: str) -> Module:
        if file not in self._modules:
            self._modules[file] = parse_module(file, self._source.read(file))
        return self._modules[file]

    def files(self, *patterns: str) -> list[str]:
        return sorted(n for n in self._names for p in patterns if fnmatchcase(n, p))

    def named(self, file: str, name: str) -> Shape:
        """Shape of a class or alias, asked for by where it is defined."""
        module = self.module(file)
        return self._definition(module, name, ast.Name(name, lineno=1), module)

    def shape(self, node: ast.expr, module: Module) -> Shape:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.shape(node.left, module).union(self.shape(node.right, module))
        if isinstance(node, ast.Constant) and node.value is None:
            return Shape(nullable=True)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return self.shape(_unquote(node, module), module)
        if isinstance(node, ast.Subscript):
            return self._subscript(node, module)
        name = module.qualify(node)
        if name in SCALARS:
            return Shape(plain=frozenset({SCALARS[name]}))
        owner, _, attribute = name.rpartition(".")
        return self._definition(self._locate(owner, node, module), attribute, node, module)

    def _locate(self, dotted: str, node: ast.expr, user: Module) -> Module:
        """The module a name lives in; only this package's own files will do."""
        stem = dotted.removeprefix(f"{PACKAGE}.types").replace(".", "/")
        candidates = (f"types{stem}.py", f"types{stem}/__init__.py")
        for file in candidates if dotted.startswith(f"{PACKAGE}.types") else ():
            if file in self._names:
                return self.module(file)
        raise user.error(node, f"unsupported type {ast.unparse(node)!r} from {dotted}")

    def _definition(self, module: Module, name: str, node: ast.expr, user: Module) -> Shape:
        key = f"{module.dotted}.{name}"
        if key in self._open:
            raise user.error(node, f"recursive type {name!r}")
        self._open.append(key)
        try:
            if name in module.classes:
                return Shape(plain=frozenset({"object"}), fields=self.fields(module, name))
            if name in module.aliases:
                return self.shape(module.aliases[name], module)
            if name in module.imports:
                return self.shape(ast.Name(name, lineno=1), module)
            raise user.error(node, f"{module.file} does not define {name!r}")
        finally:
            self._open.pop()

    def _subscript(self, node: ast.Subscript, module: Module) -> Shape:
        name = module.qualify(node.value)
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "typing.Literal":
            return _literal(arguments, module)
        if name == "typing.Annotated":
            _check_metadata(arguments[1:], module)
            return self.shape(arguments[0], module)
        if name == "typing.Union" or (name == "typing.Optional" and len(arguments) == 1):
            result = Shape(nullable=name == "typing.Optional")
            for argument in arguments:
                result = result.union(self.shape(argument, module))
            return result
        if name in ARRAYS and len(arguments) == 1:
            return _array(self.shape(arguments[0], module))
        if name in MAPS:
            return Shape(plain=frozenset({"map"}), items=self.shape(arguments[-1], module))
        raise module.error(node, f"unsupported annotation {ast.unparse(node)!r}")

    def fields(self, module: Module, name: str) -> dict[str, Field]:
        """Members of a class, inherited ones first as in the source."""
        node = module.classes[name]
        kind = self._kind(node, module)
        total = _totality(node, kind, module)
        members: dict[str, Field] = {}
        for base in node.bases:
            if module.qualify(base) not in (TYPED_DICT, BASE_MODEL):
                members.update(self.shape(base, module).fields or {})
        for index, statement in enumerate(node.body):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                member = self._member(statement, kind, total, module)
                members[statement.target.id] = replace(member, text=text_after(node.body, index))
            elif not (is_docstring(statement) or isinstance(statement, ast.Pass)):
                raise module.error(statement, f"unsupported statement in class {name}")
        return members

    def _kind(self, node: ast.ClassDef, module: Module) -> str:
        """TypedDict or model: the two say "may be missing" in different ways."""
        if len(node.bases) != 1 or node.decorator_list:
            raise module.error(node, f"class {node.name} needs one base and no decorator")
        name = module.qualify(node.bases[0])
        if name in (TYPED_DICT, BASE_MODEL):
            return name
        owner = self._locate(name.rpartition(".")[0], node.bases[0], module)
        base = owner.classes.get(name.rpartition(".")[2])
        if base is None or base is node:
            raise module.error(node, f"unsupported base class {name}")
        return self._kind(base, owner)

    def _member(self, node: ast.AnnAssign, kind: str, total: bool, module: Module) -> Field:
        annotation = node.annotation
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = _unquote(annotation, module)
        if kind == BASE_MODEL:
            _check_default(node, module)
            return Field(self.shape(annotation, module), required=node.value is None)
        if node.value is not None:
            raise module.error(node, "a TypedDict field cannot have a default")
        if isinstance(annotation, ast.Subscript):
            marker = module.qualify(annotation.value)
            if marker in ("typing.Required", "typing.NotRequired"):
                shape = self.shape(annotation.slice, module)
                return Field(shape, required=marker == "typing.Required")
        return Field(self.shape(annotation, module), required=total)


def _unquote(node: ast.Constant, module: Module) -> ast.expr:
    """A forward reference, given the line of the string that held it."""
    try:
        inner = ast.parse(str(node.value), mode="eval").body
    except SyntaxError as error:
        raise module.error(node, f"unreadable annotation {node.value!r}") from error
    for part in ast.walk(inner):
        ast.copy_location(part, node)
    return inner


def _array(item: Shape) -> Shape:
    """A list of files has a name of its own: it is how uploads are described."""
    if item == Shape(plain=frozenset({"file"})):
        return Shape(plain=frozenset({"files"}))
    return Shape(plain=frozenset({"array"}), items=item)


def _literal(arguments: list[ast.expr], module: Module) -> Shape:
    values: list[LiteralValue] = []
    nullable = False
    for node in arguments:
        value = node.value if isinstance(node, ast.Constant) else ...
        if value is None:
            nullable = True
        elif isinstance(value, (str, int)):  # bool is an int
            values.append(value)
        else:
            raise module.error(node, f"unsupported literal {ast.unparse(node)}")
    return Shape(literals=distinct(values), nullable=nullable)


def _check_metadata(extras: list[ast.expr], module: Module) -> None:
    """Metadata may rename a field on the wire, so only known keywords pass."""
    for node in extras:
        if isinstance(node, ast.Call) and not node.args:
            allowed = HARMLESS_METADATA.get(module.qualify(node.func), set())
            if {keyword.arg for keyword in node.keywords} <= allowed:
                continue
        raise module.error(node, f"unsupported metadata {ast.unparse(node)}")


def _check_default(node: ast.AnnAssign, module: Module) -> None:
    default = node.value
    if default is not None and not (isinstance(default, ast.Constant) and default.value is None):
        raise module.error(node, f"unsupported default {ast.unparse(default)}")


def _totality(node: ast.ClassDef, kind: str, module: Module) -> bool:
    """``total`` covers a class's own fields only; without it they are required."""
    total = True
    for keyword in node.keywords:
        value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
        if keyword.arg != "total" or not isinstance(value, bool) or kind != TYPED_DICT:
            raise module.error(node, f"unsupported argument of class {node.name}")
        total = value
    return total
