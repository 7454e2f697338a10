"""A table compiled in memory, contract by contract as they are used, with readable tracebacks."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Callable, Iterable
from os import PathLike
from threading import RLock
from types import ModuleType, SimpleNamespace
from typing import Any

from imagespec.compile.checks import OperationCompiler, function_lines, imports
from imagespec.compile.index import index
from imagespec.compile.names import module_names
from imagespec.compile.refusals import refusals
from imagespec.compile.vocabulary import vocabulary
from imagespec.compile.writer import Constants
from imagespec.engine.engine import Engine
from imagespec.kinds.row import Row
from imagespec.spec.load import load_file, load_shipped
from imagespec.spec.model import Contract, Spec
from imagespec.values.once import Once

Loaded = tuple[Engine, Any, Callable[[], Spec]]
"""The engine, the index of the compiled package, and the spec."""

_VALID, _FIND = range(2)
_FUNCTIONS = ("valid", "find")
"""The functions of a model, by their places in its entry."""

_CALLED: dict[str, Any] = {}
exec(imports(), _CALLED)
"""What the functions call."""


def load_path(path: str | PathLike[str]) -> Loaded:
    """Load and compile a table file.

    Raises:
        TableError: the file is no usable table.
    """
    from pathlib import Path

    spec = load_file(Path(path))
    return _loaded(spec, f"{spec.name} {spec.digest}")


@Once
def load_revision(name: str) -> Loaded:
    """Load and compile a revision of the package by its full name."""
    return _loaded(load_shipped(name), name)


def _loaded(spec: Spec, known_as: str) -> Loaded:
    package = _Package(spec, known_as)
    facts = index(spec)
    return Engine(spec.name, facts["OPERATIONS"], package.part), SimpleNamespace(**facts), lambda: spec


class _Package:
    """The parts of a compiled table, each made when it is first asked for."""

    def __init__(self, spec: Spec, known_as: str) -> None:
        self._spec, self._known_as = spec, known_as
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
            compiler = OperationCompiler(self._spec, self._spec.operations[self._names[name]], Constants())
            return _Checks(compiler, self._known_as, self._lock)
        if kind == "rows":
            checks = self.part("checks", name)
            return SimpleNamespace(ROWS=checks.compiler.rows.rows, complete=checks.complete)
        if kind == "vocabulary":
            return SimpleNamespace(**vocabulary({own: self._every_row(module) for module, own in self._names.items()}))
        if kind == "sources":
            return SimpleNamespace(SOURCES=self._spec.sources, REFUSALS=refusals(self._spec))
        from imagespec.compile.package import typed_sources

        full_name = f"<imagespec {self._known_as} {name}>"
        module = sys.modules[full_name] = ModuleType(full_name)  # annotations are resolved through it
        return _execute(module, typed_sources(self._spec)[name]())

    def _every_row(self, module: str) -> Iterable[Row]:
        rows = self.part("rows", module)
        rows.complete()
        return [*rows.ROWS.values()]


class _Checks:
    """The checks of an operation. Each function of a model, its verdict and its findings, compiles itself on its first call."""

    def __init__(self, compiler: OperationCompiler, known_as: str, lock: RLock) -> None:
        self.compiler = compiler
        self.MODELS: dict[str, tuple[Any, ...]] = {}
        self._known_as, self._lock = known_as, lock
        for name, value in compiler.facts().items():
            setattr(self, name, value)
        for model in compiler.operation.models:
            self.MODELS[model] = (
                lambda p, model=model: self._function(model, _VALID)(p),
                lambda p, found, model=model: self._function(model, _FIND)(p, found),
                *compiler.lifecycle(model),
            )
        self._compiled: set[tuple[str, int]] = set()
        self._made: list[tuple[Contract, int, Callable[..., Any]]] = []
        self._common: Callable[..., Any] | None = None

    def COMMON(self, p: Any, found: Any) -> None:  # noqa: N802  # as in compiled modules
        """Find what every current model finds."""
        (self._common or self._made_common())(p, found)

    def _made_common(self) -> Callable[..., Any]:
        with self._lock:
            if self._common is None:
                common = self.compiler.spec.unnamed(self.compiler.operation.name)
                assert common is not None  # asked only where there is no default model
                self._common = self._compile(common, _FIND)
            return self._common

    def complete(self) -> None:
        """Compile every function that finds, so that every row is there."""
        for model in self.MODELS:
            self._function(model, _FIND)

    def _function(self, model: str, which: int) -> Callable[..., Any]:
        with self._lock:
            if (model, which) not in self._compiled:
                contract = self.compiler.spec.contract(self.compiler.operation.name, model)
                entry = [*self.MODELS[model]]
                entry[which] = self._shared(contract, which)
                self.MODELS[model] = tuple(entry)
                self._compiled.add((model, which))
            found: Callable[..., Any] = self.MODELS[model][which]
            return found

    def _shared(self, contract: Contract, which: int) -> Callable[..., Any]:
        """The function of a contract, which is that of any equal one."""
        found = next((function for other, kind, function in self._made if kind == which and other == contract), None)
        if found is None:
            found = self._compile(contract, which)
            self._made.append((contract, which, found))
        return found

    def _compile(self, contract: Contract, which: int) -> Callable[..., Any]:
        """The verdict or the findings function of a contract."""
        compiler, function, verdict = self.compiler, _FUNCTIONS[which], which == _VALID
        writer = compiler.function(contract, verdict=verdict)
        name = f"<imagespec {self._known_as} {compiler.operation.name} {contract.model or 'every current model'} {function}>"
        module = ModuleType(name)
        vars(module).update(_CALLED, **{name: compiler.constants.values[name] for name in writer.used})
        _execute(module, "\n".join(function_lines(function, contract, writer, verdict=verdict)) + "\n")
        compiled: Callable[..., Any] = vars(module)[function]
        return compiled


def _execute(module: ModuleType, source: str) -> ModuleType:
    name = module.__name__
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    exec(compile(source, name, "exec"), vars(module))  # source of our own writer: table text is in it as literals only
    return module
