"""The examples run, and say what they are about."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize(
    ("name", "words"),
    [("openai_client", ["nearest allowed size is 1920x1088", "400 size invalid_value"]), ("http_client", ["heic", "[image.file-type]"])],
)
def test_programs(name: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / f"{name}.py"))
    said = capsys.readouterr().out
    assert all(word in said for word in words), said


def test_the_gateway() -> None:
    app = runpy.run_path(str(EXAMPLES / "gateway.py"))["app"]
    with TestClient(app) as client:
        good = {"model": "house-model", "prompt": "a cat", "size": "1536x864"}
        assert client.post("/v1/images/generations", json=good).json()["asked"] == good
        bad = client.post("/v1/images/generations", json={**good, "size": "1920x1080"})
    assert (bad.status_code, bad.json()["error"]["param"]) == (400, "size")
    assert "litellm" not in sys.modules
