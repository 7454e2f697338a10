"""The list of names that a table cannot give away is what generated modules really use: no more, no less."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from imagespec.compile.package import typed_sources
from imagespec.compile.request_types import shapes
from imagespec.compile.typescript import typescript
from imagespec.compile.user_package import compile_user_package
from imagespec.spec import reserved
from imagespec.spec.model import Spec
from imagespec.typed.message import Message
from imagespec.typed.nested import Nested
from imagespec.typed.request import Request
from tests.generated.tables import base, loaded, model, operation

SELF = "self"
"""The first parameter of what attrs writes, beside the fields."""


@pytest.fixture(scope="module")
def specs() -> list[Spec]:
    """Tables that together use all that generated modules can hold."""
    kinds = {name: {"type": name} for name in ("file", "files", "integer", "boolean", "array", "object")}
    inner = {"type": "object", "fields": {"a": {"type": "string"}}}
    row = operation(**kinds, layers={"type": "array", "items": inner}, style=inner)
    said = {"summary": "An answer", "source": "manual"}
    one = {"n": {"type": "integer", "summary": "A number"}, "b64": {"type": "string", "summary": "An image", "encoding": "base64"}}
    many = {"data": {"type": "array", "items": "One", "summary": "Images"}, "one": {"type": "One", "summary": "An image", "optional": True}}
    answers = {
        "One": {**said, "fields": one},
        "Done": {**said, "fields": many, "event": "done", "final": True},
        "Some": {**said, "any_of": ["Done"]},
    }
    models = {"pencil": model(["draw"], [*kinds, "layers", "style"])}
    return [loaded(base(operations={"draw": row}, models=models, responses=answers)), loaded(base())]


def own_types(spec: Spec) -> set[str]:
    found = shapes(spec)
    return {*found.names, *found.aliases, *found.unions.values(), *spec.responses}


def own_fields(spec: Spec) -> set[str]:
    found = shapes(spec)
    fields = {entry.attribute for shape in (*found.requests, *found.objects) for entry in shape.entries}
    return {"model"} | fields | {key for row in spec.responses.values() for key in row.fields}


def public(names: Iterator[str]) -> set[str]:
    return {name for name in names if not name.startswith("_")}


def bound(node: ast.AST) -> Iterator[str]:
    """Names that an import, a class, a function or a use of a name brings in."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.alias):
            yield inner.asname or inner.name


def in_classes(tree: ast.Module) -> Iterator[str]:
    """Names that are looked up in the body of a class: all but those inside its functions."""
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        for part in node.body:
            if isinstance(part, ast.FunctionDef):
                yield part.name
                signature = [*part.decorator_list, part.returns, *(argument.annotation for argument in part.args.args)]
                for annotation in filter(None, signature):
                    yield from bound(annotation)
            else:
                yield from bound(part)


def capital(names: set[str]) -> set[str]:
    """Those that could be taken for a type: what a table names is in CapWords, or in capitals."""
    return {name for name in names if name[:1].isupper()}


def test_types(specs: list[Spec]) -> None:
    used: set[str] = set()
    for spec in specs:
        trees = [ast.parse(make()) for make in typed_sources(spec).values()]
        text = re.sub(r"/\*\*.*?\*/|\"[^\"]*\"", "", typescript(spec))
        used |= capital({name for tree in trees for name in public(bound(tree))} | {*re.findall(r"\b[A-Z]\w+", text)}) - own_types(spec)
    assert used == reserved.TYPES


def test_attributes(specs: list[Spec]) -> None:
    used = public(iter((*dir(Request), *dir(Nested)))) | {SELF}
    for spec in specs:
        used |= public(in_classes(ast.parse(typed_sources(spec)["classes"]()))) - own_types(spec) - own_fields(spec)
    assert used == reserved.ATTRIBUTES


def test_fields(specs: list[Spec]) -> None:
    used = public(iter(dir(Message))) | {SELF}
    for spec in specs:
        used |= public(in_classes(ast.parse(typed_sources(spec)["responses"]()))) - own_types(spec) - {"type"}
        used -= {key for row in spec.responses.values() for key in row.fields}
    assert {name for name in used if not name.isupper() and name != "Message"} == reserved.FIELDS


def test_modules() -> None:
    files = compile_user_package(loaded(base()))
    modules = {name.partition("/")[0].removesuffix(".py") for name in files if name.endswith(".py") or "/" in name}
    front = {node.id for node in ast.walk(ast.parse(files["__init__.py"])) if isinstance(node, ast.Name)}
    functions = {name for name in public(iter(front)) if name.islower()}
    assert (modules - {"draw", "draw_rows"}) | functions == reserved.MODULES
