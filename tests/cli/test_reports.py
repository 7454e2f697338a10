"""Reports for other tools are held against the schemas that those publish, with what a file may hold at its worst."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema

from tests.cli.conftest import REVISION, Result, invoke

PUBLISHED = Path(__file__).parent / "published"
NASTY = "\x1b[2J\x07\r\n\x9b\u202e\u2066x\u2028\x00\ufffe\ufdd0|`<b>&amp;\"'::error::%0A@user https://x|y \U0001f600\ud800"
REQUESTS = [
    {"model": "gpt-image-2", "prompt": "a cat", "n": 11, "size": "3073x769"},
    {"model": "gpt-image-2", "prompt": "a cat", "size": "3840x2160"},
    {"model": NASTY, "prompt": "a", NASTY: NASTY},
    {"custom_id": NASTY, "method": NASTY, "url": NASTY, "body": {"model": "gpt-image-2", "prompt": "a", "quality": NASTY}},
    {"custom_id": "b", "method": "POST", "url": "/v1/images/generations", "body": {"model": "gpt-image-2", "prompt": "a", "n": 11}},
    {"custom_id": "c", "method": "POST", "url": "/v1/images/generations", "body": {"model": "gpt-image-2", "prompt": "a"}},
]
Reports = Callable[..., Result]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reports:
    """Lint files with every kind of finding, in a format."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "prompts").mkdir()
    lines = [json.dumps(request) for request in REQUESTS]
    (tmp_path / "prompts" / "a b,c:%.jsonl").write_text("\n".join([*lines, "{broken", ""]), "utf-8")
    (tmp_path / "prompts" / "d.yaml").write_text("model: gpt-image-2\nprompt: !secret a\nn: 11\nn: 12\n", "utf-8")
    (tmp_path / "prompts" / "e.json").write_bytes(b'{"model": "gpt-image-2", "prompt": "\xff"}')
    (tmp_path / "prompts" / "f.json").write_text('[{"model": "gpt-image-2", "prompt": "a"}, 3]', "utf-8")

    def run(format_: str, *arguments: str) -> Result:
        return invoke("lint", *REVISION, "--format", format_, *(arguments or ("prompts",)))

    return run


def findings(report: Reports) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = report("json").said["diagnostics"]
    assert len(found) > 12
    return found


def test_sarif_is_as_published(report: Reports) -> None:
    said = report("sarif").said
    schema = json.loads((PUBLISHED / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(said)
    (run,) = said["runs"]
    rules = run["tool"]["driver"]["rules"]
    found = findings(report)
    assert [(one["ruleId"], one["level"], one["message"]["text"]) for one in run["results"]] == [
        (one["rule"], one["severity"], one["message"]) for one in found
    ]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert all(rule["help"]["text"] and rule["help"]["markdown"] and rule["helpUri"].startswith("https://") for rule in rules)
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {
        "prompts/a%20b%2Cc%3A%25.jsonl", "prompts/d.yaml", "prompts/e.json", "prompts/f.json",
    }  # fmt: skip
    assert [place["region"].get("startColumn") for place in places] == [one["column"] for one in found]
    prints = [one["partialFingerprints"]["imagespec/v1"] for one in run["results"]]
    assert len(set(prints)) == len(prints)


def test_sarif_without_findings(report: Reports, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(json.dumps({"model": "gpt-image-2", "prompt": "a"}), "utf-8")
    schema = json.loads((PUBLISHED / "sarif-2.1.0.json").read_text("utf-8"))
    for path, success in (("good.json", True), ("missing.json", False)):
        said = report("sarif", path).said
        jsonschema.validators.validator_for(schema)(schema).validate(said)
        assert (said["runs"][0]["results"], said["runs"][0]["invocations"][0]["executionSuccessful"]) == ([], success)


def test_junit_is_as_published(report: Reports) -> None:
    schema = xmlschema.XMLSchema(PUBLISHED / "junit-10.xsd")
    out = report("junit").out
    schema.validate(out)
    whole: Any = schema.to_dict(out)
    assert [suite["@name"] for suite in whole["testsuite"]] == sorted({one["file"] for one in findings(report)})
    cases = [case for suite in whole["testsuite"] for case in suite["testcase"]]
    assert int(whole["@tests"]) == len(cases)
    assert int(whole["@failures"]) == sum("failure" in case for case in cases)
    messages = [failure["@message"] for case in cases for failure in case.get("failure", ())]
    errors = [one for one in findings(report) if one["severity"] == "error"]
    assert len(messages) == len(errors)
    assert all(one["rule"] in message and one["message"] in message for one, message in zip(errors, messages, strict=True))
    strict: Any = schema.to_dict(report("junit", "--strict", "prompts").out)
    assert int(strict["@failures"]) > int(whole["@failures"])


def test_code_quality_is_as_published(report: Reports) -> None:
    schema = json.loads((PUBLISHED / "codeclimate.json").read_text("utf-8"))
    said: Any = json.loads(report("gitlab").out)
    for issue in said:
        jsonschema.validate(issue, schema)
        assert not issue["location"]["path"].startswith(("./", "/"))
    found = findings(report)
    severity = {"error": "major", "warning": "minor"}
    assert [(one["check_name"], one["description"], one["severity"]) for one in said] == [
        (one["rule"], one["message"], severity[one["severity"]]) for one in found
    ]
    assert len({one["fingerprint"] for one in said}) == len(said)


def test_fingerprints_stay_when_lines_move(report: Reports, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    prints = []
    for text in ('{"model": "gpt-image-2", "prompt": "a", "n": 11}', '\n\n{"n": 11,\n"model": "gpt-image-2", "prompt": "b"}'):
        path.write_text(text, "utf-8")
        prints.append(json.loads(report("gitlab", "x.json").out)[0]["fingerprint"])
    assert prints[0] == prints[1]


def test_github_commands_are_one_line_each(report: Reports) -> None:
    *lines, summary = report("github").out.splitlines()
    found = findings(report)
    assert len(lines) == len(found)
    for line, one in zip(lines, found, strict=True):
        _, command, text = line.split("::", 2)
        severity, _, properties = command.partition(" ")
        said = dict(entry.split("=", 1) for entry in properties.split(","))
        assert severity == one["severity"]
        decoded = {key: value.replace("%3A", ":").replace("%2C", ",").replace("%25", "%") for key, value in said.items()}
        expected = {"file": one["file"], "line": str(one["line"]), "title": f"imagespec {one['rule']}"}
        assert decoded == expected | ({"col": str(one["column"])} if one["column"] else {})
        assert text.replace("%25", "%").endswith(one["message"])
    assert "errors" in summary


def test_markdown_shows_what_it_says(report: Reports) -> None:
    lines = report("markdown").out.splitlines()
    rows = [line for line in lines if line.startswith("| prompts")]
    assert len(rows) == len(findings(report))
    for row in rows:
        bare = row.replace("\\\\", "").replace("\\|", "")
        assert bare.count("|") == 6, row
        assert "<b>" not in bare
        assert " @user" not in bare


def test_many_findings_in_markdown_end_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"model": "gpt-image-2", "prompt": "a", "n": 11}\n' * 700, "utf-8")
    out = invoke("lint", *REVISION, "--format", "markdown", "--statistics", path).out
    assert "200 more findings, not listed here." in out
    assert "| 700 | error | n.range |" in out
    assert len(out.encode()) < 2**20
