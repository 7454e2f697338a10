"""Fixing and moving requests stand on the checks alone: no table is read for them, and no file."""

from __future__ import annotations

import pytest

from tests.engine.test_layers import imported, modules, parts
from tests.engine.test_light import NEVER, NOT_FOR_FINDINGS, loaded


@pytest.mark.parametrize("part", ["repair", "migration"])
def test_they_know_no_table_and_no_command(part: str) -> None:
    for path in modules(part):
        assert parts(imported(path)) <= {"repair", "migration", "report", "engine", "values", "api"}, path


def test_they_load_no_build_side() -> None:
    calls = "imagespec.fix({'model': 'gpt-image-2', 'prompt': 'a', 'style': 1}), imagespec.migrate({'model': 'dall-e-3', 'prompt': 'a'})"
    modules = loaded(f"fixed, migrated = {calls}\nassert fixed.ok and migrated.to == 'gpt-image-2'")
    assert not modules & NOT_FOR_FINDINGS


def test_a_check_loads_neither() -> None:
    assert not loaded("imagespec.check({'model': 'gpt-image-2', 'prompt': 'a'}).ok\nassert 'imagespec.repair' not in sys.modules") & NEVER
