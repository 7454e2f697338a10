"""What the page is put together from: its data of a table, and its modules."""

from __future__ import annotations

from pathlib import Path

import pytest

import imagespec
from imagespec.playground.data import page_data
from imagespec.playground.modules import joined

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("table", ["shipped", "minimal", "own"])
def test_data_of_any_table(table: str) -> None:
    paths = {"shipped": "openai", "minimal": ROOT / "tests" / "table" / "minimal.yaml", "own": ROOT / "tests" / "forms" / "own.yaml"}
    handle = imagespec.load(paths[table])
    data = page_data(handle.spec)
    assert [operation["name"] for operation in data["operations"]] == list(handle.operations)
    for operation in data["operations"]:
        assert set(operation["models"]) == set(handle.operations[operation["name"]].models)
        errors = handle.check(operation["example"], operation["name"]).errors
        assert {error.pointer for error in errors} <= {"/size"}, operation["example"]


def test_the_maps_are_the_allowed_sizes() -> None:
    handle = imagespec.load()
    data = page_data(handle.spec)
    for operation in data["operations"]:
        for model, index in operation["models"].items():
            sizes = data["contracts"][index]["sizes"]
            if sizes is None:
                continue
            grid = handle.sizes(model, operation["name"], None).grid
            assert data["maps"][sizes["map"]]["columns"] == [[width, run[0], run[-1], run.step] for width, run in grid]
            for low, high, of_frames in sizes.get("frames", {}).get("sheets", ()):
                for frames in (low, high):
                    grid = handle.sizes(model, operation["name"], frames).grid
                    assert data["maps"][of_frames]["columns"] == [[width, run[0], run[-1], run.step] for width, run in grid]


def test_modules_are_joined_in_order() -> None:
    modules = {
        "lib/b.js": "export const one = 1, two = 2;\nexport class C {}\n",
        "a.js": 'import {\n  C,\n  one as first,\n} from "./lib/b.js";\nimport * as b from "./lib/b.js";\nexport const run = [C, first];\n',
        "unused.js": "",
    }
    text = joined(modules, "a.js", "face")
    bound = "const { C, one: first } = $module1;\nconst b = $module1;\n"
    b = "const $module1 = (() => {\nconst one = 1, two = 2;\nclass C {}\nreturn { one, C };\n})();"
    a = f"const $module2 = (() => {{\n{bound}const run = [C, first];\nreturn {{ run }};\n}})();"
    assert text == f'const face = (() => {{\n"use strict";\n{b}\n{a}\nreturn $module2;\n}})();\n'


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"a.js": 'import { b } from "./b.js";\n'}, "no such module"),
        ({"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n'}, "a circle"),
        ({"a.js": 'import b from "./b.js";\n', "b.js": ""}, "write import"),
        ({"a.js": "export default 1;\n"}, "write import"),
    ],
)
def test_other_modules_are_refused(modules: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        joined(modules, "a.js")
