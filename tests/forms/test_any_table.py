"""The form and the editor shape of any table: the first is never wider than the engine, the second says what it says."""

from __future__ import annotations

from pathlib import Path

import jsonschema_rs
import pytest

import imagespec
from imagespec.api import Handle
from imagespec.compile.json_schema import DRAFTS
from imagespec.spec.load import shipped
from tests.conftest import Depth
from tests.schemas.requests import cases
from tests.support.requests import generated, systematic
from tests.test_docs import blocks

OWN = Path(__file__).parent / "own.yaml"


@pytest.fixture(scope="module", params=["printer", "acme", *(pytest.param(name, marks=pytest.mark.exhaustive) for name in shipped())])
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Handle:
    """A table of somebody's own, the one in the page about tables, and each revision."""
    if request.param == "acme":
        path = tmp_path_factory.mktemp("acme") / "acme.yaml"
        path.write_text(dict(blocks("imagespec/tables/README.md", "yaml"))["acme.yaml"], "utf-8")
        return imagespec.load(path)
    return imagespec.load(OWN if request.param == "printer" else request.param)


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_form_is_never_wider_and_the_editor_exact(table: Handle, draft: str, depth: Depth) -> None:
    stride = depth(61, 23)
    single = [pair for index, pair in enumerate(systematic(table.spec)) if index % stride == 0]
    found = list(cases(table, [*generated(table.spec, depth(200, 1_500)), *single]))
    judges = {
        (operation, shape): jsonschema_rs.validator_for(table.json_schema(operation, shape=shape, draft=draft)).is_valid
        for operation in table.operations
        for shape in ("editor", "form")
    }
    taken = 0
    for case in found:
        assert judges[case.operation, "editor"](case.request) is case.valid, case.text[:500]
        form = judges[case.operation, "form"](case.request)
        assert case.valid or not form, case.text[:500]
        taken += form
    assert taken > len(found) // 40
