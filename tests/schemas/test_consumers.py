"""The readers of schemas that frontends use take the ``model`` shape, and keep what the README says they keep."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from imagespec.api import Handle
from imagespec.compile.json_schema import json_schema
from tests.schemas.conftest import Node
from tests.schemas.requests import cases
from tests.support.requests import spaces

Digest = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def digested(newest: Handle, node: Node, tmp_path_factory: pytest.TempPathFactory) -> Digest:
    """What the JavaScript readers make of every model schema, with zod's verdicts on requests around every boundary."""
    inputs, keys = [], []
    for operation, space in spaces(newest.spec):
        model = space.contract.model
        if newest.models[model].snapshot_of:
            continue
        around = [(operation, request) for request in space.systematic(every=40)]
        found = [case for case in cases(newest, around) if case.text.isascii()]
        schema = json_schema(newest.spec, operation, model, "model", "draft-07")
        for_model = [case for case in found if case.request.get("model") == model]
        inputs.append({"schema": schema, "requests": [case.request for case in for_model]})
        keys.append(((operation, model), for_model, schema))
    file = tmp_path_factory.mktemp("digest") / "input.json"
    file.write_text(json.dumps(inputs), "utf-8")
    answers = json.loads(node("digest.mjs", file))
    return {key: {**answer, "cases": found, "schema": schema} for (key, found, schema), answer in zip(keys, answers, strict=True)}


def test_zod_gives_the_verdict_of_everything_but_the_rules_between_parameters(digested: Digest) -> None:
    asked = lost = sizes = 0
    for key, digest in digested.items():
        alone = {keyword: value for keyword, value in digest["schema"].items() if keyword != "dependencies"}
        valid = jsonschema_rs.validator_for(alone).is_valid
        between = [rule for rules in digest["schema"].get("dependencies", {}).values() for rule in rules["allOf"]]
        definitions = digest["schema"].get("definitions", {})
        of_sizes = [{**rule, "definitions": definitions} for rule in between if '"size": {' in json.dumps(rule)]
        judges = [jsonschema_rs.validator_for(rule).is_valid for rule in of_sizes]
        for case, verdict in zip(digest["cases"], digest["verdicts"], strict=True):
            asked += 1
            size = {name: case.request[name] for name in ("size", "output_format") if name in case.request}
            sized = all(judge(size) for judge in judges)
            lost += sized and verdict is not case.valid
            sizes += not sized and verdict is not case.valid
            same = verdict is valid(case.request) or (_unknown_key_inside(case.request) if verdict else _unsafe_integer(case.request))
            assert same, (key, case.text[:500])
    assert asked > 1000
    assert lost < asked // 10
    assert 0 < sizes < asked // 8, "a GIF has other sizes, so its rule is one between parameters"


def _unknown_key_inside(request: dict[str, Any]) -> bool:
    """Whether an object in a request has a key of no meaning, which zod lets pass beside a rule on the object."""
    inside = [entry for value in request.values() for entry in (value if isinstance(value, list) else [value])]
    return any(isinstance(entry, dict) and not {"image_url", "file_id"} >= entry.keys() for entry in inside)


def _unsafe_integer(request: dict[str, Any]) -> bool:
    """Whether a request has an integer that a double does not hold exactly, which zod takes for none."""
    return any(isinstance(value, (int, float)) and abs(value) >= 2**53 for value in request.values())


def test_json_schema_to_typescript_keeps_types_and_members(digested: Digest) -> None:
    text = digested["generate", "gpt-image-2"]["typescript"]
    assert '("auto" | "low" | "medium" | "high" | null)' in text
    assert re.search(r"^\s*prompt: ", text, re.M)
    assert re.search(r"^\s*quality\?: ", text, re.M)
    assert "style" not in text


def test_quicktype_keeps_types_and_members(digested: Digest) -> None:
    text = digested["generate", "gpt-image-2"]["quicktype"]
    assert re.search(r"^\s*prompt:\s+string;", text, re.M)
    assert re.search(r"^\s*n\?:\s+.*number", text, re.M)
    assert all(f'"{member}"' in text for member in ("low", "medium", "high", "webp"))


@pytest.mark.parametrize(
    ("operation", "model"),
    [
        ("generate", "gpt-image-2"),
        pytest.param("edit", "gpt-image-2", marks=pytest.mark.exhaustive),
        pytest.param("edit-json", "gpt-image-2", marks=pytest.mark.exhaustive),
    ],
)
def test_datamodel_code_generator_makes_a_model_that_accepts_and_refuses(
    newest: Handle, operation: str, model: str, tmp_path: Path
) -> None:
    schema = json_schema(newest.spec, operation, model, "model", "draft-07")
    (tmp_path / "schema.json").write_text(json.dumps(schema), "utf-8")
    command = [
        sys.executable, "-m", "datamodel_code_generator", "--input", "schema.json", "--input-file-type", "jsonschema",
        "--output", "made.py",
        "--output-model-type", "pydantic_v2.BaseModel", "--class-name", "ImageRequest", "--disable-timestamp",
    ]  # fmt: skip
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    good = schema["examples"][0]
    bad = [good | {"quality": "hd"}, {key: value for key, value in good.items() if key != "prompt"}, good | {"prompt": ""}]
    (tmp_path / "requests.json").write_text(json.dumps([good, *bad]), "utf-8")
    script = """
import json, made
from pydantic import ValidationError
def verdict(request):
    try:
        made.ImageRequest.model_validate(request)
    except ValidationError:
        return False
    return True
print(json.dumps([verdict(request) for request in json.load(open("requests.json"))]))
"""
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == [True, False, False, False]
