"""Tables made from names and texts, and the names that what is generated might choke on."""

from __future__ import annotations

import ast
import builtins
import json
import keyword
import random
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import attrs

from imagespec.compile.package import compile_package
from imagespec.spec import reserved
from imagespec.spec.document import parse_document
from imagespec.spec.load import load_document
from imagespec.spec.model import Spec
from imagespec.typed.message import Message
from imagespec.typed.nested import Nested
from imagespec.typed.request import Request

Table = dict[str, Any]

TYPESCRIPT = """
any as async await break case catch class const continue debugger declare default delete do else enum export extends false finally
for from function get if implements import in infer instanceof interface is keyof let module namespace never new null number
object of package private protected public readonly require return set static string super switch symbol this throw true try type
typeof undefined unique unknown var void while with yield arguments eval NaN Infinity Array ArrayBuffer Partial Pick Omit Record
Object Function Promise Error Map Set Date Symbol globalThis window document prototype length name then toJSON
"""
"""Words and objects of TypeScript and JavaScript."""

CHECKS = """
p add seen total key value v1 v2 x0 x1 K_KEYS K_MODEL valid find valid_m find_m MODELS OTHERS DEFAULT NAMED ROWS Row SOURCES Source
"""
"""What compiled checks call things."""

OTHERS = "model models request parameter rows sources studio draw pencil text manual tools"


def loaded(table: Table) -> Spec:
    return load_document(parse_document(json.dumps(table), "table.yaml"))


def base(**parts: Any) -> Table:
    """A small table; ``parts`` replace parts of it."""
    table: Table = {
        "table": "studio",
        "revision": "2026-01-01",
        "title": "Studio",
        "sources": {"manual": {"title": "Manual", "url": "https://studio.example/manual", "date": "2026-01-01"}},
        "operations": {"draw": operation("text")},
        "families": {"tools": {"title": "Tools", "source": "manual"}},
        "models": {"pencil": model(["draw"], ["text"])},
    }
    return table | parts


def operation(*parameters: str, path: str = "/v1/draw", **declared: Table) -> Table:
    rows = {name: {"type": "string", "summary": "A text"} for name in parameters}
    head = {"title": "Draw", "method": "POST", "path": path, "encoding": "json", "source": "manual"}
    return head | {"parameters": {"model": {"type": "string"}} | rows | declared}


def model(operations: Iterable[str], takes: list[str]) -> Table:
    return {"family": "tools", "source": "manual", "operations": {name: {"takes": takes} for name in operations}}


def used_names() -> set[str]:
    """Every name in what is generated from a table."""
    minimal = Path(__file__).parent.parent / "table" / "minimal.yaml"
    spec = load_document(parse_document(minimal.read_text("utf-8"), "minimal.yaml"))
    found: set[str] = set()
    for source in compile_package(spec).values():
        for node in ast.walk(ast.parse(source)):
            found |= {
                word for key in ("id", "arg", "attr", "name", "asname", "module") if isinstance(word := getattr(node, key, None), str)
            }
    return found


def names(number: int) -> list[str]:
    """So many different names, those first that something is called already."""
    taken = [
        keyword.kwlist, keyword.softkwlist, reserved.TYPES, reserved.ATTRIBUTES, reserved.FIELDS, reserved.MODULES, reserved.DEVICES,
        reserved.INHERITED, dir(Request), dir(Nested), dir(Message), used_names(), CHECKS.split(), TYPESCRIPT.split(), dir(builtins),
        dir(attrs), OTHERS.split(), sys.stdlib_module_names,
    ]  # fmt: skip
    plain = list(dict.fromkeys(chain.from_iterable(map(sorted, taken))))
    changed = [f(name) for f in _CHANGES for name in plain]
    random.Random(5).shuffle(changed)
    return list(dict.fromkeys([*plain, *changed]))[:number]


_CHANGES = (
    lambda name: f"{name}_",
    lambda name: f"_{name}",
    lambda name: f"__{name}",
    lambda name: name.capitalize(),
    lambda name: name.upper(),
    lambda name: f"{name}[]",
    lambda name: f"{name}-x",
    lambda name: f"{name}.x",
    lambda name: name.replace("_", "-"),
)
