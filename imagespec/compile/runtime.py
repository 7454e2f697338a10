"""A user's table compiled in memory, with readable tracebacks."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import Any

from imagespec.compile.package import compile_package, compile_typed
from imagespec.engine.engine import Engine
from imagespec.spec.load import load_file
from imagespec.spec.model import Spec


def load_path(path: str | PathLike[str]) -> tuple[Engine, Any, Callable[[], Spec]]:
    """Load and compile a table file: the engine, the index of the compiled package, and the spec.

    Raises:
        TableError: the file is no usable table.
    """
    spec = load_file(Path(path))
    files = compile_package(spec)
    modules: dict[str, ModuleType] = {}

    def module(name: str) -> ModuleType:
        if name not in files:
            files.update(compile_typed(spec))
        if name not in modules:
            modules[name] = _execute(f"<imagespec {spec.name} {spec.digest} {name}>", files[name])
        return modules[name]

    def part(kind: str, name: str) -> ModuleType:
        return module(f"{name}{'_rows' if kind == 'rows' else ''}.py")

    index = module("__init__.py")
    return Engine(spec.name, index.OPERATIONS, part), index, lambda: spec


def _execute(name: str, source: str) -> ModuleType:
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    module = ModuleType(name)
    exec(compile(source, name, "exec"), module.__dict__)  # source of our own writer: table text is in it as literals only
    return module
