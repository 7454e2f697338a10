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
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # the functions below are tested where hatchling is not
    BuildHookInterface = object  # type: ignore[assignment, misc]

ASKED = "IMAGESPEC_COMPILE"
CHECKS = "imagespec/_compiled/openai"
OPERATIONS = ("generate", "edit", "edit_json", "variation", "tool")
MODULES = ("imagespec/engine/quick.py", f"{CHECKS}/constants.py", *(f"{CHECKS}/{name}.py" for name in OPERATIONS))
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


def compiled(root: Path, folder: Path, modules: tuple[str, ...] = MODULES) -> list[Path]:
    """Compile modules of a checkout in a copy of it.

    Args:
        root: the checkout.
        folder: where the copy is made, and the libraries stay.
        modules: their files, from ``root``.

    Returns:
        The libraries, from ``folder``.

    Raises:
        RuntimeError: mypyc or the C compiler fails; with what they said.
    """
    shutil.copytree(root / "imagespec", folder / "imagespec", ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    for module in modules:
        if module.startswith(CHECKS):
            path = folder / module
            path.write_text(typed(path.read_text("utf-8")), "utf-8")
    levels = {"MYPYC_OPT_LEVEL": "2", "MYPYC_DEBUG_LEVEL": "0"}
    command = [sys.executable, "-m", "mypyc", "--follow-imports=silent", *modules]
    run = subprocess.run(command, cwd=folder, env=levels | dict(os.environ), capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"mypyc cannot compile the checks:\n{run.stdout[-4000:]}\n{run.stderr[-4000:]}")
    built = folder / "build"
    return [path.relative_to(folder) for ending in ("*.so", "*.pyd") for path in folder.rglob(ending) if built not in path.parents]


def typed(source: str) -> str:
    """The source of generated checks with types: requests are dicts, and what begins empty or as ``None`` may become anything."""
    tree = _Types().visit(ast.parse(source))
    guard = ast.parse("TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from typing import Any\n").body
    tree.body[1:1] = guard  # after the docstring
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


class _Types(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        names = [argument.arg for argument in node.args.args]
        if names in (["p"], ["p", "found"]):
            for argument, kind in zip(node.args.args, ("dict", "list"), strict=False):
                argument.annotation = ast.Name(kind)
            node.returns = ast.Name("bool") if names == ["p"] else ast.Constant(None)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        names = [target for target in node.targets if isinstance(target, ast.Name)]
        if len(names) != len(node.targets) or not _begins(node.value):
            return node
        return [ast.AnnAssign(name, ast.Name("Any"), node.value, simple=1) for name in names]


def _begins(value: ast.expr) -> bool:
    """Whether a value is none yet: ``None``, or a collection of nothing."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "frozenset" and not value.args
    return ast.unparse(value) in ("None", "[]", "{}")
