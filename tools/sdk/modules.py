"""One parsed file of a release, and what its top-level names stand for."""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass, field

from tools.sdk.errors import ExtractError
from tools.sdk.sources import PACKAGE

SCALARS = {
    "builtins.str": "string",
    "builtins.int": "integer",
    "builtins.float": "number",
    "builtins.bool": "boolean",
    "builtins.object": "any",
    "typing.Any": "any",
    f"{PACKAGE}._types.FileTypes": "file",
}
ARRAYS = {
    "builtins.list",
    "typing.List",
    "typing.Sequence",
    "typing.Iterable",
    "collections.abc.Sequence",
    "collections.abc.Iterable",
    f"{PACKAGE}._types.SequenceNotStr",
}
MAPS = {"builtins.dict", "typing.Dict", "typing.Mapping", "collections.abc.Mapping"}
BUILTINS = {"str", "int", "float", "bool", "object", "list", "dict"}
TYPED_DICT = "typing.TypedDict"
BASE_MODEL = f"{PACKAGE}._models.BaseModel"
#: Annotated[] metadata that does not change which values are accepted.
HARMLESS_METADATA = {f"{PACKAGE}._utils.PropertyInfo": {"discriminator", "format"}}


@dataclass
class Module:
    """One parsed file and what its top-level names stand for."""

    file: str
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    aliases: dict[str, ast.expr] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def error(self, node: ast.AST, problem: str) -> ExtractError:
        return ExtractError(self.file, getattr(node, "lineno", 0), problem)

    @property
    def dotted(self) -> str:
        return ".".join((PACKAGE, *_module_parts(self.file)))

    def qualify(self, node: ast.expr) -> str:
        """Full dotted name, whatever the spelling: typing_extensions counts as typing."""
        if isinstance(node, ast.Attribute):
            return f"{self.qualify(node.value)}.{node.attr}"
        if not isinstance(node, ast.Name):
            raise self.error(node, f"unsupported annotation {ast.unparse(node)!r}")
        if node.id in self.classes or node.id in self.aliases:
            return f"{self.dotted}.{node.id}"
        if node.id in self.imports:
            return self.imports[node.id]
        if node.id in BUILTINS:
            return f"builtins.{node.id}"
        raise self.error(node, f"unknown name {node.id!r}")


def _module_parts(file: str) -> tuple[str, ...]:
    parts = tuple(file.removesuffix(".py").split("/"))
    return parts[:-1] if parts[-1] == "__init__" else parts


def parse_module(file: str, text: str) -> Module:
    """Index a file's top level, refusing statements that could hide a definition."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise ExtractError(file, error.lineno or 0, f"does not parse: {error.msg}") from error
    module = Module(file)
    for index, statement in enumerate(tree.body):
        if isinstance(statement, ast.ClassDef):
            module.classes[statement.name] = statement
        elif isinstance(statement, (ast.Import, ast.ImportFrom)):
            _add_imports(module, statement)
        elif isinstance(statement, ast.Assign):
            _add_alias(module, statement.targets, statement.value, statement)
        elif isinstance(statement, ast.AnnAssign) and statement.value:
            if module.qualify(statement.annotation) != "typing.TypeAlias":
                raise module.error(statement, "module variable that is not a type alias")
            _add_alias(module, [statement.target], statement.value, statement)
            module.texts[ast.unparse(statement.target)] = text_after(tree.body, index)
        elif not is_docstring(statement):
            raise module.error(statement, f"unsupported statement {type(statement).__name__}")
    return module


def is_docstring(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def text_after(statements: list[ast.stmt], index: int) -> str:
    """A digest of the documentation that stands below a definition, empty where there is none.

    Half of the changes upstream are changes of prose. The words are not ours to keep, but that they changed is a fact.
    """
    following = statements[index + 1] if index + 1 < len(statements) else None
    if following is None or not is_docstring(following):
        return ""
    words = " ".join(ast.literal_eval(following.value).split())  # type: ignore[attr-defined]  # a docstring has a value
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _add_alias(module: Module, targets: list[ast.expr], value: ast.expr, node: ast.stmt) -> None:
    if len(targets) != 1 or not isinstance(targets[0], ast.Name):
        raise module.error(node, "unsupported assignment")
    if targets[0].id != "__all__":
        module.aliases[targets[0].id] = value


def _add_imports(module: Module, statement: ast.Import | ast.ImportFrom) -> None:
    """Record imports by origin, so that a renamed import cannot fool the reader."""
    if isinstance(statement, ast.Import):
        for name in statement.names:
            if "." in name.name and name.asname is None:
                raise module.error(statement, f"unsupported import of {name.name!r}")
            module.imports[name.asname or name.name] = _normal(name.name)
        return
    origin = _origin(module, statement)
    for name in statement.names:
        if name.name == "*":
            raise module.error(statement, "star import")
        module.imports[name.asname or name.name] = f"{origin}.{name.name}"


def _origin(module: Module, statement: ast.ImportFrom) -> str:
    """Turn a relative import into a dotted name below the package."""
    if not statement.level:
        return _normal(statement.module or "")
    path = (PACKAGE, *module.file.split("/"))
    if statement.level >= len(path):
        raise module.error(statement, "import from above the package")
    return ".".join((*path[: -statement.level], *filter(None, [statement.module])))


def _normal(name: str) -> str:
    return "typing" if name == "typing_extensions" else name
