"""Tables of somebody's own compile to JavaScript that works, whatever their names and texts hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.compile.javascript.files import javascript_files, operation_files
from imagespec.spec.load import shipped
from tests.conftest import Depth
from tests.generated.tables import TYPESCRIPT, Table, base, model, operation
from tests.generated.test_texts import WORST, minimal, poisoned
from tests.javascript.comparing import differences, questions
from tests.support.node import Node
from tests.support.requests import generated, systematic

OWN = Path(__file__).parent.parent / "forms" / "own.yaml"
NEWEST_OF_OTHERS = [name for name in shipped() if not name.startswith("openai@")][-1:]


def written(handle: Handle, folder: Path) -> Path:
    """The package of a table in a folder; answers its module of every operation."""
    for path, text in javascript_files(handle.spec).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return folder / "index.js"


def asked(handle: Handle, count: int, every: int) -> Iterator[tuple[str, object]]:
    yield from systematic(handle.spec, every)
    yield from generated(handle.spec, count)


@pytest.mark.parametrize("table", [OWN, *NEWEST_OF_OTHERS], ids=str)
def test_other_tables(table: Path | str, node: Node, tmp_path: Path, depth: Depth) -> None:
    handle = imagespec.load(table)
    index = written(handle, tmp_path / "js")
    found = questions(asked(handle, depth(100, 2000), depth(211, 29)))
    assert differences(handle, index, node, tmp_path, found) == []


def own(table: Table, folder: Path) -> Handle:
    """A table of somebody's own as a file."""
    place = folder / "table.yaml"
    place.write_text(json.dumps(table), "utf-8")
    return imagespec.load(place)


def test_the_worst_texts(node: Node, tmp_path: Path) -> None:
    handle = own(poisoned(minimal())[0], tmp_path)
    index = written(handle, tmp_path / "js")
    assert any(json.dumps(WORST)[1:40] in file.read_text("utf-8") for file in index.parent.rglob("*.js"))
    assert differences(handle, index, node, tmp_path, questions(systematic(handle.spec))) == []


NAMES = [*TYPESCRIPT.split(), "check", "say", "kind", "limits", "definition", "operation"]


def test_names_that_mean_something_in_javascript(node: Node, tmp_path: Path) -> None:
    inner = {"type": "object", "fields": {name: {"type": "string"} for name in NAMES[:40]}}
    names = [name for name in dict.fromkeys(NAMES) if name not in ("model", "text")]
    rows = operation("text", *names, inside=inner)
    operations = {name: {**rows, "path": f"/v1/{number}"} for number, name in enumerate(("index", "lib", "class", "constructor"))}
    models = {name: model(operations, ["text", *names, "inside"]) for name in ("constructor", "pencil", "toString")}
    handle = own(base(operations=operations, models=models), tmp_path)
    index = written(handle, tmp_path / "js")
    assert len(set(operation_files(handle.spec).values())) == len(operations)
    keys = (*NAMES[::7], "__proto__", "valueOf")
    bodies = [{"text": "a", key: value, "inside": {key: value}} for key in keys for value in ("x", 1)]
    named = [*models, "__proto__", "valueOf"]
    requests = [(operation, {"model": name, **body}) for operation in operations for name in named for body in bodies]
    assert differences(handle, index, node, tmp_path, questions([*asked(handle, 200, 97), *requests])) == []
