"""The page in Chromium, driven from Node."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import imagespec
from imagespec.playground.build import playground
from tests.forms.browser import executable
from tests.generated.tables import TYPESCRIPT, Table, base, loaded, model, operation
from tests.generated.test_texts import minimal, poisoned
from tests.support.node import desk, installed, runner

SCRIPTS = Path(__file__).parent / "node"
OWN = Path(__file__).parent.parent / "forms" / "own.yaml"
"""A table of somebody's own."""


def worst() -> Table:
    """A table with the worst of texts wherever a text may stand."""
    return poisoned(minimal())[0]


def named() -> Table:
    """A table whose names mean something in JavaScript."""
    names = [name for name in dict.fromkeys(TYPESCRIPT.split()) if name not in ("model", "text")][:40]
    operations = {name: {**operation("text", *names), "path": f"/v1/{name}"} for name in ("index", "constructor", "class")}
    return base(
        operations=operations, models={name: model(operations, ["text", *names]) for name in ("constructor", "toString", "undefined")}
    )


Browse = Callable[..., dict[str, Any]]
"""Run walks by their names, with what they are given; answers what became of each."""


@pytest.fixture(scope="session")
def page() -> str:
    """The page of the newest revision."""
    return playground(imagespec.load().spec)


@pytest.fixture(scope="session")
def browse(pytestconfig: pytest.Config, page: str) -> Any:
    """Walk over the page in the browser."""
    browser = executable()
    with desk(installed(pytestconfig, SCRIPTS)) as folder, TemporaryDirectory() as place:
        node = runner(folder, SCRIPTS)
        pages = {name: Path(place) / f"{name}.html" for name in ("page", "own", "worst", "named")}
        pages["page"].write_text(page, "utf-8")
        pages["own"].write_text(playground(imagespec.load(OWN).spec), "utf-8")
        pages["worst"].write_text(playground(loaded(worst())), "utf-8")
        pages["named"].write_text(playground(loaded(named())), "utf-8")

        def run(*names: str, given: Any = None, **options: Any) -> dict[str, Any]:
            others = [str(pages[name]) for name in ("own", "worst", "named")]
            job = {"executable": browser, "page": str(pages["page"]), "others": others, "names": names, "given": given, **options}
            (Path(place) / "job.json").write_text(json.dumps(job), "utf-8")
            return dict(json.loads(node("browse.mjs", Path(place) / "job.json")))

        yield run
