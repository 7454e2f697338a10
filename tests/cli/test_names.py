"""Names on the command line: the model of requests that name none, patterns of aliases, and operations by address."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Result, invoke

Lint = Callable[..., Result]

UNNAMED = {"prompt": "a cat", "size": "1920x1080"}


def test_the_model_of_requests_that_name_none(lint: Lint) -> None:
    text = json.dumps([UNNAMED, {**UNNAMED, "model": "gpt-image-1"}, {**UNNAMED, "model": None}])
    assert lint(text).rules.count("model.required") == 2
    result = lint(text, "requests.json", "--model", "gpt-image-2")
    assert [(entry["rule"], entry["model"]) for entry in result.said["diagnostics"]] == [
        ("size.step", "gpt-image-2"), ("size.value", "gpt-image-1"), ("size.step", "gpt-image-2"),
    ]  # fmt: skip


def test_the_given_model_may_be_an_alias(lint: Lint) -> None:
    result = lint(json.dumps(UNNAMED), "requests.json", "--model", "house-7", "--alias", "house-*=gpt-image-2")
    assert result.rules == ["size.step"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--model", "gpt-imge-2"), "no model 'gpt-imge-2'; did you mean gpt-image-2?"),
        (("--model", "house"), "no model 'house'"),
        (("--alias", "house-*=gpt-imge-2"), "did you mean gpt-image-2?"),
        (("--operation", "client.images.genrate"), "did you mean images.generate?"),
    ],
)
def test_names_that_mean_nothing_are_wrong_use(lint: Lint, options: tuple[str, ...], says: str) -> None:
    result = lint(json.dumps(UNNAMED), "requests.json", *options)
    assert result.code == 2
    assert says in " ".join(result.err.split())


def test_aliases_may_be_patterns(lint: Lint) -> None:
    text = json.dumps([{**UNNAMED, "model": name} for name in ("house-1", "azure/house-2", "other")])
    result = lint(text, "requests.json", "--alias", "house-*=gpt-image-2")
    assert sorted(result.rules) == ["model.prefixed", "model.unknown", "size.step", "size.step"]


@pytest.mark.parametrize("name", ["https://api.openai.com/v1/images/generations/", "/v1/images/generations?x=1", "client.images.generate"])
def test_operations_by_address(lint: Lint, name: str) -> None:
    result = lint(json.dumps({**UNNAMED, "model": "gpt-image-2", "images": []}), "requests.json", "--operation", name)
    assert [entry["operation"] for entry in result.said["requests"]] == ["generate"]


def test_a_selected_finding_keeps_its_fix(lint: Lint) -> None:
    text = json.dumps({"model": "gpt-image-2", "prompt": "a cat", "size": "4096x4096"})
    fixes = {entry["rule"]: len(entry["fixes"]) for entry in lint(text).said["diagnostics"]}
    assert fixes == {"size.edge": 1, "size.pixels": 0}
    (alone,) = lint(text, "requests.json", "--select", "size.pixels").said["diagnostics"]
    assert len(alone["fixes"]) == 1


def test_text_says_a_fix_once() -> None:
    text = json.dumps({"model": "gpt-image-2", "prompt": "a cat", "size": "4096x4096"})
    assert invoke("lint", "-", stdin=text).out.count("fix:") == 1
