"""The build of the wheel: with ``IMAGESPEC_COMPILE=1`` in the environment, the generated checks become machine code on the way, by mypyc.

It is the same source: types are added to it, which mypyc needs, and nothing else. The wheel then fits one Python and one platform;
the modules in Python are in it as well, and work where the others do not load.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # the functions below are tested where hatchling is not
    BuildHookInterface = object  # type: ignore[assignment, misc]

ASKED = "IMAGESPEC_COMPILE"
CHECKS = "imagespec/_compiled/openai"
OPERATIONS = ("generate", "edit", "edit_json", "variation", "tool")
VALUES = tuple(f"imagespec/values/{name}.py" for name in ("scalars", "leftovers", "days"))
SHARED = ("imagespec/engine/quick.py", *VALUES, f"{CHECKS}/constants.py")
MODULES = (*SHARED, *(f"{CHECKS}/{name}.py" for name in OPERATIONS))
FOLLOWED = "[mypy]\nfollow_imports = skip\n[mypy-imagespec.values.*]\nfollow_imports = silent\n"
"""What mypy reads of the modules that are not compiled: the types of the values that checks are made of, and nothing else."""
NEEDS = ["mypy[mypyc]>=1.13", "setuptools"]


class Compiled(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles where that is asked for."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return NEEDS if asked() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not asked() or version == "editable":
            return
        self._folder = Path(tempfile.mkdtemp())
        libraries = compiled(Path(self.root), self._folder)
        build_data["force_include"] |= {str(self._folder / library): library.as_posix() for library in libraries}
        build_data["pure_python"], build_data["infer_tag"] = False, True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder)


def asked() -> bool:
    """Whether the environment asks for machine code."""
    return os.environ.get(ASKED) == "1"


def compiled(root: Path, folder: Path, operations: Iterable[str] = OPERATIONS) -> list[Path]:
    """Compile the checks of a checkout in a copy of it.

    Args:
        root: the checkout.
        folder: where the copy is made, and the libraries stay.
        operations: whose checks; what is shared by all is compiled in any case.

    Returns:
        The libraries, from ``folder``.

    Raises:
        RuntimeError: mypyc or the C compiler fails; with what they said.
    """
    shutil.copytree(root / "imagespec", folder / "imagespec", ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    modules = (*SHARED, *(f"{CHECKS}/{name}.py" for name in operations))
    for module in modules:
        path = folder / module
        path.write_text(typed(path.read_text("utf-8")), "utf-8")
    (folder / "mypy.ini").write_text(FOLLOWED, "utf-8")
    levels = {"MYPYC_OPT_LEVEL": "2", "MYPYC_DEBUG_LEVEL": "0"}
    flags = os.environ.get("CFLAGS", "")
    if sys.platform != "win32":
        flags = f"-fvisibility=hidden {flags}"  # calls inside of the library need not ask the loader
    command = [sys.executable, "-m", "mypyc", "--config-file=mypy.ini", *modules]
    run = subprocess.run(
        command, cwd=folder, env=levels | dict(os.environ) | {"CFLAGS": flags}, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise RuntimeError(f"mypyc cannot compile the checks:\n{run.stdout[-4000:]}\n{run.stderr[-4000:]}")
    built = folder / "build"
    return [path.relative_to(folder) for ending in ("*.so", "*.pyd") for path in folder.rglob(ending) if built not in path.parents]


def typed(source: str) -> str:
    """The source of a module with types: requests are dicts, what begins empty or as ``None`` may become anything, and what a module
    says once of itself stays so.
    """
    tree = ast.parse(source)
    tree = _Types(_said_once(tree)).visit(tree)
    guard = ast.parse("TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from typing import Any, Final\n").body
    head = 1 + sum(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)
    tree.body[head:head] = guard  # after the docstring
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


class _Types(ast.NodeTransformer):
    def __init__(self, constants: set[int]) -> None:
        self._constants = constants
        self._typed: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        around, self._typed = self._typed, set()
        self.generic_visit(node)
        self._typed = around
        names = [argument.arg for argument in node.args.args]
        if names in (["p"], ["p", "found"]):
            for argument, kind in zip(node.args.args, ("dict", "list"), strict=False):
                argument.annotation = ast.Name(kind)
            node.returns = ast.Name("bool") if names == ["p"] else ast.Constant(None)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        names = [target for target in node.targets if isinstance(target, ast.Name)]
        if len(names) != len(node.targets):
            return node
        if _begins(node.value):
            return [self._begun(name, node.value) for name in names]
        self._typed |= {name.id for name in names}
        if id(node) in self._constants:
            return ast.AnnAssign(names[0], ast.Name("Final"), node.value, simple=1)
        return node

    def _begun(self, name: ast.Name, value: ast.expr) -> ast.stmt:
        """The beginning of a name, typed where it is the first."""
        if name.id in self._typed:
            return ast.Assign([name], value)
        self._typed.add(name.id)
        return ast.AnnAssign(name, ast.Name("Any"), value, simple=1)


def _said_once(tree: ast.Module) -> set[int]:
    """The assignments of a module to names in capitals that it says nowhere else: by the identity of their nodes."""
    said = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    counts = Counter(name.id for name in said)
    return {
        id(node)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and [type(target) for target in node.targets] == [ast.Name]
        and (name := node.targets[0].id).isupper()  # type: ignore[attr-defined]  # a name
        and counts[name] == 1
        and name != "TYPE_CHECKING"
    }


def _begins(value: ast.expr) -> bool:
    """Whether a value is none yet: ``None``, or a collection of nothing."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "frozenset" and not value.args
    return ast.unparse(value) in ("None", "[]", "{}")
