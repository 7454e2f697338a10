"""What ``diff`` says of known changes, and the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import imagespec
from imagespec.cli.main import cli
from tests.diff.judging import changes
from tests.diff.tables import HEAD, TABLES

Key = tuple[str, str, str, str]


def keys(old: str | Path, new: str | Path) -> set[Key]:
    found = changes(imagespec.load(old), imagespec.load(new))
    return {(change.operation, change.model, change.parameter, change.effect) for change in found}


def own(tmp_path: Path, name: str) -> Path:
    path = tmp_path / f"{name}.yaml"
    path.write_text(HEAD + TABLES[name], "utf-8")
    return path


G25 = ("gpt-image-2.5-flare", "gpt-image-2.5-flare-2026-09-08", "gpt-image-2.5-sunburst", "gpt-image-2.5-sunburst-2026-09-08")
ENDING = ("gpt-image-1-mini", "gpt-image-1.5", "gpt-image-1.5-2025-12-16", "chatgpt-image-latest")
SERVING = ("generate", "edit", "edit-json", "tool")

KNOWN: dict[tuple[str, str], set[Key]] = {
    ("2026-05-07", "2026-08-20"): {
        *((op, model, "model", "warned") for op in SERVING for model in ENDING),
        *(("edit", model, "moderation", "unwarned") for model in (*ENDING, "gpt-image-1", "gpt-image-2", "gpt-image-2-2026-04-21")),
    },
    ("2026-08-20", "2026-09-08"): {(op, model, "model", "allowed") for op in SERVING for model in G25},
    ("2026-09-08", "2026-10-06"): {
        *((op, "gpt-image-1-mini", "input_fidelity", "allowed") for op in ("edit", "edit-json", "tool")),
        *((op, m, "input_fidelity", "refused") for op in ("edit", "edit-json", "tool") for m in ("gpt-image-2", "gpt-image-2-2026-04-21")),
        # Without a model, a request was one for dall-e-2 or gpt-image-1; now it must suit every current model.
        *(("edit", "", parameter, "relaxed") for parameter in ("input_fidelity", "quality", "size")),
        *((op, "", "model", "unwarned") for op in ("generate", "edit")),
        *(("generate", "", p, "allowed") for p in ("background", "moderation", "output_compression", "output_format")),
        *(("generate", "", p, "allowed") for p in ("partial_images", "stream")),
        *(("generate", "", p, "relaxed") for p in ("prompt", "quality", "size")),
        *(("generate", "", "quality", effect) for effect in ("tightened", "unwarned")),
        ("generate", "", "response_format", "refused"),
        ("variation", "", "model", "warned"),
    },
    ("2026-10-16", "2026-10-23"): {(op, "gpt-image-1", "model", "warned") for op in SERVING},
    ("2026-10-23", "2026-10-31"): {
        *(("edit", model, "markup", "allowed") for model in ("", *G25)),
        ("edit-json", "", "model", "warned"),
        ("edit-json", "", "size", "relaxed"),
        ("edit-json", "", "quality", "relaxed"),
        ("edit-json", "", "input_fidelity", "warned"),
        # The tool was one of gpt-image-1, which had ended, and is one of gpt-image-2.
        *(("tool", "", *change) for change in (("model", "unwarned"), ("size", "relaxed"))),
        *(("tool", "", *change) for change in (("input_fidelity", "refused"), ("background", "tightened"))),
    },
}


@pytest.mark.parametrize("pair", KNOWN, ids="..".join)
def test_known_changes(pair: tuple[str, str]) -> None:
    found = keys(f"openai@{pair[0]}", f"openai@{pair[1]}")
    edit_default = {("edit", "", "model", "warned")}  # its model got an end, too
    assert found - edit_default == KNOWN[pair]


def test_safety_identifier_concerns_models_that_take_it() -> None:
    found = keys("openai@2026-10-06", "openai@2026-10-16")
    assert {(parameter, effect) for _, _, parameter, effect in found} == {("safety_identifier", "allowed"), ("user", "warned")}
    assert not {model for _, model, _, _ in found} & {"dall-e-2", "dall-e-3"}
    assert "variation" not in {operation for operation, _, _, _ in found}


def test_an_end_that_was_announced_is_taken_back(tmp_path: Path) -> None:
    found = keys("openai@2026-11-12", own(tmp_path, "models"))
    assert ("generate", "gpt-image-1", "model", "unwarned") in found
    assert ("generate", "gpt-image-2", "model", "warned") in found
    assert ("generate", "house-1", "model", "allowed") in found
    assert ("edit", "house-1", "model", "allowed") not in found
    assert ("generate", "dall-e-3", "model", "refused") in found
    assert ("variation", "dall-e-2", "model", "refused") in found
    assert ("generate", "", "quality", "relaxed") in found or ("generate", "", "quality", "tightened") in found


def test_both_directions_of_one_limit(tmp_path: Path) -> None:
    found = keys("openai@2026-11-12", own(tmp_path, "numbers"))
    assert ("generate", "gpt-image-2", "n", "tightened") in found
    assert ("generate", "gpt-image-2", "n", "relaxed") not in found
    assert {("edit", "gpt-image-2", "frame_count", effect) for effect in ("tightened", "relaxed")} <= found
    assert ("edit", "gpt-image-2", "partial_images", "relaxed") in found
    assert not {key for key in found if key[2] in ("size", "quality")}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["diff", *arguments])


def test_text_names_models_limits_and_witnesses() -> None:
    result = run("openai@2026-10-06", "openai@2026-10-16", "--witness", "--today", "2026-11-21")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "generate"
    assert "  allowed: safety_identifier for gpt-image-1, " in result.output
    assert "    after:  a string; deprecated: use safety_identifier" in lines
    witness = next(line for line in lines if line.startswith("    witness: "))
    assert imagespec.is_valid(json.loads(witness.partition(": ")[2]), spec="openai@2026-10-16")
    assert lines[-1] == "openai@2026-10-06 to openai@2026-10-16: 6 changes"
    assert "witness" not in run("openai@2026-10-06", "openai@2026-10-16").output


def test_no_change_in_words() -> None:
    result = run("openai@2026-10-01", "openai@2026-09-08")
    assert (result.exit_code, result.output) == (0, "openai@2026-09-08 and openai@2026-09-08 accept the same\n")


def test_json() -> None:
    result = run("openai@2026-10-23", "openai@2026-10-31", "--format", "json")
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.output)
    assert list(found) == ["old", "new", "changes"]
    assert (found["old"], found["new"]) == ("openai@2026-10-23", "openai@2026-10-31")
    assert all(list(change) == ["operation", "model", "parameter", "effect", "before", "after", "witness"] for change in found["changes"])
    markup = [change for change in found["changes"] if change["parameter"] == "markup" and change["model"]]
    assert len(markup) == 4
    for change in markup:
        assert (change["before"], change["witness"]["model"]) == ("not taken", change["model"])
    assert {change["model"] for change in markup} == set(G25)
    assert [change["effect"] for change in found["changes"] if not change["model"]] == [
        "allowed",
        "warned",
        "relaxed",
        "relaxed",
        "warned",
        "unwarned",
        "tightened",
        "refused",
        "relaxed",
    ]


def test_the_newest_revision_is_the_default() -> None:
    assert json.loads(run("openai@2026-11-12", "--format", "json").output)["new"] == imagespec.load().name


def test_own_table(tmp_path: Path) -> None:
    result = run("openai@2026-11-12", str(own(tmp_path, "numbers")))
    assert result.exit_code == 0
    assert "  tightened: n for " in result.output
    assert "    before: an integer or null; 1 to 10\n    after:  an integer or null; 1 to 4" in result.output


@pytest.mark.parametrize("arguments", [("openai@2020-01-01",), ("nothing",), ("openai@2026-05-07", "/no/such/table.yaml"), ()])
def test_wrong_use(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    bodies: list[dict[str, Any]] = [
        {"model": "gpt-image-2", "prompt": "a fox"},
        {"model": "gpt-image-2.5-flare", "prompt": "a fox"},
        {"model": "gpt-image-1", "prompt": "a fox", "safety_identifier": "u-1"},
        {"model": "gpt-image-1", "prompt": ""},
    ]
    path = tmp_path / "batch.jsonl"
    lines = [
        {"custom_id": f"job-{index}", "method": "POST", "url": "/v1/images/generations", "body": body}
        for index, body in enumerate(bodies, 1)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_requests_whose_verdict_changes(batch: Path) -> None:
    result = run("openai@2026-05-07", "openai@2026-11-12", "--requests", str(batch), "--today", "2026-11-21")
    assert result.exit_code == 1
    assert f"{batch}:2: allowed now (job-2)" in result.output
    assert "  before: model is" in result.output
    assert f"{batch}:3: allowed now (job-3)" in result.output
    assert "job-1" not in result.output
    assert "job-4" not in result.output
    assert result.output.endswith("openai@2026-05-07 to openai@2026-11-12: 2 changed verdicts\n")
    back = run("openai@2026-11-12", "openai@2026-05-07", "--requests", str(batch))
    assert f"{batch}:2: refused now (job-2)" in back.output


def test_requests_as_json(batch: Path) -> None:
    result = run("openai@2026-05-07", "openai@2026-11-12", "--requests", str(batch), "--format", "json")
    found = json.loads(result.output)
    assert result.exit_code == 1
    assert [(entry["line"], entry["custom_id"], entry["operation"]) for entry in found["requests"]] == [
        (2, "job-2", "generate"),
        (3, "job-3", "generate"),
    ]
    assert [(entry["before"]["ok"], entry["after"]["ok"]) for entry in found["requests"]] == [(False, True), (False, True)]


def test_requests_that_stay_as_they_are(batch: Path) -> None:
    result = run("openai@2026-10-16", "openai@2026-11-12", "--requests", str(batch))
    assert (result.exit_code, result.output) == (0, "openai@2026-10-16 to openai@2026-11-12: 0 changed verdicts\n")


def test_requests_that_cannot_be_read(tmp_path: Path) -> None:
    assert run("openai@2026-05-07", "--requests", str(tmp_path / "absent.json")).exit_code == 2
    (tmp_path / "bad.jsonl").write_text('{"prompt": \n', "utf-8")
    assert run("openai@2026-05-07", "--requests", str(tmp_path / "bad.jsonl")).exit_code == 2
