"""Chromium, driven from Node, and the forms that it shows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import imagespec
from imagespec.api import Handle
from imagespec.compile.forms.ui import scripts
from tests.forms.browser import Drive, Job, Result, executable, form, written
from tests.forms.recipes import SCHEMAS
from tests.support.node import desk, installed, runner

SCRIPTS = Path(__file__).parent / "node"


@pytest.fixture(scope="session")
def newest() -> Handle:
    """The revision whose forms are exported."""
    return imagespec.load()


@pytest.fixture(scope="session")
def own() -> Handle:
    """A table of somebody's own."""
    return imagespec.load(Path(__file__).parent / "own.yaml")


@pytest.fixture(scope="session")
def drive(pytestconfig: pytest.Config) -> Any:
    """Run jobs on forms in the browser, on two pages at once unless told otherwise."""
    browser = executable()
    with desk(installed(pytestconfig, SCRIPTS)) as folder:
        for name, text in scripts().items():
            (folder / name).write_text(text, "utf-8")
        shutil.copytree(SCHEMAS / "js", folder / "js")
        node = runner(folder, SCRIPTS)

        def run(jobs: list[Job], forms: dict[str, Any], pages: int = 2) -> list[Result]:
            with TemporaryDirectory() as place:
                answers = Path(place) / "answers.json"
                node("drive.mjs", written(jobs, forms, browser, Path(place), pages), answers)
                return list(json.loads(answers.read_text("utf-8")))

        yield run


@pytest.fixture(scope="session")
def forms(newest: Handle) -> dict[str, Any]:
    """The exported forms by operation."""
    return {operation: form(newest, operation) for operation in newest.operations}


__all__ = ["Drive"]
