"""The build with machine code is of the same source: types are added to it, and nothing else."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hatch_build

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / module for module in hatch_build.MODULES if module.startswith(hatch_build.CHECKS)]

SAME = """
import importlib.util, json, sys
from imagespec._compiled.openai import variation
assert variation.__file__.endswith((".so", ".pyd")), variation.__file__
from imagespec.engine import quick
assert quick.__file__.endswith((".so", ".pyd")), quick.__file__
import imagespec
requests = json.load(open(sys.argv[1]))
print(json.dumps([[imagespec.is_valid(request, "variation"), imagespec.check(request, "variation").to_dict()] for request in requests]))
"""
REQUESTS: list[Any] = [
    {"model": "dall-e-2", "image": "a.png"},
    {"model": "dall-e-2", "image": "a.png", "n": None, "size": "512x512", "user": "u"},
    {"model": "dall-e-2", "image": "a.gif", "n": "11", "size": "1x1", "seed": 1},
    {"model": "dall-e-2", "image": ["a.png"], "n": 1.5, "response_format": "x"},
    {"model": "dall-e-2", "n": True},
    {"model": "nope"}, {}, [], 3, None,
]  # fmt: skip


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
    assert functions or path.stem == "constants"


def test_a_build_compiles_only_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(hatch_build.ASKED, raising=False)
    assert not hatch_build.asked()
    for value in ("", "0", "yes"):
        monkeypatch.setenv(hatch_build.ASKED, value)
        assert not hatch_build.asked()
    monkeypatch.setenv(hatch_build.ASKED, "1")
    assert hatch_build.asked()


@pytest.mark.exhaustive
def test_machine_code_says_the_same(tmp_path: Path) -> None:
    """The smallest operation, compiled as the build does it, and beside it in Python."""
    modules = tuple(module for module in hatch_build.MODULES if Path(module).stem in ("quick", "constants", "variation"))
    assert len(hatch_build.compiled(ROOT, tmp_path / "built", modules)) == len(modules) + 1
    file = tmp_path / "requests.json"
    file.write_text(json.dumps(REQUESTS), "utf-8")
    run = subprocess.run([sys.executable, "-c", SAME, file], cwd=tmp_path / "built", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    plain = SAME.replace('.__file__.endswith((".so", ".pyd"))', '.__file__.endswith(".py")')
    assert plain != SAME
    beside = subprocess.run([sys.executable, "-c", plain, file], cwd=ROOT, capture_output=True, text=True, check=False)
    assert beside.returncode == 0, beside.stderr
    assert run.stdout == beside.stdout
