"""Who may import whom: the data flows one way, and the run side needs no build side."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import imagespec

PACKAGE = Path(imagespec.__file__).resolve().parent
LAYERS = ("images", "values", "report", "kinds", "spec", "compile", "playground")
"""Each may import those before it, and itself."""

RUN_SIDE = ("engine", "_compiled", "api", "__init__")
BUILD_SIDE = {"spec", "compile", "playground"}
HEAVY = {"yaml", "cattrs", "cattr", "jsonschema", "click", "re", "typing", "dataclasses", "attrs", "attr"}
EARLY = ("__init__.py", "api.py", "engine.py", *(f"{name.replace('-', '_')}.py" for name in imagespec.load().operations))
"""Files of the run side that a clean check loads; the others load once findings are read or typed requests are made."""


def modules(part: str) -> list[Path]:
    folder = PACKAGE / part
    if part == "_compiled":  # one revision stands for all: they have the same writer
        return [folder / "__init__.py", *sorted((folder / imagespec.load().name.replace("@", "_").replace("-", "_")).glob("*.py"))]
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{part}.py"]


def imported(path: Path, *, at_import: bool = False) -> Iterator[str]:
    """The modules a file imports; with ``at_import`` only those loaded with it, not in functions or for type checkers."""
    pending: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        lazy = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or (
            isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        )
        if not (at_import and lazy):
            pending += ast.iter_child_nodes(node)


def parts(names: Iterator[str]) -> set[str]:
    """The parts of the package among imported names."""
    return {name.split(".")[1] for name in names if name.startswith("imagespec.")}


@pytest.mark.parametrize("layer", LAYERS)
def test_layers_import_only_those_below(layer: str) -> None:
    above = set(LAYERS[LAYERS.index(layer) + 1 :]) | {"cli", "clients", "api"}
    for path in modules(layer):
        assert not parts(imported(path)) & above, path


def test_the_build_side_meets_the_run_side_in_few_places() -> None:
    users = {path.relative_to(PACKAGE).as_posix() for layer in LAYERS for path in modules(layer) if "engine" in parts(imported(path))}
    assert users <= {"compile/runtime.py"}


@pytest.mark.parametrize("part", RUN_SIDE)
def test_the_run_side_loads_no_build_side(part: str) -> None:
    for path in modules(part):
        names = set(imported(path, at_import=True))
        assert not parts(iter(names)) & BUILD_SIDE, path
        assert path.name not in EARLY or not {name.partition(".")[0] for name in names} & HEAVY, path


def test_values_and_report_know_no_kind() -> None:
    for part in ("values", "report"):
        for path in modules(part):
            assert not parts(imported(path)) & {"kinds", "spec", "compile", "engine", "api"}, path


def test_kinds_know_no_assembler_and_no_file() -> None:
    for path in modules("kinds"):
        names = set(imported(path))
        assert not {name.partition(".")[0] for name in names} & {"yaml", "cattrs", "pathlib", "os", "io"}, path
        assert not any("CodeWriter" in name for name in names), path


def test_assemblers_ask_for_no_kind_by_name() -> None:
    for name in ("checks.py", "package.py", "runtime.py", "writer.py"):
        source = (PACKAGE / "compile" / name).read_text("utf-8")
        assert not [line for line in source.splitlines() if ".KEY" in line or "isinstance(kind" in line]
        names = {name for name in imported(PACKAGE / "compile" / name) if name.startswith("imagespec.kinds.")}
        protocol = {"imagespec.kinds.kind", "imagespec.kinds.kind.Constraint"}
        assert names <= protocol | {"imagespec.kinds.Type", "imagespec.kinds.row", "imagespec.kinds.row.Row"}, names


@pytest.mark.parametrize("layer", ["values", "report", "kinds", "compile", "typed"])
def test_no_two_files_import_each_other(layer: str) -> None:
    """Not even through others, in functions or for type checkers. What is generated stands on ``typed``, and it may look there."""
    names = {f"imagespec.{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}": path for path in modules(layer)}
    uses = {name: {other for other in imported(path) if other in names} for name, path in names.items()}
    while free := {name for name, others in uses.items() if not others & uses.keys()}:
        uses = {name: others for name, others in uses.items() if name not in free}
    assert not uses, sorted(uses)
