"""A table compiled in memory, contract by contract as they are used, with readable tracebacks."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from threading import RLock
from types import ModuleType, SimpleNamespace
from typing import Any

from imagespec.compile.checks import IMPORTS, OperationCompiler, function_lines
from imagespec.compile.index import index
from imagespec.compile.names import module_names
from imagespec.compile.writer import Constants
from imagespec.engine.engine import Engine
from imagespec.spec.load import load_file, load_shipped
from imagespec.spec.model import Contract, Spec
from imagespec.values.once import Once

Loaded = tuple[Engine, Any, Callable[[], Spec]]
"""The engine, the index of the compiled package, and the spec."""

_CALLED: dict[str, Any] = {}
exec(IMPORTS, _CALLED)
"""What the functions call."""


def load_path(path: str | PathLike[str]) -> Loaded:
    """Load and compile a table file.

    Raises:
        TableError: the file is no usable table.
    """
    return _loaded(load_file(Path(path)))


@Once
def load_revision(name: str) -> Loaded:
    """Load and compile a revision of the package by its full name."""
    return _loaded(load_shipped(name))


def _loaded(spec: Spec) -> Loaded:
    package = _Package(spec)
    facts = index(spec)
    return Engine(spec.name, facts["OPERATIONS"], package.part), SimpleNamespace(**facts), lambda: spec


class _Package:
    """The parts of a compiled table, each made when it is first asked for."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._names = {module: name for name, module in module_names(spec.operations).items()}
        self._parts: dict[tuple[str, str], Any] = {}
        self._lock = RLock()

    def part(self, kind: str, name: str) -> Any:
        """What an engine loads: the checks or rows of an operation, the sources, or a module of classes or types."""
        try:
            return self._parts[kind, name]
        except KeyError:
            pass
        with self._lock:
            if (kind, name) not in self._parts:
                self._parts[kind, name] = self._made(kind, name)
            return self._parts[kind, name]

    def _made(self, kind: str, name: str) -> Any:
        if kind == "checks":
            return _Checks(OperationCompiler(self._spec, self._spec.operations[self._names[name]], Constants()), self._lock)
        if kind == "rows":
            checks = self.part("checks", name)
            return SimpleNamespace(ROWS=checks.compiler.rows.rows, complete=checks.complete)
        if kind == "sources":
            return SimpleNamespace(SOURCES=self._spec.sources)
        from imagespec.compile.package import typed_sources

        full_name = f"<imagespec {self._spec.name} {self._spec.digest} {name}>"
        module = sys.modules[full_name] = ModuleType(full_name)  # annotations are resolved through it
        return _execute(module, typed_sources(self._spec)[name]())


class _Checks:
    """The checks of an operation. The functions of a model compile themselves on their first call."""

    def __init__(self, compiler: OperationCompiler, lock: RLock) -> None:
        self.compiler = compiler
        self.MODELS: dict[str, tuple[Any, ...]] = {}
        self._lock = lock
        for name, value in compiler.facts().items():
            setattr(self, name, value)
        for model in compiler.operation.models:
            self.MODELS[model] = (
                lambda p, model=model: self._functions(model)[0](p),
                lambda p, add, model=model: self._functions(model)[1](p, add),
                *compiler.lifecycle(model),
            )
        self._compiled: set[str] = set()
        self._common: Callable[..., Any] | None = None

    def COMMON(self, p: Any, add: Any) -> None:  # noqa: N802  # as in compiled modules
        """Find what every current model finds."""
        (self._common or self._made_common())(p, add)

    def _made_common(self) -> Callable[..., Any]:
        with self._lock:
            if self._common is None:
                common = self.compiler.spec.unnamed(self.compiler.operation.name)
                assert common is not None  # asked only where there is no default model
                (self._common,) = self._compile(common, {"find": False})
            return self._common

    def complete(self) -> None:
        """Compile every function, so that every row is there."""
        for model in self.MODELS:
            self._functions(model)

    def _functions(self, model: str) -> tuple[Any, ...]:
        with self._lock:
            if model not in self._compiled:
                contract = self.compiler.spec.contract(self.compiler.operation.name, model)
                valid, find = self._compile(contract, {"valid": True, "find": False})
                self.MODELS[model] = (valid, find, *self.MODELS[model][2:])
                self._compiled.add(model)
            return self.MODELS[model]

    def _compile(self, contract: Contract, names: dict[str, bool]) -> tuple[Callable[..., Any], ...]:
        """The functions of a contract by their names, each a verdict or not."""
        compiler, spec = self.compiler, self.compiler.spec
        writers = {name: compiler.function(contract, verdict=verdict) for name, verdict in names.items()}
        constants = {name: compiler.constants.values[name] for writer in writers.values() for name in writer.used}
        lines = [line for name, writer in writers.items() for line in function_lines(name, contract, writer, verdict=names[name])]
        name = f"<imagespec {spec.name} {spec.digest} {compiler.operation.name} {contract.model or 'every current model'}>"
        module = ModuleType(name)
        vars(module).update(_CALLED | constants)
        _execute(module, "\n".join(lines) + "\n")
        return tuple(vars(module)[name] for name in names)


def _execute(module: ModuleType, source: str) -> ModuleType:
    name = module.__name__
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    exec(compile(source, name, "exec"), vars(module))  # source of our own writer: table text is in it as literals only
    return module
