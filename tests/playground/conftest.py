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
from tests.support.node import desk, installed, runner

SCRIPTS = Path(__file__).parent / "node"
OWN = Path(__file__).parent.parent / "forms" / "own.yaml"
"""A table of somebody's own."""

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
        pages = {"page": Path(place) / "playground.html", "own": Path(place) / "own.html"}
        pages["page"].write_text(page, "utf-8")
        pages["own"].write_text(playground(imagespec.load(OWN).spec), "utf-8")

        def run(*names: str, given: Any = None, **options: Any) -> dict[str, Any]:
            job = {"executable": browser, "names": names, "given": given, **options, **{name: str(path) for name, path in pages.items()}}
            (Path(place) / "job.json").write_text(json.dumps(job), "utf-8")
            return dict(json.loads(node("browse.mjs", Path(place) / "job.json")))

        yield run
