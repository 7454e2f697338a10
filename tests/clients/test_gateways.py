"""The packages that stand around a client, each the real one: LiteLLM, uvicorn with FastAPI, and what wraps OpenAI clients."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.clients.environments import Environments

pytestmark = pytest.mark.exhaustive


def seen(environments: Environments, program: str, *arguments: str) -> list[str]:
    return environments.run(f"tests.clients.{program}", *arguments, folders=environments.gateways()).splitlines()


def test_nothing_is_silently_unchecked_beside_what_wraps_clients(environments: Environments) -> None:
    *wrong, last = seen(environments, "wrappers_program")
    assert not [line for line in wrong if "preflight" in line]
    assert json.loads(last)["tried"] == 34


def test_litellm_refuses_before_anything_is_sent(environments: Environments, tmp_path: Path) -> None:
    said: dict[str, Any] = json.loads(seen(environments, "litellm_program", str(tmp_path))[-1])
    assert set(said["library"]) == {"aimage_generation", "aimage_edit", "aimage_edit of a list", "router"}
    for name, call in said["library"].items():
        (error, sent), good = call["bad"], call["good"]
        assert error[:4] == [True, 400, "size", "invalid_value"], name
        assert error[4].startswith('/size: error: size is "1920x1080"'), name
        assert sent == 0, name
        assert call["sent without"] == 1, name
        assert good == [None, 1], name
        assert call["unchanged"], name
    assert said["sync"] == {"image_generation": [400, True, 1, 0], "image_edit": [400, True, 1, 0]}
    assert set(said["proxy"]) == {"generate", "edit", "edit of a list", "JSON edit"}
    assert all(answer == [400, "size", True, 1, 0] for answer in said["proxy"].values()), said["proxy"]


def test_a_gateway_under_uvicorn(environments: Environments) -> None:
    said: dict[str, Any] = json.loads(seen(environments, "gateway_program")[-1])
    assert said["plain"]["statuses"] == said["checked"]["statuses"] == [200]
    print({app: (said[app]["memory"], said[app]["seconds"]) for app in ("plain", "checked")})
    assert said["checked"]["memory"] < 1.2 * said["plain"]["memory"]
    broken = said["broken"]
    assert broken.pop("growth") < 30_000_000
    assert broken.pop("files") < 30
    good = {name: broken.pop(name) for name in ("good", "after")}
    assert good == {"good": 200, "after": 200}
    assert set(broken.values()) == {400}, broken
    refused = [400, "size", "invalid_value", "image_generation_user_error"]
    assert said["real"] == {"generate": refused, "edit": refused}
