"""Whether a fix is safe is told where its rule is explained."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import invoke


@pytest.mark.parametrize(
    ("rule", "title", "safety"),
    [
        ("style.unsupported", "remove style", "safe"),
        ("size.step", 'use "', "unsafe"),
        ("model.retired", "use gpt-image-2", "unsafe"),
        ("user.deprecated", "rename it to safety_identifier", "unsafe"),
    ],
)
def test_a_rule_tells_its_fix(rule: str, title: str, safety: str) -> None:
    on = ("--spec", "openai@2026-11-26")
    told = json.loads(invoke("rules", rule, "--format", "json", *on).out)
    fixes = told["example"]["fixes"]
    assert fixes[0]["title"].startswith(title)
    assert fixes[0]["safety"] == safety
    assert f"fix: {fixes[0]['title']} ({fixes[0]['safety']})" in " ".join(invoke("rules", rule, *on).out.split())
