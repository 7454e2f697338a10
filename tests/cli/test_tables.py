"""``imagespec models`` and ``imagespec rules``: the table as a person reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from imagespec.api import Handle
from imagespec.cli.catalogue import RULES
from imagespec.cli.rulebook.explained import explained
from imagespec.cli.rulebook.explanation import Explanation
from imagespec.cli.rulebook.rows import rules
from imagespec.compile.checks import compile_operation
from imagespec.spec.model import Spec
from tests.cli.conftest import invoke

FOUNDING = ("--spec", "openai@2026-05-07")

OVERLAY = """\
extends: openai@2026-05-07
table: mine
revision: "2026-05-07"
title: Mine
sources:
  notes: {title: Release notes, url: "https://example.com", date: "2026-06-01"}
models:
  gpt-image-9:
    title: GPT Image 9
    family: gpt-image
    released: "2026-06-01"
    source: notes
    parameters:
      n: {range: {min: 1, max: 4}}
"""


def test_the_list_names_every_model(spec: Spec) -> None:
    rows = re.sub(r"\n +", " ", invoke("models", *FOUNDING).out).splitlines()
    for name, model in spec.models.items():
        (row,) = [row for row in rows if row.startswith(f"{name} ") and model.title in row]
        assert " ".join(model.operations) in row
    said = invoke("models", *FOUNDING, "--format", "json").said
    assert [entry["model"] for entry in said["models"]] == list(spec.models)


def test_every_model_says_everything_it_takes(spec: Spec) -> None:
    for name, model in spec.models.items():
        out = invoke("models", name, *FOUNDING).out
        said = invoke("models", name, *FOUNDING, "--format", "json").said
        assert list(said["contracts"]) == list(model.operations)
        for operation in model.operations:
            contract = spec.contract(operation, name)
            entries = {entry["name"]: entry for entry in said["contracts"][operation]["parameters"]}
            for parameter in contract.parameters:
                assert entries[parameter.name]["required"] == bool(parameter.required)
                assert f"\n  {parameter.name} " in out
            assert said["contracts"][operation]["not_taken"].keys() == contract.unsupported.keys()


def test_sizes_are_in_words() -> None:
    out = " ".join(invoke("models", "gpt-image-2", *FOUNDING).out.split())
    for words in (
        "divisible by 16",
        "WIDTHxHEIGHT, both",
        "at most 3:1",
        "edges up to 3,840",
        "655,360 to 8,294,400 pixels",
        "experimental above 3,686,400; or auto",
        "auto, opaque; transparent is refused",
    ):
        assert words in out
    assert "256x256, 512x512, 1024x1024" in " ".join(invoke("models", "dall-e-2", *FOUNDING).out.split())


@pytest.fixture(scope="module")
def explanations(founding: Handle) -> dict[str, Explanation]:
    """Every rule as ``rules RULE`` says it."""
    known = rules(founding.spec)
    return {name: explained(founding, name, known.get(name, [])) for name in (*known, *RULES)}


def test_the_command_explains_a_rule_as_json(explanations: dict[str, Explanation]) -> None:
    for name in ("size.ratio", "custom_id.value", "stream.unsupported"):
        assert invoke("rules", name, *FOUNDING, "--format", "json").said == json.loads(json.dumps(explanations[name].to_dict()))


def test_every_rule_can_be_explained(spec: Spec, explanations: dict[str, Explanation]) -> None:
    listed = [entry["rule"] for entry in invoke("rules", *FOUNDING, "--format", "json").said["rules"]]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(explanations)
    for rule in explanations.values():
        assert rule.what.endswith(".")
        assert rule.why.endswith(".")
        assert rule.limits or rule.of_files
        for limit in rule.limits:
            assert limit["sources"]
            assert all(source["url"].startswith("https://") for source in limit["sources"])
            assert set(limit["models"]) <= set(spec.operations)


def test_every_rule_of_requests_has_an_example_that_breaks_it_and_one_that_does_not(
    founding: Handle, explanations: dict[str, Explanation]
) -> None:
    for name, rule in explanations.items():
        if not rule.limits:
            continue
        example = rule.example
        assert example, name
        broken = founding.check(example.bad, example.operation, today=example.day)
        assert name in {d.rule for d in broken.diagnostics}
        kept = founding.check(example.good, example.operation, today=example.day)
        assert kept.ok
        assert name not in {d.rule for d in kept.diagnostics}


def test_the_rules_that_reports_use_are_all_listed(spec: Spec) -> None:
    """Every row that a compiled check can refer to has its rule in the list."""
    listed = {entry["rule"] for entry in invoke("rules", *FOUNDING, "--format", "json").said["rules"]}
    for operation in spec.operations.values():
        rules = {row.rule for row in compile_operation(spec, operation).rows.values()}
        assert rules - listed <= {"model.unsupported"} | (set() if operation.named else {"model.required"})


def test_text_explains_as_json_does() -> None:
    out = " ".join(invoke("rules", "size.ratio", *FOUNDING).out.split())
    said = invoke("rules", "size.ratio", *FOUNDING, "--format", "json").said
    for text in (said["what"], said["limits"][0]["allowed"], said["limits"][0]["sources"][0]["url"], said["example"]["message"]):
        assert text in out
    assert json.dumps(said["example"]["bad"]) in out
    assert json.dumps(said["example"]["good"]) in out


@pytest.mark.parametrize(
    ("command", "name", "near"),
    [
        ("models", "gpt-image2", "gpt-image-2"),
        ("models", "dalle-3", "dall-e-3"),
        ("rules", "size.steps", "size.step"),
        ("rules", "customid.value", "custom_id.value"),
    ],
)
def test_unknown_names_get_the_nearest(command: str, name: str, near: str) -> None:
    result = invoke(command, name, *FOUNDING)
    assert (result.code, result.out) == (2, "")
    assert f"did you mean {near}?" in result.err
    assert invoke(command, "\x1b[31mnothing", *FOUNDING).code == 2


def test_a_new_model_is_known_to_every_command(tmp_path: Path) -> None:
    table = tmp_path / "mine.yaml"
    table.write_text(OVERLAY, "utf-8")
    assert "GPT Image 9" in invoke("models", "--spec", table).out
    assert "1 to 4" in invoke("models", "gpt-image-9", "--spec", table).out
    limits = invoke("rules", "n.range", "--spec", table, "--format", "json").said["limits"]
    (own,) = [limit for limit in limits if "gpt-image-9" in limit["models"].get("generate", ())]
    assert own["allowed"] == "1 to 4"
    requests = tmp_path / "a.jsonl"
    requests.write_text('{"model": "gpt-image-9", "prompt": "a", "n": 5}\n', "utf-8")
    assert "n.range" in invoke("lint", "--spec", table, requests).out


def test_a_table_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    table = tmp_path / "mine.yaml"
    table.write_text(OVERLAY.replace("max: 4", "max: four"), "utf-8")
    for command in ("models", "rules"):
        result = invoke(command, "--spec", table)
        assert result.code == 2
        assert "mine.yaml" in result.err


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_models_fit_the_terminal(monkeypatch: pytest.MonkeyPatch, spec: Spec, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in ((), ("gpt-image-2",), ("dall-e-2",)):
        out = invoke("models", *arguments, *FOUNDING).out
        assert [line for line in out.splitlines() if len(line) > columns] == []


def test_each_limit_is_said_once() -> None:
    """What holds in every operation stands once, and what a model does not serve is named."""
    out = invoke("models", "gpt-image-2", *FOUNDING).out
    assert out.count("divisible by 16") == 2  # the tool takes no null
    assert out.count("\n  n  ") == 1
    assert "serves generate, edit, edit-json, tool; not variation" in out
    assert "In every operation" in out
