"""Values that no JSON holds: nothing throws, none of their code runs, and nothing is changed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.node import Node


def test_hostile_values(index: Path, node: Node) -> None:
    said = json.loads(node("hostile.mjs", index))
    assert said["requests"] > 1500
    assert said["problems"] == []
