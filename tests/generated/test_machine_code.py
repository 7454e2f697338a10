"""The build with machine code is of the same source: types are added to it, and nothing else."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / module for module in hatch_build.MODULES]
TESTS = [
    *("tests/rules", "tests/partial", "tests/corpus", "tests/agreement/test_generated.py", "tests/agreement/test_unnamed.py"),
    *(
        "tests/engine/test_quick.py",
        "tests/engine/test_hostile.py",
        "tests/engine/test_foreign_values.py",
        "tests/engine/test_random_values.py",
    ),
]
"""What tells most of the checks."""


class _Untyped(ast.NodeTransformer):
    """Takes the types away again, and the imports that are there for them."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.returns = None
        for argument in node.args.args:
            argument.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        assert node.value is not None
        return ast.Assign([node.target], node.value)

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.AST]:
        return [ast.Assign([target], node.value) for target in node.targets]


def untyped(source: str) -> str:
    tree = _Untyped().visit(ast.parse(source))
    tree.body = [node for node in tree.body if not isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.dump(node)[:80]]
    return ast.dump(tree)


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[pytest.mark.exhaustive] * (path.stem in ("generate", "edit", "edit_json"))) for path in SOURCES],
    ids=lambda path: path.stem,
)
def test_types_are_all_that_is_added(path: Path) -> None:
    source = path.read_text("utf-8")
    typed = hatch_build.typed(source)
    assert untyped(typed) == untyped(source)
    functions = [node for node in ast.parse(typed).body if isinstance(node, ast.FunctionDef) and node.name.startswith(("valid_", "find_"))]
    assert all(node.args.args[0].annotation is not None and node.returns is not None for node in functions)
    assert functions or path.stem not in hatch_build.OPERATIONS


def test_types_say_what_stays_and_what_begins_as_nothing() -> None:
    """A constant is said once; a name is typed where it begins, and not again."""
    source = (
        '"""About."""\nK_A = 1\nK_B = 2\nK_B = 3\nlow = 4\nK_C = None\n'
        "def valid_a(p):\n    late = x0 = None\n    x1 = p['x']\n    x1 = x0 = None\n"
    )
    assert hatch_build.typed(source) == (
        '"""About."""\nTYPE_CHECKING = False\nif TYPE_CHECKING:\n    from typing import Any, Final\n'
        "K_A: Final = 1\nK_B = 2\nK_B = 3\nlow = 4\nK_C: Any = None\n\ndef valid_a(p: dict) -> bool:\n"
        "    late: Any = None\n    x0: Any = None\n    x1 = p['x']\n    x1 = None\n    x0 = None\n"
    )


def test_a_build_compiles_only_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(hatch_build.ASKED, raising=False)
    assert not hatch_build.asked()
    for value in ("", "0", "yes"):
        monkeypatch.setenv(hatch_build.ASKED, value)
        assert not hatch_build.asked()
    monkeypatch.setenv(hatch_build.ASKED, "1")
    assert hatch_build.asked()


@pytest.mark.exhaustive
def test_tests_pass_with_machine_code(tmp_path: Path) -> None:
    """The checks of two operations, with little of what makes them fast: ``tools/compiled-suite`` alone compiles and tests all."""
    command = [
        sys.executable,
        ROOT / "tools" / "compiled-suite",
        "--here",
        "--operations",
        "generate,variation",
        "--folder",
        tmp_path / "copy",
    ]
    environment = os.environ | {"MYPYC_OPT_LEVEL": "0"}
    run = subprocess.run([*command, "-n0", *TESTS], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-4000:]
    assert int(run.stdout.rsplit(" passed", 1)[0].split()[-1]) > 1000, run.stdout[-4000:]
