"""Places know of no command and no client: both use them."""

from __future__ import annotations

from tests.engine.test_layers import imported, modules, parts


def test_places_stand_below_commands_and_clients() -> None:
    paths = modules("places")
    assert paths
    for path in paths:
        assert not parts(imported(path)) & {"cli", "clients", "spec", "compile", "repair", "migration"}, path
