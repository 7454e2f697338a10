"""``preflight`` with each major version of the official client, and real requests to a server that counts them."""

from __future__ import annotations

import json
from pathlib import Path

import openai
import pytest

from tests.clients.environments import Environments
from tests.clients.rows import sendable

pytestmark = pytest.mark.exhaustive


@pytest.mark.parametrize("version", ["1.109.1", "2.54.0", ""])  # empty: that of the tests, the newest
def test_nothing_bad_is_sent_and_nothing_good_is_changed(version: str, environments: Environments, tmp_path: Path) -> None:
    rows = sendable()
    assert sum(not row["ok"] for row in rows) > 150
    assert sum(row["ok"] for row in rows) > 200
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(rows), "utf-8")
    folders = environments.versions(*([f"openai=={version}"] if version else ()))
    *wrong, last = environments.run("tests.clients.program", str(tmp_path), str(file), folders=folders).splitlines()
    assert not wrong
    said = json.loads(last)
    assert said["rows"] == len(rows)
    assert said["version"] == (version or openai.__version__)
